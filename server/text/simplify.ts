import { yieldToLoop } from '../kit/event-loop.ts';

/**
 * Chinese text in simplified characters. Two readings where they differ: character by character, and with words of
 * Taiwan as the mainland has them (軟體 is 软体 and 软件).
 */
export type Simplify = (text: string) => readonly string[];

let loading: Promise<Simplify> | undefined;

/** Loads the dictionaries at the first call, in steps that leave the event loop free between them. */
export const loadSimplify = (): Promise<Simplify> => (loading ??= load());

const han = /\p{Script=Han}/u;

async function load(): Promise<Simplify> {
	const { ConverterFactory } = await import('opencc-js/core');
	const { from, to } = await import('opencc-js/preset/t2cn');
	await yieldToLoop();
	const simplified = ConverterFactory(...(to['cn'] ?? []));
	await yieldToLoop();
	const phrases = ConverterFactory(...(from['twp'] ?? []));
	return (text) => {
		if (!han.test(text)) return [text];
		const plain = simplified(text);
		const mainland = simplified(phrases(text));
		return mainland === plain ? [plain] : [plain, mainland];
	};
}
