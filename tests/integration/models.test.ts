import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	catalogue as ownCatalogue,
	type Catalogue,
	type ModelFile,
	type Source
} from '../../server/models/catalogue.ts';
import { runModelCommand } from '../../server/models/commands.ts';
import type { Patience } from '../../server/models/download.ts';
import type { InstallEvent } from '../../server/models/events.ts';
import { ensureModel, type EnsureOptions } from '../../server/models/first-start.ts';
import { install, type InstallOptions } from '../../server/models/install.ts';
import { takeLock } from '../../server/models/lock.ts';
import { placesOf } from '../../server/models/places.ts';
import { resolveModel } from '../../server/models/resolve.ts';
import { verifyModel } from '../../server/models/verify.ts';
import { installProblemInWords } from '../../server/models/words.ts';
import { startFileServer, type FileServer } from '../helpers/file-server.ts';
import { startForwardProxy } from '../helpers/forward-proxy.ts';

const weights = Buffer.from('a model of speech. '.repeat(20_000));
const tokens = Buffer.from('<blank> 0\nhello 1\n');
/** Of the same length as the weights, but not the weights. */
const impostor = Buffer.from('a model of nothing '.repeat(20_000));
/** fake-model/{README.md,model.onnx,tokens.txt} with the weights and tokens above, packed with `tar | bzip2 -1`. */
const archive = Buffer.from(
	'QlpoMTFBWSZTWe21RTYAe2dfgMqQQAP9gCYOEABvT97AFAgwARlAJSTKGBMJgABDAGGhkNMmgGIaaaNDRgUqkp7VPT1NT0xJkeoG' +
		'n6SMnkeqdfxtaZMviHHfk4sHHLcwtgwrb2vVrcKBE/JBE8yCJmQROnN50AEBC3wjpFAIiPXXtIC7FVLnYKtaGxSyahjPJhu/X7zx' +
		'Z56mnfQIn1e/JyoET1w6VBE/zVQImvrQImdQRMSCJq060CJm2VBE57iCJw6MuGz231BE2EETs+HuQRMWsgiaOzWx0Y6vE/5igrJM' +
		'prMkSaIWAM2OIwCAAl6NkABgAXAQDQAQDQAFKkBo0YVCJsqETKoRO1QiZVCJyqETNUInqoRMVQiaVCJ56qEThUImyoROFQicqhE0' +
		'qETCoRPlQiYVCJ+YoKyTKazLpd9agD2qiMAgAJejZAAYAFwEA0AEA0ABSpAaaGKoRNlQiZVCJ2qETNUInKoRMqhE0qETCoRPVQia' +
		'VCJuqETjSoROVQibKhE9VCJhUInyoRMKhE/MUFZJlNZpxW2+AAx3d2gzpBAA/WFAAh/T95AAAIECDABDaGGSgGgNAAA0DQSVGQmN' +
		'AmACMIyAqVQyABoAaNANNG9yuKREABU+QABSuILlVASSgRAtI6On7GPEkyQHIBA8AIFgCBZ3AAIA+Nlch54Ro5DGT04V52+GQ/uG' +
		'kiSSSArq012bQEDhAIGS+AgfQED3AIHCikBAu+AIHe2unLAIH29pqAQPeGii2AQKQECqwBAw5aAED9dT+Y1WRBP4u5IpwoSFZd0w' +
		'UA==',
	'base64'
);

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const patience: Patience = { silentMs: 20_000, attempts: 3, backoffMs: 1, progressBytes: 1000 };
const url = (address: string): Source => ({ kind: 'url', url: address });

const fakeFile = (name: string, content: Buffer, sources: Source[]): ModelFile => ({
	name,
	bytes: content.length,
	sha256: sha256(content),
	sources
});

const fakeModel = (name: string, ...files: ModelFile[]): Catalogue => [
	{ name, grade: 'full', about: '', licence: { name: 'a licence', url: null }, origin: 'fetched', files }
];

let server: FileServer;
let modelsDirectory: string;

beforeEach(async () => {
	server = await startFileServer();
	modelsDirectory = join(await mkdtemp(join(tmpdir(), 'models-')), 'models');
	await chmod(resolve(modelsDirectory, '..'), 0o755);
});
afterEach(async () => {
	await server.close();
	await rm(resolve(modelsDirectory, '..'), { recursive: true, force: true });
});

/** A model whose weights come from these paths of the server, in this order, and whose tokens come without trouble. */
function fake(...paths: string[]): Catalogue {
	const weightSources = paths.map((path) => url(server.origin + path));
	return fakeModel(
		'fake',
		fakeFile('tokens.txt', tokens, [url(server.script('/tokens', { kind: 'serve', body: tokens }))]),
		fakeFile('model.onnx', weights, weightSources)
	);
}

const fetchFake = (catalogue: Catalogue, more: Partial<InstallOptions> = {}) =>
	install({ name: 'fake', modelsDirectory, catalogue, env: {}, patience, ...more });

const rangesOf = (path: string) =>
	server.requests.filter((seen) => seen.path === path).map((seen) => seen.range);
const installedWeights = () => readFile(join(modelsDirectory, 'fake/model.onnx'));
const partialFile = () => join(modelsDirectory, '.state/fake/model.onnx.partial');

async function leavePartial(content: Buffer): Promise<void> {
	await mkdir(join(modelsDirectory, '.state/fake'), { recursive: true });
	await writeFile(partialFile(), content);
}

describe('an installation', () => {
	it('makes the model visible when every file has its checksum, and leaves nothing else behind', async () => {
		server.script('/a', { kind: 'serve', body: weights });
		const seenWhileFetching: boolean[] = [];
		const onEvent = () => seenWhileFetching.push(existsSync(join(modelsDirectory, 'fake')));
		const outcome = await fetchFake(fake('/a'), { onEvent });
		expect(outcome).toMatchObject({ kind: 'installed', directory: join(modelsDirectory, 'fake') });
		expect(await installedWeights()).toEqual(weights);
		expect(new Set(seenWhileFetching)).toEqual(new Set([false]));
		expect(await readdir(modelsDirectory)).toEqual(['.state', 'fake']);
		expect(await readdir(join(modelsDirectory, '.state'))).toEqual(['fake.json', 'fake.lock']);
	});

	it('asks nobody when the model is there and sound', async () => {
		server.script('/a', { kind: 'serve', body: weights });
		const catalogue = fake('/a');
		await fetchFake(catalogue);
		const before = server.requests.length;
		expect(await fetchFake(catalogue)).toMatchObject({ kind: 'already-installed' });
		expect(server.requests).toHaveLength(before);
	});

	it('goes on where a broken connection stopped', async () => {
		server.script(
			'/a',
			{ kind: 'cut', body: weights, afterBytes: 100_000 },
			{ kind: 'serve', body: weights }
		);
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		const [first, second] = rangesOf('/a');
		expect(first).toBeNull();
		expect(second).toBe('bytes=100000-');
		expect(await installedWeights()).toEqual(weights);
	});

	it('keeps on with a source that breaks again and again as long as each try brings something', async () => {
		server.script('/a', { kind: 'cut', body: weights, afterBytes: 40_000 });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toHaveLength(10);
		expect(await installedWeights()).toEqual(weights);
	});

	it('gives a source up after a bounded number of tries, and lets the next one go on from there', async () => {
		server.script('/a', { kind: 'cut', body: weights, afterBytes: 500 });
		server.script('/b', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a', '/b'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual([null, 'bytes=500-', 'bytes=1000-']);
		expect(rangesOf('/b')).toEqual(['bytes=1500-']);
		expect(await installedWeights()).toEqual(weights);
	});

	it('begins again when a source ignores ranges', async () => {
		await leavePartial(weights.subarray(0, 1234));
		server.script('/a', { kind: 'serve', body: weights, ranges: false });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual(['bytes=1234-']);
		expect(await installedWeights()).toEqual(weights);
	});

	it('gives up a source that ignores ranges and breaks every time', async () => {
		server.script('/a', { kind: 'cut', body: weights, afterBytes: 50_000, ranges: false });
		const outcome = await fetchFake(fake('/a'));
		expect(outcome).toMatchObject({
			kind: 'no-source-worked',
			failures: [{ problem: { kind: 'interrupted' } }]
		});
		expect(rangesOf('/a')).toEqual([null, 'bytes=50000-', 'bytes=50000-']);
	});

	it('begins again when a source sends another part than was asked for', async () => {
		await leavePartial(weights.subarray(0, 1234));
		server.script('/a', { kind: 'wrong-range', body: weights }, { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual(['bytes=1234-', null]);
		expect(await installedWeights()).toEqual(weights);
	});

	it('asks nobody for a partial file that is whole already', async () => {
		await leavePartial(weights);
		server.script('/a', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual([]);
	});

	it('does not blame a source for a beginning that came from elsewhere', async () => {
		await leavePartial(impostor.subarray(0, 50_000));
		server.script('/a', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual(['bytes=50000-', null]);
		expect(await installedWeights()).toEqual(weights);
	});

	it('takes the next source when a checksum is wrong, and keeps nothing of the wrong file', async () => {
		server.script('/a', { kind: 'serve', body: impostor });
		server.script('/b', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a', '/b'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/b')).toEqual([null]);
		expect(await installedWeights()).toEqual(weights);
	});

	it('does not let a sign-in page or a file of another size cost what was fetched', async () => {
		await leavePartial(weights.subarray(0, 5000));
		server.script('/portal', { kind: 'portal' });
		server.script('/short', { kind: 'serve', body: weights.subarray(1), ranges: false });
		server.script('/gone', { kind: 'status', status: 404 });
		server.script('/good', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/portal', '/short', '/gone', '/good'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/good')).toEqual(['bytes=5000-']);
		expect(rangesOf('/gone')).toHaveLength(1);
	});

	it('gives up on a connection that brings nothing, and goes on from what came', async () => {
		server.script('/a', { kind: 'stall', body: weights, afterBytes: 2000 }, { kind: 'serve', body: weights });
		const events: InstallEvent[] = [];
		const onEvent = (event: InstallEvent) => void events.push(event);
		const outcome = await fetchFake(fake('/a'), { onEvent, patience: { ...patience, silentMs: 500 } });
		expect(outcome).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual([null, 'bytes=2000-']);
		expect(events.find((event) => event.kind === 'retry')).toMatchObject({
			problem: { kind: 'stalled', receivedBytes: 2000 }
		});
	});

	it('follows a redirect and asks for the same range there', async () => {
		await leavePartial(weights.subarray(0, 777));
		server.script('/a', { kind: 'redirect', to: `${server.origin}/store/a` });
		server.script('/store/a', { kind: 'serve', body: weights });
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/store/a')).toEqual(['bytes=777-']);
	});

	it('names the file and every source when none worked, and shows no model', async () => {
		server.script('/a', { kind: 'serve', body: impostor });
		server.script('/b', { kind: 'portal' });
		server.script('/c', { kind: 'status', status: 503 });
		const outcome = await fetchFake(fake('/a', '/b', '/c'));
		if (outcome.kind !== 'no-source-worked') throw new Error(outcome.kind);
		expect(outcome.failures.map(({ problem }) => problem.kind)).toEqual([
			'wrong-checksum',
			'another-file',
			'status'
		]);
		expect(rangesOf('/c')).toHaveLength(patience.attempts);
		const words = installProblemInWords(outcome);
		expect(words).toContain('model.onnx could not be fetched');
		expect(words).toContain('wrong checksum');
		expect(words).toContain('sent a web page');
		expect(words).toContain('HTTP status 503');
		expect(existsSync(join(modelsDirectory, 'fake'))).toBe(false);
		expect(existsSync(partialFile())).toBe(false);
	});

	it('keeps what it has when it is stopped', async () => {
		server.script('/a', { kind: 'stall', body: weights, afterBytes: 3000 }, { kind: 'serve', body: weights });
		const stopped = new AbortController();
		const onEvent = (event: InstallEvent) => {
			if (event.kind === 'bytes' && event.file === 'model.onnx' && event.receivedBytes > 0) stopped.abort();
		};
		expect(await fetchFake(fake('/a'), { signal: stopped.signal, onEvent })).toEqual({ kind: 'cancelled' });
		const { size } = await stat(partialFile());
		expect(size).toBeGreaterThan(0);
		expect(await fetchFake(fake('/a'))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual([null, `bytes=${size}-`]);
	});

	it('goes on where a killed process stopped', async () => {
		server.script(
			'/a',
			{ kind: 'stall', body: weights, afterBytes: 90_000 },
			{ kind: 'serve', body: weights }
		);
		const catalogue = fake('/a');
		const child = spawn(process.execPath, [
			installChild,
			JSON.stringify({ name: 'fake', modelsDirectory, catalogue })
		]);
		while (!existsSync(partialFile()) || (await stat(partialFile())).size < 90_000) await nextTurn();
		child.kill('SIGKILL');
		await new Promise((exited) => child.once('exit', exited));
		expect(await fetchFake(catalogue)).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual([null, 'bytes=90000-']);
		expect(await installedWeights()).toEqual(weights);
	});

	it('is refused while another one installs the same model', async () => {
		await mkdir(join(modelsDirectory, '.state'), { recursive: true });
		const lock = takeLock(placesOf(modelsDirectory, 'fake').lock);
		if (lock.kind !== 'held') throw new Error('not held');
		server.script('/a', { kind: 'serve', body: weights });
		const catalogue = fake('/a');
		const other = run([installChild, JSON.stringify({ name: 'fake', modelsDirectory, catalogue })], {});
		expect(JSON.parse((await other).stdout)).toEqual({ kind: 'busy', name: 'fake' });
		expect(await fetchFake(catalogue)).toEqual({ kind: 'busy', name: 'fake' });
		lock.release();
		expect(await fetchFake(catalogue)).toMatchObject({ kind: 'installed' });
	});

	it.skipIf(!existsSync('/dev/full'))(
		'says so when the disk is full, and does not blame the source',
		async () => {
			server.script('/a', { kind: 'serve', body: weights });
			await mkdir(join(modelsDirectory, '.state/fake'), { recursive: true });
			await symlink('/dev/full', partialFile());
			const outcome = await fetchFake(fake('/a', '/b'));
			expect(outcome).toMatchObject({ kind: 'disk-full', neededBytes: weights.length });
			expect(rangesOf('/b')).toEqual([]);
			if (outcome.kind === 'disk-full')
				expect(installProblemInWords(outcome)).toMatch(/is full: 380\.0 kB are needed/);
		}
	);

	it('refuses at once what the disk has no room for', async () => {
		const [model] = fake('/a');
		const huge = fakeModel('fake', { ...model!.files[1]!, bytes: 1e15 });
		expect(await fetchFake(huge)).toMatchObject({ kind: 'disk-full', neededBytes: 1e15 });
		expect(server.requests).toEqual([]);
	});

	it.skipIf(process.platform === 'win32')('says so when the models directory cannot be written', async () => {
		await mkdir(modelsDirectory, { mode: 0o555 });
		const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
		const options = { name: 'fake', modelsDirectory, catalogue: fake('/a'), ...uid };
		const { stdout } = await run([installChild, JSON.stringify(options)], {});
		const outcome = JSON.parse(stdout) as Parameters<typeof installProblemInWords>[0];
		expect(outcome).toMatchObject({ kind: 'not-writable', code: 'EACCES' });
		expect(installProblemInWords(outcome)).toContain('MODELS_DIR');
		expect(server.requests).toEqual([]);
	});
});

describe('an archive as the source', () => {
	type Sums = { bytes: number | null; sha256: string | null };
	const known: Sums = { bytes: archive.length, sha256: sha256(archive) };
	const packed = (sums: Sums, first: Source[] = []): Catalogue => {
		const from = (member: string): Source => ({
			kind: 'archive',
			url: `${server.origin}/fake.tar.bz2`,
			member,
			...sums
		});
		return fakeModel(
			'fake',
			fakeFile('tokens.txt', tokens, [...first, from('fake-model/tokens.txt')]),
			fakeFile('model.onnx', weights, [...first, from('fake-model/model.onnx')])
		);
	};

	it('is fetched once, gives every file of the model and is removed', async () => {
		server.script('/fake.tar.bz2', { kind: 'serve', body: archive });
		const catalogue = packed(known, [url(`${server.origin}/missing`)]);
		expect(await fetchFake(catalogue)).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/fake.tar.bz2')).toEqual([null]);
		expect(await readdir(join(modelsDirectory, 'fake'))).toEqual(['model.onnx', 'tokens.txt']);
		expect(await installedWeights()).toEqual(weights);
		expect(existsSync(join(modelsDirectory, '.state/fake'))).toBe(false);
	});

	it('is gone on with when its size is not known, also when nothing is left to fetch', async () => {
		await leavePartial(Buffer.alloc(0));
		await writeFile(join(modelsDirectory, '.state/fake/fake.tar.bz2.partial'), archive);
		server.script('/fake.tar.bz2', { kind: 'serve', body: archive });
		expect(await fetchFake(packed({ bytes: null, sha256: null }))).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/fake.tar.bz2')).toEqual([`bytes=${archive.length}-`]);
	});

	it.each([
		['has another checksum', known, Buffer.alloc(archive.length), 'wrong-checksum'],
		['is no archive', { bytes: null, sha256: null }, Buffer.from('BZh nothing'), 'broken-archive'],
		['ends too early', { bytes: null, sha256: null }, archive.subarray(0, 400), 'broken-archive']
	])('is refused when it %s', async (_, sums, body, kind) => {
		server.script('/fake.tar.bz2', { kind: 'serve', body });
		const outcome = await fetchFake(packed(sums));
		expect(outcome).toMatchObject({ kind: 'no-source-worked', failures: [{ problem: { kind } }] });
		expect(existsSync(join(modelsDirectory, 'fake'))).toBe(false);
		expect(await readdir(join(modelsDirectory, '.state/fake'))).toEqual(['files']);
	});

	it.each([
		['another content', fakeFile('model.onnx', impostor, []), 'wrong-checksum'],
		['another size', fakeFile('model.onnx', tokens, []), 'broken-archive']
	])('is refused when a file in it has %s than the catalogue says', async (_, file, kind) => {
		server.script('/fake.tar.bz2', { kind: 'serve', body: archive });
		const source: Source = {
			kind: 'archive',
			url: `${server.origin}/fake.tar.bz2`,
			member: 'fake-model/model.onnx',
			...known
		};
		const outcome = await fetchFake(fakeModel('fake', { ...file, sources: [source] }));
		expect(outcome).toMatchObject({ kind: 'no-source-worked', failures: [{ problem: { kind } }] });
	});
});

describe('the way out', () => {
	it('is the proxy of HTTP_PROXY, but not for hosts in NO_PROXY', async () => {
		const proxy = await startForwardProxy();
		server.script('/a', { kind: 'serve', body: weights });
		const past = { HTTP_PROXY: proxy.origin, NO_PROXY: '127.0.0.1' };
		expect(await fetchFake(fake('/a'), { env: past })).toMatchObject({ kind: 'installed' });
		expect(proxy.seen).toEqual([]);
		await rm(modelsDirectory, { recursive: true });
		const through = { HTTP_PROXY: proxy.origin.replace('http://', '') };
		expect(await fetchFake(fake('/a'), { env: through })).toMatchObject({ kind: 'installed' });
		expect(proxy.seen).toEqual([`GET ${server.origin}/tokens`, `GET ${server.origin}/a`]);
		await proxy.close();
	});

	it('is a tunnel through HTTPS_PROXY for an https source', async () => {
		const proxy = await startForwardProxy();
		const catalogue = fakeModel(
			'fake',
			fakeFile('tokens.txt', tokens, [url('https://models.invalid/tokens')])
		);
		const outcome = await fetchFake(catalogue, { env: { https_proxy: proxy.origin } });
		expect(outcome).toMatchObject({
			kind: 'no-source-worked',
			failures: [{ problem: { kind: 'unreachable' } }]
		});
		expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT models.invalid:443']));
		await proxy.close();
	});

	it('leads to HF_ENDPOINT instead of Hugging Face', async () => {
		const source: Source = {
			kind: 'hugging-face',
			repository: 'maker/model',
			revision: 'abc',
			path: 'tokens.txt'
		};
		server.script('/hub/maker/model/resolve/abc/tokens.txt', { kind: 'serve', body: tokens });
		const catalogue = fakeModel('fake', fakeFile('tokens.txt', tokens, [source]));
		const env = { HF_ENDPOINT: `${server.origin}/hub/` };
		expect(await fetchFake(catalogue, { env })).toMatchObject({ kind: 'installed' });
	});

	it.each([{ HF_ENDPOINT: 'nonsense' }, { HTTPS_PROXY: 'http://[' }])(
		'is refused when %o is no address',
		async (env) => {
			expect(await fetchFake(fake('/a'), { env })).toMatchObject({ kind: 'settings' });
		}
	);
});

describe('a damaged model', () => {
	it('is found by its checksum, and mended by fetching only the wrong file', async () => {
		server.script('/a', { kind: 'serve', body: weights });
		const catalogue = fake('/a');
		await fetchFake(catalogue);
		const path = join(modelsDirectory, 'fake/model.onnx');
		const flipped = Buffer.from(weights);
		flipped[12_345]! ^= 1;
		await writeFile(path, flipped);
		const verify = () => verifyModel(catalogue[0]!, join(modelsDirectory, 'fake'));
		expect(await verify()).toMatchObject({
			kind: 'damaged',
			files: [{ name: 'model.onnx', fault: { kind: 'wrong-checksum' } }]
		});
		const { code, stderr } = await command(['verify', 'fake'], { catalogue });
		expect(code).toBe(1);
		expect(stderr).toContain('fake: model.onnx has a wrong checksum');
		expect(stderr).toContain('npm run model -- install fake');
		expect(await fetchFake(catalogue)).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/tokens')).toHaveLength(1);
		expect(await verify()).toEqual({ kind: 'sound' });
	});
});

describe('the model to recognise with', () => {
	const full = (name: string) =>
		fakeModel(name, fakeFile('tokens.txt', tokens, []), fakeFile('m.onnx', weights, []))[0]!;
	const nano = ownCatalogue.find((model) => model.origin === 'ships')!;
	const catalogue = [full('first'), full('second'), nano];
	const resolved = (requested?: string) => resolveModel({ modelsDirectory, catalogue, requested });
	const use = (name: string) => command(['use', name], { catalogue });

	async function lay(name: string): Promise<string> {
		const directory = join(modelsDirectory, name);
		await mkdir(directory, { recursive: true });
		await writeFile(join(directory, 'tokens.txt'), tokens);
		await writeFile(join(directory, 'm.onnx'), weights);
		return directory;
	}

	it('is the one that ships, then the first full one installed, then the one chosen, then the one asked for', async () => {
		expect(await resolved()).toMatchObject({ name: nano.name, grade: 'small', reason: 'shipped' });
		await lay('second');
		expect(await resolved()).toMatchObject({ name: 'second', grade: 'full', reason: 'installed' });
		const directory = await lay('first');
		expect(await resolved()).toMatchObject({ name: 'first', directory, grade: 'full', reason: 'installed' });
		expect((await use('second')).code).toBe(0);
		expect(await resolved()).toMatchObject({ name: 'second', reason: 'chosen' });
		expect(await resolved(nano.name)).toMatchObject({ name: nano.name, reason: 'requested' });
		expect(await resolved(directory)).toMatchObject({ name: 'first', grade: 'full' });
	});

	it('may be any directory with a model in it', async () => {
		const directory = await lay('mine');
		expect(await resolved(directory)).toMatchObject({ name: 'mine', directory, grade: 'custom' });
		expect(await resolved('mine')).toMatchObject({ directory, grade: 'custom' });
		expect((await use(directory)).code).toBe(0);
		expect(await resolved()).toMatchObject({ directory, grade: 'custom', reason: 'chosen' });
	});

	it('is a problem, never another model, when the one that was named cannot be used', async () => {
		expect(await resolved('nope')).toMatchObject({ kind: 'unknown-name', name: 'nope' });
		expect(await resolved('first')).toEqual({ kind: 'not-installed', name: 'first' });
		expect(await resolved('./no/where')).toMatchObject({ kind: 'path-missing' });
		await mkdir(join(modelsDirectory, 'empty'), { recursive: true });
		expect(await resolved('empty')).toMatchObject({ kind: 'no-model-in-directory' });
		await lay('first');
		await use('first');
		await rm(join(modelsDirectory, 'first/m.onnx'));
		expect(await resolved()).toEqual({ kind: 'not-installed', name: 'first' });
		await writeFile(join(modelsDirectory, '.state/current.json'), '{');
		expect(await resolved()).toMatchObject({ kind: 'unreadable-choice' });
	});

	it('cannot be chosen when it is not there', async () => {
		const { code, stderr } = await use('first');
		expect(code).toBe(1);
		expect(stderr).toContain('npm run model -- install first');
		expect(await resolved()).toMatchObject({ reason: 'shipped' });
	});
});

describe('the command', () => {
	it('lists what there is, with the licence, and marks what is in use', async () => {
		server.script('/a', { kind: 'serve', body: weights });
		const catalogue = fake('/a');
		const before = await command(['list'], { catalogue: [...catalogue, ownCatalogue.at(-1)!] });
		expect(before.stdout).toMatch(/^ +fake +380\.0 kB +not installed +a licence$/m);
		expect(before.stdout).toMatch(/^\* +sensevoice-nano .*ships/m);
		const installed = await command(['install', 'fake'], { catalogue });
		expect(installed.code).toBe(0);
		expect(installed.stdout).toContain('fake is installed');
		expect(installed.stderr).toContain('Licence: a licence');
		expect((await command(['list'], { catalogue })).stdout).toMatch(
			/^\* +fake .*installed, verified 20\d\d-/m
		);
	});

	it('ends with 2 and its usage when it is not understood, with 0 for --help', async () => {
		for (const args of [[], ['nonsense'], ['use'], ['install', 'a', 'b'], ['--nonsense']]) {
			const { code, stderr } = await command(args, {});
			expect(code).toBe(2);
			expect(stderr).toContain('npm run model -- install');
		}
		expect(await command(['--help'], {})).toMatchObject({ code: 0, stderr: '' });
	});

	it('goes on after a kill, and says what every source answered when it fails', async () => {
		const path =
			'/csukuangfj/sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17/resolve/2365baeacb507f821a0c8120fcee3d484dba7a07/tokens.txt';
		const body = Buffer.alloc(ownCatalogue[0]!.files[0]!.bytes, 'not the tokens ');
		server.script(path, { kind: 'stall', body, afterBytes: 100_000 }, { kind: 'serve', body });
		const env = { MODELS_DIR: modelsDirectory, HF_ENDPOINT: server.origin, ...noOtherNetwork };
		const child = spawn(process.execPath, [cli, 'install'], { env });
		const partial = join(modelsDirectory, '.state/sensevoice-small-int8/tokens.txt.partial');
		while (!existsSync(partial) || (await stat(partial)).size < 100_000) await nextTurn();
		child.kill('SIGKILL');
		await new Promise((exited) => child.once('exit', exited));
		const { code, stderr } = await run([cli, 'install'], env);
		expect(rangesOf(path)).toEqual([null, 'bytes=100000-', null]);
		expect(code).toBe(1);
		expect(stderr).toContain('FunASR Model Open Source License v1.1');
		expect(stderr).toContain('tokens.txt could not be fetched');
		expect(stderr).toMatch(/127\.0\.0\.1:\d+: wrong checksum/);
		expect(stderr).toContain('modelscope.cn: connection refused');
		expect(stderr).toContain('github.com: connection refused');
	});

	it('ends with 130 when a person stops it', async () => {
		const path =
			'/csukuangfj/sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17/resolve/2365baeacb507f821a0c8120fcee3d484dba7a07/tokens.txt';
		const body = Buffer.alloc(ownCatalogue[0]!.files[0]!.bytes);
		server.script(path, { kind: 'stall', body, afterBytes: 10 });
		const env = { MODELS_DIR: modelsDirectory, HF_ENDPOINT: server.origin, ...noOtherNetwork };
		const running = run(
			[cli, 'install'],
			env,
			(child) => void server.asked(path, 1).then(() => child.kill('SIGINT'))
		);
		expect(await running).toMatchObject({ code: 130, stderr: expect.stringContaining('goes on from there') });
	});
});

describe('the first start', () => {
	function start(catalogue: Catalogue, more: Partial<EnsureOptions> = {}) {
		const lines: string[] = [];
		const warnings: string[] = [];
		const log = {
			info: (line: string) => void lines.push(line),
			warn: (line: string) => void warnings.push(line)
		};
		const nano = ownCatalogue.at(-1)!;
		const own = catalogue.map((model) => ({ ...model, name: 'sensevoice-small-int8' }));
		const options = {
			modelsDirectory,
			catalogue: [...own, nano],
			env: {},
			offline: false,
			log,
			patience,
			...more
		};
		return { lines, warnings, ensured: ensureModel(options) };
	}
	const nano = { name: 'sensevoice-nano', grade: 'small' };

	it('begins with the small model and swaps to the full one when it is installed', async () => {
		server.script('/a', { kind: 'serve', body: weights });
		const swapped: string[] = [];
		const onInstalled: NonNullable<EnsureOptions['onInstalled']> = (model) => void swapped.push(model.name);
		const { ensured, lines, warnings } = start(fake('/a'), { onInstalled });
		const ready = await ensured;
		expect(ready).toMatchObject({ kind: 'ready', model: nano });
		if (ready.kind !== 'ready') return;
		expect(await ready.install?.finished).toMatchObject({ kind: 'installed', model: { grade: 'full' } });
		expect(swapped).toEqual(['sensevoice-small-int8']);
		expect(warnings).toEqual([]);
		expect(lines[0]).toContain('a licence');
		const next = await start(fake('/a')).ensured;
		expect(next).toMatchObject({
			kind: 'ready',
			model: { name: 'sensevoice-small-int8', grade: 'full' },
			install: null
		});
	});

	it.each<[string, () => string[], RegExp]>([
		['nobody answers', () => ['http://127.0.0.1:1/a'], /connection refused: 127\.0\.0\.1:1/],
		['a sign-in page answers', () => [server.script('/p', { kind: 'portal' })], /sent a web page/],
		['no answer comes in time', () => [server.script('/s', { kind: 'silent' })], /no answer in time/]
	])('says in one line that it stays small when %s', async (_, addresses, reason) => {
		const catalogue = fakeModel('fake', fakeFile('model.onnx', weights, addresses().map(url)));
		const { ensured, lines, warnings } = start(catalogue, { probeTimeoutMs: 1000 });
		const ready = await ensured;
		expect(ready).toMatchObject({ kind: 'ready', model: nano });
		if (ready.kind !== 'ready') return;
		expect(await ready.install?.finished).toMatchObject({ kind: 'unreachable' });
		expect(lines).toEqual([]);
		expect(warnings).toHaveLength(1);
		expect(warnings[0]).toMatch(reason);
		expect(warnings[0]).toMatch(
			/^SenseVoice-Small could not be fetched \(.*\); starting with the small model/
		);
		expect(warnings[0]).toContain('`npm run model -- install`');
		expect(warnings[0]).not.toContain('\n');
	});

	it('touches no network when it must not, or when a person chose a model', async () => {
		const offline = start(fake('/a'), { offline: true });
		expect(await offline.ensured).toMatchObject({ kind: 'ready', model: nano, install: null });
		expect(offline.warnings).toHaveLength(1);
		const chosen = start(fake('/a'), { requested: 'sensevoice-nano' });
		expect(await chosen.ensured).toMatchObject({ kind: 'ready', model: nano, install: null });
		expect(chosen.warnings).toEqual([]);
		expect(await start(fake('/a'), { requested: 'nope' }).ensured).toMatchObject({ kind: 'problem' });
		expect(server.requests).toEqual([]);
	});

	it('goes on at the next start where it was stopped', async () => {
		server.script(
			'/a',
			{ kind: 'serve', body: weights },
			{ kind: 'stall', body: weights, afterBytes: 60_000 },
			{ kind: 'serve', body: weights }
		);
		const received = Promise.withResolvers<void>();
		const onEvent = (event: InstallEvent) => {
			if (event.kind === 'bytes' && event.receivedBytes === 60_000) received.resolve();
		};
		const first = await start(fake('/a'), { onEvent }).ensured;
		if (first.kind !== 'ready') throw new Error(first.kind);
		await received.promise;
		await first.install?.stop();
		expect(await first.install?.finished).toEqual({ kind: 'stopped' });
		const second = await start(fake('/a')).ensured;
		if (second.kind !== 'ready') throw new Error(second.kind);
		expect(await second.install?.finished).toMatchObject({ kind: 'installed' });
		expect(rangesOf('/a')).toEqual(['bytes=0-0', null, 'bytes=0-0', 'bytes=60000-']);
	});
});

const root = resolve(import.meta.dirname, '../..');
const cli = join(root, 'server/models/cli.ts');
const installChild = join(root, 'tests/helpers/install-child.ts');
/** Everything but this machine is behind a proxy that is not there. */
const noOtherNetwork = {
	HTTP_PROXY: 'http://127.0.0.1:1',
	HTTPS_PROXY: 'http://127.0.0.1:1',
	NO_PROXY: '127.0.0.1'
};

const nextTurn = () => new Promise<void>((turn) => setImmediate(turn));

type Ran = { code: number | null; stdout: string; stderr: string };

async function run(
	args: string[],
	env: NodeJS.ProcessEnv,
	started: (child: ReturnType<typeof spawn>) => void = () => {}
): Promise<Ran> {
	const child = spawn(process.execPath, args, { env });
	const text = { stdout: '', stderr: '' };
	child.stdout.setEncoding('utf8').on('data', (part: string) => (text.stdout += part));
	child.stderr.setEncoding('utf8').on('data', (part: string) => (text.stderr += part));
	started(child);
	const code = await new Promise<number | null>((closed) => child.once('close', closed));
	return { code, ...text };
}

async function command(
	args: string[],
	{ catalogue = ownCatalogue }: { catalogue?: Catalogue }
): Promise<Ran> {
	const text = { stdout: '', stderr: '' };
	const code = await runModelCommand(args, {
		modelsDirectory,
		requested: undefined,
		env: {},
		signal: new AbortController().signal,
		stdout: { write: (part) => (text.stdout += part) },
		stderr: { write: (part) => (text.stderr += part) },
		catalogue,
		patience
	});
	return { code, ...text };
}
