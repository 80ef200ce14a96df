import type { Cue } from '../../server/notes/cues/cue.ts';
import type { NoteLine } from '../../server/notes/port.ts';
import { longLecture } from './long-lecture.ts';
import { linesFrom } from './note-corpus.ts';
import type { CueLanguage } from './cue-sentences.ts';

type CueLine = { text: string; cue: Cue | undefined };
const plain = (text: string): CueLine => ({ text, cue: undefined });
const task = (text: string): CueLine => ({ text, cue: 'task' });
const important = (text: string): CueLine => ({ text, cue: 'important' });

/** Ten clean lines, of which the tasks differ in little but a day and a number. */
export const tenLines: Record<CueLanguage, readonly CueLine[]> = {
	en: [
		plain('Good morning, today we talk about limits of sequences.'),
		plain('A sequence converges when its terms come as close as we like to one number.'),
		task('Your homework for Friday is to read chapter four and to solve exercise seven.'),
		plain('The number that the terms come close to is called the limit of the sequence.'),
		plain('Every convergent sequence is bounded, but not every bounded sequence converges.'),
		task('Your homework for Monday is to read chapter five and to solve exercise nine.'),
		important('This will be in the exam: the proof that the limit is unique.'),
		plain('A monotone sequence that is bounded always converges.'),
		task('Please hand in exercise twelve by the tenth of November.'),
		important("Next Wednesday's lecture is cancelled because of the holiday.")
	],
	zh: [
		plain('大家早上好，今天我们讲数列的极限。'),
		plain('如果数列的项越来越接近一个数，我们就说这个数列收敛。'),
		task('周五的作业是读第四章，做第七题。'),
		plain('这些项接近的那个数叫做数列的极限。'),
		plain('收敛的数列一定有界，但是有界的数列不一定收敛。'),
		task('周一的作业是读第五章，做第九题。'),
		important('最重要的是极限的唯一性，这个证明期末考试每年都考。'),
		plain('单调有界的数列一定收敛。'),
		task('请大家在十一月十号之前把第十二题交上来。'),
		important('下周三的课停一次，因为学校放假。')
	]
};

const days = {
	en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
	zh: ['周一', '周二', '周三', '周四', '周五']
} as const;

/** Lines that differ from each other in a day, a number or a name alone. */
const planted: Record<CueLanguage, readonly ((at: number, day: string) => CueLine)[]> = {
	en: [
		(at, day) => task(`Your homework for ${day} is to solve exercise ${at}.`),
		(at) => important(`Theorem ${at} will be in the exam.`),
		(at, day) => task(`Please read chapter ${at} before ${day}.`),
		(at, day) => important(`The class on ${day} of week ${at} is cancelled.`),
		(at) => important(`You have to know formula ${at} by heart.`)
	],
	zh: [
		(at, day) => task(`${day}的作业是第${at}题。`),
		(at) => important(`定理${at}考试一定会考。`),
		(at, day) => task(`请大家在${day}之前把第${at}章读完。`),
		(at, day) => important(`第${at}周${day}的课停一次。`),
		(at) => important(`公式${at}必须背下来。`)
	]
};

/** Two hours of made lecture with a task or something important every two minutes, and the ids of those lines. */
export function twoHours(language: CueLanguage): { lines: NoteLine[]; cues: ReadonlyMap<string, Cue> } {
	const said = longLecture(120, language);
	const every = Math.floor(said.length / 60);
	const texts: CueLine[] = said.flatMap(({ text }, at) => {
		const number = Math.floor(at / every);
		const make = planted[language][number % planted[language].length];
		const day = days[language][(number % 7) % 5] ?? '';
		return at % every === every - 1 && make ? [plain(text), make(number + 1, day)] : [plain(text)];
	});
	const lines = linesFrom(texts.map(({ text }) => text));
	return {
		lines,
		cues: new Map(
			lines.flatMap(({ id }, at) => {
				const cue = texts[at]?.cue;
				return cue ? [[id, cue] as const] : [];
			})
		)
	};
}

export function tenLinesSaid(language: CueLanguage): { lines: NoteLine[]; cues: ReadonlyMap<string, Cue> } {
	const lines = linesFrom(tenLines[language].map(({ text }) => text));
	const cues = tenLines[language].flatMap(({ cue }, at) => {
		const id = lines[at]?.id;
		return cue && id ? [[id, cue] as const] : [];
	});
	return { lines, cues: new Map(cues) };
}
