import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { SpokenToSchema } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import type { AddOutcome, Decks } from '../slides/decks.ts';
import { lectureSlidesJson, slidesOf } from '../slides/rows.ts';
import type { Pictures } from '../slides/pictures.ts';
import type { Showings } from '../slides/showings.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { ApiEnv } from './guard.ts';
import { textStream } from './json-stream.ts';

type Deps = {
	lectures: Pick<
		LectureRepository,
		'find' | 'decks' | 'deck' | 'deckHead' | 'anchors' | 'putAnchor' | 'removeAnchor'
	>;
	journal: Pick<Journal, 'changeBy'>;
	decks: Decks;
	showings: Showings;
	pictures: Pictures;
};

const NameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Whether it is an upload of slides, which has a limit of its own. */
export const isSlidesUpload = (c: Context): boolean =>
	c.req.method === 'POST' && /^\/api\/lectures\/[^/]+\/slides$/u.test(c.req.path);

/** `/api/lectures/:id/slides`: decks of slides, when they were shown, and what persons say about that. */
export function slidesRoutes({ lectures, journal, decks, showings, pictures }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	const noSuchLecture = (c: Context) => c.json({ error: 'no-such-lecture' }, 404);
	const find = (c: Context<ApiEnv>) => lectures.find(c.req.param('id') ?? '', c.get('principal').keyId);

	routes.get('/:id/slides', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const [decks, anchors] = [await lectures.decks(row.id), await lectures.anchors(row.id)];
		c.header('content-type', 'application/json');
		return c.body(textStream(lectureSlidesJson({ version: row.slides_version, decks, anchors })));
	});

	routes.get('/:id/slides/showings', async (c) => {
		const row = await find(c);
		return row ? c.json({ showings: await showings.of(row) }) : noSuchLecture(c);
	});

	routes.post('/:id/slides', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const name = v.safeParse(NameSchema, c.req.query('name'));
		const { body } = c.req.raw;
		if (!name.success || !body) return c.json({ error: 'bad-request' }, 400);
		const chunks = Readable.fromWeb(body as ReadableStream<Uint8Array>);
		return answer(c, await decks.add(row.id, name.output, chunks));
	});

	routes.get('/:id/slides/:deckId/pictures/:slide', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const deck = await lectures.deckHead(row.id, c.req.param('deckId'));
		const png = deck && (await pictures.of(deck, Number(c.req.param('slide'))));
		if (!png) return c.json({ error: 'no-such-picture' }, 404);
		c.header('content-type', 'image/png');
		c.header('cache-control', 'private, max-age=31536000, immutable');
		return c.body(png);
	});

	routes.put('/:id/slides/anchors', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const anchor = v.safeParse(SpokenToSchema, await c.req.json().catch(() => undefined));
		if (!anchor.success) return c.json({ error: 'bad-request' }, 400);
		const { deckId, slide } = anchor.output;
		const deck = await lectures.deck(row.id, deckId);
		if (!deck || slide > (await slidesOf(deck)).length) return c.json({ error: 'no-such-slide' }, 404);
		await journal.changeBy(row.id, () => lectures.putAnchor(row.id, anchor.output));
		return c.body(null, 204);
	});

	routes.delete('/:id/slides/anchors', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const utteranceId = c.req.query('utterance') ?? '';
		const removed = await journal.changeBy(row.id, () => lectures.removeAnchor(row.id, utteranceId));
		return removed ? c.body(null, 204) : c.json({ error: 'no-such-anchor' }, 404);
	});

	routes.delete('/:id/slides/:deckId', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const isRemoved = await decks.remove(row.id, c.req.param('deckId'));
		return isRemoved ? c.body(null, 204) : c.json({ error: 'no-such-deck' }, 404);
	});

	return routes;
}

const statuses = {
	'no-such-lecture': 404,
	'too-many-decks': 409,
	'too-large': 413,
	busy: 503,
	'storage-full': 507
} as const;

function answer(c: Context, outcome: AddOutcome): Response {
	if (outcome.kind === 'added')
		return c.body(textStream(outcome.deck), 201, { 'content-type': 'application/json' });
	const { problem } = outcome;
	return c.json({ error: problem }, problem in statuses ? statuses[problem as keyof typeof statuses] : 422);
}
