import type { Engine, LectureId, Load, ServerMessage } from '#lib/protocol/index.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import type { Journal } from './journal.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row'>;
	journal: Pick<Journal, 'tell'>;
	engine: () => Engine;
	load: () => Load;
	backlogSamples: (lectureId: LectureId) => number;
	onFailure: (lectureId: LectureId, error: Error) => void;
};

/** How far the stages have come with a lecture. The note stage's cursor is read where it is kept, in the database. */
export class Status {
	readonly #deps: Deps;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	of({ id, noted_revision }: LectureRow): ServerMessage {
		return {
			type: 'status',
			engine: this.#deps.engine(),
			backlogSamples: this.#deps.backlogSamples(id),
			notedRevision: noted_revision,
			load: this.#deps.load()
		};
	}

	/** Tells those who follow the lecture. */
	tell(lectureId: LectureId): void {
		const { lectures, journal, onFailure } = this.#deps;
		const told = lectures.row(lectureId).then((row) => row && journal.tell(lectureId, this.of(row)));
		told.catch((error: Error) => onFailure(lectureId, error));
	}
}
