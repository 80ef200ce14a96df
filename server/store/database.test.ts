import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { openDatabase } from './database.ts';

it('brings a database up to date that has a later step but not an earlier one', async () => {
	const path = join(await temporaryDirectory(), 'x.db');
	const before = await openDatabase(path);
	for (const table of ['llm_settings', 'llm_usage']) await sql.raw(`DROP TABLE ${table}`).execute(before);
	await sql`DELETE FROM kysely_migration WHERE name = '0005-language-model'`.execute(before);
	await before.destroy();
	const after = await openDatabase(path);
	expect(await after.selectFrom('llm_usage').selectAll().execute()).toEqual([]);
	await after.destroy();
});

it('leaves a database alone that a newer version has written', async () => {
	const path = join(await temporaryDirectory(), 'x.db');
	const newer = await openDatabase(path);
	await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030')`.execute(newer);
	await newer.destroy();
	await expect(openDatabase(path)).rejects.toMatchObject({ cause: { kind: 'newer-schema' } });
});
