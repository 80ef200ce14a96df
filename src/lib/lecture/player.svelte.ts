import type { TakeId } from '#lib/protocol/index.ts';
import { sampleRate } from '#lib/protocol/index.ts';
import type { Lecture } from './lecture.svelte.ts';
import type { Sounds, Stretch } from './sounds.ts';

export type PlayerState =
	| { kind: 'closed' }
	| { kind: 'loading' | 'playing' | 'paused' | 'missing'; takeId: TakeId; fromSample: number };

/** The least of an audio element that a player needs. */
export type AudioElement = Pick<
	HTMLAudioElement,
	| 'play'
	| 'pause'
	| 'paused'
	| 'preload'
	| 'src'
	| 'currentTime'
	| 'playbackRate'
	| 'removeAttribute'
	| 'onplaying'
	| 'onpause'
	| 'onerror'
	| 'ontimeupdate'
	| 'onended'
>;

type Sounding = Stretch & { from: 'server' | 'device' };

export const speeds = [1, 1.25, 1.5, 2] as const;

/** Plays a lecture's sound from any sample on, take after take, wherever it is, and says where it has got. */
export class Player {
	readonly #lecture: Lecture;
	readonly #audio: AudioElement;
	readonly #sounds: Sounds;
	#stretch: Sounding | undefined;
	/** Counts what was asked for, so that sound that comes late does not replace what was asked for since. */
	#turn = 0;
	state: PlayerState = $state.raw({ kind: 'closed' });
	/** Sample of the current take that sounds now. */
	sample = $state(0);
	speed: (typeof speeds)[number] = $state(1);

	constructor(lecture: Lecture, audio: AudioElement, sounds: Sounds) {
		this.#lecture = lecture;
		this.#audio = audio;
		this.#sounds = sounds;
		audio.preload = 'auto';
		audio.onplaying = () => this.#become('playing');
		audio.onpause = () => audio.paused && this.#become('paused');
		audio.onerror = () => this.#failed();
		audio.ontimeupdate = () => this.#follow();
		audio.onended = () => this.#goOn();
	}

	get takeId(): TakeId | null {
		return this.state.kind === 'closed' ? null : this.state.takeId;
	}

	/** Where it is in the lecture, ms. */
	get timeMs(): number {
		return this.state.kind === 'closed' ? 0 : this.#lecture.timeOf(this.state.takeId, this.sample);
	}

	/** From the server where it has the sound, else from this device. */
	play(takeId: TakeId, fromSample: number): void {
		this.#leave();
		this.sample = fromSample;
		this.state = { kind: 'loading', takeId, fromSample };
		const there = this.#sounds.there(takeId, fromSample);
		if (there) this.#begin({ ...there, from: 'server' });
		else void this.#playHere(takeId, fromSample);
	}

	seek(timeMs: number): void {
		const at = this.#lecture.sampleAt(timeMs);
		if (at) this.play(at.takeId, at.sample);
	}

	toggle(): void {
		if (this.state.kind === 'closed' || this.state.kind === 'missing') return;
		if (this.#audio.paused) this.#start();
		else this.#audio.pause();
	}

	faster(): void {
		const next = (speeds.indexOf(this.speed) + 1) % speeds.length;
		this.speed = speeds[next] ?? 1;
		this.#audio.playbackRate = this.speed;
	}

	close(): void {
		this.#leave();
		this.state = { kind: 'closed' };
	}

	async #playHere(takeId: TakeId, fromSample: number): Promise<void> {
		const turn = this.#turn;
		const here = await this.#sounds.here(takeId, fromSample);
		if (turn !== this.#turn) here?.release();
		else if (here) this.#begin({ ...here, from: 'device' });
		else this.state = { kind: 'missing', takeId, fromSample };
	}

	#begin(stretch: Sounding): void {
		this.#stretch = stretch;
		this.#audio.src = stretch.url;
		this.#audio.playbackRate = this.speed;
		this.#start();
	}

	/** A play that a later one interrupted is no failure; a real one arrives as the `error` event. */
	#start(): void {
		const notAllowed = (error: unknown) => error instanceof Error && error.name === 'NotAllowedError';
		// Without a press just before, some browsers let nothing sound: the next press plays it.
		this.#audio.play().catch((error: unknown) => notAllowed(error) && this.#become('paused'));
	}

	#leave(): void {
		this.#turn++;
		this.#audio.pause();
		this.#audio.removeAttribute('src');
		this.#stretch?.release();
		this.#stretch = undefined;
	}

	/** The server did not give what it has: this device may hold it still. */
	#failed(): void {
		if (this.state.kind === 'closed' || !this.#stretch) return;
		const { takeId, fromSample } = this.state;
		const { from } = this.#stretch;
		const sample = from === 'server' ? Math.max(this.sample, fromSample) : fromSample;
		this.#leave();
		if (from === 'device') this.state = { kind: 'missing', takeId, fromSample };
		else {
			this.state = { kind: 'loading', takeId, fromSample: sample };
			void this.#playHere(takeId, sample);
		}
	}

	#become(kind: 'playing' | 'paused'): void {
		if (this.state.kind === 'closed' || !this.#stretch) return;
		this.state = { kind, takeId: this.state.takeId, fromSample: this.state.fromSample };
	}

	#follow(): void {
		if (this.state.kind === 'closed' || !this.#stretch) return;
		this.sample = this.state.fromSample + Math.round(this.#audio.currentTime * sampleRate);
	}

	#goOn(): void {
		if (this.state.kind === 'closed' || !this.#stretch) return;
		const { takeId } = this.state;
		const { toSample } = this.#stretch;
		if (toSample < this.#lecture.recordedSamples(takeId) - sampleRate) return this.play(takeId, toSample);
		const next = this.#lecture.takeAfter(takeId);
		if (next) this.play(next, 0);
		else this.close();
	}
}
