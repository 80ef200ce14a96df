import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { chunksOf } from './chunks.ts';

describe('the chunks of a stream', () => {
	it('that arrived before its error are handed over before the error is thrown', async () => {
		const body = new PassThrough();
		const seen: string[] = [];
		const reading = (async () => {
			for await (const chunk of chunksOf(body)) {
				seen.push(chunk.toString());
				if (seen.length === 1) await new Promise((turn) => setImmediate(turn));
			}
		})();
		body.write('one');
		body.write('two');
		setImmediate(() => body.destroy(new Error('broken')));
		await expect(reading).rejects.toThrow('broken');
		expect(seen).toEqual(['one', 'two']);
	});

	it('end with an error that came before anybody asked for them', async () => {
		const body = new PassThrough();
		const chunks = chunksOf(body);
		body.write('one');
		await new Promise((turn) => setImmediate(turn));
		body.destroy(new Error('broken'));
		await new Promise((turn) => setImmediate(turn));
		expect((await chunks.next()).value).toEqual(Buffer.from('one'));
		await expect(chunks.next()).rejects.toThrow('broken');
		await expect(chunksOf(body).next()).rejects.toThrow('broken');
	});

	it('end with the stream', async () => {
		const body = new PassThrough();
		body.end('all');
		const seen: string[] = [];
		for await (const chunk of chunksOf(body)) seen.push(chunk.toString());
		expect(seen).toEqual(['all']);
	});

	it('that wait are bounded: the stream is paused meanwhile', async () => {
		const body = new PassThrough({ highWaterMark: 10 });
		const chunks = chunksOf(body, 10);
		const first = chunks.next();
		body.write('0123456789');
		body.write('0123456789');
		await first;
		body.write('0123456789');
		expect(body.isPaused()).toBe(true);
		await chunks.return(undefined);
		expect(body.destroyed).toBe(true);
	});
});
