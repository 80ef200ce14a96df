import { sql, type Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

/** Forward only. A migration that has shipped is never edited; the next one mends it. */
const migrations: Record<string, Migration> = {
	'0001-two-logs': {
		async up(db: Kysely<never>) {
			for (const statement of firstSchema) await sql.raw(statement).execute(db);
		}
	},
	'0002-gaps-and-holes': {
		async up(db: Kysely<never>) {
			await sql.raw('ALTER TABLE takes ADD COLUMN gap TEXT').execute(db);
			await sql.raw(`ALTER TABLE takes ADD COLUMN holes TEXT NOT NULL DEFAULT '[]'`).execute(db);
		}
	},
	'0003-note-cursor': {
		async up(db: Kysely<never>) {
			await sql.raw('ALTER TABLE lectures ADD COLUMN noted_revision BIGINT NOT NULL DEFAULT 0').execute(db);
			await sql.raw('UPDATE lectures SET noted_revision = notes_settled_at_revision').execute(db);
		}
	},
	'0004-terms': {
		async up(db: Kysely<never>) {
			await sql.raw(`ALTER TABLE lectures ADD COLUMN terms TEXT NOT NULL DEFAULT '[]'`).execute(db);
		}
	},
	'0005-language-model': {
		async up(db: Kysely<never>) {
			for (const statement of languageModel) await sql.raw(statement).execute(db);
		}
	},
	'0006-note-ranges': {
		async up(db: Kysely<never>) {
			for (const statement of noteRanges) await sql.raw(statement).execute(db);
		}
	},
	'0007-questions': {
		async up(db: Kysely<never>) {
			await sql.raw(questions).execute(db);
		}
	},
	'0007-corrected-utterances': {
		async up(db: Kysely<never>) {
			await sql.raw('ALTER TABLE utterances ADD COLUMN heard TEXT').execute(db);
		}
	},
	'0008-slides': {
		async up(db: Kysely<never>) {
			for (const statement of slides) await sql.raw(statement).execute(db);
		}
	}
};

export const migrationProvider: MigrationProvider = { getMigrations: async () => migrations };

const questions = `CREATE TABLE questions (
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, id TEXT NOT NULL, n BIGINT NOT NULL,
		question TEXT NOT NULL, state TEXT NOT NULL, problem TEXT, answer TEXT, upto BIGINT NOT NULL,
		PRIMARY KEY (lecture_id, id))`;

const languageModel = [
	`CREATE TABLE llm_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, sealed_key TEXT)`,
	`CREATE TABLE llm_usage (
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, model TEXT NOT NULL, calls BIGINT NOT NULL,
		prompt_tokens BIGINT NOT NULL, cached_tokens BIGINT NOT NULL, completion_tokens BIGINT NOT NULL,
		cost_micro_usd BIGINT NOT NULL, unpriced_calls BIGINT NOT NULL, PRIMARY KEY (lecture_id, model))`
];

const noteRanges = [
	`ALTER TABLE lectures ADD COLUMN note_style TEXT NOT NULL DEFAULT '{"template":"default","language":"lecture"}'`,
	`CREATE TABLE note_ranges (
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, version BIGINT NOT NULL, call_key TEXT NOT NULL,
		state TEXT NOT NULL, PRIMARY KEY (lecture_id, version, call_key))`,
	`CREATE TABLE noted_lines (
		lecture_id TEXT NOT NULL, version BIGINT NOT NULL, utterance_id TEXT NOT NULL, call_key TEXT NOT NULL,
		PRIMARY KEY (lecture_id, version, utterance_id),
		FOREIGN KEY (lecture_id, version, call_key) REFERENCES note_ranges (lecture_id, version, call_key) ON DELETE CASCADE)`
];

const slides = [
	'ALTER TABLE lectures ADD COLUMN slides_version BIGINT NOT NULL DEFAULT 0',
	`CREATE TABLE decks (
		id TEXT PRIMARY KEY, lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, position BIGINT NOT NULL,
		name TEXT NOT NULL, format TEXT NOT NULL, bytes BIGINT NOT NULL, added_at BIGINT NOT NULL, slides TEXT NOT NULL,
		glossary TEXT NOT NULL, UNIQUE (lecture_id, position))`,
	`CREATE TABLE slide_anchors (
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, utterance_id TEXT NOT NULL,
		deck_id TEXT NOT NULL REFERENCES decks (id) ON DELETE CASCADE, slide BIGINT NOT NULL,
		PRIMARY KEY (lecture_id, utterance_id))`
];

const firstSchema = [
	`CREATE TABLE keys (
		id TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, admin INTEGER NOT NULL,
		created_at BIGINT NOT NULL, disabled_at BIGINT)`,
	`CREATE TABLE sessions (
		digest TEXT PRIMARY KEY, key_id TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
		created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)`,
	`CREATE TABLE lectures (
		id TEXT PRIMARY KEY, owner TEXT NOT NULL REFERENCES keys (id), title TEXT NOT NULL, language TEXT NOT NULL,
		created_at BIGINT NOT NULL, finished_at BIGINT, revision BIGINT NOT NULL, changed_at_revision BIGINT NOT NULL,
		notes_settled_at_revision BIGINT NOT NULL)`,
	`CREATE TABLE removed_lectures (id TEXT PRIMARY KEY)`,
	`CREATE INDEX lectures_by_owner ON lectures (owner, created_at)`,
	`CREATE TABLE takes (
		id TEXT PRIMARY KEY, lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, number BIGINT NOT NULL,
		started_at BIGINT NOT NULL, codec TEXT NOT NULL, device TEXT, continues TEXT,
		samples BIGINT NOT NULL, marks BIGINT NOT NULL, finished INTEGER NOT NULL, UNIQUE (lecture_id, number))`,
	`CREATE TABLE marks (
		take_id TEXT NOT NULL REFERENCES takes (id) ON DELETE CASCADE, idx BIGINT NOT NULL, kind TEXT NOT NULL,
		sample BIGINT NOT NULL, PRIMARY KEY (take_id, idx))`,
	`CREATE TABLE utterances (
		take_id TEXT NOT NULL REFERENCES takes (id) ON DELETE CASCADE, segment BIGINT NOT NULL,
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, start_sample BIGINT NOT NULL,
		end_sample BIGINT NOT NULL, revision BIGINT NOT NULL, result TEXT NOT NULL, tokens TEXT NOT NULL,
		PRIMARY KEY (take_id, segment))`,
	`CREATE INDEX utterances_by_revision ON utterances (lecture_id, revision)`,
	`CREATE TABLE note_ops (
		lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE, revision BIGINT NOT NULL, ops TEXT NOT NULL,
		PRIMARY KEY (lecture_id, revision))`,
	`CREATE TABLE edits (
		id TEXT PRIMARY KEY, lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE)`
];
