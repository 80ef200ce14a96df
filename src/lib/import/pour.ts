import { Batcher } from '#lib/capture/batcher.ts';
import type { DecodedSound } from './decode.ts';

export type PourDeps = {
	/** Takes the next samples, 16 kHz; resolves when more may come, and to false when no more is taken. */
	give: (pcm: Int16Array<ArrayBuffer>) => Promise<boolean>;
	onPosition: (endMs: number) => void;
};

/** Gives all of a file's sound in batches, as a recording's; `damaged` where it could not be read to its end. */
export async function pour(
	sounds: AsyncIterable<DecodedSound>,
	{ give, onPosition }: PourDeps
): Promise<'whole' | 'damaged' | 'stopped'> {
	const ready: Int16Array<ArrayBuffer>[] = [];
	let [rate, frame] = [0, 0];
	let batcher: Batcher | undefined;
	const handOn = async (): Promise<boolean> => {
		for (const pcm of ready.splice(0)) if (!(await give(pcm))) return false;
		return true;
	};
	let outcome: 'whole' | 'damaged' = 'whole';
	const next = reading(sounds, () => (outcome = 'damaged'));
	for await (const sound of next) {
		if (!batcher || sound.rate !== rate) {
			batcher?.flush();
			[rate, frame] = [sound.rate, 0];
			batcher = new Batcher(rate, (pcm) => ready.push(pcm));
		}
		batcher.push(sound.mono, frame);
		frame += sound.mono.length;
		if (!(await handOn())) return 'stopped';
		onPosition(sound.endMs);
	}
	batcher?.flush();
	return (await handOn()) ? outcome : 'stopped';
}

/** The same sounds, ending where they can no longer be read. */
async function* reading(
	sounds: AsyncIterable<DecodedSound>,
	onDamage: () => void
): AsyncGenerator<DecodedSound> {
	try {
		yield* sounds;
	} catch {
		onDamage();
	}
}
