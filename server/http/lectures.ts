import { Hono } from 'hono';
import * as v from 'valibot';
import type { Codec, TakeState } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { lectureInfo, noteOpsIn, takeStateOf, utteranceOf } from '../lectures/rows.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { ReadUtterance } from '../store/derived.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import { createSoundReader } from '../sound/sound-reader.ts';
import type { ApiEnv } from './guard.ts';
import { jsonList, textStream } from './json-stream.ts';
import { serveWav } from './wav.ts';

type Deps = {
	lectures: LectureRepository;
	journal: Journal;
	files: AudioFiles;
	backlogSamples: (lectureId: string) => number;
	isRecording: (lectureId: string) => boolean;
	/** Everything of a lecture: stages, files, rows. Resolves when it is gone for good. */
	remove: (lectureId: string) => Promise<void>;
};

const ChangeSchema = v.strictObject({ title: v.pipe(v.string(), v.trim(), v.maxLength(200)) });

type Whole = {
	row: LectureRow;
	takes: readonly TakeState[];
	utterances: readonly ReadUtterance[];
	notes: readonly { ops: string }[];
};

/** A lecture with its transcript and the log of its notes as JSON, piece by piece. */
async function* lectureJson({ row, takes, utterances, notes }: Whole): AsyncGenerator<string> {
	const { revision } = row;
	yield JSON.stringify({ lecture: lectureInfo(row), takes, revision }).slice(0, -1);
	yield ',"utterances":';
	yield* jsonList(utterances.values().map((utterance) => JSON.stringify(utteranceOf(utterance))));
	yield ',"notes":[';
	let isFirst = true;
	for await (const ops of noteOpsIn(notes)) {
		if (ops.length === 0) continue;
		yield `${isFirst ? '' : ','}${JSON.stringify(ops).slice(1, -1)}`;
		isFirst = false;
	}
	yield ']}';
}

/** `/api/lectures`: list, read, rename, delete, listen. Somebody else's lecture is answered like one that never was. */
export function lectureRoutes(deps: Deps): Hono<ApiEnv> {
	const { lectures, journal, files } = deps;
	const reader = createSoundReader();
	const routes = new Hono<ApiEnv>();

	routes.get('/', async (c) => {
		const rows = await lectures.list(c.get('principal').keyId);
		return c.json(
			rows.map((row) => ({
				...lectureInfo(row),
				durationSamples: Number(row.duration_samples ?? 0),
				utterances: Number(row.utterances),
				backlogSamples: deps.backlogSamples(row.id),
				// A recorder that has paused or was cut off is connected as well, and records nothing.
				recording: deps.isRecording(row.id) && Number(row.open_takes) > 0
			}))
		);
	});

	routes.get('/:id', async (c) => {
		const row = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!row) return c.json({ error: 'no-such-lecture' }, 404);
		const takes = (await lectures.takes(row.id)).map(takeStateOf);
		const [utterances, notes] = [await lectures.utterances(row.id), await lectures.noteOps(row.id)];
		c.header('content-type', 'application/json');
		return c.body(textStream(lectureJson({ row, takes, utterances, notes })));
	});

	routes.patch('/:id', async (c) => {
		const row = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!row) return c.json({ error: 'no-such-lecture' }, 404);
		const change = v.safeParse(ChangeSchema, await c.req.json().catch(() => undefined));
		if (!change.success) return c.json({ error: 'bad-request' }, 400);
		return c.json(await journal.change(row.id, change.output));
	});

	routes.delete('/:id', async (c) => {
		const row = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!row) return c.json({ error: 'no-such-lecture' }, 404);
		await deps.remove(row.id);
		return c.body(null, 204);
	});

	routes.get('/:id/takes/:takeId/audio.wav', async (c) => {
		const row = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		const take = row && (await lectures.take(c.req.param('takeId')));
		if (!take || take.lecture_id !== row.id) return c.json({ error: 'no-such-lecture' }, 404);
		const codec = take.codec as Codec;
		const file = { codec, path: files.path(row.id, { takeId: take.id, codec }) };
		return serveWav(c, { reader, file, samples: take.samples });
	});

	return routes;
}
