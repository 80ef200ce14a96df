import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyNotes, type NoteOp } from '#lib/protocol/index.ts';
import { createLanguageModel } from '../../server/llm/client.ts';
import { answerOf } from '../../server/notes/rolling/answer.ts';
import { Names } from '../../server/notes/rolling/names.ts';
import type { Scope } from '../../server/notes/rolling/scope.ts';
import { eventStream, streamed } from '../fakes/llm-reply.ts';
import { startLlmServer } from '../fakes/llm-server.ts';

const text = String.raw`= S1 | 傅里叶级数 🎼
+ S1 | s1-s2 | 每个周期函数都是正弦之和：$$f(x) = \frac{a_0}{2} + \sum_n a_n \cos nx$$
* S1 | s3 | 谐波 :: 频率为基频 n 倍的正弦
+ S1 | s4 | <<
| n | a_n |
|---|---|
| 1 | 0.5 |
>>
! S1 | s5 | 作业：第四到第七题
.
`;

const lines = new Map([1, 2, 3, 4, 5].map((number) => [number, `take/${number}`]));
const scope: Scope = {
	names: new Names(1),
	window: lines,
	heard: lines,
	orderOf: (id) => Number(id.split('/')[1]),
	own: new Set(),
	unwanted: [],
	opsMax: 12,
	whole: false
};

it('notes are the same however the bytes of an answer are cut on their way, also inside a character', async () => {
	const request = { messages: [{ role: 'user' as const, content: 'NEW' }], maxTokens: 900, temperature: 0 };
	let reply = streamed('');
	const server = await startLlmServer(() => reply);
	const model = createLanguageModel({ provider: 'custom', baseUrl: server.url, model: 'm', apiKey: '' });
	const writtenWith = async (cuts: number[], stride: number, newline: '\n' | '\r\n') => {
		reply = streamed(eventStream(text, { stride, newline, keepAlives: 2 }), { cuts });
		const drafts: (readonly NoteOp[])[] = [];
		const answer = await answerOf({
			model,
			request: { ...request, thinking: 'off' },
			document: emptyNotes,
			scope,
			signal: new AbortController().signal,
			onDraft: (ops) => drafts.push(ops)
		});
		if (answer.kind !== 'written') throw new Error(`the answer was ${answer.kind}`);
		return { ops: answer.scribe.ops, refused: answer.scribe.refused, last: drafts.at(-1) };
	};
	const whole = await writtenWith([], 1_000, '\n');
	expect(whole.ops).toHaveLength(5);
	expect(whole.refused).toEqual([]);
	expect(whole.last).toEqual(whole.ops);
	const cuts = fc.array(fc.integer({ min: 1, max: 6_000 }), { maxLength: 60 });
	await fc.assert(
		fc.asyncProperty(
			cuts,
			fc.integer({ min: 1, max: 40 }),
			fc.constantFrom('\n' as const, '\r\n' as const),
			async (...how) => {
				expect(await writtenWith(...how)).toEqual(whole);
			}
		),
		{ numRuns: 40 }
	);
});
