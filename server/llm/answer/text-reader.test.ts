import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextReader } from './text-reader.ts';

/** What a person has before them at the end, when a text comes in these pieces. */
function read(pieces: readonly string[], options: { holds?: boolean } = {}): string {
	const reader = new TextReader(options);
	let shown = '';
	for (const { text, retracts } of [...pieces.map((piece) => reader.push(piece)), reader.end()])
		shown = (retracts ? '' : shown) + text;
	return shown;
}

const answers = [
	'The answer is 12.',
	'= S1 | Fourier series\n+ S1 | s1-s3 | $$\\frac{a}{b}$$ is bold\n.',
	'# 标题\n\n傅里叶变换是线性的。[s3]',
	'Write `<think>` before `</think>`, and `<|im_end|>` at the end.\n\nThat is all.',
	'The tag <think> opens it and </think> closes it, and a turn ends with <|im_end|> as always.',
	'```xml\n<think>\nhm\n</think>\n<|im_start|>user\n```\nSo it is.',
	'It puts <think>…</think> before the rest.\nThe rest follows.',
	'if a <b and c> d, then [INST] is [x] and <b>bold</b>',
	'以<|im_end|>结尾，“</think>”之后是正文。',
	'The old price is <s>12</s> 10.',
	'analysis of variance splits the sum of squares'
];
const thoughts = ['', 'The user wants 7.', 'First\n\n- `a`\n- <b>\n\nso 7', '嗯，老师说的是 7。'];
const wraps: [string, (thought: string) => string][] = [
	['nothing', () => ''],
	['<think>', (t) => `<think>${t}</think>`],
	['<think> on lines', (t) => `<think>\n${t}\n</think>\n\n`],
	['<thinking>', (t) => `<thinking>${t}</thinking>\n`],
	['an end without a beginning', (t) => `${t}\n</think>\n\n`],
	['an end glued to both', (t) => `${t}</think>`],
	['begin_of_thought', (t) => `<|begin_of_thought|>${t}<|end_of_thought|>\n`],
	['[THINK]', (t) => `[THINK]${t}[/THINK]`],
	['Kimi', (t) => `◁think▷${t}◁/think▷`],
	['Gemma', (t) => `<|channel>thought\n${t}<channel|>`],
	[
		'harmony',
		(t) => `<|channel|>analysis<|message|>${t}<|end|><|start|>assistant<|channel|>final<|message|>`
	],
	[
		'harmony with a call for a tool',
		(t) =>
			`<|start|>assistant<|channel|>analysis<|message|>${t}<|end|><|start|>assistant<|channel|>commentary to=a.b <|constrain|>json<|message|>{}<|call|><|start|>assistant<|channel|>final<|message|>`
	],
	['a turn', () => '<|im_start|>assistant\n'],
	['a turn and thoughts', (t) => `<s><|start_header_id|>assistant<|end_header_id|>\n\n<think>${t}</think>`]
];
const ends = [
	...[
		'',
		'<|im_end|>',
		'<|eot_id|>',
		'<｜end▁of▁sentence｜>',
		'</s>',
		'<end_of_turn>',
		'[/INST]',
		'<|return|>',
		'<|endoftext|>'
	],
	...[
		'\n<|im_end|>',
		'<|im_end|>\n',
		'<|im_end|><|endoftext|>',
		' </s>',
		'<eos><pad><pad>',
		'<|im_end|>\n<|im_start|>user\nAnd now?'
	],
	...['<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nNext', '<end_of_turn>\n<start_of_turn>user\nHi']
];

describe('an answer', () => {
	const cases = fc.record({
		answer: fc.constantFrom(...answers),
		wrap: fc.constantFrom(...wraps),
		thought: fc.constantFrom(...thoughts),
		end: fc.constantFrom(...ends)
	});

	it('comes out without reasoning and without tokens of templates, whatever is put around it', () => {
		fc.assert(
			fc.property(cases, ({ answer, wrap: [name, wrap], thought, end }) => {
				const raw = wrap(thought) + answer + end;
				expect(read([raw]).trimEnd(), `${name}: ${raw}`).toBe(answer);
			}),
			{ numRuns: 600 }
		);
	});

	it('comes out the same however it is cut, held back or not', () => {
		fc.assert(
			fc.property(
				cases,
				fc.array(fc.nat(400), { maxLength: 12 }),
				({ answer, wrap: [, wrap], thought, end }, at) => {
					const raw = wrap(thought) + answer + end;
					const cuts = [0, ...at.sort((a, b) => a - b), raw.length];
					const pieces = cuts.slice(1).map((cut, index) => raw.slice(cuts[index], cut));
					const whole = read([raw]);
					expect(read(pieces)).toBe(whole);
					expect(read([...raw])).toBe(whole);
					expect(read(pieces, { holds: true })).toBe(whole);
				}
			),
			{ numRuns: 300 }
		);
	});

	it('is the same in any cut, for any sequence of tags, words and code', () => {
		const word = fc.constantFrom(
			...[
				'<',
				'<think>',
				'</think>',
				'<|im_end|>',
				'<|im_start|>',
				'<|channel|>',
				'final',
				'<|message|>',
				'</s>',
				'analysis'
			],
			...[' ', '\n', '`', '```', 'ab', '好', '. ', '[', '[INST]', '"', '<answer>', 'assistant', '<|', '|>']
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 25 }), (words) => {
				const whole = read([words.join('')]);
				expect(read(words)).toBe(whole);
				expect(read([...words.join('')])).toBe(whole);
			}),
			{ numRuns: 600 }
		);
	});

	it.each([
		['words <think>\nhm\nhm hm\n</think>\nmore', 'words more'],
		['one\n<think>\nis it two?\n</think>\ntwo', 'one\ntwo'],
		['<think>only', ''],
		['one\n<think>and no more', 'one\n<think>and no more'],
		['analysisWe need 7.assistantfinalIt is 7.', 'It is 7.'],
		['<answer>It is 7.</answer>', 'It is 7.'],
		['.\n<|im_end|>', '.\n'],
		['.<|im_end|>', '.'],
		['+ S1 | s1 | one<|im_end|>\n+ S1 | s2 | two<|im_end|>\n.', '+ S1 | s1 | one\n+ S1 | s2 | two\n.'],
		['```\ncode<|im_end|>', '```\ncode'],
		['Hello.<|im_end|>\n<|im_start|>assistant\nHello again.', 'Hello.']
	])('%j is read as %j', (raw, text) => {
		expect(read([raw])).toBe(text);
	});

	it('is told from its first word on, and not at all while it may be reasoning', () => {
		const open = new TextReader();
		expect(open.push('It is ').text).toBe('It is ');
		const held = new TextReader({ holds: true });
		expect(held.push('I think it is').text).toBe('');
		expect(held.push('</think>It ').text).toBe('It ');
		expect(held.push('is 7.').text).toBe('is 7.');
	});

	it('says how it thought and whether it came to its own end', () => {
		const reader = new TextReader();
		reader.push('hm</think>7<|im_end|>');
		reader.end();
		expect(reader).toMatchObject({ thought: true, thoughtUnopened: true, endsItself: true });
	});
});

describe('a flood', () => {
	it.each([
		['openings that are none', '<think ', '<think '],
		['closings that are none', '</', '</'],
		['tokens', '<|im_end|>', ''],
		['tokens on lines', '<|im_end|> \n', ''],
		['backticks', '`', '`'],
		['brackets', '[', '[']
	])('of %s is read to its end', (_, word, shown) => {
		const text = word.repeat(4_000);
		const pieces = Array.from({ length: Math.ceil(text.length / 7) }, (_, at) =>
			text.slice(at * 7, at * 7 + 7)
		);
		expect(read(pieces)).toBe(shown.repeat(4_000));
	});
});
