import { expect, it } from 'vitest';
import { isOtherStyle, lacksWords, tidyStyle } from './style.ts';

const free = { template: 'free', language: 'en' } as const;

it('own words go with a style only where they are asked for', () => {
	expect(tidyStyle({ template: 'tasks', language: 'en', freeText: 'typed before' })).toEqual({
		template: 'tasks',
		language: 'en'
	});
	expect(tidyStyle({ ...free, freeText: ' Only dates ' })).toEqual({ ...free, freeText: 'Only dates' });
});

it('a style in own words needs some', () => {
	expect(lacksWords(free)).toBe(true);
	expect(lacksWords({ ...free, freeText: '  ' })).toBe(true);
	expect(lacksWords({ ...free, freeText: 'Only dates' })).toBe(false);
	expect(lacksWords({ template: 'default', language: 'en' })).toBe(false);
});

it('two styles differ in what is sent of them', () => {
	const tasks = { template: 'tasks', language: 'en' } as const;
	expect(isOtherStyle({ ...tasks, freeText: 'typed before' }, tasks)).toBe(false);
	expect(isOtherStyle({ ...tasks, language: 'zh' }, tasks)).toBe(true);
});
