import type { LectureId } from '#lib/protocol/index.ts';
import type { BlockStore } from '#lib/uplink/port.ts';
import { extension, mediaType, type ByteSource } from './format.ts';
import type { FileType, Saved } from './save-file.ts';
import { takeIn, type TakenIn } from './take-in.ts';
import { rescueFileOf } from './write.ts';

export type RescueParts = {
	store: () => Promise<BlockStore>;
	save: (pieces: AsyncIterable<Uint8Array<ArrayBuffer>>, name: string, type: FileType) => Promise<Saved>;
	/** Something new is in the store: it is to be sent. A take that a better file may complete is still open. */
	onTakenIn: () => Promise<void>;
};

/** Sound of this device as files, out and in. */
export class Rescue {
	readonly #parts: RescueParts;

	constructor(parts: RescueParts) {
		this.#parts = parts;
	}

	/** Saves what the server does not have of a lecture; `name` is without an extension. */
	save(lectureId: LectureId, name: string, description: string): Promise<Saved> {
		const { store, save } = this.#parts;
		const pieces = async function* () {
			yield* rescueFileOf(await store(), lectureId);
		};
		return save(pieces(), `${name}.${extension}`, { description, mediaType, extension });
	}

	/** Takes a rescue file into this device's store, from where it goes to the server by itself. */
	async takeIn(file: Blob): Promise<TakenIn> {
		const store = await this.#parts.store().catch(() => undefined);
		if (!store) return { kind: 'refused', problem: 'storage-failed' };
		const taken = await takeIn(store, sourceOf(file)).catch((): TakenIn => {
			return { kind: 'refused', problem: 'storage-failed' };
		});
		if (taken.kind === 'taken-in') await this.#parts.onTakenIn();
		return taken;
	}
}

const sourceOf = (file: Blob): ByteSource => ({
	size: file.size,
	read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer())
});
