import * as v from 'valibot';
import {
	DeckInfoSchema,
	LectureSlidesSchema,
	ShowingsSchema,
	slidesProblems,
	type LectureId,
	type LectureSlides,
	type SlidesProblem,
	type SpokenTo,
	type UtteranceId
} from '#lib/protocol/index.ts';
import type { Answer, Ask } from './api.ts';

/** Why a file was not taken in. */
export type UploadProblem =
	| SlidesProblem
	| 'too-many-decks'
	| 'busy'
	| 'storage-full'
	| 'no-such-lecture'
	| 'not-signed-in'
	| 'unreachable'
	| 'server-failed';

export type UploadOutcome = { kind: 'added' } | { kind: 'refused'; problem: UploadProblem };

/** Sends a file and says what share of it has gone, 0..1. Resolves with what was answered, undefined when nothing was. */
export type Upload = (
	path: string,
	file: Blob,
	onShare: (share: number) => void
) => Promise<{ status: number; body: unknown } | undefined>;

const RefusalSchema = v.object({
	error: v.picklist([
		...slidesProblems,
		'too-many-decks',
		'busy',
		'storage-full',
		'no-such-lecture',
		'not-signed-in'
	])
});

/** Slides as the server has them. */
export function createSlidesApi(ask: Ask, upload: Upload) {
	const path = (lectureId: LectureId, rest = '') =>
		`/api/lectures/${encodeURIComponent(lectureId)}/slides${rest}`;
	return {
		slides: (lectureId: LectureId): Promise<Answer<LectureSlides>> =>
			ask('GET', path(lectureId), undefined, LectureSlidesSchema),
		async showings(lectureId: LectureId): Promise<Answer<SpokenTo[]>> {
			const answer = await ask('GET', path(lectureId, '/showings'), undefined, ShowingsSchema);
			return answer.ok ? { ok: true, value: answer.value.showings } : answer;
		},
		anchor: (lectureId: LectureId, anchor: SpokenTo): Promise<Answer<void>> =>
			ask('PUT', path(lectureId, '/anchors'), anchor),
		removeAnchor: (lectureId: LectureId, utteranceId: UtteranceId): Promise<Answer<void>> =>
			ask('DELETE', path(lectureId, `/anchors?utterance=${encodeURIComponent(utteranceId)}`)),
		removeDeck: (lectureId: LectureId, deckId: string): Promise<Answer<void>> =>
			ask('DELETE', path(lectureId, `/${encodeURIComponent(deckId)}`)),
		async add(lectureId: LectureId, file: File, onShare: (share: number) => void): Promise<UploadOutcome> {
			const name = encodeURIComponent(file.name.slice(-200));
			const answer = await upload(path(lectureId, `?name=${name}`), file, onShare);
			if (!answer) return { kind: 'refused', problem: 'unreachable' };
			if (answer.status === 201 && v.is(DeckInfoSchema, answer.body)) return { kind: 'added' };
			const refusal = v.safeParse(RefusalSchema, answer.body);
			return { kind: 'refused', problem: refusal.success ? refusal.output.error : 'server-failed' };
		}
	};
}
export type SlidesApi = ReturnType<typeof createSlidesApi>;

/** Where the picture of a slide of a PDF is to be had. */
export const pictureUrl = (lectureId: LectureId, deckId: string, slide: number): string =>
	`/api/lectures/${encodeURIComponent(lectureId)}/slides/${encodeURIComponent(deckId)}/pictures/${slide}`;
