/*
 * What chat templates and models that think put around an answer: openings and ends of reasoning, tokens that begin and
 * end turns, headers of channels. Only their forms are known here; whether one of them is meant, or quoted in prose or
 * code, is decided in `text-reader.ts`.
 */

export type Mark = { length: number } & (
	| { kind: 'thinking'; close: RegExp }
	/** The end of reasoning. */
	| { kind: 'thought' }
	/** A turn begins; that of the model itself may begin the answer. */
	| { kind: 'turn'; isOwn: boolean }
	/** The end of a turn, or a filler. */
	| { kind: 'end' }
	/** Stands before the answer and says nothing: the header of its channel, the tag around it. */
	| { kind: 'header' }
);

const names =
	'think|thinking|thoughts?|reasoning|reason|reflection|analysis|scratchpad|inner_monologue|seed:think|antthinking';
const closeTag = new RegExp(`</(?:${names})>`, 'iu');
const closePipe = /<\|(?:end_of_(?:thought|thinking|think|reasoning)|(?:end_|\/)think(?:ing)?)\|>/iu;

type Form = { form: RegExp; mark: (found: RegExpExecArray) => DistributiveOmit<Mark, 'length'> };
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const thinking = (form: RegExp, close: RegExp): Form => ({ form, mark: () => ({ kind: 'thinking', close }) });
const always =
	(mark: DistributiveOmit<Mark, 'length'>) =>
	(form: RegExp): Form => ({ form, mark: () => mark });
const role = '(assistant|model|bot|gpt|user|human|system|developer|tool|ipython|function)\\n?';
const thought = always({ kind: 'thought' });
const header = always({ kind: 'header' });
const end = always({ kind: 'end' });
const turn = (form: RegExp): Form => ({
	form,
	mark: ([, role = '']) => ({ kind: 'turn', isOwn: /^(?:assistant|model|bot|gpt|)$/iu.test(role) })
});

/** The first that fits counts. Each begins at the place that is looked at. */
const forms: readonly Form[] = [
	thinking(new RegExp(`<(?:${names})(?: [^<>\\n]{0,80})?>`, 'iuy'), closeTag),
	thought(new RegExp(closeTag.source, 'iuy')),
	thinking(/<details type="reasoning"[^<>\n]{0,80}>/iuy, /<\/details>/iu),
	thinking(
		/<\|(?:(?:begin|start)_of_(?:thought|thinking|think|reasoning)|(?:begin_)?think(?:ing)?)\|>/iuy,
		closePipe
	),
	thought(new RegExp(closePipe.source, 'iuy')),
	thinking(/\[THINK\]/uy, /\[\/THINK\]/u),
	thought(/\[\/THINK\]/uy),
	thinking(/◁think▷/uy, /◁\/think▷/u),
	thought(/◁\/think▷/uy),
	thinking(/<unused94>/uy, /<unused95>/u),
	thought(/<unused95>/uy),
	header(/<\|channel\|> ?final[^<\n]{0,40}(?:<\|constrain\|>[^<\n]{0,20})?<\|message\|>/iuy),
	thinking(
		/<\|channel\|>[^<\n]{0,60}(?:<\|constrain\|>[^<\n]{0,20})?<\|message\|>/iuy,
		/<\|(?:end|call|return)\|>|(?=<\|start\|>|<\|channel\|>)/iu
	),
	thinking(/<\|channel>[a-z]{0,20}\n?/iuy, /<channel\|>/iu),
	thought(/<channel\|>/iuy),
	header(/<\|message\|>/uy),
	turn(new RegExp(`<\\|im_start\\|>(?: ?${role})?`, 'uy')),
	turn(/<\|(?:start_header_id|header_start)\|>(\w{1,20})<\|(?:end_header_id|header_end)\|>\s{0,2}/uy),
	turn(new RegExp(`(?:<\\|start\\|>|<start_of_turn>|<\\|turn>)(?:${role})?`, 'uy')),
	turn(/<[|｜](user|human|assistant|system|tool|model|bot)[|｜]>/iuy),
	turn(/<\|START_OF_TURN_TOKEN\|>(?:<\|(USER|CHATBOT|SYSTEM)_TOKEN\|>)?/uy),
	{ form: /\[INST\]/uy, mark: () => ({ kind: 'turn', isOwn: false }) },
	end(/\[\/INST\]|\[EOS\]/uy),
	header(/<(?:answer|response|final_answer|final)>/iuy),
	end(/<\/(?:answer|response|final_answer|final)>/iuy),
	end(/<\/?s>|<(?:bos|eos|pad|unk|end_of_turn|EOT|endoftext|turn\||\/?sep)>/uy),
	end(/<[|｜][\w▁/ -]{1,40}[|｜]>/uy)
];

/** The mark that stands at this place of a text. */
export function markAt(text: string, at: number): Mark | undefined {
	for (const { form, mark } of forms) {
		form.lastIndex = at;
		const found = form.exec(text);
		if (found) return { ...mark(found), length: found[0].length };
	}
	return undefined;
}

/** What may become a mark when more comes; each mark fits into one of these from its first character on. */
const beginnings = [
	/<[|｜]?[\w▁/:-]{0,40}[|｜]?$/uy,
	new RegExp(`<(?:${names}|details) [^<>\\n]{0,80}$`, 'iuy'),
	/<[|｜][\w▁/ -]{0,40}[|｜]?$/uy,
	/<\/[\w:|]{0,20}$/uy,
	/<\|channel\|>[^<\n]{0,60}(?:<\|?[a-z]{0,12}\|?(?:>[^<\n]{0,20}(?:<\|?[a-z]{0,12}\|?)?)?)?$/iuy,
	/<\|channel>[a-z]{0,20}$/iuy,
	/<\|(?:im_start|start)\|> ?\w{0,20}$/uy,
	/<\|(?:start_header_id|header_start)\|>\w{0,20}(?:<\|?\w{0,20}\|?>?\s{0,2})?$/uy,
	/<(?:start_of_turn|\|turn)>\w{0,20}$/uy,
	/<\|START_OF_TURN_TOKEN\|>(?:<\|?\w{0,20}\|?)?$/uy,
	/\[\/?[A-Z]{0,6}$/uy,
	/◁\/?[a-z]{0,6}$/uy
];

/** Whether the rest of a text, from this place on, may still become a mark, or a longer one. */
export const mayBecomeMark = (text: string, at: number): boolean =>
	beginnings.some((form) => {
		form.lastIndex = at;
		return form.test(text);
	});

/** The first character of a mark, of code, or of a new line. */
export const standsOut = /[<[◁`~\n]/u;
