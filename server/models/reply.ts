import type { SourceProblem } from './problems.ts';

/** What is wanted of a file: null where it is not known beforehand. */
export type Expected = { bytes: number | null; sha256: string | null };

export type Verdict =
	/** The body goes on where the partial file ends; the whole file will have `totalBytes`. */
	| { kind: 'append'; totalBytes: number | null }
	/** The body is the whole file: the source does not serve ranges, or none was asked for. */
	| { kind: 'from-the-start'; totalBytes: number | null }
	/** The partial file is already the whole one. */
	| { kind: 'nothing-left' }
	/** The partial file is of no use to this source: ask for the whole file. */
	| { kind: 'discard' }
	| SourceProblem;

type Head = { status: number; headers: Readonly<Record<string, string>> };

/**
 * What to do with the answer to a request for everything from byte `fromBytes` (RFC 9110 §14, §15.3.7, §15.5.17).
 * A page or a file of another length is refused before it costs what was fetched already.
 */
export function judge({ status, headers }: Head, fromBytes: number, expected: Expected): Verdict {
	const range = contentRange(headers['content-range']);
	if (status === 416 && fromBytes > 0) {
		return range?.total === fromBytes && expected.bytes === null ? { kind: 'nothing-left' } : { kind: 'discard' };
	}
	if (status !== 200 && status !== 206) return { kind: 'status', status };
	if (/^(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '')) {
		return { kind: 'another-file', detail: 'a web page' };
	}
	const totalBytes = status === 206 ? (range?.total ?? null) : wholeNumber(headers['content-length']);
	if (expected.bytes !== null && totalBytes !== null && totalBytes !== expected.bytes) {
		return { kind: 'another-file', detail: `a file of ${totalBytes} bytes, not ${expected.bytes}` };
	}
	const total = { totalBytes: totalBytes ?? expected.bytes };
	if (status === 200) return { kind: 'from-the-start', ...total };
	if (range?.first === fromBytes) return { kind: 'append', ...total };
	return fromBytes > 0 ? { kind: 'discard' } : { kind: 'another-file', detail: 'a part that was not asked for' };
}

function contentRange(header: string | undefined): { first: number | null; total: number | null } | null {
	const parts = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(header?.trim() ?? '');
	return parts && { first: wholeNumber(parts[1]), total: wholeNumber(parts[2]) };
}

function wholeNumber(text: string | undefined): number | null {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
