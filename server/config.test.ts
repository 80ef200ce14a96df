import { expect, test } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

test('every setting is checked at the start, and all complaints come at once, each with what to do', () => {
	const complaintsOf = (env: Record<string, string>) => {
		try {
			readConfig(env, []);
			return [];
		} catch (error) {
			return (error as ConfigProblem).complaints;
		}
	};
	const wrong: Record<string, string> = {
		PORT: '80a',
		HOST: 'http://localhost:80',
		MODEL: 'a\nb',
		RECOGNISER_URL: 'https://me:hidden@api.example.org/v1',
		RECOGNISER_MODEL: '  ',
		RECOGNISER_KEY: 'sk-…schlüssel',
		RECOGNISERS: '0',
		DEVICE: 'toaster',
		HYPOTHESES: 'perhaps',
		OFFLINE: 'maybe',
		ORIGINS: 'https://a.example/path',
		LLM_API_KEY: 'two words',
		LLM_BASE_URL: 'https://api.example.org/v1?key=1',
		LOG_LEVEL: 'loud'
	};
	const complaints = complaintsOf(wrong);
	expect(complaints.map((each) => each.split('=')[0]).sort()).toEqual(Object.keys(wrong).sort());
	expect(complaints.join('\n')).not.toContain('Invalid type');
	expect(complaints.join('\n')).not.toMatch(/hidden|schlüssel|two words/u);
	for (const url of [
		'https://api.example.org/v1#a',
		'https://api.example.org/v1?x=1',
		'ftp://x.org',
		'api.example.org'
	])
		expect(complaintsOf({ RECOGNISER_URL: url })).toHaveLength(1);
	for (const key of ['a b', 'a\tb', 'schlüssel', '密钥', 'a\u0000', 'a\u200bb'])
		expect(complaintsOf({ RECOGNISER_KEY: key })).toHaveLength(1);
	for (const name of ['localhost', '0.0.0.0', '::', '::1', 'lecture-1.example.org'])
		expect(
			complaintsOf({ HOST: name, RECOGNISER_URL: 'http://localhost:8000/v1', RECOGNISER_KEY: 'sk-1_2' })
		).toEqual([]);
});
