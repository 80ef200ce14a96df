import {
	opsOfChange,
	type NoteChange,
	type NoteDocument,
	type NoteOp,
	type NoteStyle,
	type ServerMessage
} from '#lib/protocol/index.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { RangeChange } from '../store/notes.ts';
import { yieldToLoop, mappedInTurns, slicesOf } from '../kit/event-loop.ts';
import { putsOf, VersionReader, type NoteVersion } from './note-versions.ts';
import { Notebook } from './notebook.ts';
import { lectureInfo, noteOpsIn, noteStyleOf } from './rows.ts';

/** Operations of one entry of the log, which is one message (rule N10). */
const opsInEntry = 250;

/** How far the note stage has come with what it writes. */
export type NotesRead = { ranges?: RangeChange; notedRevision?: number };

type Beginning = {
	version: number;
	style: NoteStyle;
	contents: NoteOp[];
	notedRevision: number;
	restores?: number;
};

type Entry = Parameters<LectureRepository['appendNotes']>[1];

/** The note logs of lectures: stored, then told. One call at a time for each lecture; the journal sees to it. */
export class NoteLog {
	readonly #lectures: LectureRepository;
	readonly #tell: (lectureId: string, message: ServerMessage) => void;
	readonly #notebook: Notebook;
	readonly #nowMs: () => number;

	constructor(
		lectures: LectureRepository,
		tell: (lectureId: string, message: ServerMessage) => void,
		nowMs: () => number = Date.now
	) {
		this.#nowMs = nowMs;
		this.#lectures = lectures;
		this.#tell = tell;
		this.#notebook = new Notebook((lectureId) => lectures.noteOps(lectureId));
	}

	open = (lectureId: string): Promise<NoteDocument> => this.#notebook.open(lectureId);

	async add(
		lectureId: string,
		version: number,
		write: (document: NoteDocument) => NoteOp[],
		read: NotesRead
	): Promise<boolean> {
		const document = await this.open(lectureId);
		if (document.version !== version) return false;
		await this.#append(lectureId, { ops: write(document), version, ...read });
		return true;
	}

	async edit(editId: string, lectureId: string, change: NoteChange): Promise<void> {
		const document = await this.open(lectureId);
		await this.#append(lectureId, { ops: opsOfChange(document, change), version: document.version, editId });
	}

	async restyle(lectureId: string, style: NoteStyle): Promise<number> {
		const version = (await this.open(lectureId)).version + 1;
		await this.#begin(lectureId, { version, style, contents: [], notedRevision: 0 });
		return version;
	}

	async restore(lectureId: string, restores: number): Promise<number | undefined> {
		const versions = await this.versions(lectureId);
		const earlier = versions.find(({ version }) => version === restores);
		const row = await this.#lectures.row(lectureId);
		if (!earlier || !row) return undefined;
		const version = (versions.at(-1)?.version ?? 1) + 1;
		await this.#begin(lectureId, {
			version,
			style: earlier.style ?? noteStyleOf(row),
			contents: putsOf(earlier.document),
			notedRevision: earlier.leftAt ?? row.noted_revision,
			restores
		});
		return version;
	}

	async versions(lectureId: string): Promise<NoteVersion[]> {
		const versions = new VersionReader();
		for await (const ops of noteOpsIn(await this.#lectures.noteOps(lectureId))) versions.read(ops);
		return versions.end();
	}

	async #begin(
		lectureId: string,
		{ version, style, contents, notedRevision, restores }: Beginning
	): Promise<void> {
		const before = await this.#lectures.row(lectureId);
		const begin: NoteOp = {
			op: 'begin-version',
			version,
			style,
			...(restores !== undefined && { restores }),
			leftAt: before?.noted_revision ?? 0,
			...(before && { leftStyle: noteStyleOf(before) }),
			at: this.#nowMs()
		};
		await this.#append(lectureId, {
			ops: [begin, ...contents],
			version,
			begin: { style: JSON.stringify(style), notedRevision, rangesOf: restores }
		});
		const row = await this.#lectures.row(lectureId);
		if (row) this.#tell(lectureId, { type: 'lecture', revision: row.revision, lecture: lectureInfo(row) });
	}

	async #append(lectureId: string, { ops, ...entry }: Omit<Entry, 'ops'> & { ops: NoteOp[] }): Promise<void> {
		const parts = [...slicesOf(ops, opsInEntry)];
		const json = await mappedInTurns(parts, (part) => JSON.stringify(part));
		const revisions = await this.#lectures.appendNotes(lectureId, { ...entry, ops: json });
		if (revisions.length === 0) return;
		await this.#notebook.write(lectureId, ops);
		for (const [at, revision] of revisions.entries()) {
			this.#tell(lectureId, { type: 'notes', revision, ops: parts[at] ?? [] });
			await yieldToLoop();
		}
	}
}
