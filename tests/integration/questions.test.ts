import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as v from 'valibot';
import { QuestionSchema, type AnswerBlock, type AnswerEvent, type Question } from '#lib/protocol/index.ts';
import { openDatabase } from '../../server/store/database.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { answered, eventStream, refused, streamed } from '../fakes/llm-reply.ts';
import { script, startLlmServer, type Answering } from '../fakes/llm-server.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { pptxOf } from '../helpers/pptx.ts';
import { startServer } from '../helpers/server-process.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

const lines = [
	'Photosynthesis happens inside chloroplasts.',
	'Water is split, and oxygen leaves the plant.',
	'Your homework for Friday is to read chapter four.'
];
const content = { title: 'Biology', lines, sections: [] };

type Reach = { url: string; cookie: string; lectureId: string };
const headers = ({ url, cookie }: Reach) => ({ cookie, origin: url, 'content-type': 'application/json' });
const path = ({ url, lectureId }: Reach, rest = '') => `${url}/api/lectures/${lectureId}/questions${rest}`;

const post = (at: Reach, body: unknown, signal?: AbortSignal) =>
	fetch(path(at), {
		...{ method: 'POST', headers: headers(at), body: JSON.stringify(body) },
		...(signal && { signal })
	});

async function listed(at: Reach): Promise<Question[]> {
	const answer = await fetch(path(at), { headers: headers(at) });
	return v.parse(v.object({ questions: v.array(QuestionSchema) }), await answer.json()).questions;
}

/** Events of a stream, each as it comes. */
async function* eventsOf(response: Response): AsyncGenerator<AnswerEvent> {
	let rest = '';
	for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
		const parts = (rest + chunk).split('\n\n');
		rest = parts.pop() ?? '';
		for (const part of parts) {
			const type = /^event: (.*)$/m.exec(part)?.[1];
			if (type)
				yield { type, ...(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '') as object) } as AnswerEvent;
		}
	}
}

async function ask(at: Reach, question: string, id = randomUUID()) {
	const events = await Array.fromAsync(eventsOf(await post(at, { id, question })));
	const last = events.at(-1);
	const blocks = events.flatMap((event) => (event.type === 'delta' ? [event.block] : []));
	return { id, events, blocks, done: last?.type === 'done' ? last.question : undefined, last };
}

async function held(answering?: Answering, price = false) {
	const llm = answering && (await startLlmServer(answering));
	const app = await startApp({ recogniser: new FakeRecogniser() });
	if (llm)
		await app.languageModels.save({
			...{ provider: 'deepseek', baseUrl: llm.url, model: 'played', apiKey: '', contextTokens: null },
			price: price ? { promptUsd: 1e4, cachedUsd: 1e4, completionUsd: 1e4, asOf: '2026-11-15' } : null,
			capUsd: price ? 1 : null,
			allowPrivate: true
		});
	const { lectureId, lineIds } = await storeLecture(app, content);
	const at: Reach = { url: app.url, cookie: await app.signIn(), lectureId };
	return { app, at, llm, lineIds };
}
const block = (md: string, cites: string[], kind: AnswerBlock['kind'] = 'lecture') => ({ kind, md, cites });

describe('a question about a lecture', () => {
	it('[A1] is answered with the lines found, then part by part by the model, and kept with the lecture', async () => {
		const { at, lineIds } = await held(
			() =>
				'In chloroplasts [s1].\n\n- Oxygen leaves [s2, s77]\n\nIt is due on the thirteenth.\n\nBEYOND THE LECTURE\nMore.'
		);
		const { blocks, done, id } = await ask(at, 'Where does photosynthesis happen?');
		expect(blocks).toEqual([
			block(lines[0] as string, [lineIds[0] as string], 'line'),
			block('In chloroplasts.', [lineIds[0] as string]),
			block('- Oxygen leaves', [lineIds[1] as string]),
			block('It is due on the thirteenth.', [], 'own-words'),
			block('More.', [], 'beyond')
		]);
		expect(done).toMatchObject({
			id,
			n: 1,
			question: 'Where does photosynthesis happen?',
			state: 'answered'
		});
		expect(done?.answer).toEqual({ model: 'played', blocks, refusedCites: 1, cutOff: false });
		expect(await listed(at)).toEqual([done]);
	});

	it('[A2] marks a number that no cited line has', async () => {
		const { at, lineIds } = await held(() => 'Read chapter five for Friday [s3].');
		const { blocks } = await ask(at, 'And the rest?');
		expect(blocks).toEqual([
			{ ...block('Read chapter five for Friday.', [lineIds[2] as string]), unfounded: ['five'] }
		]);
	});

	it('that the model finds no answer to is answered by the lines that the search found', async () => {
		const { at, lineIds } = await held(() => 'NOT FOUND');
		const found = await ask(at, 'When is the homework due?');
		expect(found.blocks).toEqual([
			block(lines[2] as string, [lineIds[2] as string], 'line'),
			block('', [], 'model-found-nothing')
		]);
		const none = await ask(at, 'Who won the match?');
		expect(none.blocks).toEqual([block('', [], 'model-found-nothing')]);
	});

	it('[A1] that the model fails at keeps the lines that the search found', async () => {
		const { at, lineIds } = await held(() => refused(402));
		const { last } = await ask(at, 'When is the homework due?');
		expect(last).toMatchObject({ type: 'failed' });
		const [kept] = await listed(at);
		expect(kept).toMatchObject({ state: 'failed' });
		expect(kept?.answer).toEqual({
			...{ model: null, refusedCites: 0, cutOff: false },
			blocks: [block(lines[2] as string, [lineIds[2] as string], 'line')]
		});
	});

	it('sent again with the same id it is answered as before, and nobody is asked again', async () => {
		const { at, llm } = await held(() => 'Once [s1].');
		const first = await ask(at, 'Where?');
		const second = await ask(at, 'Where?', first.id);
		expect(second.events).toEqual(first.events);
		expect(llm?.calls).toHaveLength(1);
		expect(await listed(at)).toHaveLength(1);
	});

	it('goes on from the one before, in a conversation that only grows, without thinking', async () => {
		const { at, llm, app } = await held(() => 'So [s1].');
		await ask(at, 'One?');
		await ask(at, 'Two?');
		const [one, two] = llm?.calls ?? [];
		expect(two?.messages.slice(0, one?.messages.length)).toEqual(one?.messages);
		expect(two?.messages.length).toBe((one?.messages.length ?? 0) + 2);
		expect(two?.messages.at(-1)?.content).toBe('QUESTION\nTwo?');
		expect(one?.thinking).toEqual({ type: 'disabled' });
		const [use] = await app.db.selectFrom('llm_usage').selectAll().execute();
		expect(use).toMatchObject({ lecture_id: at.lectureId, calls: 2 });
		expect(Number(use?.cached_tokens)).toBeGreaterThan(0);
	});

	it('begins again when the model does: what came before does not count', async () => {
		const text = 'Wrong [s2].\n\nAnd more that never comes';
		const { at, lineIds } = await held(script(answered(text, { finish: null, done: false }), 'Right [s1].'));
		const { events, done } = await ask(at, 'Where?');
		expect(events.map(({ type }) => type)).toEqual(['delta', 'restart', 'delta', 'done']);
		expect(done?.answer?.blocks).toEqual([block('Right.', [lineIds[0] as string])]);
	});

	it.each(['DELETE', 'leaving'])(
		'is stopped by %s, which ends the call; what had come is kept',
		async (how) => {
			const stalled = streamed(eventStream('Said [s1].\n\nnot whole', { finish: null, done: false }), {
				end: 'stall'
			});
			const { at, llm } = await held(script(stalled, 'Whole [s2].'));
			const [id, leaving] = [randomUUID(), new AbortController()];
			const events = eventsOf(await post(at, { id, question: 'Where?' }, leaving.signal));
			expect((await events.next()).value).toMatchObject({ type: 'delta' });
			expect(await listed(at)).toMatchObject([{ id, state: 'asking' }]);
			expect((await post(at, { id: randomUUID(), question: 'Another?' })).status).toBe(409);
			if (how === 'leaving') leaving.abort();
			else await fetch(path(at, `/${id}`), { method: 'DELETE', headers: headers(at) });
			await until('the call to end', () => llm?.counts.left === 1);
			const [stopped] = await until('the end', async () => {
				const all = await listed(at);
				return all[0]?.state === 'stopped' && all;
			});
			expect(stopped?.answer?.blocks.map(({ md }) => md)).toEqual(['Said.']);
			expect((await ask(at, 'Where?', id)).done).toMatchObject({ id, state: 'answered', n: 2 });
			expect(llm?.calls[1]?.messages).toEqual(llm?.calls[0]?.messages);
		}
	);

	it('goes to a model with a small context with parts of the transcript only', async () => {
		const { at, llm, app } = await held(() => 'Read chapter four [s3].');
		const settings = app.languageModels.state.settings;
		if (settings) await app.languageModels.save({ ...settings, contextTokens: 2_200 });
		const { done } = await ask(at, 'When is the homework due?');
		expect(done?.state).toBe('answered');
		expect(llm?.calls[0]?.messages.at(-1)?.content).toContain('only the parts that fit');
		await ask(at, 'And what else?');
		expect(llm?.calls[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
	});

	it('is at the expense of the lecture, and not answered beyond its cap', async () => {
		const { at } = await held(() => 'Dear [s1].', true);
		expect((await ask(at, 'One?')).done?.state).toBe('answered');
		const { last, id } = await ask(at, 'Two?');
		expect(last).toEqual({ type: 'failed', problem: 'cap-reached' });
		expect((await listed(at))[1]).toMatchObject({
			id,
			state: 'failed',
			problem: 'cap-reached',
			answer: null
		});
		const usage = await fetch(`${at.url}/api/lectures/${at.lectureId}/usage`, { headers: headers(at) });
		expect(await usage.json()).toMatchObject({ models: [{ calls: 1 }], capUsd: 1, priceAsOf: '2026-11-15' });
	});

	it('without a model is answered by the lines that fit, word for word, or by saying that none does', async () => {
		const { at, lineIds } = await held();
		const { done } = await ask(at, 'When is the homework due?');
		expect(done?.answer).toEqual({
			model: null,
			blocks: [block(lines[2] as string, [lineIds[2] as string], 'line')],
			refusedCites: 0,
			cutOff: false
		});
		expect((await ask(at, 'Who won the match?')).blocks).toEqual([block('', [], 'nothing-found')]);
	});
});

describe('questions are personal', () => {
	it('nobody but the owner reads, asks or stops them', async () => {
		const { app, at } = await held();
		const { id } = await ask(at, 'When is the homework due?');
		const other = { ...at, cookie: await app.signIn(await addPerson(app, 'Other')) };
		expect((await fetch(path(other), { headers: headers(other) })).status).toBe(404);
		expect((await post(other, { id: randomUUID(), question: 'x' })).status).toBe(404);
		const stopped = await fetch(path(other, `/${id}`), { method: 'DELETE', headers: headers(other) });
		expect(stopped.status).toBe(404);
	});

	it('they go with their lecture', async () => {
		const { app, at } = await held();
		await ask(at, 'homework?');
		await fetch(`${at.url}/api/lectures/${at.lectureId}`, { method: 'DELETE', headers: headers(at) });
		expect(await app.db.selectFrom('questions').selectAll().execute()).toEqual([]);
	});

	it('[P1] nothing of questions and answers is logged', async () => {
		const { app, at } = await held(script('The secret answer [s1].', '{"error"'));
		await ask(at, 'My secret question?');
		await post(at, { id: 'no-id', question: 'My secret question?' });
		expect(app.logLines.join('\n')).not.toContain('secret');
	});

	it.each([
		['no id', { question: 'x' }],
		['an id that is none', { id: '../1', question: 'x' }],
		['no words', { id: randomUUID(), question: '  ' }],
		['too many words', { id: randomUUID(), question: 'x'.repeat(2001) }]
	])('a question with %s is refused', async (_, body) => {
		const { at } = await held();
		expect((await post(at, body)).status).toBe(400);
		expect(await listed(at)).toEqual([]);
	});
});

describe('speech that gives orders to the model', () => {
	const file = new URL('../fixtures/notes/injections.json', import.meta.url);
	const corpus = JSON.parse(readFileSync(file, 'utf8')) as Record<'en' | 'zh', string[]>;

	it('cannot make it cite anything but lines of this lecture, however obedient it is', async () => {
		const orders = [...corpus.en, ...corpus.zh];
		const llm = await startLlmServer(({ messages }) =>
			['[s1-s190] [s4000]', 'other/1 [other/1]', messages.at(-1)?.content, ...orders].join('\n\n')
		);
		const app = await startApp({
			recogniser: new FakeRecogniser(),
			llm: { baseUrl: llm.url, model: 'played' }
		});
		const { lectureId, lineIds } = await storeLecture(app, { title: 'T', lines: orders, sections: [] });
		await storeLecture(app, content);
		const at = { url: app.url, cookie: await app.signIn(), lectureId };
		const { blocks } = await ask(at, 'What?');
		const cites = blocks.flatMap((each) => each.cites);
		expect(new Set(cites)).toEqual(new Set(lineIds));
	});
});

describe('slides of the lecture', () => {
	it('are told to the model before the first question, and begin the conversation anew when they come later', async () => {
		const { at, llm } = await held(() => 'In chloroplasts [s1], as on (slide 1).');
		await ask(at, 'Where?');
		const first = (n: number) => llm?.calls[n]?.messages[1]?.content;
		expect(first(0)).not.toContain('SLIDES');
		const deck = pptxOf([
			{ title: 'Inside the leaf', body: ['Stomata'] },
			{ title: 'Answers', hidden: true }
		]);
		const added = await fetch(`${at.url}/api/lectures/${at.lectureId}/slides?name=leaf.pptx`, {
			...{ method: 'POST', headers: headers(at), body: new Uint8Array(deck) }
		});
		expect(added.status).toBe(201);
		await ask(at, 'And where is that on the slides?');
		expect(first(1)).toContain('1 | Inside the leaf | Stomata');
		expect(first(1)).toContain('2 (hidden) | Answers');
		expect(llm?.calls[1]?.messages.map(({ content }) => content).join()).toContain('Where?');
		await ask(at, 'Sure?');
		expect(llm?.calls[2]?.messages.slice(0, 3)).toEqual(llm?.calls[1]?.messages.slice(0, 3));
	});
});

describe('a server that is killed while it answers', () => {
	it('leaves the question unanswered, and it can be asked again', async () => {
		const dataDirectory = await temporaryDirectory();
		const db = await openDatabase(join(dataDirectory, '404notsound.db'));
		await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
		const { lectureId } = await storeLecture({ db, adminKey: 'nf_k_x', path: dataDirectory }, content);
		await db.destroy();
		const stalled = streamed(eventStream('Said [s1].\n\nnot', { finish: null, done: false }), {
			end: 'stall'
		});
		const llm = await startLlmServer(script(stalled, 'Whole [s1].'));
		const env = { LLM_BASE_URL: llm.url, LLM_MODEL: 'played', RECOGNISERS: '1' };
		const start = async () => {
			const server = await startServer({ dataDirectory, env });
			onTestFinished(async () => void (await server.kill('SIGKILL')));
			return { server, at: { url: server.url, cookie: await server.signIn(), lectureId } };
		};
		const first = await start();
		const id = randomUUID();
		await post(first.at, { id, question: 'Where?' });
		await until('a model that answers', () => llm.calls.length === 1);
		await first.server.kill('SIGKILL');
		const { at } = await start();
		expect(await listed(at)).toMatchObject([{ id, question: 'Where?', state: 'unanswered', answer: null }]);
		expect((await ask(at, 'Where?', id)).done).toMatchObject({ id, state: 'answered' });
	});
});
