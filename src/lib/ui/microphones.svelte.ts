/** Whether this page may hear, as far as the browser says without being asked to. */
export type Permission = 'unknown' | 'granted' | 'denied';

type Preview = { kind: 'off' } | { kind: 'opening' } | { kind: 'on' } | { kind: 'failed' };

/** The microphones of this device, and the level of one of them before anything is recorded. Asks for nothing by itself. */
export class Microphones {
	devices: readonly MediaDeviceInfo[] = $state.raw([]);
	permission: Permission = $state('unknown');
	preview: Preview = $state.raw({ kind: 'off' });
	/** 0..1, of the previewed microphone. */
	level = $state(0);
	#stop: (() => void) | undefined;
	#turn = 0;

	/** Reads what may be known without asking. */
	async look(): Promise<void> {
		if (!navigator.mediaDevices) return;
		try {
			const status = await navigator.permissions.query({ name: 'microphone' as PermissionName });
			this.permission = status.state === 'prompt' ? 'unknown' : status.state;
		} catch {
			// A browser that does not tell is asked when a person presses a button.
		}
		await this.#list();
	}

	/** Opens a microphone to show its level; the browser may ask the person. */
	async listen(deviceId: string | null): Promise<void> {
		this.hush();
		const turn = ++this.#turn;
		this.preview = { kind: 'opening' };
		try {
			const audio = deviceId === null ? true : { deviceId: { ideal: deviceId } };
			const stream = await navigator.mediaDevices.getUserMedia({ audio });
			if (turn !== this.#turn) return stopTracks(stream);
			this.permission = 'granted';
			this.preview = { kind: 'on' };
			this.#stop = meter(stream, (level) => (this.level = level));
			await this.#list();
		} catch {
			if (turn === this.#turn) this.preview = { kind: 'failed' };
		}
	}

	/** Closes the previewed microphone. */
	hush(): void {
		this.#turn++;
		this.#stop?.();
		this.#stop = undefined;
		this.level = 0;
		this.preview = { kind: 'off' };
	}

	async #list(): Promise<void> {
		const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
		this.devices = all.filter(({ kind, label }) => kind === 'audioinput' && label !== '');
	}
}

const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Reports the root mean square of the last moment on each frame; returns what ends it. */
function meter(stream: MediaStream, report: (level: number) => void): () => void {
	const context = new AudioContext();
	const analyser = new AnalyserNode(context, { fftSize: 2048 });
	context.createMediaStreamSource(stream).connect(analyser);
	const samples = new Float32Array(analyser.fftSize);
	let frame = requestAnimationFrame(function measure() {
		analyser.getFloatTimeDomainData(samples);
		const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
		report(Math.min(1, Math.sqrt(energy) * 4));
		frame = requestAnimationFrame(measure);
	});
	return () => {
		cancelAnimationFrame(frame);
		stopTracks(stream);
		void context.close();
	};
}
