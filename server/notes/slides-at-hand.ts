import type { UtteranceId } from '#lib/protocol/index.ts';
import { deckInfos } from '../slides/rows.ts';
import type { Showings } from '../slides/showings.ts';
import { titlesSaid } from '../slides/titles-said.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import type { NoteDeck, NoteLine } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'decks'>;
	showings: Pick<Showings, 'of'>;
	/** Lines were matched with slides anew. */
	onMatched: (lectureId: string) => void;
};
type Moment = {
	row: LectureRow;
	lines: readonly NoteLine[];
	finished: boolean;
	/** The lines are wanted as they are now, however long that takes. */
	waits: boolean;
};
type Slides = { decks: readonly NoteDeck[]; lines: readonly NoteLine[] };

/** Matching slides with a long lecture takes a tenth of a second and more: it is done again after so many lines. */
const linesUntilMatched = 24;

/** The slides of one lecture, and which of them its lines were said to, held from one update of its notes to the next. */
export class SlidesAtHand {
	readonly #deps: Deps;
	#version = 0;
	#decks: readonly NoteDeck[] = [];
	/** Of the lines that were matched; empty for one that was said to no slide with a title. */
	#titles: ReadonlyMap<UtteranceId, string> = new Map();
	#matched = { lines: 0, failed: false };
	#matching: Promise<void> | undefined;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** The slides, and the lines with the titles of slides, as far as they are matched; a newer line is said to the slide before it. */
	async of({ row, lines, finished, waits }: Moment): Promise<Slides> {
		const isNew = this.#version !== row.slides_version;
		if (isNew) await this.#look(row.id);
		this.#version = row.slides_version;
		if (this.#decks.length > 0 && (isNew || this.#isDue(lines, finished))) this.#begin(row, lines);
		if (waits) await this.#matching;
		return { decks: this.#decks, lines: titled(lines, this.#titles) };
	}

	/** What was found holds until the lines are matched anew, but for slides that are gone. */
	async #look(lectureId: string): Promise<void> {
		this.#decks = await deckInfos(await this.#deps.lectures.decks(lectureId));
		const left = new Set(this.#decks.flatMap(({ slides }) => slides.map(({ title }) => title.trim())));
		this.#titles = new Map([...this.#titles].filter(([, title]) => left.has(title)));
	}

	#isDue({ length }: readonly NoteLine[], finished: boolean): boolean {
		const unmatched = Math.abs(length - this.#matched.lines);
		return unmatched >= linesUntilMatched || (finished && (unmatched > 0 || this.#matched.failed));
	}

	#begin(row: LectureRow, lines: readonly NoteLine[]): void {
		const before = this.#matching ?? Promise.resolve();
		this.#matched = { lines: lines.length, failed: false };
		const matching = before.then(() => this.#match(row, lines));
		this.#matching = matching;
		void matching.then(() => {
			if (this.#matching === matching) this.#matching = undefined;
		});
	}

	/** Where it fails, what was found before holds, until the next few lines or the end. */
	async #match(row: LectureRow, lines: readonly NoteLine[]): Promise<void> {
		const found = await this.#deps.showings.of(row).catch(() => undefined);
		if (row.slides_version !== this.#version) return;
		if (!found) this.#matched = { ...this.#matched, failed: true };
		else {
			const ids = lines.map(({ id }) => id);
			this.#titles = titlesSaid(ids, this.#decks, found);
			this.#deps.onMatched(row.id);
		}
	}
}

function titled(lines: readonly NoteLine[], titles: ReadonlyMap<UtteranceId, string>): readonly NoteLine[] {
	if (titles.size === 0) return lines;
	let slide = '';
	return lines.map((line) => {
		slide = titles.get(line.id) ?? slide;
		return slide === '' ? line : { ...line, slide };
	});
}
