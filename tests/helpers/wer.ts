/** Words as they count for the error rate: lower case, punctuation dropped, apostrophes kept. */
export const wordsOf = (text: string): string[] =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}'\s]+/gu, ' ')
		.split(/\s+/)
		.filter((word) => word !== '');

/** Substitutions, deletions and insertions per word of the reference, in percent. */
export function wordErrorRate(reference: string, hypothesis: string): number {
	const wanted = wordsOf(reference);
	const heard = wordsOf(hypothesis);
	let costs = Array.from({ length: heard.length + 1 }, (_, index) => index);
	for (const [row, word] of wanted.entries()) {
		const next = [row + 1];
		for (const [column, candidate] of heard.entries()) {
			const replaced = (costs[column] as number) + (word === candidate ? 0 : 1);
			next.push(Math.min(replaced, (costs[column + 1] as number) + 1, (next[column] as number) + 1));
		}
		costs = next;
	}
	return ((costs.at(-1) as number) / wanted.length) * 100;
}
