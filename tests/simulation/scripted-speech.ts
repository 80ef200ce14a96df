import { segmentSamplesMax, tailOf, type Mark } from '#lib/protocol/index.ts';
import type { Detection, Seam } from '../../src/lib/capture/detection.ts';
import { closingMarks } from '../../src/lib/uplink/abandoned-takes.ts';

/** Stands in for the detector: speech begins, ends and is cut when the schedule says so, at the end of what is stored. */
export class ScriptedSpeech implements Pick<
	Detection,
	'begin' | 'push' | 'finish' | 'speaking' | 'detector'
> {
	readonly #onMarks: (marks: Mark[]) => void;
	readonly detector = 'silero';
	speaking = false;
	#samples = 0;
	#last: Mark | undefined;
	/** Between the end of a take and the sound of the next one. */
	#isOver = true;

	constructor(onMarks: (marks: Mark[]) => void) {
		this.#onMarks = onMarks;
	}

	begin(seam?: Seam): void {
		this.#samples = 0;
		this.#last = undefined;
		this.#isOver = false;
		this.speaking = seam?.isSpeaking ?? false;
	}

	push(pcm: Int16Array): void {
		if (this.speaking && !this.#last) this.#tell({ kind: 'speech-start', sample: 0 });
		this.#samples += pcm.length;
		while (this.speaking && this.#samples - tailOf(this.#last).sample > segmentSamplesMax)
			this.#tell({ kind: 'cut', sample: tailOf(this.#last).sample + segmentSamplesMax });
	}

	/** Speech begins here, or it ends or is cut. */
	turn(cuts: boolean): void {
		if (this.#isOver || (this.speaking && !this.#last)) return;
		this.#tell({
			kind: !this.speaking ? 'speech-start' : cuts ? 'cut' : 'speech-end',
			sample: this.#samples
		});
	}

	async finish(totalSamples: number): Promise<Seam> {
		const closing = closingMarks(this.#last, totalSamples);
		for (const mark of closing) this.#tell(mark);
		this.speaking = false;
		this.#isOver = true;
		return { isSpeaking: closing.at(-1)?.sample === totalSamples };
	}

	#tell(mark: Mark): void {
		this.#last = mark;
		this.speaking = mark.kind !== 'speech-end';
		this.#onMarks([mark]);
	}
}
