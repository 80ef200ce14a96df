import {
	closeCodes,
	frameBytesMax,
	protocolVersion,
	unackedBytesMax,
	type ClientMessage,
	type Edit,
	type Engine,
	type ErrorCode,
	type ServerMessage,
	type TakeState
} from '#lib/protocol/index.ts';
import type { Intake, IntakeEvent } from '../intake/intake.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import type { Principal } from '../keys/keys.ts';
import type { Correction, Journal } from '../lectures/journal.ts';
import type { LectureLogs } from '../lectures/logs.ts';
import { lectureInfo, takeStateOf } from '../lectures/rows.ts';
import type { LectureRepository, RowChange } from '../store/lectures.ts';
import type { LectureRow, TakeRow } from '../store/schema.ts';
import { parse } from './parse.ts';
import { Recording, type Refusal } from './recording.ts';
import type { Recorders } from './recorders.ts';

/** The least that a session needs of a socket; `ws` fits, and so does a test's. */
export type Socket = {
	send(data: string): void;
	close(code: number, reason: string): void;
	/** Bytes that the peer has not taken yet. */
	readonly bufferedAmount: number;
};

export type SessionDeps = {
	lectures: LectureRepository;
	journal: Journal;
	logs: LectureLogs;
	intake: Intake;
	recorders: Recorders;
	/** A person's correction of the transcript, which the stages behind it hear of. */
	correct: (editId: string, lectureId: string, correction: Correction) => Promise<void>;
	engine: () => Engine;
	/** The recorder hears a pause (rule W11); undefined where nobody makes use of that. */
	onQuiet: ((takeId: string, lectureId: string, sample: number) => void) | undefined;
	/** How far the stages have come with the lecture. */
	statusOf: (row: LectureRow) => ServerMessage;
};

type Hello = Extract<ClientMessage, { type: 'hello' }>;

type State =
	| { kind: 'awaiting-hello' }
	| { kind: 'viewer'; lectureId: string; leave: () => void }
	| { kind: 'recorder'; lectureId: string; leave: () => void; recording: Recording }
	/** Takes nothing and says nothing any more, although the socket may still deliver what was on its way. */
	| { kind: 'closed'; letGo: () => Promise<void> };

const textBytesMax = 64 * 1024;
/** A viewer that does not read is let go; it comes back and resumes by revision. */
const unreadBytesMax = 8 * 1024 * 1024;

const closeFor: Partial<Record<ErrorCode, number>> = {
	'bad-message': closeCodes.badMessage,
	'too-large': closeCodes.tooLarge,
	'wrong-protocol': closeCodes.wrongProtocol,
	'no-such-lecture': closeCodes.noSuchLecture,
	'not-signed-in': closeCodes.notSignedIn,
	superseded: closeCodes.superseded,
	'storage-full': closeCodes.tryLater,
	'storage-failed': closeCodes.tryLater,
	'server-stopping': closeCodes.restarting
};

/** One client on one socket: decodes, validates, answers. Messages are handled one after another, in order. */
export class Session {
	readonly #socket: Socket;
	readonly #principal: Principal;
	readonly #deps: SessionDeps;
	#state: State = { kind: 'awaiting-hello' };

	constructor(socket: Socket, principal: Principal, deps: SessionDeps) {
		this.#socket = socket;
		this.#principal = principal;
		this.#deps = deps;
	}

	get isSettled(): boolean {
		return this.#state.kind !== 'awaiting-hello';
	}

	async text(text: string): Promise<void> {
		if (this.#state.kind === 'closed') return;
		if (Buffer.byteLength(text) > textBytesMax)
			return this.#refuse({ code: 'too-large', detail: `text frames are limited to ${textBytesMax} bytes` });
		const message = parse(text);
		if (typeof message === 'string') return this.#refuse({ code: 'bad-message', detail: message });
		if (message.type === 'ping') return this.#send({ type: 'pong' });
		if (this.#state.kind === 'awaiting-hello') return this.#greet(message);
		if (message.type === 'hello')
			return this.#refuse({ code: 'bad-message', detail: 'hello was said already' });
		const refusal = await this.#handle(message);
		if (refusal) this.#refuse(refusal);
	}

	async binary(bytes: Uint8Array): Promise<void> {
		if (this.#state.kind === 'closed') return;
		if (this.#state.kind !== 'recorder') return this.#refuse({ code: 'not-recorder' });
		const refusal = await this.#state.recording.block(bytes);
		if (refusal) this.#refuse(refusal);
	}

	/** Ends the session from the server's side, with a code that closes it. */
	end(code: ErrorCode): void {
		this.#refuse({ code });
	}

	follows(lectureId: string): boolean {
		return 'lectureId' in this.#state && this.#state.lectureId === lectureId;
	}

	/** The socket has gone, and everything that it brought has been handled. */
	async gone(): Promise<void> {
		await this.#close().letGo();
	}

	/** Tells this session of a commit, when the take is of its lecture. */
	intakeEvent(event: IntakeEvent): void {
		if (this.#state.kind !== 'recorder' || event.stored.lectureId !== this.#state.lectureId) return;
		this.#sendStored(event.stored);
		if (event.kind === 'failed') this.#refuse({ code: event.code, takeId: event.stored.takeId });
	}

	async #greet(message: ClientMessage): Promise<void> {
		if (message.type !== 'hello')
			return this.#refuse({ code: 'bad-message', detail: 'the first message must be hello' });
		if (message.protocol !== protocolVersion) {
			return this.#refuse({
				code: 'wrong-protocol',
				detail: `this server speaks protocol ${protocolVersion}`
			});
		}
		const lecture = await this.#findOrCreate(message);
		if (!lecture) return this.#refuse({ code: 'no-such-lecture' });
		const release = message.role === 'recorder' ? this.#claim(lecture.id) : () => undefined;
		try {
			await this.#enter(message, release);
		} catch (error) {
			release();
			throw error;
		}
	}

	async #enter({ lectureId, role, since }: Hello, release: () => void): Promise<void> {
		const takes = await this.#deps.lectures.takes(lectureId);
		const states: TakeState[] = [];
		for (const take of takes)
			states.push(role === 'recorder' ? await this.#deps.logs.state(take) : takeStateOf(take));
		const leaveJournal = await this.#deps.journal.join(
			lectureId,
			since,
			(told) => this.#send(told),
			(row, missed) => this.#welcome(row, states, missed)
		);
		const leave = () => (leaveJournal?.(), release());
		if (this.#state.kind === 'closed') return leave();
		this.#state =
			role === 'viewer'
				? { kind: 'viewer', lectureId, leave }
				: { kind: 'recorder', lectureId, leave, recording: this.#recordingOf(lectureId, takes) };
		if (!leaveJournal) this.#refuse({ code: 'no-such-lecture' });
	}

	async #welcome(row: LectureRow, takes: TakeState[], missed: ServerMessage[]): Promise<void> {
		this.#send({
			type: 'welcome',
			protocol: protocolVersion,
			lecture: lectureInfo(row),
			takes,
			revision: row.revision,
			limits: { frameBytes: frameBytesMax, unackedBytes: unackedBytesMax },
			engine: this.#deps.engine(),
			hearsQuiet: this.#deps.onQuiet !== undefined
		});
		for (const message of missed) {
			this.#send(message);
			await yieldToLoop();
		}
		this.#send(this.#deps.statusOf(row));
	}

	async #handle(message: Exclude<ClientMessage, { type: 'hello' | 'ping' }>): Promise<Refusal | undefined> {
		if (message.type === 'edit') return this.#edit(message);
		if (this.#state.kind !== 'recorder') return { code: 'not-recorder' };
		const { recording } = this.#state;
		if (message.type === 'take') return recording.take(message.take);
		if (message.type === 'marks') return recording.marks(message);
		if (message.type === 'finish-take') return recording.finishTake(message);
		if (message.type === 'lost') return recording.lost(message);
		if (message.type === 'quiet') return this.#quiet(message, this.#state.lectureId);
		return this.#finishLecture(this.#state.lectureId, message.takes);
	}

	/** A hint about a take that is not this lecture's comes to nothing. */
	#quiet({ takeId, sample }: Extract<ClientMessage, { type: 'quiet' }>, lectureId: string): undefined {
		this.#deps.onQuiet?.(takeId, lectureId, sample);
	}

	async #edit({ editId, edit }: Extract<ClientMessage, { type: 'edit' }>): Promise<undefined> {
		if (this.#state.kind !== 'viewer' && this.#state.kind !== 'recorder') return;
		const { lectureId } = this.#state;
		if (edit.kind === 'note') await this.#deps.journal.editNotes(editId, lectureId, edit.change);
		else if (edit.kind === 'utterance') await this.#deps.correct(editId, lectureId, edit);
		else await this.#deps.journal.edit(editId, lectureId, columnsOf(edit));
		this.#send({ type: 'edited', editId });
	}

	async #finishLecture(lectureId: string, takes: number): Promise<Refusal | undefined> {
		const row = await this.#deps.logs.finish(lectureId, takes);
		if (row === 'finish-mismatch') return { code: 'finish-mismatch' };
		// One that had ended before is told to nobody else, and its sender still waits for an answer.
		if (row.finished_at !== null)
			this.#send({ type: 'lecture', revision: row.revision, lecture: lectureInfo(row) });
	}

	async #findOrCreate({ lectureId, role, lecture }: Hello): Promise<LectureRow | undefined> {
		const seed = role === 'recorder' ? lecture : undefined;
		const row = await this.#deps.logs.find(lectureId, this.#principal.keyId, seed);
		return row === 'removed' ? undefined : row;
	}

	#claim(lectureId: string): () => void {
		return this.#deps.recorders.claim(lectureId, () => this.#refuse({ code: 'superseded' }));
	}

	#recordingOf(lectureId: string, takes: TakeRow[]): Recording {
		const { intake, logs } = this.#deps;
		return new Recording(lectureId, takes, { intake, logs, onStored: (stored) => this.#sendStored(stored) });
	}

	#sendStored({ takeId, samples, marks, finished }: IntakeEvent['stored']): void {
		this.#send({ type: 'stored', takeId, samples, marks, finished });
	}

	#send(message: ServerMessage): void {
		if (this.#state.kind === 'closed') return;
		this.#socket.send(JSON.stringify(message));
		if (this.#socket.bufferedAmount <= unreadBytesMax) return;
		this.#socket.close(closeCodes.tryLater, 'reader too slow');
		this.#close();
	}

	#refuse(refusal: Refusal): void {
		this.#send({ type: 'error', ...refusal });
		const code = closeFor[refusal.code];
		if (code === undefined) return;
		this.#socket.close(code, refusal.code);
		this.#close();
	}

	/** Leaves the lecture at once; its files are let go of by `letGo`, once nothing more is under way. */
	#close(): Extract<State, { kind: 'closed' }> {
		const state = this.#state;
		if (state.kind === 'closed') return state;
		const closed = { kind: 'closed', letGo: () => this.#letGo(state) } as const;
		this.#state = closed;
		if (state.kind !== 'awaiting-hello') state.leave();
		return closed;
	}

	async #letGo(state: State): Promise<void> {
		if (state.kind === 'recorder' && !this.#deps.recorders.isRecording(state.lectureId))
			await state.recording.release();
	}
}

function columnsOf(edit: Exclude<Edit, { kind: 'note' | 'utterance' }>): RowChange {
	switch (edit.kind) {
		case 'title':
			return { title: edit.title };
		case 'language':
			return { language: edit.language };
		case 'terms':
			return { terms: JSON.stringify(edit.terms) };
		case 'notes': {
			const { kind: _, ...style } = edit;
			return { note_style: JSON.stringify(style) };
		}
	}
}
