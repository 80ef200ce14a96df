import { defaultNoteStyle, emptyNotes, type CheckLanguage } from '#lib/protocol/index.ts';
import type { NoteRequest } from '../notes/port.ts';
import type { DatedLine } from '../questions/conversation.ts';
import type { LectureRow } from '../store/schema.ts';

/** A few minutes of a lecture that nobody has held, and two questions about it. */
export type MadeLecture = {
	language: CheckLanguage;
	title: string;
	lines: readonly DatedLine[];
	/** It is answered in this line, by these words in any of their spellings. */
	known: { question: string; answer: RegExp; lineId: string };
	/** Nothing in the lecture answers it. */
	unknown: string;
};

const lineMs = 9_000;
const lectureId = 'made-lecture';

const linesOf = (language: CheckLanguage, texts: readonly string[]): DatedLine[] =>
	texts.map((text, at) => ({
		id: `line-${at + 1}`,
		text,
		language,
		startMs: at * lineMs,
		endMs: (at + 1) * lineMs - 500,
		revision: at + 1
	}));

const english: MadeLecture = {
	language: 'en',
	title: 'Rivers, lecture 4',
	lines: linesOf('en', [
		'Good morning, today we look at how a river carries its load.',
		'The discharge of a river is the volume of water that passes a point in one second.',
		'In June the Elbe at Dresden carried 330 cubic metres a second, and in the flood of August 2002 it carried 4500.',
		'The load comes in three forms: dissolved load, suspended load and bed load.',
		'Bed load is the coarse material that rolls and slides along the bottom.',
		'Fine silt does not sink as long as the water is turbulent, so it stays in suspension.',
		'In 1935 the Swedish geographer Hjulström measured which speed moves which grain.',
		'His curve shows that sand of half a millimetre needs only 20 centimetres a second to be picked up.',
		'Clay is finer, but it sticks together, so it needs more speed than sand.',
		'Please read chapter 7 and hand in the problem set by the 14th of March.',
		'The curve will be on the exam, the derivation will not.',
		'Next week Doctor Okafor talks about deltas.'
	]),
	known: {
		question: 'When is the problem set due?',
		answer: /\b(?:14|fourteenth|fourteen)\b|14th/iu,
		lineId: 'line-10'
	},
	unknown: 'How long is the Mississippi?'
};

const chinese: MadeLecture = {
	language: 'zh',
	title: '河流 第四讲',
	lines: linesOf('zh', [
		'大家早上好，今天我们来看河流是怎样搬运泥沙的。',
		'流量是指一秒钟内通过某个断面的水的体积。',
		'六月份汉口站的流量是每秒23000立方米，1998年8月的洪水期间达到了71100立方米。',
		'泥沙有三种形式：溶解质、悬移质和推移质。',
		'推移质是在河底滚动和滑动的粗颗粒。',
		'只要水流是紊动的，细粉沙就不会沉下去，所以一直悬浮在水里。',
		'1935年瑞典地理学家尤尔斯特隆测量了什么流速能带动什么粒径。',
		'他的曲线表明，半毫米的沙子只要每秒20厘米的流速就能被带起来。',
		'黏土更细，但是会互相粘在一起，所以需要比沙子更大的流速。',
		'请大家阅读第7章，并在3月14日之前交习题集。',
		'这条曲线考试会考，推导过程不考。',
		'下周由欧阳老师讲三角洲。'
	]),
	known: { question: '习题集什么时候交？', answer: /14|十四/u, lineId: 'line-10' },
	unknown: '密西西比河有多长？'
};

/** The made lecture of each language. */
export const madeLectures: Readonly<Record<CheckLanguage, MadeLecture>> = { en: english, zh: chinese };

/** As the note stage asks for the notes of a lecture that has just been held. */
export const noteRequestOf = ({ title, lines }: MadeLecture): NoteRequest => ({
	...{ lectureId, title, lines },
	...{ decks: [], style: defaultNoteStyle, document: emptyNotes, ranges: [], finished: true },
	isRead: () => false
});

/** As it would stand in the database. */
export const rowOf = ({ title, language, lines }: MadeLecture): LectureRow => ({
	...{ id: lectureId, owner: '', title, language, terms: '[]', note_style: '{}' },
	...{ created_at: 0, finished_at: lines.at(-1)?.endMs ?? 0, slides_version: 0 },
	...{ revision: lines.length, changed_at_revision: 0, notes_settled_at_revision: 0, noted_revision: 0 }
});
