import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { copyRoutes } from './http/copy.ts';
import {
	isAllowedOrigin,
	requireSameOrigin,
	requireSession,
	secureHeaders,
	sessionCookie,
	type ApiEnv
} from './http/guard.ts';
import { healthRoutes } from './http/health.ts';
import { lectureRoutes } from './http/lectures.ts';
import { llmRoutes } from './http/llm.ts';
import { noteRoutes } from './http/notes.ts';
import { pageRoutes } from './http/pages.ts';
import { isSlidesUpload, slidesRoutes } from './http/slides.ts';
import { questionRoutes } from './http/questions.ts';
import { signInRoutes } from './http/sign-in.ts';
import { Attempts } from './keys/attempts.ts';
import type { Keys, Principal } from './keys/keys.ts';
import type { LanguageModels } from './llm/settings/language-models.ts';
import type { NoteEngine } from './notes/port.ts';
import type { CheckUse } from './model-check/check-model.ts';
import { ModelChecks } from './model-check/model-checks.ts';
import { Questions } from './questions/questions.ts';
import type { Recogniser } from './recognition/port.ts';
import { Gateway } from './socket/gateway.ts';
import { listenOn } from './listen.ts';
import { createStages } from './stages.ts';
import type { AudioFiles } from './store/audio-files.ts';
import type { Database } from './store/database.ts';
import type { DeckFiles } from './store/deck-files.ts';
import { questionRepository } from './store/questions.ts';

export type AppDeps = {
	db: Database;
	files: AudioFiles;
	deckFiles: DeckFiles;
	keys: Keys;
	recogniser: Recogniser;
	/** The device that was asked for and cannot be used. */
	refusedDevice?: () => string | undefined;
	noteEngine: NoteEngine;
	/** The language model that an administrator has set up, if any. */
	languageModels: LanguageModels;
	log: Logger;
	/** Further origins whose pages may use this server. */
	origins: readonly string[];
	/** Whether words are told while they are spoken; they are unless this is false. */
	hypotheses?: boolean;
	/** Where the built pages are; undefined when somebody else serves them (development). */
	buildDirectory: string | undefined;
	version: string;
};

export type App = {
	handle: (request: IncomingMessage, response: ServerResponse) => void;
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	/** Goes on where the last process stopped: unheard segments, lines without notes. */
	resume: () => Promise<void>;
	/** Lets new segments be heard by another recogniser; closes the old one. */
	exchangeRecogniser: (recogniser: Recogniser) => Promise<void>;
	/** Tells who watches what recognises, when something about it changed. */
	tellEngine: () => void;
	/** Listens on the given address, for `localhost` on both loopback addresses; rejects with the error of the socket, e.g. EADDRINUSE. */
	listen: (port: number, host: string) => Promise<Server>;
	/** Says goodbye to clients, makes durable what was accepted, ends the children. */
	close: () => Promise<void>;
};

/** The whole server, from its parts. Used by `main`, by development and by the tests alike. */
export function createApp(deps: AppDeps): App {
	const stages = createStages(deps);
	const { lectures, journal, logs, intake, transcriber, noteTaker, slot, recorders, engine } = stages;
	const { db, keys, log, files, version, languageModels: models } = deps;
	const recognition = () => ({ load: slot.current.load, ...slot.current.metrics() });

	const gateway = gatewayOf(deps, stages);
	stages.intakeEvents.listen((event) => gateway.intakeEvent(event));

	const questions = new Questions({
		repository: questionRepository(db),
		lectures,
		notes: (lectureId) => journal.notes(lectureId),
		modelOf: (lectureId) => models.for(lectureId)
	});

	const api = new Hono<ApiEnv>();
	const small = bodyLimit({ maxSize: 1024 * 1024, onError: (c) => c.json({ error: 'too-large' }, 413) });
	api.use((c, next) => (isSlidesUpload(c) ? next() : small(c, next)));
	api.use(requireSameOrigin(deps.origins));
	api.route('/', signInRoutes({ keys, attempts: new Attempts(), engine }));
	api.use('/lectures/*', requireSession(keys));
	api.route(
		'/lectures',
		lectureRoutes({
			lectures,
			journal,
			files,
			backlogSamples: (lectureId) => transcriber.backlogSamples(lectureId),
			isRecording: (lectureId) => recorders.isRecording(lectureId),
			remove: (lectureId) => {
				gateway.lectureRemoved(lectureId);
				questions.forget(lectureId);
				return stages.remove(lectureId);
			}
		})
	);
	api.route('/lectures', noteRoutes({ lectures, journal, wake: (lectureId) => noteTaker.wake(lectureId) }));
	api.route('/lectures', slidesRoutes({ lectures, journal, ...stages.slides }));
	api.route('/lectures', questionRoutes({ lectures, questions, onFailure: answerFailed(log) }));
	api.route('/lectures', copyRoutes({ lectures, logs, intake, recorders }));
	const checks = new ModelChecks();
	const onUsed = modelChecked(log);
	api.route('/', llmRoutes({ db, keys, lectures, models, checks, onUsed, onChanged: stages.modelChanged }));
	api.all('*', (c) => c.json({ error: 'no-such-route' }, 404));

	const eventLoop = watchEventLoop();
	const http = new Hono();
	http.use(secureHeaders);
	http.route(
		'/',
		healthRoutes({ version, engine, isReady: stages.isReady, recognition, eventLoop: eventLoop.read })
	);
	http.route('/api', api);
	if (deps.buildDirectory) http.route('/', pageRoutes(deps.buildDirectory));
	http.onError((error, c) => {
		log.error({ err: error.message, path: c.req.path }, 'request failed');
		return c.json({ error: 'server-failed' }, 500);
	});

	const handle = getRequestListener(http.fetch);
	const upgrade: App['upgrade'] = (request, socket, head) => {
		if (request.url?.split('?')[0] === '/ws') void gateway.upgrade(request, socket, head);
		else socket.destroy();
	};
	const servers = new Set<Server>();

	return {
		handle: (request, response) => void handle(request, response),
		upgrade,
		resume: () => stages.resume(),
		exchangeRecogniser: (recogniser) => slot.exchange(recogniser).then(() => transcriber.wakeAll()),
		tellEngine: stages.tellEngine,
		async listen(port, host) {
			const create = () => {
				const server = createServer((request, response) => void handle(request, response));
				servers.add(server);
				server.on('upgrade', upgrade);
				return server;
			};
			return listenOn(create, port, host);
		},
		async close() {
			for (const server of servers) server.close();
			gateway.close();
			transcriber.close();
			checks.close();
			noteTaker.close();
			await questions.close();
			await intake.close();
			await slot.close();
			for (const server of servers) server.closeAllConnections();
			eventLoop.stop();
		}
	};
}

const answerFailed = (log: Logger) => (lectureId: string, error: Error) =>
	log.error({ lecture: lectureId, err: error.message }, 'answering failed');

/** Who had a model checked, and what that used; never what was asked or answered. */
const modelChecked = (log: Logger) => (key: string, use: CheckUse) =>
	log.info({ key, ...use }, 'a language model was checked');

const gatewayOf = ({ keys, origins, log }: AppDeps, stages: ReturnType<typeof createStages>): Gateway =>
	new Gateway({
		lectures: stages.lectures,
		journal: stages.journal,
		logs: stages.logs,
		intake: stages.intake,
		recorders: stages.recorders,
		correct: stages.correct,
		engine: stages.engine,
		statusOf: (row) => stages.status.of(row),
		onQuiet: stages.onQuiet,
		isAllowedOrigin: (request) => isAllowedOrigin(request, origins),
		whoIs: (request) => whoIs(keys, request),
		onFault: (error) => log.error({ err: error.message }, 'session failed')
	});

async function whoIs(keys: Keys, request: IncomingMessage): Promise<Principal | undefined> {
	const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
	const ticket = offered.find((name) => name.startsWith('ticket.'));
	if (ticket) return keys.byTicket(ticket.slice('ticket.'.length));
	const cookie = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
	const session = cookie.find((pair) => pair.startsWith(`${sessionCookie}=`));
	return session ? keys.bySession(session.slice(sessionCookie.length + 1)) : undefined;
}

/** Delay of the event loop since the last reading: the proof that inference runs elsewhere. */
function watchEventLoop() {
	const resolutionMs = 5;
	const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
	histogram.enable();
	/** The histogram holds times between two looks; what is over the resolution is the delay. */
	const ms = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e5 - resolutionMs * 10) / 10);
	return {
		read() {
			const reading = {
				p50Ms: ms(histogram.percentile(50)),
				p99Ms: ms(histogram.percentile(99)),
				maxMs: ms(histogram.max)
			};
			histogram.reset();
			return reading;
		},
		stop: () => histogram.disable()
	};
}
