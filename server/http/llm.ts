import { Hono } from 'hono';
import * as v from 'valibot';
import { checkLanguages, type ModelCheckEvent } from '#lib/protocol/index.ts';
import type { LanguageModels } from '../llm/settings/language-models.ts';
import { defaultCapUsd, presets } from '../llm/settings/presets.ts';
import { LlmChangeSchema } from '../llm/settings/schema.ts';
import type { CheckUse } from '../model-check/check-model.ts';
import type { ModelChecks } from '../model-check/model-checks.ts';
import type { Keys } from '../keys/keys.ts';
import type { Database } from '../store/database.ts';
import type { LectureRepository } from '../store/lectures.ts';
import { llmRepository } from '../store/llm.ts';
import { eventStream } from './event-stream.ts';
import { requireAdmin, requireSession, type ApiEnv } from './guard.ts';
import { usageRoutes } from './usage.ts';

type Deps = {
	db: Database;
	keys: Keys;
	lectures: LectureRepository;
	models: LanguageModels;
	checks: ModelChecks;
	/** What a check has used, and the key of the person who asked for it. */
	onUsed: (keyId: string, use: CheckUse) => void;
	/** Another one is in use, or none. */
	onChanged: () => Promise<void>;
};

/** Without `change`, what is kept. */
const CheckSchema = v.strictObject({
	language: v.picklist(checkLanguages),
	change: v.optional(LlmChangeSchema)
});

/** `/api/llm`: which language model is in use. `/api/admin/llm`: setting it. `/api/lectures/:id/usage`: what it costs. */
export function llmRoutes(deps: Deps): Hono<ApiEnv> {
	const { db, keys, lectures, models } = deps;
	const routes = new Hono<ApiEnv>();
	routes.use('/llm', requireSession(keys));
	routes.get('/llm', (c) => c.json({ inUse: models.inUse }));
	routes.use('/admin/*', requireSession(keys), requireAdmin);
	routes.route('/admin/llm', adminRoutes(deps));
	const repository = llmRepository(db);
	const priceAsOf = () => models.state.settings?.price?.asOf ?? null;
	routes.route('/lectures', usageRoutes({ lectures, repository, capUsd: () => models.capUsd, priceAsOf }));
	return routes;
}

/** Read, set, remove and try the language model. The key goes in and never comes out. */
function adminRoutes({ models, checks, onChanged, onUsed }: Deps): Hono<ApiEnv> {
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

	/** Checks what is kept, or what the body would change it to, before that is saved; whoever leaves calls it off. */
	routes.post('/test', async (c) => {
		const asked = v.safeParse(CheckSchema, await c.req.json().catch(() => undefined));
		if (!asked.success) return c.json(badRequest(asked.issues), 400);
		if (checks.isRunning) return c.json({ error: 'test-running' }, 409);
		const { language, change } = asked.output;
		const tried = models.forTrial(change);
		if (typeof tried === 'string') return c.json({ error: tried }, 422);
		const { keyId } = c.get('principal');
		return eventStream<ModelCheckEvent>(c, async (tell, left) => {
			onUsed(keyId, await checks.run(tried, language, tell, left));
		});
	});

	return routes;
}

/** Names the fields, never what was in them: one may be the key. */
const badRequest = (issues: readonly v.BaseIssue<unknown>[]) => ({
	error: 'bad-request',
	fields: [...new Set(issues.map((issue) => v.getDotPath(issue) ?? ''))]
});
