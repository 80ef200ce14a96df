import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/** A text that grows: `before`, then `pump` as often as the length asks for, then `after`, which it ought to stumble over. */
export type Attack = { readonly before: string; readonly pump: string; readonly after: string };

export const attackText = ({ before, pump, after }: Attack, length: number): string =>
	before + pump.repeat(Math.ceil(length / pump.length)) + after;

const characters = [...' \t\n\u3000a1Zsé中，。、,.;:-–\'’"“*_#<>()[]{}/\\|=+!?…%é🎵\uFE0F'];
/** Ends that hardly any pattern takes. */
const ends = ['\n\u0000', '', '!', ' '];

/** How many ways are tried: texts for what a quantifier repeats, and ends. */
export type Effort = { readonly samples: number; readonly ends: number };

/**
 * Texts that make a pattern go over the same characters again: what each of its unbounded quantifiers repeats, what stands
 * before it, and both together, many times, with an end that does not fit.
 */
export function attacksOn(pattern: RegExp, effort: Effort): Attack[] {
	const ast = new RegExpParser({ ecmaVersion: 2025 }).parseLiteral(`/${pattern.source}/${pattern.flags}`);
	const attacks = new Map<string, Attack>();
	visitRegExpAST(ast, {
		onQuantifierEnter(quantifier) {
			if (quantifier.max !== Infinity) return;
			const before = leading(quantifier);
			for (const sample of repeatable(quantifier.element, pattern.flags).slice(0, effort.samples)) {
				const pumps = [sample, before, before + sample, sample + sampleOf(quantifier.parent as AST.Node)];
				for (const pump of pumps.filter((each) => each !== ''))
					for (const start of new Set(['', before]))
						for (const after of ends.slice(0, effort.ends))
							attacks.set(JSON.stringify([start, pump, after]), { before: start, pump, after });
			}
		}
	});
	return [...attacks.values()];
}

/** Short texts that the repeated part of a quantifier takes: single characters, and what its own letters make. */
function repeatable(element: AST.QuantifiableElement, flags: string): string[] {
	const whole = whether(element, flags);
	return [...new Set([sampleOf(element), ...characters])].filter((text) => text !== '' && whole(text));
}

/** A part that refers to a group outside itself cannot be tried alone. */
function whether({ raw }: AST.Node, flags: string): (text: string) => boolean {
	try {
		const alone = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));
		return (text) => alone.test(text);
	} catch {
		return () => true;
	}
}

/** A text for all that stands before a part of the pattern, as far as it is plain. */
function leading(node: AST.Node): string {
	const { parent } = node;
	if (!parent) return '';
	const own =
		parent.type === 'Alternative'
			? parent.elements
					.slice(0, parent.elements.indexOf(node as AST.Element))
					.map(sampleOf)
					.join('')
			: '';
	return parent.type === 'Pattern' ? own : leading(parent) + own;
}

/** One text that a part of the pattern takes, or a piece of one; assertions take nothing. */
function sampleOf(node: AST.Node): string {
	switch (node.type) {
		case 'Character':
			return String.fromCodePoint(node.value);
		case 'CharacterSet':
		case 'CharacterClass':
		case 'ExpressionCharacterClass':
			return characters.find(whether(node, 'u')) ?? characters.find(whether(node, 'v')) ?? '';
		case 'Quantifier':
			return sampleOf(node.element).repeat(Math.min(3, Math.max(node.min, Number(node.max > 1))));
		case 'Group':
		case 'CapturingGroup':
			return node.alternatives[0] ? sampleOf(node.alternatives[0]) : '';
		case 'Alternative':
			return node.elements.map(sampleOf).join('');
		default:
			return '';
	}
}
