import type { BrowserContext, Page, Request, WebSocketRoute } from 'playwright-core';
import {
	modelProviders,
	type ClientMessage,
	type ModelCheck,
	type ModelCheckEvent,
	type Question,
	type ServerMessage,
	type SpokenTo,
	type TakeState
} from '#lib/protocol/index.ts';
import { wavOf } from '../helpers/wav.ts';
import { askedOf, eventsOf, used } from './asked.ts';
import { endOfBlock, lectureId, replayOf, sceneOf, smallEngine, welcomeTo, type Scene } from './scene.ts';
import { microscopePicture, slides } from './scene-slides.ts';

export const startedAt = Date.parse('2026-03-04T09:00:00Z');
export const scene = sceneOf(startedAt, 11);
export const asked = askedOf(scene.utterances);

export const second = 16_000;
/** What was said before the picture is taken: a take of its own, so that the fake microphone's can stay short. */
export const live = sceneOf(Date.now() - 125_000, 99, ['0196b2aa-0000-7000-8000-000000000009']);
const earlier = live.takes[0] as TakeState;

const summary = (id: number, title: string, minutes: number, change: object = {}) => ({
	lectureId: id === 0 ? lectureId : `0196b2aa-0000-7000-8000-0000000001${String(id).padStart(2, '0')}`,
	title,
	createdAt: startedAt - id * 26 * 3_600_000,
	language: 'auto',
	finishedAt: startedAt,
	durationSamples: minutes * 60 * second,
	backlogSamples: 0,
	recording: false,
	...change
});
const list = [
	summary(0, 'Biology 101: Photosynthesis', 48.4),
	summary(1, '线性代数 第七讲 特征值与特征向量', 95.2, { backlogSamples: 340 * second }),
	summary(2, 'Operating systems: virtual memory, page tables, and why your laptop swaps', 88, {
		recording: true,
		finishedAt: null
	}),
	summary(3, 'Seminar: History of the printing press', 63.7),
	summary(4, 'Sample: Photosynthesis', 1.05),
	summary(5, 'Lecture, 22 Feb 2026, 14:00', 102.9, { finishedAt: null })
];

/** A page in front of a server that is played. */
export type Stage = {
	page: Page;
	send: (message: ServerMessage) => void;
	sockets: WebSocketRoute[];
	offline: () => Promise<void>;
	online: () => void;
};
export type Options = {
	/** What the server holds already. */
	takes?: TakeState[];
	/** A script that runs ahead of the page. */
	before?: string;
	lectures?: object[];
	signedIn?: boolean;
	engine?: typeof smallEngine;
	known?: boolean;
	admin?: boolean;
	/** The server's language model; none when left out. */
	model?: 'kept' | 'refused' | 'cuts-short' | 'weak' | 'slow';
	/** Questions that were asked about it; another one is answered like the first. */
	questions?: Question[];
	/** What viewers get to see. */
	plays?: Scene;
	/** When its slides were shown; it has none when left out. */
	showings?: SpokenTo[];
	/** Takes by their numbers whose sound is on its way for ever. */
	slow?: readonly number[];
};

const keptModel = { model: 'deepseek-flash', baseUrl: 'https://api.deepseek.com' };
const preset = { baseUrl: 'https://api.deepseek.com', model: 'deepseek-flash' };
const price = { promptUsd: 0.3, cachedUsd: 0.006, completionUsd: 1.2, asOf: '2026-11-15' };
const settings = {
	provider: 'deepseek',
	...preset,
	price,
	contextTokens: null,
	capUsd: 1,
	allowPrivate: false
};

const quietSound = (stretch: URLSearchParams): Buffer => {
	const samples = Number(stretch.get('to')) - Number(stretch.get('from'));
	return wavOf({ channels: [new Float32Array(samples)] });
};

/** The end of a test: of a good model, of a weak one, or of one that refuses its key. */
function checkEvent(model: Options['model']): ModelCheckEvent {
	if (model === 'refused') return { type: 'failed', problem: 'key-refused' };
	const good: ModelCheck = {
		...{ model: 'deepseek-flash', language: 'en', thought: false },
		notes: { kind: 'written', kept: 9, changed: 0, dropped: 0, isInLanguage: true },
		known: { kind: 'right', isInLanguage: true },
		unknown: { kind: 'admits' },
		speed: { firstLineMs: 1240, isSlow: false, notesMs: 5200, rate: { unit: 'tokens', perSecond: 71 } },
		use: { promptTokens: 6120, completionTokens: 412, isCounted: true, costUsd: 0.0023 }
	};
	const weak: ModelCheck = {
		...{ ...good, model: 'qwen3:4b', thought: true },
		notes: { kind: 'written', kept: 3, changed: 2, dropped: 4, isInLanguage: true },
		known: { kind: 'uncited' },
		unknown: { kind: 'invents' },
		speed: { firstLineMs: 95_000, isSlow: true, notesMs: 140_000, rate: { unit: 'tokens', perSecond: 6.2 } },
		use: { promptTokens: 5900, completionTokens: 610, isCounted: false, costUsd: null }
	};
	return { type: 'done', check: model === 'weak' ? weak : good };
}

function modelAnswer(pathname: string, { model }: Options) {
	if (pathname.endsWith('/test')) {
		const { type, ...data } = checkEvent(model);
		return { contentType: 'text/event-stream', body: `event: ${type}\ndata: ${JSON.stringify(data)}\n\n` };
	}
	const presets = Object.fromEntries(modelProviders.map((name) => [name, { ...preset, price }]));
	const key = { set: model !== undefined, ending: model ? '7xyz' : null };
	const kept = {
		source: model ? 'saved' : 'none',
		settings: model ? settings : null,
		key,
		keyLost: false,
		cutsShort: model === 'cuts-short'
	};
	return { json: { ...kept, presets, defaultCapUsd: 1 } };
}

const version = (number: number, template: string, language: string, llm: number, restores?: number) => ({
	version: number,
	style: { template, language },
	beganAt: startedAt + number * 3_600_000,
	restores: restores ?? null,
	writtenBy: { llm, extractive: number === 1 ? 3 : 0, person: number }
});
export const earlierNotes = [
	version(1, 'default', 'lecture', 24),
	version(2, 'tasks', 'zh', 4),
	version(3, 'default', 'lecture', 24, 1)
];

function questionsAnswer(request: Request, { questions = [] }: Options) {
	if (request.method() === 'GET') return { json: { questions } };
	return { contentType: 'text/event-stream', body: eventsOf(questions[0]) };
}

/** A page with a server that plays `scene` to viewers and stores what a recorder sends. */
/** Opens a page in front of a server that is played: its answers are those of `scene.ts`, changed as the options say. */
export async function stage(context: BrowserContext, options: Options = {}): Promise<Stage> {
	const { lectures = list, signedIn = true, engine = smallEngine, known = true, takes = [] } = options;
	const { plays: played = scene, slow = [], showings } = options;
	const plays = showings ? { ...played, lecture: { ...played.lecture, slidesVersion: 1 } } : played;
	const page = await context.newPage();
	if (options.before) await page.addInitScript(options.before);
	page.on('pageerror', (error) => process.stderr.write(`page error: ${error.message}\n`));
	page.on('console', (message) => {
		if (message.type() === 'error') process.stderr.write(`console: ${message.text()}\n`);
	});
	let isOffline = false;
	const sockets: WebSocketRoute[] = [];
	await page.route('**/api/**', (route) => {
		if (isOffline) return route.abort();
		const { pathname, searchParams } = new URL(route.request().url());
		if (!signedIn) return route.fulfill({ status: 401, json: { error: 'not-signed-in' } });
		if (pathname === '/api/session')
			return route.fulfill({ json: { signedIn: true, name: 'Owner', admin: options.admin ?? true, engine } });
		if (pathname === '/api/lectures') return route.fulfill({ json: lectures });
		if (pathname.endsWith('/slides') && route.request().method() === 'POST')
			return route.fulfill(
				searchParams.get('name')?.startsWith('Exam')
					? { status: 422, json: { error: 'protected' } }
					: { status: 201, json: slides.decks[0] }
			);
		if (pathname.includes('/pictures/'))
			return route.fulfill({ contentType: 'image/svg+xml', body: microscopePicture });
		if (pathname.endsWith('/slides'))
			return route.fulfill({ json: { ...slides, anchors: (showings ?? []).slice(3, 4) } });
		if (pathname.endsWith('/slides/showings')) return route.fulfill({ json: { showings } });
		if (pathname.endsWith('/audio.wav'))
			return route.fulfill({ contentType: 'audio/wav', body: quietSound(searchParams) });
		if (pathname.endsWith('/notes'))
			return route.fulfill({ json: { version: earlierNotes.length, versions: earlierNotes } });
		if (pathname.includes('/notes/')) return route.fulfill({ json: { version: 1, notes: scene.notes } });
		if (pathname.endsWith('/questions')) return route.fulfill(questionsAnswer(route.request(), options));
		if (pathname.endsWith('/usage')) return route.fulfill({ json: used });
		if (pathname === '/api/llm') return route.fulfill({ json: { inUse: keptModel } });
		if (options.model === 'slow' && pathname.endsWith('/test')) return new Promise<void>(() => {});
		if (pathname.startsWith('/api/admin/llm')) return route.fulfill(modelAnswer(pathname, options));
		return route.fulfill({ status: 204 });
	});
	const say = (socket: WebSocketRoute, message: ServerMessage) => socket.send(JSON.stringify(message));
	const stored = (socket: WebSocketRoute, take: TakeState) => {
		const { takeId, samples, marks, finished } = take;
		say(socket, { type: 'stored', takeId, samples, marks, finished });
	};
	await page.routeWebSocket('**/ws**', (socket) => {
		if (isOffline) return void socket.close({ code: 1012 });
		sockets.push(socket);
		socket.onMessage((frame) => {
			if (typeof frame !== 'string') {
				const end = endOfBlock(frame);
				const take = takes.find(({ number }) => number === end?.takeNumber);
				if (!take || !end || slow.includes(take.number)) return;
				take.samples = end.endSample;
				return stored(socket, take);
			}
			const message = JSON.parse(frame) as ClientMessage;
			if (message.type === 'hello' && message.role === 'viewer') {
				if (!known) return void socket.close({ code: 4404 });
				return replayOf(plays, engine).forEach((each) => say(socket, each));
			}
			if (message.type === 'hello') {
				const { lectureId, lecture: begun } = message;
				const lecture = { ...plays.lecture, ...begun, lectureId, finishedAt: null };
				return say(socket, welcomeTo({ ...scene, lecture, takes: [earlier, ...takes] }, engine));
			}
			if (message.type === 'take') {
				const take = { ...message.take, samples: 0, marks: 0, finished: false };
				takes.push(take);
				return say(socket, { type: 'take', take });
			}
			if (message.type !== 'marks' && message.type !== 'finish-take') return;
			const take = takes.find(({ takeId }) => takeId === message.takeId);
			if (!take) return;
			if (message.type === 'marks') take.marks = message.from + message.items.length;
			else take.finished = true;
			stored(socket, take);
		});
	});
	const offline = async () => {
		isOffline = true;
		for (const socket of sockets) await socket.close({ code: 1012 });
	};
	const online = () => void (isOffline = false);
	return {
		page,
		sockets,
		offline,
		online,
		send: (message) => sockets.forEach((socket) => say(socket, message))
	};
}
