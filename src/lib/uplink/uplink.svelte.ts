import { SvelteMap } from 'svelte/reactivity';
import {
	protocolVersion,
	type ClientMessage,
	type Edit,
	type LectureId,
	type ServerMessage,
	type TakeId
} from '#lib/protocol/index.ts';
import { Connection, type ConnectionDeps } from './connection.ts';
import { Copier, type CopyProgress, type LostRange } from './copier.ts';
import type { BlockStore, LinkState, LocalLecture } from './port.ts';
import { seedOf } from './seed.ts';

export type UplinkDeps = Pick<ConnectionDeps, 'openSocket' | 'timers' | 'random'> & {
	store: BlockStore;
	newId: () => string;
	/** Name and version of this app, for the server. */
	app: string;
	/** Calls back when it is worth trying at once: network or page are back. Gives the way to stop that. */
	onWake: (wake: () => void) => () => void;
};

export type UplinkOptions = {
	lectureId: LectureId;
	role: 'recorder' | 'viewer';
	/** Last revision that the client has seen (rule W5). */
	since: () => number;
	onMessage: (message: ServerMessage) => void;
	/** Something below has changed. */
	onChange?: () => void;
	/** What is being recorded is far behind: time to go on in a new take (rule W4). */
	onBehind?: () => void;
};

const nothing: CopyProgress = { capturedSamples: 0, storedSamples: 0, lostRanges: [], isCaughtUp: false };

/** The way of one lecture to the server and back. A viewer hears and edits; a recorder copies its logs as well. */
export class Uplink {
	readonly lectureId: LectureId;
	readonly #deps: UplinkDeps;
	readonly #options: UplinkOptions;
	readonly #connection: Connection;
	readonly #copier: Copier | undefined;
	readonly #edits = new SvelteMap<string, Edit>();
	#local: LocalLecture | undefined;
	#stopWaking: () => void = () => {};
	#isOver = false;
	#serverHearsQuiet = false;
	#progress = $state.raw<CopyProgress>(nothing);
	link = $state.raw<LinkState>({ kind: 'connecting' });

	constructor(deps: UplinkDeps, options: UplinkOptions) {
		this.lectureId = options.lectureId;
		this.#deps = deps;
		this.#options = options;
		this.#connection = new Connection({
			...deps,
			hello: () => this.#hello(),
			onMessage: (message) => this.#hear(message),
			onState: (state) => this.#become(state)
		});
		this.#copier = options.role === 'recorder' ? this.#newCopier() : undefined;
	}

	get capturedSamples(): number {
		return this.#progress.capturedSamples;
	}

	/** Durable on the server. */
	get storedSamples(): number {
		return this.#progress.storedSamples;
	}

	get pendingSamples(): number {
		return this.#progress.capturedSamples - this.#progress.storedSamples;
	}

	get lostRanges(): readonly LostRange[] {
		return this.#progress.lostRanges;
	}

	/** Edits that the server has not taken yet. */
	get unsentEdits(): number {
		return this.#edits.size;
	}

	get isCaughtUp(): boolean {
		return this.#progress.isCaughtUp;
	}

	/** Resolves when the first attempt to connect is under way. */
	async start(): Promise<void> {
		if (this.#copier) {
			this.#copier.nudge();
			const lectures = await this.#deps.store.lectures();
			this.#local = lectures.find((lecture) => lecture.lectureId === this.lectureId);
		}
		if (this.#isOver) return;
		this.#stopWaking = this.#deps.onWake(() => this.#connection.wake());
		this.#connection.open();
	}

	/** Leaves. What is not on the server stays in the store. */
	close(): void {
		this.#isOver = true;
		this.#stopWaking();
		this.#connection.close();
	}

	/** Tries at once, e.g. after signing in, or to take a lecture back from another device. */
	retry(): void {
		if (!this.#isOver) this.#connection.open();
	}

	/** There is something new in the store. */
	nudge(): void {
		this.#copier?.nudge();
	}

	/** A pause, told once and only while online: if it lasts, the open segment ends at that sample (rule W11). */
	quiet(takeId: TakeId, sample: number): void {
		if (this.link.kind !== 'online' || !this.#serverHearsQuiet) return;
		this.#connection.send({ type: 'quiet', takeId, sample });
	}

	/** Sent until the server says `edited` (rule W9). Gives the id that it goes by. */
	edit(edit: Edit, editId = this.#deps.newId()): string {
		this.#edits.set(editId, edit);
		if (this.link.kind === 'online') this.#connection.send({ type: 'edit', editId, edit });
		return editId;
	}

	/** Resolves when everything that happened so far is worked off. */
	settled(): Promise<void> {
		return this.#copier?.settled() ?? Promise.resolve();
	}

	#newCopier(): Copier {
		return new Copier({
			store: this.#deps.store,
			lectureId: this.lectureId,
			send: (message) => this.#connection.send(message),
			sendBytes: (bytes) => this.#connection.sendBytes(bytes),
			restart: () => this.#connection.restart(),
			nowMs: () => this.#deps.timers.nowMs(),
			onBehind: this.#options.onBehind,
			onProgress: (progress) => {
				this.#progress = progress;
				this.#options.onChange?.();
			}
		});
	}

	#hello(): ClientMessage {
		const { lectureId, role, since } = this.#options;
		return {
			type: 'hello',
			protocol: protocolVersion,
			app: this.#deps.app,
			lectureId,
			role,
			since: since(),
			...(this.#local && { lecture: seedOf(this.#local) })
		};
	}

	#hear(message: ServerMessage): void {
		if (message.type === 'welcome') {
			this.#serverHearsQuiet = message.hearsQuiet ?? false;
			this.#copier?.welcome(message);
			for (const [editId, edit] of this.#edits) this.#connection.send({ type: 'edit', editId, edit });
		}
		if (message.type === 'stored') this.#copier?.stored(message);
		if (message.type === 'lecture') this.#copier?.lecture(message.lecture.finishedAt !== null);
		if (message.type === 'error') this.#copier?.refused(message);
		if (message.type === 'edited') this.#edits.delete(message.editId);
		this.#options.onMessage(message);
	}

	#become(state: LinkState): void {
		this.link = state;
		if (state.kind !== 'online') this.#copier?.offline();
		this.#options.onChange?.();
	}
}
