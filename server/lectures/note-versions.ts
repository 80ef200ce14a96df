import {
	emptyNotes,
	NoteReplay,
	type NoteDocument,
	type NoteOp,
	type NoteStyle
} from '#lib/protocol/index.ts';

/** One version of a lecture's notes (rule N5): what the log holds from its beginning to the next one's. */
export type NoteVersion = {
	version: number;
	/** The style in which it was written last; undefined for one that is still written in that of the lecture. */
	style: NoteStyle | undefined;
	/** Wall clock, UTC, ms; undefined for the first one, which began with the lecture. */
	beganAt: number | undefined;
	restores: number | undefined;
	/** The cursor of the note stage when the next one began; undefined for the last. */
	leftAt: number | undefined;
	/** As it was at its end. */
	document: NoteDocument;
};

/** All versions in a note log, the oldest first. */
export function versionsIn(log: readonly NoteOp[]): NoteVersion[] {
	const versions = new VersionReader();
	versions.read(log);
	return versions.end();
}

type Begin = Extract<NoteOp, { op: 'begin-version' }>;

/** Reads the versions out of a note log that comes part by part. */
export class VersionReader {
	readonly #earlier: NoteVersion[] = [];
	#begin: Begin | undefined;
	#replay = new NoteReplay(emptyNotes);

	read(part: readonly NoteOp[]): void {
		for (const op of part) {
			if (op.op === 'begin-version') this.#leave(op);
			this.#replay.apply(op);
		}
	}

	/** All of them, the oldest first. */
	end(): NoteVersion[] {
		return [...this.#earlier, this.#versionBefore(undefined)];
	}

	#leave(next: Begin): void {
		const left = this.#versionBefore(next);
		this.#earlier.push(left);
		this.#begin = next;
		this.#replay = new NoteReplay(left.document);
	}

	#versionBefore(next: Begin | undefined): NoteVersion {
		const begin = this.#begin;
		return {
			version: begin?.version ?? 1,
			style: next ? (next.leftStyle ?? begin?.style) : undefined,
			beganAt: begin?.at,
			restores: begin?.restores,
			leftAt: next?.leftAt,
			document: this.#replay.finish()
		};
	}
}

/** Operations that make an empty document this one; what a person removed stays away. */
export const putsOf = ({ sections, blocks, suggestions, removed }: NoteDocument): NoteOp[] => [
	...[...removed].map((blockId): NoteOp => ({ op: 'remove-block', blockId, by: 'person' })),
	...[...sections.values()].map((section): NoteOp => ({ op: 'put-section', section })),
	...[...blocks.values()].map((block): NoteOp => ({ op: 'put-block', block })),
	...[...suggestions.values()].map((suggestion): NoteOp => ({ op: 'suggest', suggestion }))
];
