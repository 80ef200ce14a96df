/*
 * Chinese is written without spaces, so a filler is certain only as a clause of its own, or where a clause begins with a
 * sound that begins no word.
 */

type Clause = { text: string; mark: string };

const marks = /([，。！？；、…]+|,(?!\d))/u;
const sound = /^(?:[嗯呃额]+|[啊哦噢哎唉])$/u;
const fillsWithSound = /^(?:那个|这个)$/u;
const aside = /^怎么说呢$/u;
const tag = /^(?:对吧|是吧|好吧|哈+|啊)$/u;
const opener = /^(?:好|好的|那么|那)$/u;
const clauseStart =
	/^(?:我们|咱们|同学|大家|今天|现在|下面|接下来|上课|下课|上节|这|你们|请|先|再|来|如果|因为)/u;
const predicate = /^(?:是|就|都|也|叫|称|更|才|很|不|没|有|和|与|被|能|会|可|要|应|必)/u;
const gluedSound = /^[嗯呃]+(?=\p{Script=Han})(?![嗯呃逆字音声哼是和的与或指]|这个?[字音声词])/u;
const stutter = /^(我|你|他|她|它|我们|你们|他们|它们|咱们|因为|所以|如果|但是|然后)\1(?!的确)/u;
const partStutter = /^(?:我(?=我们)|你(?=你们)|他(?=他们)|她(?=她们)|它(?=它们))/u;
const sentenceEnd = /[。！？!?]/u;

/** The text without sounds of thinking, tags and false starts. */
export function withoutChineseFillers(text: string): string {
	if (!/\p{Script=Han}/u.test(text)) return text;
	const clauses = clausesOf(text);
	const sounds = soundsIn(clauses);
	const kept = clauses.map((clause, at) => (sounds.has(at) ? undefined : plain(clause)));
	return joined(withoutOpeners(withoutTags(clauses, kept)), clauses);
}

function clausesOf(text: string): Clause[] {
	const parts = text.split(marks);
	return Array.from({ length: Math.ceil(parts.length / 2) }, (_, at) => ({
		text: parts[2 * at] ?? '',
		mark: parts[2 * at + 1] ?? ''
	}));
}

/** Runs of clauses that are sounds, and what fills the time beside one; not items of a list. */
function soundsIn(clauses: readonly Clause[]): Set<number> {
	const found = new Set<number>();
	const said = clauses.map(({ text }) => text.trim());
	const isList = (at: number): boolean =>
		(clauses[at - 1]?.mark ?? '').includes('、') || (clauses[at]?.mark ?? '').includes('、');
	said.forEach((text, at) => {
		if (isList(at)) return;
		if (sound.test(text) || aside.test(text)) found.add(at);
		const follows = sound.test(said[at - 1] ?? '') && !predicate.test(said[at + 1] ?? '是');
		const alone = !fillsWithSound.test(said[at + 1] ?? '');
		if (fillsWithSound.test(text) && follows && alone) found.add(at);
	});
	return found;
}

function plain({ text, mark }: Clause): Clause {
	const own = text.trimStart();
	const told = own.replace(gluedSound, '').replace(partStutter, '').replace(stutter, '$1');
	return told === own ? { text, mark } : { text: told, mark };
}

type Kept = readonly (Clause | undefined)[];

/** "对吧" before a full stop asks nothing; before a question mark it is the question. */
function withoutTags(clauses: readonly Clause[], kept: Kept): Kept {
	const told = [...kept];
	let ends = true;
	for (let at = clauses.length - 1; at > 0; at--) {
		const { text = '', mark = '' } = clauses[at] ?? {};
		ends = (ends && mark === '') || /^[。…]+$/u.test(mark) || (ends && /^[，,]$/u.test(mark));
		const isTag: boolean = ends && tag.test(text.trim()) && /^[，,]$/u.test(clauses[at - 1]?.mark ?? '');
		if (isTag) told[at] = undefined;
		ends = isTag;
	}
	return told;
}

function withoutOpeners(kept: Kept): Kept {
	let starts = true;
	return kept.map((clause, at) => {
		if (!clause) return clause;
		const next = kept.slice(at + 1, at + 6).find((each) => each !== undefined);
		const opens =
			starts && opener.test(clause.text.trim()) && /^[，,]$/u.test(clause.mark) && next !== undefined;
		if (opens && clauseStart.test(next.text.trim())) return undefined;
		starts = sentenceEnd.test(clause.mark);
		return clause;
	});
}

/** Clauses with their marks; the mark of one that went goes with it, unless it ends the sentence. */
function joined(kept: Kept, clauses: readonly Clause[]): string {
	let text = '';
	kept.forEach((clause, at) => {
		const mark = clauses[at]?.mark ?? '';
		if (clause) text += clause.text + clause.mark;
		else if (sentenceEnd.test(mark) && text !== '' && !sentenceEnd.test(text.slice(-1)))
			text = (/[，,]/u.test(text.slice(-1)) ? text.slice(0, -1) : text) + mark;
	});
	return text;
}
