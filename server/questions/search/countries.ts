const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Names of countries as they are in a language, folded. */
function namesIn(language: string): string[] {
	const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
	return letters.flatMap((first) =>
		letters.flatMap((second) => {
			const name = names.of(first + second);
			return name === undefined || /\d|unknown|未知/iu.test(name) ? [] : [name.toLowerCase()];
		})
	);
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** A country, by its English or Chinese name or in a word made of it, in a folded text. */
export const countries = new RegExp(
	String.raw`\b(?:${namesIn('en').map(escaped).join('|')}|america|england|scotland|britain|holland|u ?s ?a?|u ?k)\b|${namesIn('zh').map(escaped).join('|')}|苏联|[美英法德俄清]国`,
	'u'
);
