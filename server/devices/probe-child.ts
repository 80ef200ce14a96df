import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplesToMs } from '#lib/protocol/index.ts';
import type { Device } from '../recognition/device.ts';
import { SenseVoice } from '../recognition/sense-voice/sense-voice.ts';
import { goldenSound } from './golden.ts';
import type { ProbeReport, ProbeSettings } from './probe.ts';
import { shareOnDevice } from './profile.ts';
import { tryProvider } from './provider.ts';

/** A device's own process: recognises the golden sound on it, reports, and is ended by whoever started it. */
const passes = 3;
/** A device that takes longer is no candidate anyway. */
const passesMsMax = 10_000;

process.once('disconnect', () => process.exit(0));
process.once('message', (settings: ProbeSettings) => {
	void measure(settings).then(report, (error: Error) =>
		report({ kind: 'refused', complaint: error.message, written: '' })
	);
});

const report = (message: ProbeReport): void => void process.send?.(message);

async function measure({ device, modelPath, cacheDirectory }: ProbeSettings): Promise<ProbeReport> {
	const directory = mkdtempSync(join(tmpdir(), '404notsound-probe-'));
	try {
		await tryProvider(device);
		const profilePrefix = join(directory, 'profile');
		const senseVoice = await SenseVoice.load(modelPath, { device, profilePrefix, cacheDirectory });
		const sound = await goldenSound();
		const inputs = sound.map((samples) => senseVoice.prepare({ samples, language: 'auto' }));
		const run = async () => {
			const choices = [];
			for (const input of inputs) choices.push(...(await senseVoice.session.run([input])));
			return choices.map(({ ids }) => ids);
		};
		const ids = await run();
		senseVoice.session.endProfiling();
		let fastestMs = Infinity;
		const enoughAtMs = performance.now() + passesMsMax;
		for (let pass = 0; pass < passes && (pass === 0 || performance.now() < enoughAtMs); pass++) {
			const began = performance.now();
			await run();
			fastestMs = Math.min(fastestMs, performance.now() - began);
		}
		const soundMs = samplesToMs(sound.reduce((sum, samples) => sum + samples.length, 0));
		const onDevice = onDeviceOf(device, directory);
		return { kind: 'measured', ids, secondsPerSecond: fastestMs / soundMs, onDevice };
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

function onDeviceOf(device: Device, directory: string): number {
	const [profile] = globSync(join(directory, 'profile*.json'));
	return profile === undefined ? 0 : shareOnDevice(JSON.parse(readFileSync(profile, 'utf8')), device);
}
