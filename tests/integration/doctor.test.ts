import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary.ts';

const root = resolve(import.meta.dirname, '../..');

async function doctor(env: Record<string, string>) {
	const DATA_DIR = await temporaryDirectory();
	return new Promise<{ code: unknown; said: string }>((done) => {
		execFile(
			process.execPath,
			['server/doctor/cli.ts'],
			{ cwd: root, env: { ...process.env, DATA_DIR, MODEL: 'sensevoice-nano', ...env } },
			(error, stdout, stderr) => done({ code: error?.code ?? 0, said: stdout + stderr })
		);
	});
}

test('the doctor names Node, runtime, model and every device, and for each that fails what to do', async () => {
	const { code, said } = await doctor({});
	expect(code).toBe(0);
	for (const word of [process.versions.node, 'onnxruntime-node 1.', 'sensevoice-nano'])
		expect(said).toContain(word);
	expect(said).toMatch(/cpu +model\.int8\.onnx +works +0\.\d+/);
	for (const device of ['cuda', 'webgpu', 'coreml'])
		expect(said).toMatch(new RegExp(`${device} +model\\.int8\\.onnx +(all|cannot be used)`));
	if (said.includes('providers_shared.so is missing'))
		expect(said).toContain('ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/');
	expect(said).toContain('npm run model -- install sensevoice-small-fp32');
	expect(said).toMatch(/Recognised on \w+ \(DEVICE=auto\)/);
});

test('it ends with 1 when the device that was asked for does not work, or there is no such device', async () => {
	const absent = process.platform === 'darwin' ? 'cuda' : 'coreml';
	const refused = await doctor({ DEVICE: absent });
	expect(refused).toMatchObject({ code: 1 });
	expect(refused.said).toContain(`DEVICE=${absent} cannot be used; recognised on cpu.`);
	expect((await doctor({ DEVICE: 'tpu' })).said).toContain('must be one of auto, cpu, cuda');
});
