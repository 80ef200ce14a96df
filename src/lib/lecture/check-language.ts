import type { CheckLanguage, Language } from '#lib/protocol/index.ts';

/** The language of the lecture to try a model on: the one that is spoken, as far as there is a lecture in it. */
export function checkLanguageFor(spoken: Language, ofInterface: CheckLanguage): CheckLanguage {
	if (spoken === 'zh' || spoken === 'yue') return 'zh';
	return spoken === 'en' ? 'en' : ofInterface;
}
