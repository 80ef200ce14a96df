import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nanoDirectory } from '../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { modelFilesOf } from '../recognition/sense-voice/model-directory.ts';
import { runtimeName } from './offered.ts';
import { createProbe } from './probe.ts';
import { judge, type Candidate } from './verdict.ts';

const childEntry = join(import.meta.dirname, '../../tests/fakes/probe-child.ts');
const candidateOf = (what: string): Candidate => ({
	device: 'cuda',
	file: { path: `/none/${what}.onnx`, precision: 'fp32' }
});

test('a device that hangs is ended at its deadline, and that is its verdict', async () => {
	const probe = createProbe({ cacheDirectory: '/none', childEntry, deadlineMs: 700 });
	const outcome = await probe(candidateOf('hang'));
	expect(outcome).toEqual({ kind: 'hung', afterMs: 700 });
	expect(judge(candidateOf('hang'), outcome, [])).toMatchObject({ kind: 'fails', problem: { kind: 'hung' } });
});

test('a device that aborts takes only its own process with it', async () => {
	const probe = createProbe({ cacheDirectory: '/none', childEntry });
	const outcome = await probe(candidateOf('abort'));
	expect(judge(candidateOf('abort'), outcome, [])).toMatchObject({
		problem: { kind: 'died', how: 'with SIGABRT' }
	});
});

test('what a library wrote while the runtime refused names the cure', async () => {
	const probe = createProbe({ cacheDirectory: '/none', childEntry });
	const outcome = await probe(candidateOf('throw'));
	expect(judge(candidateOf('throw'), outcome, [])).toMatchObject({
		problem: { kind: 'library-missing', library: 'libsomething.so.9' }
	});
});

test('a probe gets no keys', async () => {
	vi.stubEnv('RECOGNISER_KEY', 'sk-secret');
	onTestFinished(() => void vi.unstubAllEnvs());
	const probe = createProbe({ cacheDirectory: '/none', childEntry });
	expect(await probe(candidateOf('keys'))).toMatchObject({ complaint: 'no key' });
});

test('a probe that is stopped rejects, and its child is gone', async () => {
	const stopped = new AbortController();
	const probe = createProbe({ cacheDirectory: '/none', childEntry, signal: stopped.signal });
	const asked = probe(candidateOf('hang'));
	stopped.abort();
	await expect(asked).rejects.toThrow('abort');
});

/** On a machine with the provider's libraries there is nothing to complain of. */
test.skipIf(process.platform !== 'linux' || runtimeName().includes('cuda'))(
	'a provider without its libraries is refused before the model is read',
	async () => {
		const probe = createProbe({ cacheDirectory: '/none' });
		const outcome = await probe(candidateOf('no-such-model'));
		expect(judge(candidateOf('no-such-model'), outcome, [])).toMatchObject({
			problem: { kind: 'library-missing', library: 'libonnxruntime_providers_shared.so' }
		});
	}
);

test('the processor recognises the golden sound, all of it there, twice the same', async () => {
	const probe = createProbe({ cacheDirectory: await temporaryDirectory() });
	const [file] = modelFilesOf(nanoDirectory);
	const first = await probe({ device: 'cpu', file });
	if (first.kind !== 'measured') throw new Error(first.kind);
	expect(first.ids.map((ids) => ids.length)).toEqual([121, 54]);
	expect(judge({ device: 'cpu', file }, await probe({ device: 'cpu', file }), first.ids)).toMatchObject({
		kind: 'works',
		differing: 0,
		onDevice: 1
	});
});

test('a provider that the runtime does not have is seen not to run, although the runtime loads without it', async () => {
	const probe = createProbe({ cacheDirectory: await temporaryDirectory() });
	const [file] = modelFilesOf(nanoDirectory);
	const candidate: Candidate = { device: process.platform === 'darwin' ? 'cuda' : 'coreml', file };
	const outcome = await probe(candidate);
	if (outcome.kind !== 'measured') throw new Error(outcome.kind);
	expect(judge(candidate, outcome, outcome.ids)).toMatchObject({ problem: { kind: 'not-used' } });
});
