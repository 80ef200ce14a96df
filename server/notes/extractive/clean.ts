/*
 * Speech to a line that can be read. A cut is made only where its role is certain: rather a filler too many than a word
 * too few. Nothing is corrected or added.
 */

import { withCapital } from './capital.ts';
import { withoutChineseFillers } from './fillers/chinese.ts';
import { falseStartsIn } from './fillers/false-starts.ts';
import { interjectionsIn } from './fillers/interjections.ts';
import { asidesIn, openersIn } from './fillers/openers.ts';
import { isFirst, isLast, wordsOf, type Words } from './fillers/words.ts';

const artefacts = /<\|[^|<>]{0,40}\|>|(?![➕➖➗])\p{Emoji_Presentation}|[♩-♬]|\uFE0F|\u200D/gu;

/** The sentence without sound artefacts, sounds of thinking and false starts; may be empty. */
export function cleaned(text: string): string {
	const plain = text.replace(artefacts, ' ').replace(/\s+/gu, ' ').trim();
	const told = withoutFillers(withoutChineseFillers(plain)).replace(/^[\s,，、；;。]+/u, '');
	return /[\p{L}\p{N}]/u.test(told) ? withCapital(told.trim()) : '';
}

function withoutFillers(text: string): string {
	const words = wordsOf(text);
	const sounds = interjectionsIn(words);
	const gone = new Set([...sounds, ...asidesIn(words), ...falseStartsIn(words)]);
	for (const at of openersIn(words, gone)) gone.add(at);
	return gone.size === 0 ? text : rendered(words, gone);
}

/** The words that stay, each with the gap before it; of the gaps around a cut the first one stays. */
function rendered(words: Words, gone: ReadonlySet<number>): string {
	const { list, text } = words;
	let told = '';
	let gap: string | undefined;
	let opens = false;
	list.forEach(({ said }, at) => {
		if (gone.has(at)) {
			gap ??= words.before(at);
			opens ||= isFirst(words, at);
			if (isLast(words, at) && at < list.length - 1) [gap, opens] = [words.after(at), false];
			return;
		}
		const joint = gap === undefined ? words.before(at) : gap.trim() === '' && !opens ? ' ' : gap;
		told += joint + (opens ? withCapital(said) : said);
		[gap, opens] = [undefined, false];
	});
	if (gap === undefined) return told + text.slice(list.at(-1)?.to ?? 0);
	return told + text.slice(list.at(-1)?.to ?? 0).replace(/^[\s,，]+/u, '');
}
