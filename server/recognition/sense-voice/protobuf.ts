/** Random access to bytes that need not all be in memory. */
export type ByteSource = {
	readonly length: number;
	/** At most `length` bytes from `offset` on; fewer at the end. They hold until the next read. */
	read(offset: number, length: number): Uint8Array;
};

export const bytesSource = (bytes: Uint8Array): ByteSource => ({
	length: bytes.length,
	read: (offset, length) => bytes.subarray(offset, offset + length)
});

/** The bytes are no protobuf message, or end before it does. */
export class ProtobufError extends Error {
	override readonly name = 'ProtobufError';
}

/** One field of a message. `value` counts for varints, `start`..`end` is the payload of the other kinds. */
export type Field = { number: number; wire: number; value: number; start: number; end: number };

const varintBytesMax = 10;

/** The fields of the message at `start`..`end`; nested messages and tensors are stepped over by their length. */
export function* fieldsOf(source: ByteSource, start = 0, end = source.length): Generator<Field> {
	let at = start;
	while (at < end) {
		const tag = readVarint(source, at);
		const number = Math.floor(tag.value / 8);
		const wire = tag.value % 8;
		if (number === 0) throw new ProtobufError('field number 0');
		const field = readPayload(source, tag.next, number, wire);
		if (field.end > end) throw new ProtobufError('a field ends behind its message');
		yield field;
		at = field.end;
	}
}

function readPayload(source: ByteSource, at: number, number: number, wire: number): Field {
	if (wire === 0) {
		const { value, next } = readVarint(source, at);
		return { number, wire, value, start: at, end: next };
	}
	if (wire === 1) return { number, wire, value: 0, start: at, end: at + 8 };
	if (wire === 5) return { number, wire, value: 0, start: at, end: at + 4 };
	if (wire !== 2) throw new ProtobufError(`wire type ${wire}`);
	const length = readVarint(source, at);
	return { number, wire, value: 0, start: length.next, end: length.next + length.value };
}

/** Exact up to 2^53; what is larger (a negative number) loses its low bits. */
function readVarint(source: ByteSource, at: number): { value: number; next: number } {
	const bytes = source.read(at, varintBytesMax);
	let value = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index]!;
		value += (byte & 0x7f) * 2 ** (7 * index);
		if (byte < 0x80) return { value, next: at + index + 1 };
	}
	throw new ProtobufError('a number without an end');
}

const decoder = new TextDecoder();
export const readText = (source: ByteSource, field: Field): string =>
	decoder.decode(source.read(field.start, field.end - field.start));

/** A piece of a message that is being written. */
export type Written = Uint8Array;

const encoder = new TextEncoder();

export function varint(value: number): Written {
	const bytes: number[] = [];
	let rest = value;
	while (rest >= 0x80) {
		bytes.push((rest % 0x80) + 0x80);
		rest = Math.floor(rest / 0x80);
	}
	return Uint8Array.from([...bytes, rest]);
}

/** A varint field; `value` is a whole number from -2^53 to 2^53. */
export function integerField(number: number, value: number): Written {
	if (value >= 0) return joined([varint(number * 8), varint(value)]);
	const bytes: number[] = [];
	for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
		if (rest < 0x80n) return joined([varint(number * 8), Uint8Array.from([...bytes, Number(rest)])]);
		bytes.push(Number(rest & 0x7fn) + 0x80);
	}
}

/** What comes before the payload of a field with a length: for payloads that are written elsewhere. */
export const lengthHeader = (number: number, byteLength: number): Written =>
	joined([varint(number * 8 + 2), varint(byteLength)]);

export const bytesField = (number: number, bytes: Uint8Array): Written =>
	joined([lengthHeader(number, bytes.length), bytes]);

export const textField = (number: number, text: string): Written => bytesField(number, encoder.encode(text));

export const messageField = (number: number, parts: readonly Written[]): Written =>
	bytesField(number, joined(parts));

export function joined(parts: readonly Written[]): Written {
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}
