/** The text of an XML file by its byte order mark, its first bytes, or the encoding that it declares; UTF-8 otherwise. */
export function xmlText(bytes: Uint8Array): string {
	return decoderFor(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	if (first === 0x3c && second === 0) return 'utf-16le';
	if (first === 0 && second === 0x3c) return 'utf-16be';
	const head = String.fromCharCode(...bytes.subarray(0, 100));
	const declared =
		/^(?:ï»¿)?<\?xml[^>]{0,80}?encoding=["']([A-Za-z0-9._-]{1,20})["']/u.exec(head)?.[1] ?? 'utf-8';
	// A file that could be read so far is not in UTF-16, whatever it declares.
	return /^utf-?16/iu.test(declared) ? 'utf-8' : declared;
}

function decoderFor(encoding: string): TextDecoder {
	try {
		return new TextDecoder(encoding);
	} catch {
		return new TextDecoder();
	}
}
