import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, defaultModelName, shippedModelName } from './catalogue.ts';
import { shippedModelsDirectory } from './places.ts';
import { addressOf } from './sources.ts';
import { verifyModel } from './verify.ts';

describe('the catalogue', () => {
	it('has the checksums of the model that ships', async () => {
		const shipped = catalogue.find((model) => model.name === shippedModelName)!;
		expect(await verifyModel(shipped, join(shippedModelsDirectory, shipped.name))).toEqual({ kind: 'sound' });
	});

	it('offers only full models for fetching, each file from more than one public host', () => {
		expect(catalogue.find((model) => model.name === defaultModelName)?.origin).toBe('fetched');
		for (const model of catalogue.filter(({ origin }) => origin === 'fetched')) {
			expect(model.grade).toBe('full');
			for (const file of model.files) {
				expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
				const hosts = file.sources.map((source) => new URL(addressOf(source, {})).host);
				expect(new Set(hosts).size).toBeGreaterThan(1);
				for (const host of hosts) expect(['huggingface.co', 'modelscope.cn', 'github.com']).toContain(host);
			}
		}
	});

	it('stands in the model cards with every size and checksum', async () => {
		const cards = await readFile(join(shippedModelsDirectory, 'README.md'), 'utf8');
		for (const model of catalogue) {
			expect(cards).toContain(`## ${model.name}`);
			for (const file of model.files) {
				expect(cards).toContain(`| \`${file.name}\` | ${file.bytes.toLocaleString('en-GB')} | \`${file.sha256}\` |`);
			}
		}
	});
});
