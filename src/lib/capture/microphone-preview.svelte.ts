import { openMicrophone } from './microphone.ts';
import { meterOf, powerDb, toInt16 } from './pcm.ts';
import type { CaptureProblem, Source } from './port.ts';
import { isProblem, type SoundSource, type SourceSign } from './sound-source.ts';

const everyMs = 100;

/** Shows the level of a microphone before anything is recorded. Nothing of what it hears is kept. */
export class MicrophonePreview {
	#source: SoundSource | undefined;
	#timer: ReturnType<typeof setInterval> | undefined;
	#attempt = 0;
	/** 0..1, for the meter. */
	level = $state(0);
	/** What the system calls the device; empty while none is open. */
	device = $state('');

	/** To be called in the handler of a tap, like a recording. */
	async start(microphone: Extract<Source, { kind: 'microphone' }>): Promise<CaptureProblem | undefined> {
		await this.stop();
		const attempt = ++this.#attempt;
		const onSign = (sign: SourceSign) => void (sign.kind === 'ended' && this.stop());
		const opened = await openMicrophone(microphone, { onSign });
		if (isProblem(opened)) return opened.problem;
		if (attempt !== this.#attempt) return void (await opened.close());
		this.#source = opened;
		this.device = opened.label;
		this.#listen(opened);
		return undefined;
	}

	async stop(): Promise<void> {
		this.#attempt++;
		clearInterval(this.#timer);
		const source = this.#source;
		this.#source = undefined;
		this.level = 0;
		this.device = '';
		await source?.close();
	}

	#listen({ context, output }: SoundSource): void {
		const analyser = new AnalyserNode(context, { fftSize: 2048 });
		output.connect(analyser);
		const samples = new Float32Array(analyser.fftSize);
		this.#timer = setInterval(() => {
			analyser.getFloatTimeDomainData(samples);
			this.level = meterOf(powerDb(toInt16(samples)));
		}, everyMs);
	}
}
