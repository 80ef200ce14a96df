import { languages, type Language } from '#lib/protocol/index.ts';
import { isUnspaced } from '#lib/protocol/spacing.ts';
import type { ExportLine } from './exportable.ts';

/** What a file says besides the lecture, in the lecture's language and not in that of the buttons. */
export type ExportWords = {
	/** For dates, where the browser has no region of the language. */
	locale: string;
	/** A file's name, where the lecture has no title. */
	nameless: string;
	transcript: string;
	notes: string;
	tasks: string;
	important: string;
	questions: string;
	slides: string;
	hidden: string;
	slide: (number: number, title: string) => string;
	/** Around the times that a note rests on. */
	times: (times: readonly string[]) => string;
	/** A number or a name in a note is not in the lines that it cites. */
	doubtful: string;
	/** Between a term and what was said of it. */
	meaning: string;
	notesBy: { extractive: string; llm: string };
	nothingFound: string;
	modelFoundNothing: string;
	/** What a language model says begins here. */
	answeredBy: (model: string) => string;
	/** The model's words that rest on no line, or on its own knowledge. */
	ownWords: string;
	beyond: string;
	/** Numbers, days and names that the cited lines do not have. */
	unfounded: (claims: readonly string[]) => string;
	event: Record<string, string>;
};

const en: ExportWords = {
	locale: 'en',
	nameless: 'Lecture',
	transcript: 'Transcript',
	notes: 'Notes',
	tasks: 'Tasks',
	important: 'Important',
	questions: 'Questions',
	slides: 'Slides',
	hidden: '(hidden)',
	slide: (number, title) => `${number} · ${title || 'No title'}`,
	times: (times) => ` (${times.join(', ')})`,
	doubtful: ' [check]',
	meaning: ' — ',
	notesBy: {
		extractive: 'Excerpts from the transcript, without AI.',
		llm: 'Written by a language model from the transcript. Check the times it cites.'
	},
	nothingFound: 'I found nothing about this in the lecture.',
	modelFoundNothing: 'The language model found no answer to this.',
	answeredBy: (model) => `Written by ${model}:`,
	ownWords: 'The model’s own words, which cite no line of the lecture:',
	beyond: 'Not from the lecture:',
	unfounded: (claims) => ` [not in the lines cited: ${claims.join(', ')}]`,
	event: {
		Applause: 'Applause',
		Laughter: 'Laughter',
		BGM: 'Music',
		Cry: 'Crying',
		Sneeze: 'Sneeze',
		Cough: 'Cough',
		Breath: 'Breath'
	}
};

const zh: ExportWords = {
	locale: 'zh-CN',
	nameless: '课堂记录',
	transcript: '文字稿',
	notes: '笔记',
	tasks: '待办',
	important: '重要',
	questions: '问答',
	slides: '课件',
	hidden: '（已隐藏）',
	slide: (number, title) => `${number} · ${title || '无标题'}`,
	times: (times) => `（${times.join('、')}）`,
	doubtful: '［待核对］',
	meaning: '：',
	notesBy: {
		extractive: '摘自文字稿，未使用 AI。',
		llm: '由语言模型根据文字稿写成，请对照所引时间核对。'
	},
	nothingFound: '在课堂记录中没有找到相关内容。',
	modelFoundNothing: '语言模型没有找到答案。',
	answeredBy: (model) => `由 ${model} 撰写：`,
	ownWords: '模型自己的话，没有引用课堂内容：',
	beyond: '以下不是课堂内容：',
	unfounded: (claims) => `［所引原文中没有：${claims.join('、')}］`,
	event: {
		Applause: '掌声',
		Laughter: '笑声',
		BGM: '音乐',
		Cry: '哭声',
		Sneeze: '喷嚏',
		Cough: '咳嗽',
		Breath: '呼吸'
	}
};

const ja: ExportWords = {
	locale: 'ja-JP',
	nameless: '講義',
	transcript: '文字起こし',
	notes: 'ノート',
	tasks: '課題',
	important: '重要',
	questions: '質問',
	slides: 'スライド',
	hidden: '（非表示）',
	slide: (number, title) => `${number} · ${title || '無題'}`,
	times: (times) => `（${times.join('、')}）`,
	doubtful: '［要確認］',
	meaning: '：',
	notesBy: {
		extractive: '講義の発言からの抜粋です。AI は使っていません。',
		llm: '言語モデルが文字起こしから作成しました。示された時刻で確認してください。'
	},
	nothingFound: '講義の中に該当する内容は見つかりませんでした。',
	modelFoundNothing: '言語モデルは答えを見つけられませんでした。',
	answeredBy: (model) => `${model} による回答：`,
	ownWords: 'モデル自身の言葉（講義の引用なし）：',
	beyond: '講義以外の内容：',
	unfounded: (claims) => `［引用箇所にない内容：${claims.join('、')}］`,
	event: {
		Applause: '拍手',
		Laughter: '笑い',
		BGM: '音楽',
		Cry: '泣き声',
		Sneeze: 'くしゃみ',
		Cough: '咳',
		Breath: '息'
	}
};

const ko: ExportWords = {
	locale: 'ko-KR',
	nameless: '강의',
	transcript: '전사문',
	notes: '노트',
	tasks: '과제',
	important: '중요',
	questions: '질문',
	slides: '슬라이드',
	hidden: '(숨김)',
	slide: (number, title) => `${number} · ${title || '제목 없음'}`,
	times: (times) => ` (${times.join(', ')})`,
	doubtful: ' [확인 필요]',
	meaning: ' — ',
	notesBy: {
		extractive: '강의 내용을 그대로 발췌했습니다. AI를 사용하지 않았습니다.',
		llm: '언어 모델이 전사문을 바탕으로 작성했습니다. 표시된 시각에서 확인하세요.'
	},
	nothingFound: '강의에서 관련 내용을 찾지 못했습니다.',
	modelFoundNothing: '언어 모델이 답을 찾지 못했습니다.',
	answeredBy: (model) => `${model}의 답변:`,
	ownWords: '강의를 인용하지 않은 모델의 말:',
	beyond: '강의에 없는 내용:',
	unfounded: (claims) => ` [인용한 부분에 없음: ${claims.join(', ')}]`,
	event: {
		Applause: '박수',
		Laughter: '웃음',
		BGM: '음악',
		Cry: '울음',
		Sneeze: '재채기',
		Cough: '기침',
		Breath: '숨소리'
	}
};

type Spoken = Exclude<Language, 'auto'>;
const dictionaries: Record<Spoken, ExportWords> = { en, zh, yue: zh, ja, ko };

export const exportWords = (spoken: Spoken): ExportWords => dictionaries[spoken];

/** The language that most of a lecture is in; of one without words, the language of the interface. */
export function spokenIn(lines: readonly Pick<ExportLine, 'text' | 'language'>[], otherwise: Spoken): Spoken {
	const letters = new Map<Spoken, number>();
	for (const { text, language } of lines) {
		const spoken = languages.find((each): each is Spoken => each === language && each !== 'auto');
		const counted = spoken ?? ([...text].some(isUnspaced) ? 'zh' : 'en');
		/** A Chinese letter says as much as three Latin ones. */
		const weight = counted === 'en' ? text.length / 3 : text.length;
		letters.set(counted, (letters.get(counted) ?? 0) + weight);
	}
	const [most] = [...letters].sort(([, a], [, b]) => b - a);
	return most && most[1] > 0 ? most[0] : otherwise;
}

/** A date as a person writes it, on the clock of this device. */
export function dateInWords(ms: number, { locale }: ExportWords, browserLocales: readonly string[]): string {
	const language = locale.slice(0, 2);
	const regional = browserLocales.find((tag) => tag.slice(0, 2) === language) ?? locale;
	return new Intl.DateTimeFormat(regional, { dateStyle: 'long', timeStyle: 'short' }).format(ms);
}
