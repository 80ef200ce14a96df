import type { TakeId } from '#lib/protocol/index.ts';
import { sampleRate } from '#lib/protocol/index.ts';
import { audioUrl } from './api.ts';
import type { Lecture } from './lecture.svelte.ts';

export type PlayerState =
	| { kind: 'closed' }
	| { kind: 'loading' | 'playing' | 'paused' | 'missing'; takeId: TakeId; fromSample: number };

/** What is asked of the server at a time; playing goes on with the next stretch by itself. */
const stretchSamples = 10 * 60 * sampleRate;

export const speeds = [1, 1.25, 1.5, 2] as const;

/** Plays a lecture's sound from any sample on, take after take, and says where it is. */
export class Player {
	readonly #lecture: Lecture;
	readonly #audio: HTMLAudioElement;
	state: PlayerState = $state.raw({ kind: 'closed' });
	/** Sample of the current take that sounds now. */
	sample = $state(0);
	speed: (typeof speeds)[number] = $state(1);

	constructor(lecture: Lecture, audio: HTMLAudioElement) {
		this.#lecture = lecture;
		this.#audio = audio;
		audio.preload = 'auto';
		audio.onplaying = () => this.#become('playing');
		audio.onpause = () => this.#become('paused');
		audio.onerror = () => this.#become('missing');
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

	play(takeId: TakeId, fromSample: number): void {
		const toSample = Math.min(this.#lecture.playable(takeId), fromSample + stretchSamples);
		this.sample = fromSample;
		if (toSample <= fromSample) {
			this.#audio.removeAttribute('src');
			this.state = { kind: 'missing', takeId, fromSample };
			return;
		}
		this.state = { kind: 'loading', takeId, fromSample };
		this.#audio.src = audioUrl(this.#lecture.lectureId, takeId, fromSample, toSample);
		this.#audio.playbackRate = this.speed;
		this.#start();
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
		this.#audio.pause();
		this.#audio.removeAttribute('src');
		this.state = { kind: 'closed' };
	}

	/** A play that a later one interrupted is no failure; a real one arrives as the `error` event. */
	#start(): void {
		this.#audio.play().catch(() => undefined);
	}

	#become(kind: 'playing' | 'paused' | 'missing'): void {
		if (this.state.kind === 'closed' || !this.#audio.hasAttribute('src')) return;
		this.state = { kind, takeId: this.state.takeId, fromSample: this.state.fromSample };
	}

	#follow(): void {
		if (this.state.kind === 'closed') return;
		this.sample = this.state.fromSample + Math.round(this.#audio.currentTime * sampleRate);
	}

	#goOn(): void {
		if (this.state.kind === 'closed') return;
		const { takeId } = this.state;
		if (this.sample < this.#lecture.playable(takeId) - sampleRate) return this.play(takeId, this.sample);
		const next = this.#lecture.takeAfter(takeId);
		if (next) this.play(next, 0);
		else this.close();
	}
}
