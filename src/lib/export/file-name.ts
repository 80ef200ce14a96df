/** Bytes that every file system takes for a name, with room for an extension and a ` (1)`. */
const bytesMax = 200;
/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\.|$)/i;

/**
 * A name that every file system takes, made of the lecture's title; without an extension. Whatever has no form of its
 * own on the screen, or would turn the letters after it around, is left out.
 */
export function baseName(title: string, otherwise: string): string {
	const safe = title
		.toWellFormed()
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Zl}\p{Zp}/\\:*?"<>|\ufffd]+/gu, ' ')
		.replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
		.replace(/\s+/g, ' ');
	const name = edged(shortened(edged(safe)));
	if (name === '') return otherwise;
	return name.replace(reserved, '$&_');
}

/** A name that begins with a dot is hidden, one that begins with a dash is an option, one that ends in a dot is cut by Windows. */
const edged = (name: string): string => name.replace(/^[\s.~-]+|(?<![\s.])[\s.]+$/g, '');

function shortened(name: string): string {
	let [kept, bytes] = ['', 0];
	for (const { segment } of new Intl.Segmenter('und').segment(name)) {
		bytes += new TextEncoder().encode(segment).length;
		if (bytes > bytesMax) return kept;
		kept += segment;
	}
	return kept;
}
