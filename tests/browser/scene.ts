import {
	decodeBlock,
	gapCauses,
	sampleRate,
	samplesToMs,
	utteranceId,
	type Engine,
	type GapCause,
	type LectureInfo,
	type NoteOp,
	type ServerMessage,
	type TakeState,
	type Utterance
} from '#lib/protocol/index.ts';

/** A made-up lecture, said by a server that is not there: for looking at screens. */
export type Scene = { lecture: LectureInfo; takes: TakeState[]; utterances: Utterance[]; notes: NoteOp[] };

export const smallEngine: Engine = {
	recogniser: { name: 'sensevoice-nano', grade: 'small', device: 'cpu', state: 'ready' },
	notes: 'extractive'
};
export const fullEngine: Engine = {
	recogniser: { name: 'SenseVoice-Small', grade: 'full', device: 'cpu', state: 'ready' },
	notes: 'extractive'
};

type Said = { text: string; language?: string; event?: string; pauseS?: number; failed?: boolean };

const said: Said[] = [
	{ text: '', event: 'Applause' },
	{ text: 'Good morning everyone. Today we look at how plants turn light into food.' },
	{
		text: 'The process is called photosynthesis, and it happens inside small green bodies that we call chloroplasts.'
	},
	{ text: '光合作用分为两个阶段：光反应和暗反应。', language: 'zh' },
	{
		text: '第一阶段在类囊体膜上进行，我们叫它 light reaction，光能把水分解，放出氧气。',
		language: 'zh',
		pauseS: 1
	},
	{
		text: 'In the first stage, light hits a pigment, and its energy lifts an electron to a higher level. Water is split, and oxygen leaves the plant as waste. That is the air that you are breathing right now.'
	},
	{
		text: 'So next time somebody calls a tree useless, you may tell them to hold their breath.',
		event: 'Laughter'
	},
	{ text: 'The energy is kept in two small molecules, ATP and NADPH.', pauseS: 2 },
	{ text: '', failed: true },
	{ text: 'In the second stage, the plant takes carbon dioxide from the air and builds sugar.' },
	{
		text: 'This stage does not need light, but it needs the energy that was stored in the first stage. Remember this point, because it will be in the exam.'
	},
	{ text: '这里要注意：暗反应不是只在晚上发生，它只是不直接需要光。', language: 'zh' },
	{
		text: 'Let me give you an example. If you keep a plant in the dark for two days, it still breathes, but it makes no sugar. It lives on what it has stored.'
	},
	{
		text: 'How fast the second stage runs depends on temperature, since it is driven by enzymes.',
		pauseS: 3
	},
	{ text: 'Your homework for Friday is to read chapter four, and to answer the three questions at the end.' },
	{ text: 'Are there any questions?' }
];

const takeIds = ['0196b2aa-0000-7000-8000-000000000001', '0196b2aa-0000-7000-8000-000000000002'];
export const lectureId = '0196b2aa-0000-7000-8000-0000000000aa';

/** What was said, on the takes of a lecture; `breakAfter` lines the second take begins. */
export function sceneOf(startedAt: number, breakAfter: number, ids: readonly string[] = takeIds): Scene {
	const utterances: Utterance[] = [];
	const ends = [0, 0];
	for (const [index, line] of said.entries()) {
		const take = index < breakAfter ? 0 : 1;
		const start = (ends[take] as number) + (line.pauseS ?? 0.6) * sampleRate;
		const end = start + Math.max(2, line.text.length / (line.language === 'zh' ? 5 : 14)) * sampleRate;
		ends[take] = end;
		utterances.push({
			takeId: ids[take] as string,
			segment: index * 2,
			startSample: Math.round(start),
			endSample: Math.round(end),
			revision: index + 1,
			result: resultOf(line)
		});
	}
	const takeAt = (number: number, startedMs: number): TakeState => ({
		takeId: ids[number] as string,
		number,
		startedAt: startedMs,
		codec: 'pcm_s16le',
		samples: Math.round((ends[number] as number) + 2 * sampleRate),
		marks: 40,
		finished: true
	});
	const takes = [takeAt(0, startedAt), takeAt(1, startedAt + 11 * 60_000)].filter(
		(take) => take.samples > 2 * sampleRate
	);
	const lecture: LectureInfo = {
		lectureId,
		title: 'Biology 101: Photosynthesis',
		createdAt: startedAt,
		language: 'auto',
		finishedAt: startedAt + 20 * 60_000
	};
	return { lecture, takes, utterances, notes: notesOf(utterances) };
}

/** The same lecture in takes with every kind of gap before them, and a hole in the first. */
export function gappedOf(startedAt: number): Scene {
	const whole = sceneOf(startedAt, said.length, [takeIds[0] as string]);
	const breaks = [3, 6, 9, 12, 14];
	const takes: TakeState[] = [];
	const utterances = whole.utterances.map((utterance, index) => {
		const number = breaks.filter((at) => at <= index).length;
		const takeId = `0196b2aa-0000-7000-8000-00000000001${number}`;
		const first = whole.utterances[breaks[number - 1] ?? 0] as Utterance;
		const from = first.startSample - sampleRate / 2;
		const [startSample, endSample] = [utterance.startSample - from, utterance.endSample - from];
		const before = takes[number - 1];
		const pauseMs = [0, 4 * 60_000, 12_000, 3 * 60_000, 20 * 60_000, 2 * 60_000][number] as number;
		takes[number] = {
			takeId,
			number,
			startedAt: before ? before.startedAt + samplesToMs(before.samples) + pauseMs : startedAt,
			codec: 'opus',
			...(number > 0 && { gap: gapCauses[number - 1] as GapCause }),
			samples: endSample + 2 * sampleRate,
			marks: 40,
			finished: true,
			...(number === 0 && { holes: [{ from: 4 * sampleRate, to: 9 * sampleRate }] })
		};
		return { ...utterance, takeId, startSample, endSample };
	});
	return { ...whole, takes, utterances, notes: notesOf(utterances) };
}

function resultOf({ text, language = 'en', event, failed }: Said): Utterance['result'] {
	if (failed) return { kind: 'failed', reason: 'killed two recognisers' };
	if (text === '') return { kind: 'no-speech', event: event ?? null };
	return { kind: 'text', text, language, emotion: null, event: event ?? null, confidence: 0.92 };
}

function notesOf(utterances: readonly Utterance[]): NoteOp[] {
	const cite = (...at: number[]) =>
		at.flatMap((index) => {
			const utterance = utterances[index];
			return utterance ? [utteranceId(utterance.takeId, utterance.segment)] : [];
		});
	const section = (sectionId: string, title: string, position: number): NoteOp => ({
		op: 'put-section',
		section: { sectionId, title, position, origin: 'extractive', locked: false, rev: 1 }
	});
	let position = 0;
	type Kind = 'bullet' | 'term' | 'task' | 'important' | 'question' | 'formula';
	const block = (sectionId: string, kind: Kind, md: string, cites: string[]): NoteOp => ({
		op: 'put-block',
		block: {
			blockId: `b${++position}`,
			sectionId,
			kind,
			md,
			cites,
			position,
			origin: 'extractive',
			locked: false,
			rev: 1
		}
	});
	return [
		section('s1', 'How plants turn light into food', 1),
		block(
			's1',
			'term',
			'Photosynthesis :: happens inside small green bodies that we call **chloroplasts**',
			cite(2)
		),
		block('s1', 'bullet', '光合作用分为两个阶段：光反应和暗反应。', cite(3, 4)),
		section('s2', 'The two stages', 2),
		block(
			's2',
			'bullet',
			'Light hits a pigment, and its energy lifts an electron to a higher level.',
			cite(5)
		),
		block('s2', 'bullet', 'Water is split, and oxygen leaves the plant as waste.', cite(5)),
		block(
			's2',
			'formula',
			String.raw`6\,\mathrm{CO_2} + 6\,\mathrm{H_2O} \xrightarrow{\;h\nu\;} \mathrm{C_6H_{12}O_6} + 6\,\mathrm{O_2}`,
			cite(9)
		),
		block(
			's2',
			'bullet',
			String.raw`一个光子的能量是 $$E = h\nu = \frac{hc}{\lambda}$$，红光已经足够。`,
			cite(4)
		),
		block(
			's2',
			'bullet',
			'The second stage does not need light, but it needs the energy that was stored in the first: `ATP` and `NADPH`. **It will be in the exam.**',
			cite(7, 10)
		),
		block('s2', 'question', 'Does the second stage happen only at night?', cite(11)),
		section('s3', 'To do', 3),
		block('s3', 'task', 'Read chapter four, and answer the three questions at the end, for Friday', cite(14)),
		block('s3', 'task', '下次课之前请把实验报告发到学习平台。', cite(13)),
		block('s3', 'important', 'The second stage will be in the exam.', cite(10)),
		block('s3', 'important', "Next Wednesday's class is moved to room 204.", cite(14)),
		{ op: 'tick', task: { blockId: 'b11', md: '', cites: cite(14) }, done: true }
	];
}

/** What an engine is writing just now. */
export const drafted: NoteOp[] = [
	{
		op: 'put-block',
		block: {
			blockId: 'd1',
			sectionId: 's1',
			kind: 'bullet',
			md: 'The light stage happens on the thylakoid membrane, and gives $$\\mathrm{O_2}$$.',
			cites: [],
			position: 9,
			origin: 'llm',
			locked: false,
			rev: 1
		}
	}
];

/** A note that a person wrote, what an engine would make of it, and one that it is not sure of. */
export const suggested: NoteOp[] = [
	{
		op: 'put-block',
		block: {
			blockId: 'b4',
			sectionId: 's2',
			kind: 'bullet',
			md: 'Water is split; the oxygen is **waste**.',
			cites: [`${takeIds[0]}/10`],
			position: 4,
			origin: 'person',
			locked: true,
			rev: 2
		}
	},
	{
		op: 'suggest',
		suggestion: {
			blockId: 'b4',
			md: 'Light splits water: $$2\\,\\mathrm{H_2O} \\to 4\\,\\mathrm{H^+} + 4e^- + \\mathrm{O_2}$$',
			cites: [`${takeIds[0]}/10`]
		}
	},
	{
		op: 'put-block',
		block: {
			blockId: 'b99',
			sectionId: 's2',
			kind: 'bullet',
			md: 'About 40 % of the energy is kept.',
			cites: [`${takeIds[0]}/14`],
			position: 20,
			origin: 'llm',
			locked: false,
			rev: 1,
			doubtful: true
		}
	}
];

export function welcomeTo({ lecture, takes }: Scene, engine: Engine): ServerMessage {
	const limits = { frameBytes: 512 * 1024, unackedBytes: 1024 * 1024 };
	return { type: 'welcome', protocol: 3, lecture, takes, revision: 100, limits, engine };
}

/** Everything that the scene's server knows, in the order of its revisions. */
export function replayOf(scene: Scene, engine: Engine): ServerMessage[] {
	return [
		welcomeTo(scene, engine),
		...scene.utterances.map((utterance) => ({ type: 'utterance', utterance }) as const),
		{ type: 'notes', revision: 100, ops: scene.notes },
		{ type: 'status', engine, backlogSamples: 0, notedRevision: 100 }
	];
}

/** Where the sound of a take ends after a block, or nothing for a frame that is none. */
export function endOfBlock(frame: Uint8Array): { takeNumber: number; endSample: number } | undefined {
	const block = decodeBlock(frame);
	if (typeof block === 'string') return undefined;
	return { takeNumber: block.takeNumber, endSample: block.firstSample + block.sampleCount };
}
