import { describe, expect, it } from 'vitest';
import { applyNoteOps, opsOfChange, outlineOf, type NoteBlock } from '#lib/protocol/index.ts';
import { PlayedModel, type Mishap } from '../../../tests/fakes/note-writer.ts';
import { goldLectures } from '../../../tests/helpers/note-corpus.ts';
import { Desk } from '../../../tests/helpers/rolling.ts';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { RollingEngine } from './engine.ts';
import { notCited } from './whole.ts';

const extractor = createExtractiveEngine();
const lines = goldLectures()[0]?.lines ?? [];

/** A lecture that has ended and was looked over with this answer. */
async function lookedOver(answer: Mishap | undefined, contextTokens = 1_000_000) {
	const desk = new Desk();
	const model = new PlayedModel({
		mishap: (_, { thinking }) => (thinking === 'low' ? answer : undefined),
		contextTokens
	});
	const engine = new RollingEngine({
		extractor,
		modelOf: () => model,
		hasModel: () => true,
		nowMs: () => desk.nowMs
	});
	const whole = () => model.requests.filter(({ thinking }) => thinking === 'low');
	desk.hear(lines);
	await desk.run(engine);
	desk.nowMs += 200_000;
	await desk.run(engine);
	return { desk, engine, model, whole, finish: () => desk.run(engine, { finished: true }) };
}

describe('the look at the whole', () => {
	it('puts an overview before all and its other sections behind, and brings sections together', async () => {
		const text = [
			'= S0 | Overview',
			'+ S0 | s1-s9 | What this lecture was about',
			'= S7 | Review questions',
			'? S7 | s3 | What do you remember?',
			'= S1 | A better title',
			'> S2 | S1',
			'.'
		].join('\n');
		const { desk, finish } = await lookedOver({ kind: 'says', text });
		await finish();
		const titles = outlineOf(desk.document).map(({ section }) => section.title);
		expect(titles).toEqual(['Overview', 'A better title', 'Review questions']);
		expect([...desk.ranges.values()].filter(({ state }) => state === 'final')).toHaveLength(1);
	});

	it('[N1] leaves a person’s lines as they are, and names them as such', async () => {
		const { desk, finish, whole } = await lookedOver({
			kind: 'says',
			text: '~ S1.1 | s1 | the model’s words\n- S1.1 | no good\n> S1 | S2\n.'
		});
		desk.write(opsOfChange(desk.document, { act: 'write-block', blockId: 'N1.S1.1', md: 'mine' }));
		await finish();
		expect(desk.document.blocks.get('N1.S1.1')).toMatchObject({
			md: 'mine',
			sectionId: 'N1.S1',
			locked: true
		});
		expect(desk.document.suggestions.get('N1.S1.1')?.md).toBe('the model’s words');
		expect(whole()[0]?.messages.at(-1)?.content).toMatch(/^LOCKED S1\.1$/mu);
	});

	it('shows every line of the transcript and names those that notes may have left out', async () => {
		const { desk, finish, whole } = await lookedOver(undefined);
		await finish();
		const asked = whole()[0]?.messages.at(-1)?.content ?? '';
		expect(asked.match(/^s\d+ \d+:\d\d /gmu)).toHaveLength(lines.length);
		const [, names = ''] = /^NOT CITED(.*)$/mu.exec(asked) ?? [];
		expect(names.trim().split(' ').length).toBeGreaterThan(0);
		const cited = new Set([...desk.document.blocks.values()].flatMap(({ cites }) => cites));
		const missing = await notCited(desk.request());
		expect(missing.filter(({ id }) => cited.has(id))).toEqual([]);
	});

	it('is tried again after a failure, three times at most where the answer was of no use', async () => {
		const { desk, finish, whole } = await lookedOver({ kind: 'says', text: 'I would rather not.' });
		const before = desk.document;
		for (let hour = 0; hour < 6; hour++) {
			await finish();
			desk.nowMs += 3_600_000;
		}
		expect(whole()).toHaveLength(3);
		expect(desk.document.sections).toEqual(before.sections);
		expect([...desk.ranges.values()].filter(({ state }) => state === 'failed')).toEqual([]);
	});

	it('is left out where the lecture does not fit into the model', async () => {
		const { finish, whole } = await lookedOver(undefined, 8_192);
		await finish();
		expect(whole()).toEqual([]);
	});

	it('shows the extracted sentence where a correction of the transcript has made a block untrue', async () => {
		const { desk, finish } = await lookedOver({ kind: 'says', text: '.' });
		const block = [...desk.document.blocks.values()].find(({ doubtful }) => !doubtful);
		const put = { op: 'put-block' as const, block: { ...(block as NoteBlock), md: 'It was in 1777' } };
		desk.document = applyNoteOps(desk.document, [put]);
		await finish();
		expect(desk.document.blocks.get(block?.blockId ?? '')).toMatchObject({ origin: 'extractive' });
		expect(desk.document.blocks.get(block?.blockId ?? '')?.md).not.toContain('1777');
	});
});
