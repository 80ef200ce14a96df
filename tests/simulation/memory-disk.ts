import { bytesOf, samplesIn, type LectureId } from '#lib/protocol/index.ts';
import type { AudioFile, AudioFiles, TakeSound } from '../../server/store/audio-files.ts';

type Content = { bytes: Uint8Array; synced: Uint8Array };

const nothing = new Uint8Array(0);

/**
 * Audio files in memory, held to the contract of the real ones. What was not synced survives the death of a process, and
 * may be lost, or torn anywhere, when the power fails.
 */
export class MemoryDisk implements AudioFiles {
	#files = new Map<string, Content>();
	/** Refuses every write, as a full disk does. */
	isFull = false;

	path = (lectureId: LectureId, { takeId, codec }: TakeSound): string => `${lectureId}/${takeId}.${codec}`;

	async open(lectureId: LectureId, take: TakeSound): Promise<AudioFile> {
		const path = this.path(lectureId, take);
		if (!this.#files.has(path)) this.#files.set(path, { bytes: nothing, synced: nothing });
		return this.#handle(path, take);
	}

	async samples(lectureId: LectureId, take: TakeSound): Promise<number> {
		return samplesIn(take.codec, this.bytesAt(this.path(lectureId, take))?.length ?? 0);
	}

	async remove(lectureId: LectureId): Promise<void> {
		for (const path of this.#files.keys()) if (path.startsWith(`${lectureId}/`)) this.#files.delete(path);
	}

	bytesAt(path: string): Uint8Array | undefined {
		return this.#files.get(path)?.bytes;
	}

	/** The power fails: of what was not synced, so much (0..1) has reached the disk. */
	losePower(share: number): void {
		for (const file of this.#files.values()) {
			const { bytes, synced } = file;
			const kept = Math.min(bytes.length, synced.length + Math.floor(share * (bytes.length - synced.length)));
			file.bytes = file.synced = joined(synced.subarray(0, kept), bytes.slice(synced.length, kept));
		}
	}

	copy(): Map<string, Content> {
		return new Map([...this.#files].map(([path, { bytes, synced }]) => [path, { bytes, synced }]));
	}

	restore(copy: ReadonlyMap<string, Content>): void {
		this.#files = new Map(copy);
	}

	#handle(path: string, { codec }: TakeSound): AudioFile {
		const content = () => this.#files.get(path) ?? { bytes: nothing, synced: nothing };
		const change = (part: Partial<Content>) => {
			if (this.#files.has(path)) this.#files.set(path, { ...content(), ...part });
		};
		return {
			samples: async () => samplesIn(codec, content().bytes.length),
			write: async (bytes, atSample) => {
				if (this.isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
				const at = bytesOf(codec, atSample);
				const next = new Uint8Array(Math.max(content().bytes.length, at + bytes.length));
				next.set(content().bytes);
				next.set(bytes, at);
				change({ bytes: next });
			},
			sync: async () => change({ synced: content().bytes }),
			async truncate(samples) {
				const next = new Uint8Array(bytesOf(codec, samples));
				next.set(content().bytes.subarray(0, next.length));
				change({ bytes: next, synced: next.slice(0, Math.min(next.length, content().synced.length)) });
			},
			close: async () => undefined
		};
	}
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
	const whole = new Uint8Array(a.length + b.length);
	whole.set(a);
	whole.set(b, a.length);
	return whole;
}
