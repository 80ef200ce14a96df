const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** A text in pieces of about `length` UTF-16 units. None ends inside a character, so that each can be encoded by itself. */
export function* piecesOf(text: string, length: number): Generator<string, undefined> {
	for (let from = 0; from < text.length;) {
		const end = from + length;
		const to = end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
		yield text.slice(from, to);
		from = to;
	}
}
