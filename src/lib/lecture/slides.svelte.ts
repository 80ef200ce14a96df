import { slidesLimits, type DeckInfo, type LectureId, type SpokenTo } from '#lib/protocol/index.ts';
import type { Answer } from './api.ts';
import type { SlidePlace } from './slide-outline.ts';
import type { SlidesApi, UploadOutcome } from './slides-api.ts';

/** A file on its way: what share of it has gone, or why it was not taken in. */
export type UploadRow = { id: number; name: string; share: number; outcome: UploadOutcome | null };

/** While words come in, showings are asked for no more often than this. */
const lookEveryMs = 2_000;

/** No version: they are asked for again at the next occasion. */
const unknown = -1;

/** The slides of one lecture as the screens see them. */
export class Slides {
	readonly #lectureId: LectureId;
	readonly #api: SlidesApi;
	decks: readonly DeckInfo[] = $state.raw([]);
	showings: readonly SpokenTo[] = $state.raw([]);
	/** What persons said about when slides were shown. */
	anchors: readonly SpokenTo[] = $state.raw([]);
	uploads: readonly UploadRow[] = $state.raw([]);
	/** What a person asked for last did not reach the server. */
	failed = $state(false);

	readonly isNone = $derived.by(() => this.decks.length === 0 && this.uploads.length === 0);
	#seen = { version: 0, lines: 0 };
	/** The version that is here, or is asked for. */
	#version = 0;
	#uploads = 0;
	#turn: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(lectureId: LectureId, api: SlidesApi) {
		this.#lectureId = lectureId;
		this.#api = api;
	}

	/** What the lecture says of itself: the version of its slides, and how many lines it has. */
	see(version: number, lines: number): void {
		const isNewLine = lines !== this.#seen.lines;
		this.#seen = { version, lines };
		if (version !== this.#version) void this.#load();
		else if (isNewLine && this.decks.length > 0)
			this.#timer ??= setTimeout(() => void this.#lookAtShowings(), lookEveryMs);
	}

	/** Takes files in, one after the other; what becomes of each is said in its row. Gives how many were taken in. */
	async add(files: readonly File[]): Promise<number> {
		let added = 0;
		const rows = files.map((file) => ({ file, id: this.#uploads++ }));
		const begun = rows.map(({ file, id }) => ({ id, name: file.name, share: 0, outcome: null }));
		this.uploads = [...this.uploads, ...begun];
		for (const { file, id } of rows) {
			const outcome = await this.#send(file, id);
			if (outcome.kind === 'added') {
				await this.#load();
				added++;
				this.dismiss(id);
			} else this.#change(id, { outcome });
		}
		return added;
	}

	dismiss(id: number): void {
		this.uploads = this.uploads.filter((row) => row.id !== id);
	}

	/** From this line on it is this slide; shown at once. */
	async show(anchor: SpokenTo): Promise<void> {
		const isOther = ({ utteranceId }: SpokenTo) => utteranceId !== anchor.utteranceId;
		this.showings = [...this.showings.filter(isOther), anchor];
		this.anchors = [...this.anchors.filter(isOther), anchor];
		await this.#inTurn(async () => {
			const { ok } = await this.#api.anchor(this.#lectureId, anchor);
			this.failed = !ok;
			if (!ok) await this.#load();
		});
	}

	/** A slide was not shown when a person said so: when it was is found by what was said. */
	async unset({ deckId, slide }: SlidePlace): Promise<void> {
		await this.#inTurn(async () => {
			const set = this.anchors.filter((anchor) => anchor.deckId === deckId && anchor.slide === slide);
			const answers = set.map(({ utteranceId }) => this.#api.removeAnchor(this.#lectureId, utteranceId));
			const isFailed = (answer: Answer<void>) => !answer.ok && answer.problem !== 'not-found';
			this.failed = (await Promise.all(answers)).some(isFailed);
			await this.#load();
		});
	}

	async remove(deckId: string): Promise<void> {
		const { ok } = await this.#api.removeDeck(this.#lectureId, deckId);
		this.failed = !ok;
		if (ok) await this.#load();
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	/** What is pressed later reaches the server later. */
	#inTurn(act: () => Promise<void>): Promise<void> {
		return (this.#turn = this.#turn.then(act));
	}

	async #send(file: File, id: number): Promise<UploadOutcome> {
		if (file.size > slidesLimits.fileBytes) return { kind: 'refused', problem: 'too-large' };
		return this.#api.add(this.#lectureId, file, (share) => this.#change(id, { share }));
	}

	#change(id: number, change: Partial<UploadRow>): void {
		this.uploads = this.uploads.map((row) => (row.id === id ? { ...row, ...change } : row));
	}

	async #load(): Promise<void> {
		this.#version = this.#seen.version;
		const answer = await this.#api.slides(this.#lectureId);
		if (!answer.ok) {
			this.#version = unknown;
			return;
		}
		this.#version = Math.max(this.#version, answer.value.version);
		this.decks = answer.value.decks;
		this.anchors = answer.value.anchors;
		await this.#lookAtShowings();
	}

	async #lookAtShowings(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const answer = await this.#api.showings(this.#lectureId);
		if (answer.ok) this.showings = answer.value;
	}
}
