import {
	bytesPerSample,
	decodeBlock,
	type ClientMessage,
	type Mark,
	type ServerMessage,
	type Take,
	type TakeId
} from '#lib/protocol/index.ts';

type Lengths = { samples: number; marks: number };
type Log = { take: Take; pcm: number[]; marks: Mark[]; durable: Lengths; finished: boolean };

/**
 * The server's half of the protocol in memory: what it accepts is durable only after `commit`, as on a disk. `crash`
 * forgets the rest; `restore` goes back to an older state.
 */
export class ModelServer {
	readonly logs = new Map<TakeId, Log>();
	finishedAt: number | null = null;
	/** The most that was ever said to be durable. */
	readonly promised = new Map<TakeId, number>();
	/** Messages that no correct client sends. */
	/** What the recorder has said to be lost. */
	readonly lost: { takeId: TakeId; from: number; to: number }[] = [];
	readonly complaints: string[] = [];
	/** Numbers that were announced for two takes in this session. */
	readonly #disputed = new Set<number>();
	readonly #limits: { frameBytes: number; unackedBytes: number };

	constructor(limits: { frameBytes: number; unackedBytes: number }) {
		this.#limits = limits;
	}

	receive(data: string | Uint8Array): ServerMessage[] {
		return typeof data === 'string' ? this.#text(JSON.parse(data) as ClientMessage) : this.#block(data);
	}

	/** Makes durable what was accepted, and says so. */
	commit(): ServerMessage[] {
		return [...this.logs.values()].map((log) => {
			log.durable = { samples: log.pcm.length, marks: log.marks.length };
			return this.#stored(log);
		});
	}

	crash(): void {
		for (const log of this.logs.values()) cut(log, log.durable);
	}

	/** As if a backup had been put back that holds only a part of what was durable. */
	restore(part: number): void {
		this.finishedAt = null;
		for (const log of this.logs.values()) {
			const { samples, marks } = log.durable;
			cut(log, { samples: Math.floor(samples * part), marks: Math.floor(marks * part) });
			log.finished = false;
		}
	}

	#text(message: ClientMessage): ServerMessage[] {
		if (message.type === 'hello') return [this.#welcome(message.lectureId)];
		if (message.type === 'take') return this.#take(message.take);
		if (message.type === 'marks') return this.#marks(message);
		if (message.type === 'lost') return this.#lost(message);
		if (message.type === 'finish-take') return this.#finishTake(message);
		if (message.type === 'finish-lecture') return this.#finishLecture(message.takes);
		return message.type === 'ping' ? [{ type: 'pong' }] : [];
	}

	#welcome(lectureId: string): ServerMessage {
		this.#disputed.clear();
		const takes = [...this.logs.values()].map(({ take, durable, finished }) => ({
			...take,
			...durable,
			finished
		}));
		for (const { take, durable } of this.logs.values())
			this.promised.set(take.takeId, this.#most(take.takeId, durable));
		return {
			type: 'welcome',
			protocol: 3,
			lecture: { lectureId, title: '', createdAt: 0, language: 'auto', finishedAt: this.finishedAt },
			takes,
			revision: 0,
			limits: this.#limits,
			engine: { recogniser: { name: '', grade: 'small', device: '', state: 'ready' }, notes: 'extractive' }
		};
	}

	#take(take: Take): ServerMessage[] {
		if ([...this.logs.values()].some((log) => log.take.number === take.number)) {
			this.#disputed.add(take.number);
			return [{ type: 'error', code: 'take-number-taken', takeId: take.takeId }];
		}
		if (this.logs.has(take.takeId)) this.complaints.push('take announced twice');
		const log = { take, pcm: [], marks: [], durable: { samples: 0, marks: 0 }, finished: false };
		this.logs.set(take.takeId, log);
		return [this.#stored(log)];
	}

	#block(bytes: Uint8Array): ServerMessage[] {
		const block = decodeBlock(bytes);
		if (typeof block === 'string') return this.#complain(block);
		if (this.#disputed.has(block.takeNumber)) return [{ type: 'error', code: 'unknown-take' }];
		if (bytes.byteLength > this.#limits.frameBytes) this.complaints.push('frame too large');
		const log = [...this.logs.values()].find(({ take }) => take.number === block.takeNumber);
		if (!log) return this.#complain('block of an unknown take');
		if (block.firstSample > log.pcm.length) return this.#complain('gap');
		const samples = new Int16Array(block.payload.slice().buffer);
		log.pcm.push(...samples.subarray(log.pcm.length - block.firstSample));
		const unacked = (log.pcm.length - log.durable.samples) * bytesPerSample;
		if (unacked > this.#limits.unackedBytes) this.complaints.push('more in flight than allowed (W3)');
		return [];
	}

	#marks({ takeId, from, items }: Extract<ClientMessage, { type: 'marks' }>): ServerMessage[] {
		const log = this.logs.get(takeId);
		if (!log && this.#disputed.size > 0) return [{ type: 'error', code: 'unknown-take', takeId }];
		if (!log || from > log.marks.length) return this.#complain('marks gap');
		if (items.some((mark) => mark.sample > log.pcm.length)) this.complaints.push('a mark before its sound');
		log.marks.push(...items.slice(log.marks.length - from));
		return [];
	}

	/** A hole reads as silence. */
	#lost({ takeId, from, to }: Extract<ClientMessage, { type: 'lost' }>): ServerMessage[] {
		const log = this.logs.get(takeId);
		if (!log || from > log.pcm.length) return this.#complain('gap');
		this.lost.push({ takeId, from, to });
		for (let at = log.pcm.length; at < to; at++) log.pcm.push(0);
		log.durable = { ...log.durable, samples: log.pcm.length };
		return [this.#stored(log)];
	}

	#finishTake({ takeId, samples, marks }: Extract<ClientMessage, { type: 'finish-take' }>): ServerMessage[] {
		const log = this.logs.get(takeId);
		if (!log || log.durable.samples !== samples || log.durable.marks !== marks)
			return this.#complain('finish-mismatch');
		log.finished = true;
		return [this.#stored(log)];
	}

	#finishLecture(takes: number): ServerMessage[] {
		const logs = [...this.logs.values()];
		if (logs.length !== takes || !logs.every((log) => log.finished))
			return this.#complain('lecture finished too early');
		this.finishedAt = 1;
		const lecture = {
			lectureId: logs[0]?.take.takeId ?? '',
			title: '',
			createdAt: 0,
			language: 'auto' as const
		};
		return [{ type: 'lecture', revision: 1, lecture: { ...lecture, finishedAt: 1 } }];
	}

	#stored({ take: { takeId }, durable, finished }: Log): ServerMessage {
		this.promised.set(takeId, this.#most(takeId, durable));
		return { type: 'stored', takeId, ...durable, finished };
	}

	#most = (takeId: TakeId, { samples }: Lengths) => Math.max(samples, this.promised.get(takeId) ?? 0);

	#complain(what: string): ServerMessage[] {
		this.complaints.push(what);
		return [];
	}
}

function cut(log: Log, { samples, marks }: Lengths): void {
	log.pcm.length = Math.min(log.pcm.length, samples);
	log.marks.length = Math.min(log.marks.length, marks);
	log.durable = { samples: log.pcm.length, marks: log.marks.length };
}
