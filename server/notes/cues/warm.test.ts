import { expect, it, onTestFinished, vi } from 'vitest';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { warmCues } from './warm.ts';

/** Every pattern that is somewhere in a value. */
const patternsWithin = (value: unknown): RegExp[] =>
	value instanceof RegExp
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(patternsWithin)
			: [];

it('warming compiles every pattern of both languages, in more than one turn of the event loop', async () => {
	const used = new Map<RegExp, number>();
	const test = vi.spyOn(RegExp.prototype, 'test');
	onTestFinished(() => test.mockRestore());
	let turns = 0;
	const timer = setInterval(() => turns++, 0);
	onTestFinished(() => clearInterval(timer));
	await warmCues();
	for (const pattern of test.mock.contexts as RegExp[]) used.set(pattern, (used.get(pattern) ?? 0) + 1);
	for (const pattern of patternsWithin([english, chinese]))
		expect(used.get(pattern)).toBeGreaterThanOrEqual(2);
	expect(turns).toBeGreaterThan(1);
});
