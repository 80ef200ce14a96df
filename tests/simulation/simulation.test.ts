import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../server/store/database.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { faultsOf, isWhole } from './oracle.ts';
import { owner } from './sim-server.ts';
import { anyStep, World, type Step } from './world.ts';

const runs = 2_000;

/** Schedules that once found a fault, in the code or in the oracle. */
const found: [Step[], number][] = [
	[
		[
			{ do: 'back-up' },
			{ do: 'deliver', frames: 7 },
			{ do: 'restore', database: 'older', files: 'kept' },
			{ do: 'restore', database: 'kept', files: 'older' }
		],
		0
	],
	/* A torn frame at the end of a file that is restored sounded at the front of a hole. */
	[
		[
			{ do: 'die', at: 'after-write', powerShare: 0.37 },
			{ do: 'deliver', frames: 5 },
			{ do: 'start' },
			{ do: 'wait', ms: 40_000 },
			{ do: 'back-up' },
			{ do: 'deliver', frames: 5 },
			{ do: 'restore', database: 'kept', files: 'older' }
		],
		0
	]
];

let db: Database;
let ids = 0;
let schedules = 0;

const newId = (): string => `01890000-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`;

beforeAll(async () => {
	db = await openDatabase(':memory:');
	await keyRepository(db).add({ id: owner, name: '', digest: '', admin: false, createdAt: 0 });
});
afterAll(() => db.destroy());

/** Plays a schedule through to its end, heals what is broken, and says what is wrong then. */
async function play(steps: readonly Step[], jitter: number): Promise<string[]> {
	schedules++;
	const lectureId = newId();
	const world = new World({ lectureId, db, newId, random: () => jitter });
	await world.begin();
	for (const step of steps) await world.take(step);
	const isHealed = await world.heal(() => isWhole(world));
	const faults = [...(isHealed ? [] : ['it never becomes whole']), ...(await faultsOf(world))];
	world.end();
	await db.deleteFrom('lectures').where('id', '=', lectureId).execute();
	return faults;
}

describe('a recording through faults', () => {
	it(`[L1, L2, L3, L5, L6, T3, W1, W2, W4] whatever is cut, killed, restored or crashes, and when: in ${runs} schedules the server has every captured byte, once, but for what an older copy lost, and each segment one utterance`, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyStep, { maxLength: 50, size: 'max' }),
				fc.constantFrom(0, 0.5, 0.99),
				async (steps, jitter) => {
					expect(await play(steps, jitter)).toEqual([]);
				}
			),
			{ numRuns: runs, examples: found }
		);
		process.stdout.write(`${schedules} schedules\n`);
	}, 600_000);
});
