import { Hono } from 'hono';
import * as v from 'valibot';
import type { LanguageModels } from '../llm/settings/language-models.ts';
import { defaultCapUsd, presets } from '../llm/settings/presets.ts';
import { LlmChangeSchema } from '../llm/settings/schema.ts';
import type { Keys } from '../keys/keys.ts';
import type { Database } from '../store/database.ts';
import type { LectureRepository } from '../store/lectures.ts';
import { llmRepository } from '../store/llm.ts';
import { requireAdmin, requireSession, type ApiEnv } from './guard.ts';
import { usageRoutes } from './usage.ts';

type Deps = {
	db: Database;
	keys: Keys;
	lectures: LectureRepository;
	models: LanguageModels;
	/** Another one is in use, or none. */
	onChanged: () => Promise<void>;
};

const testMostMs = 30_000;

/** `/api/llm`: which language model is in use. `/api/admin/llm`: setting it. `/api/lectures/:id/usage`: what it costs. */
export function llmRoutes({ db, keys, lectures, models, onChanged }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	routes.use('/llm', requireSession(keys));
	routes.get('/llm', (c) => c.json({ inUse: models.inUse }));
	routes.use('/admin/*', requireSession(keys), requireAdmin);
	routes.route('/admin/llm', adminRoutes(models, onChanged));
	const repository = llmRepository(db);
	const priceAsOf = () => models.state.settings?.price?.asOf ?? null;
	routes.route('/lectures', usageRoutes({ lectures, repository, capUsd: () => models.capUsd, priceAsOf }));
	return routes;
}

/** Read, set, remove and try the language model. The key goes in and never comes out. */
function adminRoutes(models: LanguageModels, onChanged: Deps['onChanged']): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	const state = () => ({ ...models.state, presets, defaultCapUsd });

	routes.get('/', (c) => c.json(state()));

	routes.put('/', async (c) => {
		const change = v.safeParse(LlmChangeSchema, await c.req.json().catch(() => undefined));
		if (!change.success) return c.json(badRequest(change.issues), 400);
		const problem = await models.save(change.output);
		if (!problem) await onChanged();
		return problem ? c.json({ error: problem }, 422) : c.json(state());
	});

	routes.delete('/', async (c) => {
		await models.remove();
		await onChanged();
		return c.json(state());
	});

	/** Tries what is kept, or what the body would change it to, before that is saved. */
	routes.post('/test', async (c) => {
		const text = await c.req.text();
		const change =
			text === '' ? undefined : v.safeParse(v.pipe(v.string(), v.parseJson(), LlmChangeSchema), text);
		if (change?.success === false) return c.json(badRequest(change.issues), 400);
		const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(testMostMs)]);
		const result = await models.test(change?.output, signal);
		return typeof result === 'string' ? c.json({ error: result }, 422) : c.json(result);
	});

	return routes;
}

/** Names the fields, never what was in them: one may be the key. */
const badRequest = (issues: readonly v.BaseIssue<unknown>[]) => ({
	error: 'bad-request',
	fields: [...new Set(issues.map((issue) => v.getDotPath(issue) ?? ''))]
});
