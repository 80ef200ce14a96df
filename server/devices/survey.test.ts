import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import type { Device } from '../recognition/device.ts';
import type { ModelFile, Precision } from '../recognition/sense-voice/model-directory.ts';
import { readKept } from './kept.ts';
import { filesFor, Survey, type ModelFiles } from './survey.ts';
import type { ProbeOutcome } from './verdict.ts';

const ids = [Int32Array.of(1, 2, 3, 4)];
const takes = (secondsPerSecond: number, change: Partial<ProbeOutcome> = {}): ProbeOutcome =>
	({ kind: 'measured', ids, secondsPerSecond, onDevice: 1, ...change }) as ProbeOutcome;
const missing: ProbeOutcome = {
	kind: 'refused',
	complaint: 'libx.so: cannot open shared object file',
	written: ''
};

/** A survey on Linux whose probes answer from a table, and what was probed. */
async function surveyOf(
	outcomes: Partial<Record<Device, ProbeOutcome>>,
	precisions: Precision[] = ['int8', 'fp32'],
	directory?: string
) {
	const place = directory ?? (await temporaryDirectory());
	const files: ModelFile[] = [];
	for (const precision of precisions) {
		const path = join(place, `${precision}.onnx`);
		if (directory === undefined) await writeFile(path, '');
		files.push({ path, precision });
	}
	const probed: string[] = [];
	const survey = new Survey({
		files: files as unknown as ModelFiles,
		platform: { os: 'linux', arch: 'x64' },
		kept: await readKept(join(place, 'devices.json'), '1.0'),
		probe: ({ device, file }) => {
			probed.push(`${device} ${file.precision}`);
			return Promise.resolve(outcomes[device] ?? missing);
		}
	});
	return { survey, probed, place };
}

describe('auto', () => {
	test('takes the fastest device that gives the same pieces', async () => {
		const { survey } = await surveyOf({ cpu: takes(0.06), cuda: takes(0.003), webgpu: takes(0.01) });
		expect(await survey.choose('auto', 'needed')).toMatchObject({
			device: 'cuda',
			file: { precision: 'fp32' },
			refused: undefined
		});
	});

	test('passes over a faster one that gives other pieces, and one that is slower than the processor', async () => {
		const other = takes(0.001, { ids: [Int32Array.of(1, 2, 3, 5)] });
		const { survey } = await surveyOf({ cpu: takes(0.06), cuda: other, webgpu: takes(0.2) });
		expect(await survey.choose('auto', 'needed')).toMatchObject({
			device: 'cpu',
			file: { precision: 'int8' },
			refused: undefined
		});
	});

	test('does not measure the processor where no other device is correct', async () => {
		const { survey, probed } = await surveyOf({ cpu: takes(0.06) });
		expect((await survey.choose('auto', 'needed')).device).toBe('cpu');
		expect(probed).toEqual(['cuda fp32', 'webgpu fp32']);
	});

	test('a restart probes nothing again; another runtime would', async () => {
		const outcomes = { cpu: takes(0.06), cuda: takes(0.003) };
		const { survey, place } = await surveyOf(outcomes);
		await survey.choose('auto', 'needed');
		const again = await surveyOf(outcomes, ['int8', 'fp32'], place);
		expect((await again.survey.choose('auto', 'kept')).device).toBe('cuda');
		expect((await again.survey.choose('auto', 'needed')).device).toBe('cuda');
		expect(again.probed).toEqual([]);
		const kept = await readKept(join(place, 'devices.json'), '1.1');
		expect(
			kept.get({ device: 'cuda', file: { path: join(place, 'fp32.onnx'), precision: 'fp32' } })
		).toBeUndefined();
	});

	test('before anything was probed it is the processor', async () => {
		const { survey, probed } = await surveyOf({ cuda: takes(0.001) });
		expect((await survey.choose('auto', 'kept')).device).toBe('cpu');
		expect(probed).toEqual([]);
	});
});

describe('a device that was named', () => {
	test('is used when it is correct, even if it is slower', async () => {
		const { survey } = await surveyOf({ cpu: takes(0.001), webgpu: takes(0.1) });
		expect((await survey.choose('webgpu', 'needed')).device).toBe('webgpu');
	});

	test('is not probed again at a restart once it was found correct', async () => {
		const { survey, place } = await surveyOf({ cpu: takes(0.06), cuda: takes(0.01) });
		await survey.choose('cuda', 'needed');
		const again = await surveyOf({}, ['int8', 'fp32'], place);
		expect((await again.survey.choose('cuda', 'needed')).device).toBe('cuda');
		expect(again.probed).toEqual([]);
	});

	test('falls back to the processor with the reason, and is tried again at the next start', async () => {
		const { survey, place } = await surveyOf({});
		expect(await survey.choose('cuda', 'needed')).toMatchObject({
			device: 'cpu',
			refused: { device: 'cuda', problem: { kind: 'library-missing', library: 'libx.so' } }
		});
		const again = await surveyOf({ cpu: takes(0.06), cuda: takes(0.01) }, ['int8', 'fp32'], place);
		expect((await again.survey.choose('cuda', 'needed')).device).toBe('cuda');
	});

	test('is not probed where the runtime cannot have it', async () => {
		const { survey, probed } = await surveyOf({ coreml: takes(0.001) });
		expect(await survey.choose('coreml', 'needed')).toMatchObject({
			device: 'cpu',
			refused: { problem: { kind: 'not-offered' } }
		});
		expect(probed).toEqual([]);
	});

	test('of its files the faster correct one is used', async () => {
		const { survey } = await surveyOf({ cpu: takes(0.06), cuda: takes(0.01) }, ['int8', 'fp32', 'fp16']);
		expect((await survey.choose('cuda', 'needed')).file.precision).toMatch(/^fp/);
	});
});

test('a processor gets 8 bit, others floating point where there is such a file', () => {
	const file = (precision: Precision): ModelFile => ({ path: precision, precision });
	const all: ModelFiles = [file('int8'), file('fp32'), file('fp16')];
	expect(filesFor('cpu', all)).toEqual([file('int8')]);
	expect(filesFor('cuda', all)).toEqual([file('fp32'), file('fp16')]);
	expect(filesFor('webgpu', [file('int8')])).toEqual([file('int8')]);
});

test('kept verdicts that cannot be understood are no verdicts', async () => {
	const path = join(await temporaryDirectory(), 'devices.json');
	const file: ModelFile = { path, precision: 'fp32' };
	for (const text of ['', '[]', '{"x": {"kind": "works"}}']) {
		await writeFile(path, text);
		expect((await readKept(path, '1.0')).get({ device: 'cuda', file })).toBeUndefined();
	}
});
