import type { Signal } from './messages.ts';
import type { SourceProblem } from './port.ts';
import type { SourceSign, SourceWarning } from './sound-source.ts';

/** A track is muted for a moment at many a change of route. */
const mutedMs = 3000;

/** Judges by what an open microphone says of itself, and by what is heard of it, whether it must be opened afresh. */
export class SourceWatch {
	#gone: SourceProblem | undefined;
	#mutedSinceMs: number | undefined;
	#isInterrupted = false;
	#signal: Signal = 'unknown';
	#isDefault = true;

	get hasEnded(): boolean {
		return this.#gone !== undefined;
	}

	get warnings(): SourceWarning[] {
		const warnings: SourceWarning[] = [];
		if (this.#gone) warnings.push('source-ended');
		if (this.#mutedSinceMs !== undefined) warnings.push('source-muted');
		if (!this.#isDefault) warnings.push('default-changed');
		return warnings;
	}

	sign(sign: SourceSign, nowMs: number): void {
		if (sign.kind === 'ended') this.#gone ??= 'source-ended';
		if (sign.kind === 'permission-revoked') this.#gone = 'permission-revoked';
		if (sign.kind === 'context') this.#context(sign.state);
		if (sign.kind === 'default-changed') this.#isDefault = false;
		if (sign.kind === 'muted') this.#mutedSinceMs = sign.isMuted ? (this.#mutedSinceMs ?? nowMs) : undefined;
	}

	/** What the writer hears. */
	hear(signal: Signal): void {
		this.#signal = signal;
	}

	/** Why it must be opened afresh, if it must. */
	lossAt(nowMs: number): SourceProblem | undefined {
		if (this.#gone) return this.#gone;
		if (this.#mutedSinceMs !== undefined && nowMs - this.#mutedSinceMs >= mutedMs) return 'source-muted';
		if (this.#signal === 'none') return this.#isInterrupted ? 'interrupted' : 'no-frames';
		if (this.#signal === 'not-woken') return 'not-woken';
		return this.#signal === 'zeros' ? 'digital-silence' : undefined;
	}

	#context(state: AudioContext['state']): void {
		if (state === 'closed') this.#gone ??= 'no-frames';
		this.#isInterrupted = state === 'interrupted';
	}
}
