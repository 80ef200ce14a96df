import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import { Keys } from '../../server/keys/keys.ts';
import { secretBoxIn } from '../../server/keys/secret-box.ts';
import { digesterIn } from '../../server/keys/secrets.ts';
import { LanguageModels, type LlmEnvironment } from '../../server/llm/settings/language-models.ts';
import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import { RollingEngine } from '../../server/notes/rolling/engine.ts';
import type { Recogniser } from '../../server/recognition/port.ts';
import { audioFilesIn, type AudioFiles } from '../../server/store/audio-files.ts';
import { openDatabase } from '../../server/store/database.ts';
import { deckFilesIn } from '../../server/store/deck-files.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { llmRepository } from '../../server/store/llm.ts';
import { temporaryDirectory } from './temporary.ts';

type Options = {
	recogniser: Recogniser;
	directory?: string;
	origins?: string[];
	/** The built pages, where a browser is to see them. */
	buildDirectory?: string;
	llm?: LlmEnvironment;
	hypotheses?: boolean;
	wrapFiles?: (files: AudioFiles) => AudioFiles;
};

/** The whole server in this process, on a port of its own, with real SQLite, files and sockets. */
export async function startApp({
	recogniser,
	directory,
	origins = [],
	buildDirectory,
	llm = {},
	hypotheses = true,
	wrapFiles = (files) => files
}: Options) {
	const path = directory ?? (await temporaryDirectory());
	await mkdir(join(path, 'audio'), { recursive: true });
	const db = await openDatabase(join(path, '404notsound.db'));
	const repository = keyRepository(db);
	const keys = new Keys({ repository, digest: digesterIn(path) });
	const adminKey = (await keys.ensureAdmin()) as string;
	const logLines: string[] = [];
	const files = wrapFiles(audioFilesIn(join(path, 'audio')));
	const languageModels = new LanguageModels({
		repository: llmRepository(db),
		box: secretBoxIn(path),
		environment: llm,
		onChange: () => app.tellEngine()
	});
	await languageModels.load();
	const app = createApp({
		db,
		files,
		deckFiles: deckFilesIn(join(path, 'slides')),
		keys,
		recogniser,
		hypotheses,
		noteEngine: new RollingEngine({
			extractor: createExtractiveEngine(),
			modelOf: (lectureId) => languageModels.for(lectureId),
			hasModel: () => languageModels.inUse !== null,
			nowMs: Date.now
		}),
		languageModels,
		log: pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) }),
		origins,
		buildDirectory,
		version: 'test'
	});
	const server = await app.listen(0, 'localhost');
	const url = `http://localhost:${(server.address() as AddressInfo).port}`;
	let closed = false;
	const close = async () => {
		if (closed) return;
		closed = true;
		await app.close();
		await languageModels.close();
		await db.destroy();
	};
	onTestFinished(close);
	const signIn = async (key = adminKey) => cookieOf(await postJson(`${url}/api/session`, { key }));
	return { app, url, path, db, keys, repository, languageModels, adminKey, files, logLines, signIn, close };
}

export const postJson = (
	url: string,
	body: unknown,
	headers: Record<string, string> = {}
): Promise<Response> =>
	fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body)
	});

export const cookieOf = (response: Response): string =>
	response.headers.get('set-cookie')?.split(';')[0] ?? '';

/** Adds another person with a key of their own, which it returns. */
export async function addPerson(app: Awaited<ReturnType<typeof startApp>>, name: string): Promise<string> {
	const id = Buffer.from(name.padEnd(6).slice(0, 6)).toString('hex');
	const secret = 'x'.repeat(43);
	await app.repository.add({
		id,
		name,
		digest: digesterIn(app.path)(secret),
		admin: false,
		createdAt: Date.now()
	});
	return `nf_${id}_${secret}`;
}
