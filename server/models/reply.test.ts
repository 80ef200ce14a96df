import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from './reply.ts';

const wanted = { bytes: 1000, sha256: 'abc' };
const unknown = { bytes: null, sha256: null };

describe('the answer to a request for the rest of a file', () => {
	it('is appended when it is exactly the rest', () => {
		const headers = { 'content-range': 'bytes 400-999/1000' };
		expect(judge({ status: 206, headers }, 400, wanted)).toEqual({ kind: 'append', totalBytes: 1000 });
	});

	it('is taken as the whole file when the range was ignored', () => {
		const headers = { 'content-length': '1000' };
		expect(judge({ status: 200, headers }, 400, wanted)).toEqual({ kind: 'from-the-start', totalBytes: 1000 });
		expect(judge({ status: 200, headers: {} }, 400, unknown)).toEqual({ kind: 'from-the-start', totalBytes: null });
	});

	it('is another file when its size is not the one of the catalogue', () => {
		const headers = { 'content-range': 'bytes 400-1999/2000', 'content-length': '1600' };
		expect(judge({ status: 206, headers }, 400, wanted)).toMatchObject({ kind: 'another-file' });
		expect(judge({ status: 200, headers }, 400, wanted)).toMatchObject({ kind: 'another-file' });
	});

	it('is another file when it is a web page, whatever its length', () => {
		const headers = { 'content-type': 'text/html; charset=utf-8', 'content-length': '1000' };
		expect(judge({ status: 200, headers }, 0, wanted)).toEqual({ kind: 'another-file', detail: 'a web page' });
	});

	it('416 means that nothing is left only where the size was not known and the source confirms it', () => {
		const answer = { status: 416, headers: { 'content-range': 'bytes */400' } };
		expect(judge(answer, 400, unknown)).toEqual({ kind: 'nothing-left' });
		expect(judge(answer, 399, unknown)).toEqual({ kind: 'discard' });
		expect(judge(answer, 400, wanted)).toEqual({ kind: 'discard' });
		expect(judge(answer, 0, unknown)).toEqual({ kind: 'status', status: 416 });
	});

	it('is never appended at another place than it belongs, and asking for everything never leads to asking again', () => {
		const header = fc.oneof(
			fc.string(),
			fc.tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000)).map(([a, b, c]) => `bytes ${a}-${b}/${c}`),
			fc.tuple(fc.nat(2000), fc.nat(2000)).map(([a, b]) => `bytes ${a}-${b}/*`)
		);
		const status = fc.oneof(fc.constantFrom(200, 206, 416), fc.integer({ min: 100, max: 599 }));
		const from = fc.oneof(fc.constant(0), fc.nat(2000));
		const expected = fc.constantFrom(wanted, unknown);
		fc.assert(
			fc.property(status, header, header, from, expected, (status, range, length, fromBytes, expected) => {
				const verdict = judge({ status, headers: { 'content-range': range, 'content-length': length } }, fromBytes, expected);
				if (verdict.kind === 'append') expect(range).toMatch(new RegExp(`^\\s*bytes 0*${fromBytes}-`, 'i'));
				if (fromBytes === 0) expect(['discard', 'nothing-left']).not.toContain(verdict.kind);
			})
		);
	});
});
