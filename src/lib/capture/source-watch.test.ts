import { beforeEach, describe, expect, it } from 'vitest';
import { SourceWatch } from './source-watch.ts';

let watch: SourceWatch;
beforeEach(() => {
	watch = new SourceWatch();
});

describe('SourceWatch', () => {
	it('finds nothing wrong with a microphone that is heard, or quiet', () => {
		for (const signal of ['unknown', 'sound', 'silence'] as const) {
			watch.hear(signal);
			expect(watch.lossAt(0)).toBeUndefined();
		}
	});

	it('bears with a mute of less than 3 s, and counts from the first one', () => {
		watch.sign({ kind: 'muted', isMuted: true }, 1000);
		expect(watch.warnings).toEqual(['source-muted']);
		expect(watch.lossAt(3999)).toBeUndefined();
		watch.sign({ kind: 'muted', isMuted: false }, 3999);
		expect(watch.warnings).toEqual([]);
		watch.sign({ kind: 'muted', isMuted: true }, 5000);
		watch.sign({ kind: 'muted', isMuted: true }, 7000);
		expect(watch.lossAt(7999)).toBeUndefined();
		expect(watch.lossAt(8000)).toBe('source-muted');
	});

	it.each([
		['ended', { kind: 'ended' }, 'source-ended'],
		['closed its context', { kind: 'context', state: 'closed' }, 'no-frames'],
		['may not be heard any more', { kind: 'permission-revoked' }, 'permission-revoked']
	] as const)('gives up at once a microphone that %s', (_what, sign, problem) => {
		watch.sign(sign, 0);
		expect(watch.lossAt(0)).toBe(problem);
		expect(watch.hasEnded).toBe(true);
	});

	it('names the permission where that is why the track ended', () => {
		watch.sign({ kind: 'ended' }, 0);
		watch.sign({ kind: 'permission-revoked' }, 0);
		expect(watch.lossAt(0)).toBe('permission-revoked');
	});

	it('waits out an interruption while frames come, and names it when they stop', () => {
		watch.sign({ kind: 'context', state: 'interrupted' }, 0);
		watch.hear('sound');
		expect(watch.lossAt(0)).toBeUndefined();
		watch.hear('none');
		expect(watch.lossAt(0)).toBe('interrupted');
		watch.sign({ kind: 'context', state: 'running' }, 0);
		expect(watch.lossAt(0)).toBe('no-frames');
	});

	it('takes half a minute of zeros for a dead microphone, and tells a sleep from a stop', () => {
		watch.hear('zeros');
		expect(watch.lossAt(0)).toBe('digital-silence');
		watch.hear('not-woken');
		expect(watch.lossAt(0)).toBe('not-woken');
	});

	it('only tells of a default device that changed', () => {
		watch.sign({ kind: 'default-changed' }, 0);
		expect(watch.warnings).toEqual(['default-changed']);
		expect(watch.lossAt(0)).toBeUndefined();
	});
});
