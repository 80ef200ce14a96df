import { expect, test } from 'vitest';
import { codecAdvice } from './codec-advice.ts';

const agents = {
	chrome:
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
	edge: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
	firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
	safari: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15'
};

test.each([
	['AC-3', 'chrome', 'convert'],
	['AAC', 'edge', 'convert'],
	['AAC', 'firefox', 'chrome'],
	['FLAC', 'safari', 'chrome'],
	['Windows Media (WMA)', 'firefox', 'convert'],
	[undefined, 'safari', 'convert']
] as const)('the advice for %s in %s is to %s', (codec, browser, advice) => {
	expect(codecAdvice(codec, agents[browser])).toBe(advice);
});
