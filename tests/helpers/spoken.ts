import fc from 'fast-check';

/** A sentence as it was spoken, and the stretches of it that carry a number, a name, a negation, a unit or a repetition. */
export type Spoken = { readonly text: string; readonly facts: readonly string[] };

const english = {
	openers: ['', '', 'So, ', 'Okay, so ', 'Um, ', 'Well, ', 'Right, '],
	subjects: [
		'the old bridge',
		'this enzyme',
		'Great Britain',
		'Right ventricle',
		'And gate',
		'Well depth',
		'the rough ER',
		'Doctor So',
		'the UM station'
	],
	fillers: ['', '', '', ', um,', ', uh,', ', you know,', ', erm,'],
	starts: ['', '', 'the the ', 'in the in the '],
	facts: [
		'nine one one',
		'one zero zero one one zero',
		'0.00001 mm',
		'-5 degrees',
		'5 um',
		'12 mm by 7 MM',
		'A A B B',
		'left, right, left',
		'log log n',
		'New New York',
		'had had no effect',
		'is not 1,000 but 100',
		'never more than two two five',
		'very very small',
		'at 9 a.m. on Monday',
		'vol. 3, p. 12',
		'J. S. Bach',
		'cannot be zero',
		'x x y y',
		'3.14, 2.71'
	],
	verbs: [' gives ', ' needs ', ' is ', ' shows that it is '],
	joints: [' and also ', ' because of ', ', where it is '],
	end: '.'
};
const chinese: typeof english = {
	openers: ['', '', '嗯，', '好，我们看，', '那个，', '呃，嗯，'],
	subjects: ['这个定理', '大肠杆菌', '元元素', '第一类细胞', '好的方法', '那个定理', '李四光'],
	fillers: ['', '', '', '，嗯，', '，怎么说呢，'],
	starts: ['', '', '我我们看到'],
	facts: [
		'零点零零零零一',
		'一一零零一一零零',
		'八八六六八八六六',
		'三点三三三三',
		'二零二零年',
		'的的确确',
		'常常慢慢',
		'研究研究',
		'一个一个',
		'不是1,000而是100',
		'没有5 mm',
		'绝不超过百分之二十二',
		'非常非常小',
		'第3.2节',
		'天天如此'
	],
	verbs: ['是', '等于', '表示', '需要'],
	joints: ['，并且', '，因为'],
	end: '。'
};

/** Sentences in one of both languages, half of them as a recogniser gives them: in lower case and without punctuation. */
export const spoken: fc.Arbitrary<Spoken> = fc
	.tuple(fc.constantFrom(english, chinese), fc.boolean())
	.chain(([words, recognised]) =>
		fc
			.tuple(
				fc.constantFrom(...words.openers),
				fc.constantFrom(...words.subjects),
				fc.constantFrom(...words.fillers),
				fc.constantFrom(...words.verbs),
				fc.constantFrom(...words.starts),
				fc.constantFrom(...words.facts),
				fc.constantFrom(...words.joints),
				fc.constantFrom(...words.facts)
			)
			.map(([opener, subject, filler, verb, start, one, joint, other]) => {
				const begin = start === '' || words === english ? '' : start;
				const inner = words === english ? start : '';
				const text = `${opener}${begin}${subject}${filler}${verb}${inner}${one}${joint}${other}${words.end}`;
				const facts = [subject, one, other];
				return recognised
					? { text: plain(text), facts: facts.map(plain) }
					: { text: text.replace(/^[a-z]/u, (letter) => letter.toUpperCase()), facts };
			})
	);

/** Text as a recogniser gives it; marks inside numbers stay. */
const plain = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[，。、]|[,.](?!\d)/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();
