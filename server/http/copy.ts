import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import {
	codecForms,
	IdSchema,
	LectureSeedSchema,
	MarkSchema,
	marksPerMessageMax,
	TakeSchema,
	type Codec,
	type ErrorCode
} from '#lib/protocol/index.ts';
import type { Intake } from '../intake/intake.ts';
import type { DurableAnswer, LectureLogs } from '../lectures/logs.ts';
import { lectureInfo } from '../lectures/rows.ts';
import type { Recorders } from '../socket/recorders.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow, TakeRow } from '../store/schema.ts';
import type { ApiEnv } from './guard.ts';

type Deps = {
	lectures: LectureRepository;
	logs: LectureLogs;
	intake: Intake;
	recorders: Recorders;
};

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const MarksSchema = v.pipe(v.array(MarkSchema), v.minLength(1), v.maxLength(marksPerMessageMax));
const LengthsSchema = v.strictObject({ samples: count, marks: count });
const EndSchema = v.strictObject({ takes: count });

type Found = { lecture: LectureRow; take: TakeRow };

/**
 * The intake by request (rules H1 to H3), for those who hold sound and no socket: service workers and rescue files.
 * What is sent is durable when the answer is there; a wrong place is answered with the right one in `offset`.
 */
export function copyRoutes({ lectures, logs, intake, recorders }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();

	/** The take of the person's own lecture that the address names. */
	async function find(c: Context<ApiEnv>): Promise<Found | undefined> {
		const lecture = await lectures.find(c.req.param('id') ?? '', c.get('principal').keyId);
		const take = lecture && (await lectures.take(c.req.param('takeId') ?? ''));
		return take?.lecture_id === lecture?.id && lecture && take ? { lecture, take } : undefined;
	}

	/** Lets go of the file again: there is no session whose end would do it. */
	async function letGo({ lecture, take }: Found): Promise<void> {
		if (!recorders.isRecording(lecture.id)) await intake.release(take.id);
	}

	routes.put('/:id', async (c) => {
		const lectureId = v.safeParse(IdSchema, c.req.param('id'));
		const seed = v.safeParse(LectureSeedSchema, await json(c));
		if (!lectureId.success || !seed.success) return refuse(c, 400, 'bad-message');
		const row = await logs.find(lectureId.output, c.get('principal').keyId, seed.output);
		if (row === 'removed') return refuse(c, 410, 'no-such-lecture');
		if (!row) return refuse(c, 404, 'no-such-lecture');
		const takes = await logs.states(row.id);
		if (!recorders.isRecording(row.id)) for (const { takeId } of takes) await intake.release(takeId);
		return c.json({ lecture: lectureInfo(row), takes });
	});

	routes.post('/:id/finish', async (c) => {
		const lecture = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!lecture) return refuse(c, 404, 'no-such-lecture');
		const end = v.safeParse(EndSchema, await json(c));
		if (!end.success) return refuse(c, 400, 'bad-message');
		const row = await logs.finish(lecture.id, end.output.takes);
		return row === 'finish-mismatch' ? refuse(c, 409, row) : c.body(null, 204);
	});

	routes.put('/:id/takes/:takeId', async (c) => {
		const lecture = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!lecture) return refuse(c, 404, 'no-such-lecture');
		const take = v.safeParse(TakeSchema, await json(c));
		if (!take.success || take.output.takeId !== c.req.param('takeId')) return refuse(c, 400, 'bad-message');
		const row = await logs.begin(lecture.id, take.output);
		if (typeof row === 'string') return refuse(c, 422, row === 'conflict' ? 'bad-message' : row);
		const state = await logs.state(row);
		await letGo({ lecture, take: row });
		return c.json(state);
	});

	routes.put('/:id/takes/:takeId/audio', async (c) => {
		const found = await find(c);
		if (!found) return refuse(c, 404, 'unknown-take');
		const offset = wholeNumber(c.req.query('offset'));
		const bytes = await body(c);
		if (
			offset === undefined ||
			!bytes ||
			!areWholeFrames(found.take.codec as Codec, offset, bytes.byteLength)
		)
			return refuse(c, 400, 'bad-message');
		const answered = await logs.appendAudio(found.take, offset, bytes);
		await letGo(found);
		return answer(c, answered, 'samples');
	});

	routes.put('/:id/takes/:takeId/marks', async (c) => {
		const found = await find(c);
		if (!found) return refuse(c, 404, 'unknown-take');
		const from = wholeNumber(c.req.query('from'));
		const items = v.safeParse(MarksSchema, await json(c));
		if (from === undefined || !items.success) return refuse(c, 400, 'bad-message');
		const answered = await logs.appendMarks(found.take, from, items.output);
		await letGo(found);
		return answer(c, answered, 'marks');
	});

	routes.post('/:id/takes/:takeId/finish', async (c) => {
		const found = await find(c);
		if (!found) return refuse(c, 404, 'unknown-take');
		const lengths = v.safeParse(LengthsSchema, await json(c));
		if (!lengths.success) return refuse(c, 400, 'bad-message');
		const answered = await intake.finish(found.take.id, lengths.output);
		await letGo(found);
		if (answered === 'finished') return c.body(null, 204);
		return refuse(c, answered === 'unknown-take' ? 404 : 409, answered);
	});

	return routes;
}

const statusOf = {
	'audio-gap': 409,
	'marks-gap': 409,
	'marks-conflict': 422,
	'take-finished': 422,
	'storage-failed': 503,
	'storage-full': 507
} as const;

/** Whatever became of it, `offset` is where the log ends: the sender goes on from there. */
function answer(c: Context, answered: DurableAnswer, log: 'samples' | 'marks'): Response {
	if (answered.answer === 'unknown-take') return refuse(c, 404, 'unknown-take');
	c.header('offset', String(answered.stored[log]));
	if (answered.answer === 'accepted' || answered.answer === 'duplicate') return c.body(null, 204);
	return refuse(c, statusOf[answered.answer], answered.answer);
}

const refuse = (c: Context, status: 400 | 404 | 409 | 410 | 422 | 503 | 507, error: ErrorCode): Response =>
	c.json({ error }, status);

const json = (c: Context): Promise<unknown> => c.req.json().catch(() => undefined);

/** Undefined when the sender broke off: nothing of it is taken. */
const body = async (c: Context): Promise<Uint8Array | undefined> => {
	const bytes = await c.req.arrayBuffer().catch(() => undefined);
	return bytes && new Uint8Array(bytes);
};

/** Rule B2: what is sent begins and ends between two frames, and is something. */
function areWholeFrames(codec: Codec, offset: number, bytes: number): boolean {
	const { frameSamples, frameBytes } = codecForms[codec];
	return bytes > 0 && offset % frameSamples === 0 && bytes % frameBytes === 0;
}

function wholeNumber(text: string | undefined): number | undefined {
	const value = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
	return Number.isSafeInteger(value) ? value : undefined;
}
