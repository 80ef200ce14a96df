import fc from 'fast-check';
import type { LookupAddress } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { redirected } from '../../../tests/fakes/llm-reply.ts';
import { startLlmServer } from '../../../tests/fakes/llm-server.ts';
import { createLanguageModel } from '../client.ts';
import { addressKind, readBaseUrl } from './address.ts';
import { guardedFetch, type Lookup } from './guarded-fetch.ts';

const never = new AbortController().signal;
const request = {
	messages: [{ role: 'user' as const, content: 'hello' }],
	maxTokens: 20,
	temperature: 0,
	thinking: 'off' as const
};

describe('where an address leads', () => {
	it.each([
		['8.8.8.8', 'public'],
		['2606:4700::1111', 'public'],
		['::ffff:8.8.8.8', 'public'],
		['127.0.0.1', 'private'],
		['127.255.255.254', 'private'],
		['10.1.2.3', 'private'],
		['172.31.0.1', 'private'],
		['172.32.0.1', 'public'],
		['192.168.1.1', 'private'],
		['100.64.0.1', 'private'],
		['::1', 'private'],
		['0:0:0:0:0:0:0:1', 'private'],
		['fd12:3456::1', 'private'],
		['::ffff:127.0.0.1', 'private'],
		['::ffff:7f00:1', 'private'],
		['0.0.0.0', 'forbidden'],
		['169.254.169.254', 'forbidden'],
		['::ffff:169.254.169.254', 'forbidden'],
		['::ffff:a9fe:a9fe', 'forbidden'],
		['100.100.100.200', 'forbidden'],
		['255.255.255.255', 'forbidden'],
		['224.0.0.1', 'forbidden'],
		['::', 'forbidden'],
		['::127.0.0.1', 'forbidden'],
		['fe80::1', 'forbidden'],
		['fd00:ec2::254', 'forbidden'],
		['64:ff9b::7f00:1', 'forbidden'],
		['2002:7f00:1::', 'forbidden'],
		['ff02::1', 'forbidden'],
		['not an address', 'forbidden']
	])('%s is %s', (ip, kind) => expect(addressKind(ip)).toBe(kind));
});

describe('an address that is entered', () => {
	it.each([
		['https://api.deepseek.com', 'https://api.deepseek.com'],
		['  https://api.deepseek.com/v1/  ', 'https://api.deepseek.com/v1'],
		['https://api.deepseek.com/v1/chat/completions', 'https://api.deepseek.com/v1'],
		['https://8.8.8.8/v1', 'https://8.8.8.8/v1']
	])('%s is kept as %s', (text, baseUrl) => expect(readBaseUrl(text, false)).toMatchObject({ baseUrl }));

	it.each([
		['', 'bad-address'],
		['api.deepseek.com', 'bad-address'],
		['ftp://api.deepseek.com', 'bad-address'],
		['file:///etc/passwd', 'bad-address'],
		['https://api.deepseek.com@evil.example', 'bad-address'],
		['https://ok:secret@evil.example', 'bad-address'],
		['https://a.example/v1?key=1', 'bad-address'],
		['http://api.deepseek.com', 'plain-http'],
		['http://8.8.8.8', 'plain-http'],
		['http://localhost:11434/v1', 'private-address'],
		['http://a.localhost./v1', 'private-address'],
		['https://127.0.0.1', 'private-address'],
		['http://2130706433/', 'private-address'],
		['http://0x7f.1/', 'private-address'],
		['http://0177.0.0.1/', 'private-address'],
		['http://127.1/', 'private-address'],
		['http://[::1]:8080', 'private-address'],
		['http://[::ffff:127.0.0.1]', 'private-address'],
		['http://169.254.169.254/latest', 'forbidden-address'],
		['https://[::ffff:a9fe:a9fe]', 'forbidden-address'],
		['https://0.0.0.0', 'forbidden-address']
	])('%s is refused: %s', (text, problem) => expect(readBaseUrl(text, false)).toBe(problem));

	it.each([
		['http://localhost:11434/v1', undefined],
		['http://192.168.1.20:8000/v1', undefined],
		['http://[fd12::1]:8000/v1', undefined],
		['http://gpu.campus.example:8000/v1', undefined],
		['http://8.8.8.8/', 'plain-http'],
		['http://169.254.169.254/', 'forbidden-address'],
		['http://0.0.0.0:11434', 'forbidden-address']
	])('%s, when private addresses are meant: %s', (text, problem) => {
		const read = readBaseUrl(text, true);
		expect(typeof read === 'string' ? read : undefined).toBe(problem);
	});

	it('never throws, whatever is typed', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('', 'http://', 'https://['),
				fc.string(),
				fc.boolean(),
				(scheme, rest, allow) => {
					readBaseUrl(scheme + rest, allow);
				}
			)
		);
	});
});

describe('connecting', () => {
	/** A name server that is played: each answer is used once, the last one for ever. */
	const names =
		(...answers: string[][]): Lookup =>
		(_, __, done) => {
			const ips = answers.length > 1 ? (answers.shift() as string[]) : (answers[0] as string[]);
			done(
				null,
				ips.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }))
			);
		};

	async function ask(baseUrl: string, allowPrivate: boolean, lookup?: Lookup) {
		const { fetch, close } = guardedFetch(allowPrivate, lookup);
		onTestFinished(close);
		const endpoint = { provider: 'custom', baseUrl, model: 'm', apiKey: 'sk-secret' } as const;
		return createLanguageModel(endpoint, { fetch, random: () => 0 }).chat(request, {}, never);
	}
	const refused = { kind: 'failed', problem: 'address-refused' };

	it('goes to a private address only when that is meant', async () => {
		const { url, counts } = await startLlmServer(() => 'hello');
		expect(await ask(url, false)).toMatchObject(refused);
		expect(counts.requests).toBe(0);
		expect(await ask(url, true)).toMatchObject({ kind: 'complete', text: 'hello' });
	});

	it('refuses a name that leads to this machine, or to one such address among others', async () => {
		const { url, counts } = await startLlmServer(() => 'trapped');
		const { port } = new URL(url);
		for (const ips of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::1'], ['169.254.169.254']])
			expect(await ask(`https://model.example:${port}`, false, names(ips))).toMatchObject(refused);
		expect(await ask(`http://model.example:${port}`, true, names(['169.254.169.254']))).toMatchObject(
			refused
		);
		expect(counts.requests).toBe(0);
	});

	it('sends nothing without TLS to a public address, even where private ones are meant', async () => {
		expect(await ask('http://model.example', true, names(['93.184.215.14']))).toMatchObject(refused);
	});

	it('takes a private name where that is meant, and connects to the address that was checked', async () => {
		const { url } = await startLlmServer(() => 'hello');
		const baseUrl = `http://gpu.campus.example:${new URL(url).port}`;
		const rebinding = names(['127.0.0.1'], ['169.254.169.254']);
		expect(await ask(baseUrl, true, rebinding)).toMatchObject({ kind: 'complete', text: 'hello' });
	});

	it('does not follow a redirect, not even to an address that is allowed', async () => {
		const inner = await startLlmServer(() => 'trapped');
		const { url } = await startLlmServer(() => redirected(`${inner.url}/chat/completions`));
		expect(await ask(url, true)).toMatchObject({
			kind: 'failed',
			problem: 'not-a-language-model',
			status: 302
		});
		expect(inner.counts.requests).toBe(0);
	});
});
