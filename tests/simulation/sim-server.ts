import type { Engine, LectureId, ServerMessage, TakeId } from '#lib/protocol/index.ts';
import { Intake, type IntakeEvent } from '../../server/intake/intake.ts';
import { Listeners } from '../../server/intake/listeners.ts';
import type { Principal } from '../../server/keys/keys.ts';
import { Journal } from '../../server/lectures/journal.ts';
import { LectureLogs } from '../../server/lectures/logs.ts';
import { Status } from '../../server/lectures/status.ts';
import { Transcriber } from '../../server/recognition/transcriber.ts';
import { Recorders } from '../../server/socket/recorders.ts';
import { Session, type Socket } from '../../server/socket/session.ts';
import type { AudioFile, AudioFiles } from '../../server/store/audio-files.ts';
import type { Database } from '../../server/store/database.ts';
import { lectureRepository, type LectureRepository } from '../../server/store/lectures.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import type { MemoryDisk } from './memory-disk.ts';

/** Where in the way of sound to the disk the process dies. */
export const deathPoints = ['now', 'after-write', 'after-sync', 'before-commit', 'after-commit'] as const;
export type DeathPoint = (typeof deathPoints)[number];

export const owner = 'simulated';
const principal = { keyId: owner, name: '', admin: false } as Principal;
const engine: Engine = {
	recogniser: { name: 'fake', grade: 'custom', device: 'none', state: 'ready' },
	notes: 'extractive'
};

type Parts = {
	lectureId: LectureId;
	db: Database;
	disk: MemoryDisk;
	/** How much sound a recorder may have in flight. */
	windowBytes: number;
	onDeath: () => void;
};

/** The real server, from intake to transcript, on a disk that outlives it. It may die at any point, and is started again. */
export class SimServer {
	readonly lectureId: LectureId;
	readonly lectures: LectureRepository;
	readonly #disk: MemoryDisk;
	readonly #onDeath: () => void;
	#process: Process | undefined;
	#trap: DeathPoint | undefined;
	/** Counts what was done, to see when nothing happens any more. */
	steps = 0;

	readonly #windowBytes: number;

	constructor({ lectureId, db, disk, windowBytes, onDeath }: Parts) {
		this.lectureId = lectureId;
		this.lectures = lectureRepository(db);
		this.#disk = disk;
		this.#windowBytes = windowBytes;
		this.#onDeath = onDeath;
	}

	get isUp(): boolean {
		return this.#process !== undefined;
	}

	start(): void {
		if (this.#process) return;
		const started: Process = {
			session: (socket) => parts.session(socket),
			logs: () => parts.logs,
			recogniser: () => parts.recogniser
		};
		this.#process = started;
		this.#trap = undefined;
		const isAlive = () => this.#process === started;
		const parts = this.#assemble(isAlive);
		void parts.resume();
	}

	/** Dies when it next comes by that point; at once for `now`. */
	die(at: DeathPoint): void {
		if (!this.#process) return;
		if (at !== 'now') this.#trap = at;
		else this.#end();
	}

	session(socket: Socket): Session | undefined {
		return this.#process?.session({ ...socket, send: (text) => socket.send(this.#withWindow(text)) });
	}

	/** Sound that comes by request, beside whoever sends by socket. */
	async request(takeId: TakeId, firstSample: number, bytes: Uint8Array): Promise<void> {
		const row = await this.lectures.take(takeId);
		if (row && row.finished === 0) void this.#process?.logs().appendAudio(row, firstSample, bytes);
	}

	/** Takes segments and answers none, until it hears again. */
	deafen(isDeaf: boolean): void {
		const recogniser = this.#process?.recogniser();
		if (isDeaf) recogniser?.hold();
		else recogniser?.release();
	}

	#withWindow(text: string): string {
		const message = JSON.parse(text) as ServerMessage;
		if (message.type !== 'welcome') return text;
		const limits = { ...message.limits, unackedBytes: this.#windowBytes };
		return JSON.stringify({ ...message, limits });
	}

	#end(): void {
		this.#process = undefined;
		this.#trap = undefined;
		this.#onDeath();
	}

	#pass(point: DeathPoint): void {
		if (this.#trap === point) this.#end();
	}

	#assemble(isAlive: () => boolean) {
		const gate: Gate = async (act, { before, after } = {}) => {
			if (before && isAlive()) this.#pass(before);
			if (!isAlive()) return never;
			this.steps++;
			const result = await act();
			if (after && isAlive()) this.#pass(after);
			return isAlive() ? result : never;
		};
		const lectures = gatedRepository(this.lectures, gate);
		const files = gatedFiles(this.#disk, gate);
		const journal = new Journal(lectures);
		const recorders = new Recorders();
		const intakeEvents = new Listeners<IntakeEvent>();
		const recogniser = new FakeRecogniser();
		const onFailure = (_: LectureId, error: Error) => {
			throw error;
		};
		const transcriber = new Transcriber({
			contextWaitMs: 0,
			lectures,
			journal,
			files,
			recogniser: () => recogniser,
			onProgress: () => void this.steps++,
			onFailure
		});
		const intake = new Intake({
			lectures,
			files,
			onEvent: (event) => {
				intakeEvents.tell(event);
				void transcriber.wake(event.stored.takeId, event.stored.lectureId);
			},
			wait: () => new Promise((resolve) => setImmediate(resolve))
		});
		const logs = new LectureLogs({ lectures, journal, intake, intakeEvents, onLectureChanged: () => {} });
		const status = new Status({
			lectures,
			journal,
			engine: () => engine,
			load: () => 'normal',
			backlogSamples: () => 0,
			onFailure
		});
		const sessions = new Set<Session>();
		intakeEvents.listen((event) => sessions.forEach((session) => session.intakeEvent(event)));
		return {
			logs,
			recogniser,
			session: (socket: Socket) => {
				const session = new Session(socket, principal, {
					lectures,
					journal,
					logs,
					intake,
					recorders,
					correct: async () => undefined,
					engine: () => engine,
					onQuiet: () => {},
					statusOf: (row) => status.of(row)
				});
				sessions.add(session);
				return session;
			},
			resume: async () => {
				for (const take of await lectures.takes(this.lectureId))
					await transcriber.wake(take.id, this.lectureId);
			}
		};
	}
}

type Process = {
	session: (socket: Socket) => Session;
	logs: () => LectureLogs;
	recogniser: () => FakeRecogniser;
};

/** Runs a step of a process that may be dead by then: what it would have done after its death never happens. */
type Gate = <T>(act: () => Promise<T>, points?: { before?: DeathPoint; after?: DeathPoint }) => Promise<T>;

const never = new Promise<never>(() => {});

function gatedRepository(lectures: LectureRepository, gate: Gate): LectureRepository {
	const gated = Object.entries(lectures).map(([name, act]) => [
		name,
		(...given: unknown[]) =>
			gate(
				() => (act as (...given: unknown[]) => Promise<unknown>)(...given),
				name === 'growLogs' ? { before: 'before-commit', after: 'after-commit' } : {}
			)
	]);
	return Object.fromEntries(gated) as LectureRepository;
}

function gatedFiles(disk: MemoryDisk, gate: Gate): AudioFiles {
	return {
		path: disk.path,
		samples: (lectureId, take) => gate(() => disk.samples(lectureId, take)),
		remove: (lectureId) => gate(() => disk.remove(lectureId)),
		open: (lectureId, take) =>
			gate(async (): Promise<AudioFile> => {
				const file = await disk.open(lectureId, take);
				return {
					samples: () => gate(() => file.samples()),
					write: (bytes, at) => gate(() => file.write(bytes, at), { after: 'after-write' }),
					sync: () => gate(() => file.sync(), { after: 'after-sync' }),
					truncate: (samples) => gate(() => file.truncate(samples)),
					close: () => gate(() => file.close())
				};
			})
	};
}
