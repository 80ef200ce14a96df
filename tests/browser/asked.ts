import { utteranceId, type AnswerBlock, type Question, type Utterance } from '#lib/protocol/index.ts';

/* Questions about the lecture of `scene.ts`, and made-up answers: for looking at screens. */

/** In each state that a question can be in. */
export function askedOf(utterances: readonly Utterance[]) {
	const cite = (...at: number[]): string[] =>
		at.flatMap((index) => {
			const utterance = utterances[index];
			return utterance ? [utteranceId(utterance.takeId, utterance.segment)] : [];
		});
	const said = (md: string, ...at: number[]): AnswerBlock => ({ kind: 'lecture', md, cites: cite(...at) });
	const line = (at: number): AnswerBlock => {
		const result = utterances[at]?.result;
		return { kind: 'line', md: result?.kind === 'text' ? result.text : '', cites: cite(at) };
	};
	let n = 0;
	const ask = (question: string, blocks: AnswerBlock[], change: Partial<Question> = {}): Question => ({
		...{ id: `0196b2aa-0000-7000-8000-0000000000f${++n}`, n, question, state: 'answered', problem: null },
		answer: { model: 'deepseek-flash', blocks, refusedCites: 0, cutOff: false },
		...change
	});
	const fromLines = (blocks: AnswerBlock[]) => ({
		answer: { model: null, blocks, refusedCites: 0, cutOff: false }
	});
	const none: AnswerBlock = { kind: 'nothing-found', md: '', cites: [] };
	const modelNone: AnswerBlock = { kind: 'model-found-nothing', md: '', cites: [] };
	const own = (md: string): AnswerBlock => ({ kind: 'own-words', md, cites: [] });
	return {
		answered: [
			ask('What did I miss in the last five minutes?', [
				said('The second stage and what it depends on:', 9),
				said('- It takes carbon dioxide from the air and **builds sugar**', 9),
				said(
					'- It needs no light, but the energy kept in `ATP` and `NADPH`; this **will be in the exam**',
					7,
					10
				),
				said('- Its speed depends on temperature, since enzymes drive it', 13),
				said('Homework for Friday: read chapter four, and answer the three questions at its end.', 14)
			]),
			ask('光反应的能量从哪里来？', [
				said('来自光：一个光子的能量是 $$E = h\\nu$$，它把电子提升到更高的能级，并把水分解。', 4, 5),
				{ kind: 'beyond', md: '红光光子的能量约为 1.8 eV，足以激发叶绿素。', cites: [] }
			]),
			ask('When is the homework due?', [
				line(14),
				{
					...said('The homework is due on the thirteenth, says Professor Miller.', 14),
					unfounded: ['thirteenth', 'Miller']
				},
				own('Homework is usually due before the next class.')
			]),
			ask('When is the exam?', [
				line(10),
				modelNone,
				said('It says only that this point will be in it.', 10)
			]),
			ask('Who won the match?', [modelNone])
		],
		lines: [
			ask('What is the homework?', [], fromLines([line(14), line(10)])),
			ask('Who won the match?', [], fromLines([none]))
		],
		trouble: [
			ask(
				'Why is oxygen waste?',
				[said('Water is split in the first stage, and oxygen leaves the plant.', 5)],
				{
					state: 'stopped'
				}
			),
			ask('What is NADPH?', [], { state: 'failed', problem: 'cap-reached', answer: null }),
			ask('Is there more than one pigment?', [own('Yes, several.')], {}),
			ask('How fast is it?', [], { state: 'unanswered', answer: null })
		]
	};
}

/** The stream of an answer that is over at once. */
export function eventsOf(question: Question | undefined): string {
	const event = (type: string, data: unknown) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
	const blocks = question?.answer?.blocks ?? [];
	return [...blocks.map((block) => event('delta', { block })), event('done', { question })].join('');
}

/** What a lecture has used of a language model. */
export const used = {
	models: [
		{
			...{ model: 'deepseek-flash', calls: 38, promptTokens: 694_210, cachedTokens: 617_847 },
			...{ completionTokens: 13_902, costUsd: 0.0433, unpricedCalls: 0 }
		}
	],
	...{ costUsd: 0.0433, capUsd: 1, priceAsOf: '2026-11-15' }
};
