import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { NoteStyleSchema, writersOf } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { noteStyleOf } from '../lectures/rows.ts';
import { putsOf } from '../lectures/note-versions.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { ApiEnv } from './guard.ts';
import { jsonList, textStream } from './json-stream.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'find'>;
	journal: Pick<Journal, 'noteVersions' | 'restyleNotes' | 'restoreNotes'>;
	/** A lecture's notes are to be brought up to its transcript. */
	wake: (lectureId: string) => void;
};

/** `/api/lectures/:id/notes`: the versions of the notes; write them anew in another style; bring an earlier one back. */
export function noteRoutes({ lectures, journal, wake }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	const noSuchLecture = (c: Context) => c.json({ error: 'no-such-lecture' }, 404);
	const noSuchVersion = (c: Context) => c.json({ error: 'no-such-version' }, 404);
	const find = (c: Context<ApiEnv>) => lectures.find(c.req.param('id') ?? '', c.get('principal').keyId);

	routes.get('/:id/notes', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const versions = await journal.noteVersions(row.id);
		return c.json({
			version: versions.at(-1)?.version ?? 1,
			versions: versions.map(({ version, style, beganAt, restores, document }) => ({
				version,
				style: style ?? noteStyleOf(row),
				beganAt: beganAt ?? (version === 1 ? row.created_at : null),
				restores: restores ?? null,
				writtenBy: writersOf(document)
			}))
		});
	});

	routes.get('/:id/notes/:version', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const wanted = Number(c.req.param('version'));
		const found = (await journal.noteVersions(row.id)).find(({ version }) => version === wanted);
		if (!found) return noSuchVersion(c);
		const notes = jsonList(
			putsOf(found.document)
				.values()
				.map((op) => JSON.stringify(op))
		);
		c.header('content-type', 'application/json');
		return c.body(
			textStream([[`{"version":${found.version},"notes":`], notes, ['}']].values().flatMap((each) => each))
		);
	});

	routes.post('/:id/notes', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const style = v.safeParse(NoteStyleSchema, await c.req.json().catch(() => undefined));
		if (!style.success) return c.json({ error: 'bad-request' }, 400);
		const version = await journal.restyleNotes(row.id, style.output);
		wake(row.id);
		return c.json({ version });
	});

	routes.post('/:id/notes/:version/restore', async (c) => {
		const row = await find(c);
		if (!row) return noSuchLecture(c);
		const version = await journal.restoreNotes(row.id, Number(c.req.param('version')));
		if (version === undefined) return noSuchVersion(c);
		wake(row.id);
		return c.json({ version });
	});

	return routes;
}
