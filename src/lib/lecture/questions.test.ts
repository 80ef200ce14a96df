import { describe, expect, it } from 'vitest';
import type { AnswerEvent, Question } from '#lib/protocol/index.ts';
import { createAsk } from './api.ts';
import { createQuestionsApi } from './questions-api.ts';
import { Questions } from './questions.svelte.ts';

const answerOf = (...mds: string[]): NonNullable<Question['answer']> => ({
	...{ model: 'm', refusedCites: 0, cutOff: false },
	blocks: mds.map((md) => ({ kind: 'lecture', md, cites: [] }))
});
const kept = (id: string, change: Partial<Question> = {}): Question => ({
	...{ id, n: 1, question: `${id}?`, state: 'answered', problem: null, answer: answerOf('kept') },
	...change
});
const delta = (md: string): AnswerEvent => ({ type: 'delta', block: { kind: 'lecture', md, cites: [] } });
const wire = ({ type, ...data }: AnswerEvent): string =>
	`: alive\n\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** A server that answers with what is said to it meanwhile. */
function asking(stored: Question[] = [], status = 200) {
	const stream = new TransformStream<Uint8Array, Uint8Array>();
	const writer = stream.writable.getWriter();
	const requests: string[] = [];
	let ids = 0;
	const fetch = async (path: string, { method, body, signal }: RequestInit) => {
		requests.push(`${method} ${path} ${typeof body === 'string' ? body : ''}`.trim());
		signal?.addEventListener('abort', () => void writer.abort().catch(() => undefined));
		if (method === 'POST')
			return status === 200 ? new Response(stream.readable) : new Response('{}', { status });
		return method === 'GET' ? Response.json({ questions: stored }) : new Response(null, { status: 204 });
	};
	const api = createQuestionsApi(fetch, createAsk(fetch));
	const questions = new Questions({ api, lectureId: 'l', newId: () => `id${++ids}` });
	const say = async (text: string) => {
		for (const byte of new TextEncoder().encode(text)) await writer.write(Uint8Array.of(byte));
		await new Promise((resolve) => setTimeout(resolve));
	};
	const md = () => questions.items.at(-1)?.blocks.map((block) => block.md);
	return { questions, requests, say, hangUp: () => writer.close(), md };
}

describe('asking a question', () => {
	it('shows the parts of the answer as they come, from any bytes, and what came does not count after a restart', async () => {
		const { questions, say, md, requests } = asking();
		const over = questions.ask(' 为什么? ');
		expect(questions.items).toMatchObject([{ id: 'id1', question: '为什么?', state: 'asking' }]);
		await say(wire(delta('光')) + wire(delta('two')));
		expect(md()).toEqual(['光', 'two']);
		await say(wire({ type: 'restart' }) + wire(delta('again')));
		expect(md()).toEqual(['again']);
		await say(wire({ type: 'done', question: kept('id1', { answer: answerOf('again', 'whole') }) }));
		await over;
		expect(questions.items).toMatchObject([{ id: 'id1', state: 'answered' }]);
		expect(md()).toEqual(['again', 'whole']);
		expect(questions.completed.map(({ id }) => id)).toEqual(['id1']);
		expect(requests).toEqual(['POST /api/lectures/l/questions {"id":"id1","question":"为什么?"}']);
	});

	it('asks nothing while an answer is coming, and nothing that is empty', async () => {
		const { questions, requests } = asking();
		await questions.ask('  ');
		void questions.ask('One?');
		await questions.ask('Two?');
		expect(requests).toHaveLength(1);
	});

	it('a connection that breaks is a failure that can be asked again, under the same id', async () => {
		const { questions, say, hangUp, requests } = asking();
		const over = questions.ask('One?');
		await say(wire(delta('half')));
		await hangUp();
		await over;
		const [item] = questions.items;
		expect(item).toMatchObject({ state: 'failed', problem: 'unreachable', blocks: [] });
		if (item) void questions.again(item);
		expect(questions.items).toMatchObject([{ id: 'id1', state: 'asking', problem: null }]);
		expect(requests.at(-1)).toContain('"id":"id1"');
	});

	it.each([
		[409, 'busy'],
		[401, 'not-signed-in'],
		[500, 'server-failed']
	] as const)('an answer of %s is the problem %s', async (status, problem) => {
		const { questions } = asking([], status);
		await questions.ask('One?');
		expect(questions.items).toMatchObject([{ state: 'failed', problem }]);
	});

	it('what the server says of a model that fails is named, and what is not known is “no answer”', async () => {
		for (const [said, problem] of [
			['cap-reached', 'cap-reached'],
			['key-refused', 'no-answer']
		] as const) {
			const { questions, say } = asking();
			const over = questions.ask('One?');
			await say(wire({ type: 'failed', problem: said }));
			await over;
			expect(questions.items[0]?.problem).toBe(problem);
		}
	});

	it('is stopped at the server, which tells what is kept of the answer', async () => {
		const { questions, say, requests } = asking();
		const over = questions.ask('One?');
		await say(wire(delta('half')));
		await questions.stop();
		expect(requests.at(-1)).toBe('DELETE /api/lectures/l/questions/id1');
		await say(wire({ type: 'done', question: kept('id1', { state: 'stopped', answer: answerOf('half') }) }));
		await over;
		expect(questions.items).toMatchObject([{ state: 'stopped' }]);
		expect(questions.completed).toEqual([]);
	});
});

describe('questions that were asked before', () => {
	it('are shown as they were kept, and leave the one that is being asked alone', async () => {
		const failed = kept('b', { state: 'failed', problem: 'no-balance', answer: null });
		const { questions } = asking([kept('a'), failed, kept('id1', { state: 'asking', answer: null })]);
		void questions.ask('One?');
		await questions.load();
		expect(questions.items).toMatchObject([
			{ id: 'a', state: 'answered', blocks: [{ md: 'kept' }] },
			{ id: 'b', state: 'failed', problem: 'no-answer', blocks: [] },
			{ id: 'id1', state: 'asking', question: 'One?' }
		]);
		expect(questions.loaded).toBe('yes');
	});
});
