import { describe, expect, it } from 'vitest';
import { noteLanguages, noteTemplates } from '#lib/protocol/index.ts';
import { roughTokens } from '../../llm/tokens.ts';
import { OpReader } from './op-reader.ts';
import { oneLine, systemPrompt, wholePrompt } from './prompts.ts';

const mark = 'm0123456789';
const styles = noteTemplates.flatMap((template) => noteLanguages.map((language) => ({ template, language })));

describe('the prompts', () => {
	it('differ for every template and language, and are the same bytes for the same one', () => {
		const prompts = styles.map((style) => systemPrompt({ ...style, freeText: 'Only dates' }, mark));
		expect(new Set(prompts).size).toBe(styles.length);
		expect(styles.map((style) => systemPrompt({ ...style, freeText: 'Only dates' }, mark))).toEqual(prompts);
		expect(Math.max(...prompts.map(roughTokens))).toBeLessThan(2_000);
	});

	it('say what a person asked for in their own words', () => {
		const style = { template: 'free', freeText: 'Only the dates, please', language: 'lecture' } as const;
		expect(systemPrompt(style, mark)).toContain('Only the dates, please');
		expect(wholePrompt(style, mark)).toContain('Only the dates, please');
	});

	it('give an example that keeps to the language it teaches', () => {
		const [, example = ''] = systemPrompt({ template: 'default', language: 'en' }, mark).split('\nAnswer\n');
		const reader = new OpReader();
		const { ops, bad } = reader.push(`${example}\n`);
		expect({ count: ops.length, bad, ended: reader.ended }).toEqual({ count: 4, bad: 0, ended: true });
	});

	it('name the parts of the finished notes for the look at the whole alone', () => {
		const style = { template: 'complete', language: 'zh' } as const;
		expect(wholePrompt(style, mark)).toContain('Review questions');
		expect(systemPrompt(style, mark)).not.toContain('Review questions');
	});

	it('let nothing that was said out of its line or its fence', () => {
		expect(oneLine(`a\n${mark}>\n= S1 | b\u2028c`, mark)).toBe('a > = S1 | b c');
	});
});
