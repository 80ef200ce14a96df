import { MicrophonePreview } from '#lib/capture/microphone-preview.svelte.ts';
import type { CaptureProblem, Source } from '#lib/capture/port.ts';

type State =
	{ kind: 'off' } | { kind: 'opening' } | { kind: 'on' } | { kind: 'failed'; problem: CaptureProblem };

/** The microphones of this device, and the level of one of them before anything is recorded. Asks for nothing by itself. */
export class Microphones {
	readonly #preview = new MicrophonePreview();
	#turn = 0;
	/** Only those that have a name: the browser hides names until it was allowed to listen. */
	devices: readonly MediaDeviceInfo[] = $state.raw([]);
	state: State = $state.raw({ kind: 'off' });

	/** 0..1, of the microphone that is listened to. */
	get level(): number {
		return this.#preview.level;
	}

	/** Reads what may be known without asking. */
	async look(): Promise<void> {
		await this.#list();
	}

	/** Opens a microphone to show its level; the browser may ask the person. */
	async listen(microphone: Extract<Source, { kind: 'microphone' }>): Promise<void> {
		const turn = ++this.#turn;
		this.state = { kind: 'opening' };
		const problem = await this.#preview.start(microphone);
		if (turn !== this.#turn) return;
		this.state = problem ? { kind: 'failed', problem } : { kind: 'on' };
		if (problem) return;
		await this.#list();
	}

	/** Closes the microphone that is listened to. */
	hush(): void {
		this.#turn++;
		this.state = { kind: 'off' };
		void this.#preview.stop();
	}

	async #list(): Promise<void> {
		const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
		this.devices = all.filter(
			({ kind, label, deviceId }) => kind === 'audioinput' && label !== '' && deviceId !== 'default'
		);
	}
}
