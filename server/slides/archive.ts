import { unzipSync, type UnzipFileInfo } from 'fflate';
import { SlidesError, slidesLimits } from './port.ts';
import { xmlText } from './xml-text.ts';

/**
 * The parts of an Office file, unpacked when they are asked for: never more than the limits, whatever the file says. Paths
 * are as the standard has them: `/` between folders, none in front, and case makes no difference. Throws `SlidesError`.
 */
export class Archive {
	readonly #bytes: Uint8Array;
	/** Names as the file has them, by path. */
	readonly #names = new Map<string, string>();
	readonly #parts = new Map<string, Uint8Array>();
	#unpackedBytes = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		let parts = 0;
		this.#unzip(({ name }) => {
			if (++parts > slidesLimits.parts) throw new SlidesError('too-large');
			if (!this.#names.has(keyOf(name))) this.#names.set(keyOf(name), name);
			return false;
		});
	}

	/** Whatever ends that way, as paths in lower case. */
	pathsThat(test: RegExp): string[] {
		return [...this.#names.keys()].filter((path) => test.test(path));
	}

	/** Unpacks all of `paths` in one go; those that are not there are passed over. */
	unpack(paths: readonly string[]): void {
		const keys = paths.map(keyOf).filter((key) => !this.#parts.has(key));
		const wanted = new Set(keys.map((key) => this.#names.get(key)));
		if (wanted.size === 0) return;
		const parts = this.#unzip(({ name, originalSize }) => {
			if (!wanted.has(name)) return false;
			this.#unpackedBytes += originalSize;
			if (originalSize > slidesLimits.partBytes || this.#unpackedBytes > slidesLimits.allPartsBytes)
				throw new SlidesError('too-large');
			return true;
		});
		for (const [name, part] of Object.entries(parts)) this.#parts.set(keyOf(name), part);
	}

	/** The text of a part that was unpacked. */
	text(path: string): string | undefined {
		const part = this.#parts.get(keyOf(path));
		return part && xmlText(part);
	}

	#unzip(filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
		try {
			return unzipSync(this.#bytes, { filter });
		} catch (error) {
			throw error instanceof SlidesError ? error : new SlidesError('damaged');
		}
	}
}

/** Some programs write `\` between folders; names in relations may be percent-encoded. */
function keyOf(name: string): string {
	const path = name
		.replaceAll('\\', '/')
		.replace(/^(?:\.?\/)+/u, '')
		.toLowerCase();
	if (!path.includes('%')) return path;
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
