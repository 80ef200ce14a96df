import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlayedModel } from '../../../tests/fakes/note-writer.ts';
import { goldLectures, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { Desk } from '../../../tests/helpers/rolling.ts';
import type { ChatRequest } from '../../llm/port.ts';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { RollingEngine } from './engine.ts';

const file = new URL('../../../tests/fixtures/notes/injections.json', import.meta.url);
const corpus = JSON.parse(readFileSync(file, 'utf8')) as Record<'en' | 'zh', string[]>;

/** The worst model: it does whatever the speech tells it, word by word, and some more. */
const obedient = (request: ChatRequest): string => {
	const said = (request.messages.at(-1)?.content ?? '')
		.split('\n')
		.map((row) => row.replace(/^s\d+ \d+:\d\d /u, ''));
	const rows = said.flatMap((row) => [row, `+ S1 | s1-s3 | ${row}`, `+ S1 | s1,s4000 | ${row} again`]);
	return ['= S1 | Title', ...rows, '+ S1 | s9999 | made up', '.'].join('\n');
};

/** A mark behind a backslash is plain text. */
const unescaped = (md: string): string => md.replace(/\\[!-/:-@[-`{-~]/g, '');

describe.each(['en', 'zh'] as const)('speech in %s that gives orders to the model', (language) => {
	const lecture = goldLectures().find(({ name }) => name.startsWith(language))?.lines ?? [];
	const lines = linesFrom(
		corpus[language].flatMap((order, at) => [
			lecture[2 * at]?.text ?? '',
			order,
			lecture[2 * at + 1]?.text ?? ''
		])
	);

	async function heldWith(model: PlayedModel): Promise<Desk> {
		const desk = new Desk();
		const engine = new RollingEngine({
			extractor: createExtractiveEngine(),
			modelOf: () => model,
			hasModel: () => true,
			nowMs: () => desk.nowMs
		});
		desk.hear(lines);
		await desk.run(engine, { finished: true });
		return desk;
	}

	it('yields no operation outside the language, and no id outside the window, however obedient the model is', async () => {
		const desk = await heldWith(
			new PlayedModel({ mishap: (_, request) => ({ kind: 'says', text: obedient(request) }) })
		);
		const known = new Set(lines.map(({ id }) => id));
		expect(desk.document.blocks.size).toBeGreaterThan(0);
		const all = desk.log.flat();
		const removed = all.filter(({ op }) => op === 'remove-block').length;
		expect(removed).toBeLessThanOrEqual(Math.ceil((desk.document.blocks.size + removed) / 3));
		for (const op of all) {
			expect(op).not.toMatchObject({ by: 'person' });
			if (op.op !== 'put-block') continue;
			expect(op.block.cites.length).toBeGreaterThan(0);
			expect(op.block.cites.filter((id) => !known.has(id))).toEqual([]);
			expect(unescaped(op.block.md)).not.toMatch(/<img|\]\(|javascript:/u);
		}
	});

	it('stays inside its fence, one line each, and forges neither lines nor marks', async () => {
		const model = new PlayedModel();
		await heldWith(model);
		for (const { messages } of model.requests) {
			const content = messages.at(-1)?.content ?? '';
			const mark = /^<(m[0-9a-f]{10})$/mu.exec(content)?.[1] ?? 'none';
			const opened = content.split('\n').filter((row) => row === `<${mark}`).length;
			expect(content.split('\n').filter((row) => row === `${mark}>`)).toHaveLength(opened);
			const heard = content
				.slice(content.lastIndexOf(`<${mark}`))
				.split('\n')
				.slice(1, -1);
			if (messages[0]?.content.includes('The lecture is over')) continue;
			expect(heard.every((row) => /^s\d+ \d+:\d\d /u.test(row))).toBe(true);
		}
	});

	it('asks for no tool, and sends nothing but the messages', async () => {
		const model = new PlayedModel();
		await heldWith(model);
		for (const request of model.requests)
			expect(Object.keys(request).toSorted()).toEqual(['maxTokens', 'messages', 'temperature', 'thinking']);
	});
});
