import { sql } from 'kysely';
import type { Database } from './database.ts';

export type StoredLlm = { settings: string; sealedKey: string | null };
export type LlmUse = {
	promptTokens: number;
	cachedTokens: number;
	completionTokens: number;
	/** Null without a price. */
	costMicroUsd: number | null;
};

/** The one language model that is set up, and what each lecture has used of each. */
export function llmRepository(db: Database) {
	return {
		async settings(): Promise<StoredLlm | undefined> {
			const row = await db.selectFrom('llm_settings').selectAll().executeTakeFirst();
			return row && { settings: row.settings, sealedKey: row.sealed_key };
		},

		async saveSettings({ settings, sealedKey }: StoredLlm): Promise<void> {
			const row = { settings, sealed_key: sealedKey };
			await db
				.insertInto('llm_settings')
				.values({ id: 1, ...row })
				.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
				.execute();
		},

		async removeSettings(): Promise<void> {
			await db.deleteFrom('llm_settings').execute();
		},

		/** Adds a call. A lecture that is gone stays gone. */
		async addUse(lectureId: string, model: string, use: LlmUse): Promise<void> {
			const { promptTokens, cachedTokens, completionTokens, costMicroUsd } = use;
			await sql`INSERT INTO llm_usage (lecture_id, model, calls, prompt_tokens, cached_tokens, completion_tokens,
					cost_micro_usd, unpriced_calls)
				SELECT id, ${model}, 1, ${promptTokens}, ${cachedTokens}, ${completionTokens}, ${costMicroUsd ?? 0},
					${costMicroUsd === null ? 1 : 0} FROM lectures WHERE id = ${lectureId}
				ON CONFLICT (lecture_id, model) DO UPDATE SET calls = llm_usage.calls + 1,
					prompt_tokens = llm_usage.prompt_tokens + excluded.prompt_tokens,
					cached_tokens = llm_usage.cached_tokens + excluded.cached_tokens,
					completion_tokens = llm_usage.completion_tokens + excluded.completion_tokens,
					cost_micro_usd = llm_usage.cost_micro_usd + excluded.cost_micro_usd,
					unpriced_calls = llm_usage.unpriced_calls + excluded.unpriced_calls`.execute(db);
		},

		/** What a lecture has used, by model. */
		usage: (lectureId: string) =>
			db.selectFrom('llm_usage').selectAll().where('lecture_id', '=', lectureId).orderBy('model').execute()
	};
}

export type LlmRepository = ReturnType<typeof llmRepository>;
