import { expect, it } from 'vitest';
import { createAsk } from './api.ts';
import { createNotesApi } from './notes-api.ts';
import { NotesHistory } from './notes-history.svelte.ts';

const style = { template: 'default', language: 'lecture' } as const;
const version = (number: number) => ({
	version: number,
	style,
	beganAt: null,
	restores: null,
	writtenBy: { extractive: 0, llm: 1, person: 0 }
});
const section = { sectionId: 's', title: 'S', position: 1, origin: 'llm', locked: false, rev: 1 };

/** A history on a server that answers each path as it is told; anything else is not there. */
function historyOn(answers: Record<string, unknown>) {
	const asked: string[] = [];
	const fetch = async (path: string, { method, body }: RequestInit) => {
		asked.push(`${method} ${path} ${typeof body === 'string' ? body : ''}`.trim());
		const answer = answers[path];
		return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
	};
	return { asked, history: new NotesHistory(createNotesApi(createAsk(fetch)), 'L') };
}

it('shows the newest version first, and what the lecture has cost', async () => {
	const model = { model: 'm', calls: 1, promptTokens: 10, cachedTokens: 0, completionTokens: 2 };
	const usage = {
		models: [{ ...model, costUsd: 0.01, unpricedCalls: 0 }],
		costUsd: 0.01,
		capUsd: null,
		priceAsOf: null
	};
	const { history } = historyOn({
		'/api/lectures/L/notes': { version: 2, versions: [version(1), version(2)] },
		'/api/lectures/L/usage': usage
	});
	await history.load();
	expect(history.versions?.map((each) => each.version)).toEqual([2, 1]);
	expect(history.usage).toEqual(usage);
});

it('looks at an earlier version, brings it back and says so', async () => {
	const { history, asked } = historyOn({
		'/api/lectures/L/notes/1': { version: 1, notes: [{ op: 'put-section', section }] },
		'/api/lectures/L/notes/1/restore': { version: 3 }
	});
	await history.look(version(1));
	expect(history.looked?.outline.map((each) => each.section.title)).toEqual(['S']);
	await history.bringBack(1);
	expect(history.looked).toBeNull();
	expect(history.outcome).toEqual({ kind: 'back', restored: 1, version: 3 });
	expect(asked.at(-1)).toBe('POST /api/lectures/L/notes/1/restore {}');
});

it('says why notes are not written again, and goes on', async () => {
	const { history } = historyOn({});
	await history.writeAgain(style);
	expect(history.outcome).toEqual({ kind: 'refused', problem: 'not-found' });
	expect(history.isBusy).toBe(false);
});
