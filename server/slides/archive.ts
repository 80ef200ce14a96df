import { unzipSync } from 'fflate';
import { SlidesError, slidesLimits } from './port.ts';

/** The parts of an Office file that a slide reader wants, unpacked: never more than the limits, whatever the file says. */
export class Archive {
	readonly #parts: Record<string, Uint8Array>;

	/** Throws `SlidesError`. */
	constructor(bytes: Uint8Array) {
		let parts = 0;
		let allBytes = 0;
		try {
			this.#parts = unzipSync(bytes, {
				filter({ name, originalSize }) {
					if (++parts > slidesLimits.parts) throw new SlidesError('too-large');
					if (!wanted.test(name)) return false;
					allBytes += originalSize;
					if (originalSize > slidesLimits.partBytes || allBytes > slidesLimits.allPartsBytes)
						throw new SlidesError('too-large');
					return true;
				}
			});
		} catch (error) {
			throw error instanceof SlidesError ? error : new SlidesError('damaged');
		}
	}

	text(path: string): string | undefined {
		const bytes = this.#parts[path];
		return bytes && decoder.decode(bytes);
	}
}

const wanted =
	/^ppt\/(presentation\.xml|_rels\/|slides\/|notesSlides\/|diagrams\/data)[^\0]*|^\[Content_Types\]\.xml$/u;
const decoder = new TextDecoder();
