import { expect, test } from 'vitest';
import { spell, spellTerm } from './spelling.ts';

test.each([
	['Navier-Stokes', ' navier stokes'],
	['  Krebs   cycle ', ' krebs cycle'],
	['卷积神经网络', '卷积神经网络'],
	['GPT 模型', ' gpt模型'],
	['模型GPT-4', '模型 gpt 4'],
	['Bayes’ theorem', ' bayes theorem'],
	['C++', ' c'],
	['ＴＣＰ', ' tcp'],
	['…', '']
])('the term %s is spelled %j', (term, letters) => {
	expect(spellTerm(term)).toBe(letters);
});

test('however a vocabulary cuts a text, its pieces together are spelled as the text is', () => {
	for (const pieces of [
		['▁na', 'vi', 'er', '▁sto', 'kes'],
		['Na', 'vier', '-', 'Stokes'],
		['▁', 'NAVIER', '▁STOKES']
	]) {
		let [spelled, gap] = ['', true];
		for (const piece of pieces) {
			const next = spell(piece, gap);
			spelled += next.letters;
			gap = next.gap;
		}
		expect(spelled).toBe(spellTerm('Navier Stokes'));
	}
});
