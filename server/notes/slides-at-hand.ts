import type { UtteranceId } from '#lib/protocol/index.ts';
import { deckInfo } from '../slides/rows.ts';
import type { Showings } from '../slides/showings.ts';
import { titlesSaid } from '../slides/titles-said.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import type { NoteDeck, NoteLine } from './port.ts';

type Deps = { lectures: Pick<LectureRepository, 'decks'>; showings: Pick<Showings, 'of'> };
type Slides = { decks: readonly NoteDeck[]; lines: NoteLine[] };

/** Matching slides with a long lecture takes a second: it is done again after so many lines. */
const linesUntilMatched = 24;

/** The slides of one lecture, and which of them its lines were said to, held from one update of its notes to the next. */
export class SlidesAtHand {
	#version = 0;
	#decks: readonly NoteDeck[] = [];
	#titles: ReadonlyMap<UtteranceId, string> = new Map();
	/** Lines that `#titles` were found for. */
	#matched = 0;

	/** The slides, and `lines` with the titles of slides as they were found at most a few lines ago; at the end, just now. */
	async of(deps: Deps, row: LectureRow, lines: readonly NoteLine[], finished: boolean): Promise<Slides> {
		const isNew = this.#version !== row.slides_version;
		if (isNew) this.#decks = (await deps.lectures.decks(row.id)).map(deckInfo);
		const unmatched = Math.abs(lines.length - this.#matched);
		if (isNew || unmatched >= linesUntilMatched || (finished && unmatched > 0))
			await this.#match(deps, row, lines);
		this.#version = row.slides_version;
		return { decks: this.#decks, lines: lines.map((line) => this.#titled(line)) };
	}

	/** Where it fails, what was found before holds: notes do not wait for slides. */
	async #match({ showings }: Deps, row: LectureRow, lines: readonly NoteLine[]): Promise<void> {
		this.#matched = lines.length;
		const ids = lines.map(({ id }) => id);
		const found = this.#decks.length === 0 ? [] : await showings.of(row).catch(() => undefined);
		if (found) this.#titles = titlesSaid(ids, this.#decks, found);
	}

	#titled(line: NoteLine): NoteLine {
		const slide = this.#titles.get(line.id);
		return slide === undefined ? line : { ...line, slide };
	}
}
