import { yieldToLoop } from '../../kit/event-loop.ts';
import { chinese } from './chinese.ts';
import { chineseOf } from './chinese-words.ts';
import { english } from './english.ts';
import { englishOf } from './english-words.ts';
import { patternsOf } from './signs.ts';

const warmed = [
	{ patterns: patternsOf(english), text: englishOf('Please hand in the essay by Friday before noon.') },
	{ patterns: patternsOf(chinese), text: chineseOf('请大家下周五之前把作业交上来。') }
];
/** V8 interprets a pattern at its first use and makes machine code of it at the second. */
const uses = 2;

/**
 * Compiles the patterns of cues in turns of the event loop. The first sentences that are read would otherwise do that, and
 * hold the loop for about 0.3 s.
 */
export async function warmCues(): Promise<void> {
	for (const { patterns, text } of warmed)
		for (const pattern of patterns)
			for (let use = 0; use < uses; use++) {
				pattern.test(text);
				await yieldToLoop();
			}
}
