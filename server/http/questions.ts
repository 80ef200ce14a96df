import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { AskSchema, type AnswerEvent } from '#lib/protocol/index.ts';
import type { Questions } from '../questions/questions.ts';
import type { LectureRepository } from '../store/lectures.ts';
import { eventStream } from './event-stream.ts';
import type { ApiEnv } from './guard.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'find'>;
	questions: Questions;
	onFailure: (lectureId: string, error: Error) => void;
};

/** `/api/lectures/:id/questions`: what was asked about a lecture; ask, and hear the answer as it comes; stop it. */
export function questionRoutes({ lectures, questions, onFailure }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	const noSuchLecture = (c: Context) => c.json({ error: 'no-such-lecture' }, 404);
	const find = (c: Context<ApiEnv>) => lectures.find(c.req.param('id') ?? '', c.get('principal').keyId);

	routes.get('/:id/questions', async (c) => {
		const row = await find(c);
		return row ? c.json({ questions: await questions.list(row.id) }) : noSuchLecture(c);
	});

	/** Whoever leaves stops the answer. */
	routes.post('/:id/questions', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const ask = v.safeParse(AskSchema, await c.req.json().catch(() => undefined));
		if (!ask.success) return c.json({ error: 'bad-request' }, 400);
		if (questions.isAnswering(row.id)) return c.json({ error: 'busy' }, 409);
		return eventStream<AnswerEvent>(c, async (tell, left) => {
			try {
				await questions.ask(row, ask.output, tell, left);
			} catch (error) {
				onFailure(row.id, error as Error);
				tell({ type: 'failed', problem: 'server-failed' });
			}
		});
	});

	routes.delete('/:id/questions/:questionId', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		await questions.stop(row.id, c.req.param('questionId'));
		return c.body(null, 204);
	});

	return routes;
}
