import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInChild } from '../../server/slides/read-in-child.ts';
import { pptxOf } from '../helpers/pptx.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';

const tooHard = { kind: 'refused', problem: 'too-hard' };

async function childOf(code: string): Promise<string> {
	const path = join(await temporaryDirectory(), 'child.mjs');
	await writeFile(path, code);
	return path;
}

describe('a file of slides', () => {
	it('is read in a process of its own', async () => {
		const path = join(await temporaryDirectory(), 'deck');
		await writeFile(path, pptxOf([{ title: 'One' }, { title: 'Two' }]));
		const outcome = await readInChild(path);
		expect(outcome.kind === 'read' && outcome.deck.slides.map(({ title }) => title)).toEqual(['One', 'Two']);
	});

	it('that takes for ever, all memory, the process with it, or says nonsense, is refused and stops nothing else', async () => {
		const children = {
			hangs: `process.once('message', () => { for (;;); })`,
			grows: `process.once('message', () => { const all = []; for (;;) all.push(Buffer.alloc(4e6, 1)); })`,
			dies: `process.once('message', () => process.abort())`,
			nonsense: `process.once('message', () => process.send({ kind: 'read', deck: { slides: 7 } }))`
		};
		for (const code of Object.values(children)) {
			const entry = await childOf(code);
			expect(await readInChild('any', { entry, deadlineMs: 5_000, memoryBytes: 200_000_000 })).toEqual(
				tooHard
			);
		}
	});

	it('that is not there is refused', async () => {
		expect(await readInChild('/nowhere/at/all', { deadlineMs: 5_000 })).toEqual(tooHard);
	});
});
