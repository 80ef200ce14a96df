import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import {
	encodeBlock,
	protocolVersion,
	utteranceId,
	type ClientMessage,
	type Mark,
	type NoteOp,
	type ServerMessage,
	type Utterance
} from '#lib/protocol/index.ts';
import { until } from './until.ts';

/** What a device holds of a lecture: all of its sound and marks, and how far the "microphone" has got. */
export type Script = { pcm: Int16Array; marks: readonly Mark[] };

/** As much of a script as is played; the device knows of each mark once it has recorded `knownAtSamples`, or the mark's own sample. */
export type Playable = {
	pcm: { readonly length: number; subarray(from: number, to: number): Int16Array };
	marks: readonly Mark[];
	knownAtSamples?: readonly number[];
	/** Pauses that the device tells, once it has recorded `knownAtSample` (rule W11). */
	pauses?: readonly { knownAtSample: number; sample: number }[];
};

type Options = {
	url: string;
	cookie: string;
	script: Playable;
	lectureId?: string;
	blockSamples?: number;
	title?: string;
	/** False for long runs: `received` stays empty but for what this client needs. */
	keepsReceived?: boolean;
	/** A block that ends there was handed to the socket. */
	onSent?: (endSample: number) => void;
	onMessage?: (message: ServerMessage) => void;
};

/**
 * A scripted recorder with the manners of the real one: it goes on from what the server says it holds, also after a
 * lost connection, and keeps what arrives.
 */
export class RecorderClient {
	readonly lectureId: string;
	readonly takeId = randomUUID();
	readonly utterances = new Map<string, Utterance>();
	/** How often a final arrived for each segment with a new revision. */
	readonly finals = new Map<string, number>();
	readonly noteOps: NoteOp[] = [];
	readonly received: ServerMessage[] = [];
	stored = { samples: 0, marks: 0, finished: false };
	/** The highest `stored` ever heard: what the server may never lose. */
	acknowledgedSamples = 0;
	/** Samples that the "microphone" has delivered so far. */
	captured = 0;
	since = 0;
	#options: Required<Pick<Options, 'blockSamples' | 'title'>> & Options;
	#socket: WebSocket | undefined;
	#sent = { samples: 0, marks: 0 };
	#ready = false;
	#closed = false;

	constructor(options: Options) {
		this.#options = { blockSamples: 2000, title: 'A lecture', ...options };
		this.lectureId = options.lectureId ?? randomUUID();
	}

	/** Connects, and connects again for ever until `close`. */
	connect(): void {
		if (this.#closed) return;
		const { url, cookie } = this.#options;
		const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers: { cookie, origin: url } });
		this.#socket = socket;
		this.#ready = false;
		socket.on('open', () =>
			this.#say({
				type: 'hello',
				protocol: protocolVersion,
				app: 'test',
				lectureId: this.lectureId,
				role: 'recorder',
				since: this.since,
				lecture: { title: this.#options.title, createdAt: 1_700_000_000_000, language: 'en' }
			})
		);
		socket.on('message', (data) => this.#hear(JSON.parse(String(data)) as ServerMessage));
		socket.on('error', () => undefined);
		socket.on('close', () => {
			if (this.#socket === socket) this.#ready = false;
			if (!this.#closed) setTimeout(() => this.connect(), 50);
		});
	}

	/** Lets the microphone deliver up to `samples`, and sends what is sendable. */
	capture(samples: number): void {
		const before = this.captured;
		this.captured = Math.min(samples, this.#options.script.pcm.length);
		this.#copy();
		if (this.#ready) this.#tellPauses(before);
	}

	#tellPauses(before: number): void {
		for (const { knownAtSample, sample } of this.#options.script.pauses ?? [])
			if (knownAtSample > before && knownAtSample <= this.captured)
				this.#say({ type: 'quiet', takeId: this.takeId, sample });
	}

	get isStored(): boolean {
		return this.stored.samples === this.captured && this.stored.marks === this.#marksSoFar().length;
	}

	/** Closes take and lecture once everything is durable. */
	async finish(): Promise<void> {
		await until('everything to be stored', () => this.isStored, 60_000);
		await this.#sayUntil(
			{ type: 'finish-take', takeId: this.takeId, ...this.#lengths() },
			() => this.stored.finished
		);
		await this.#sayUntil({ type: 'finish-lecture', takes: 1 }, () =>
			this.received.some((message) => message.type === 'lecture' && message.lecture.finishedAt !== null)
		);
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#socket?.terminate();
	}

	/** Texts of the finals in the order of the sound. */
	get text(): string {
		return [...this.utterances.values()]
			.sort((a, b) => a.startSample - b.startSample)
			.map(({ result }) => (result.kind === 'text' ? result.text : ''))
			.filter(Boolean)
			.join(' ');
	}

	async #sayUntil(message: ClientMessage, done: () => boolean): Promise<void> {
		let lastSaid: WebSocket | undefined;
		await until(
			`an answer to ${message.type}`,
			() => {
				if (this.#ready && this.#socket !== lastSaid) {
					lastSaid = this.#socket;
					this.#say(message);
				}
				return done();
			},
			60_000
		);
	}

	#lengths() {
		return { samples: this.captured, marks: this.#marksSoFar().length };
	}

	#marksSoFar(): Mark[] {
		const { marks, knownAtSamples } = this.#options.script;
		return marks.filter((mark, index) => (knownAtSamples?.[index] ?? mark.sample) <= this.captured);
	}

	#hear(message: ServerMessage): void {
		this.#options.onMessage?.(message);
		if (this.#options.keepsReceived !== false || message.type === 'lecture') this.received.push(message);
		if (message.type === 'welcome') this.#welcome(message);
		if (message.type === 'stored' && message.takeId === this.takeId) {
			this.stored = message;
			this.acknowledgedSamples = Math.max(this.acknowledgedSamples, message.samples);
			this.#copy();
		}
		if (message.type === 'utterance') this.#utterance(message.utterance);
		if (message.type === 'notes') {
			this.noteOps.push(...message.ops);
			this.since = Math.max(this.since, message.revision);
		}
		if (message.type === 'lecture') this.since = Math.max(this.since, message.revision);
	}

	#welcome({ takes }: Extract<ServerMessage, { type: 'welcome' }>): void {
		const held = takes.find((take) => take.takeId === this.takeId);
		this.stored = held ?? { samples: 0, marks: 0, finished: false };
		this.#sent = { samples: this.stored.samples, marks: this.stored.marks };
		if (!held) {
			const take = {
				takeId: this.takeId,
				number: 0,
				startedAt: 1_700_000_000_000,
				codec: 'pcm_s16le'
			} as const;
			this.#say({ type: 'take', take });
		}
		this.#ready = true;
		this.#copy();
	}

	#utterance(utterance: Utterance): void {
		const id = utteranceId(utterance.takeId, utterance.segment);
		this.since = Math.max(this.since, utterance.revision);
		if (this.utterances.get(id)?.revision === utterance.revision) return;
		this.utterances.set(id, utterance);
		this.finals.set(id, (this.finals.get(id) ?? 0) + 1);
	}

	#copy(): void {
		if (!this.#ready || !this.#socket) return;
		const { pcm } = this.#options.script;
		while (this.#sent.samples < this.captured && this.#sent.samples - this.stored.samples < 200_000) {
			const end = Math.min(this.#sent.samples + this.#options.blockSamples, this.captured);
			const samples = pcm.subarray(this.#sent.samples, end);
			const payload = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
			this.#socket.send(
				encodeBlock({
					takeNumber: 0,
					firstSample: this.#sent.samples,
					sampleCount: samples.length,
					codec: 'pcm_s16le',
					payload
				})
			);
			this.#sent.samples = end;
			this.#options.onSent?.(end);
		}
		const marks = this.#marksSoFar().filter((mark) => mark.sample <= this.#sent.samples);
		const items = marks.slice(this.#sent.marks);
		if (items.length > 0) this.#say({ type: 'marks', takeId: this.takeId, from: this.#sent.marks, items });
		this.#sent.marks = marks.length;
	}

	#say(message: ClientMessage): void {
		this.#socket?.send(JSON.stringify(message));
	}
}
