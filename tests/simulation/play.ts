import fc from 'fast-check';
import { expect } from 'vitest';
import { openDatabase, type Database } from '../../server/store/database.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { faultsOf, isWhole } from './oracle.ts';
import { owner } from './sim-server.ts';
import { stepOn, type Step } from './steps.ts';
import { World } from './world.ts';

export type Schedule = {
	steps: readonly Step[];
	/** What chance gives, always: 0 ≤ x < 1. */
	jitter: number;
	windowBytes: number;
};

let ids = 0;
const newId = (): string => `01890000-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`;

/** Plays a schedule through to its end, heals what is broken, and says what is wrong then. */
async function play({ steps, jitter, windowBytes }: Schedule, db: Database): Promise<string[]> {
	const lectureId = newId();
	const world = new World({ lectureId, db, newId, random: () => jitter, windowBytes });
	await world.begin();
	for (const step of steps) await world.take(step);
	const isHealed = await world.heal(() => isWhole(world));
	const faults = [...(isHealed ? [] : ['it never becomes whole']), ...(await faultsOf(world))];
	world.end();
	await db.deleteFrom('lectures').where('id', '=', lectureId).execute();
	return faults;
}

/** Plays so many schedules on so many devices, those that once found a fault before all others, and expects nothing wrong. */
export async function playAll(devices: 1 | 2, runs: number, found: readonly Schedule[]): Promise<void> {
	const db = await openDatabase(':memory:');
	await keyRepository(db).add({ id: owner, name: '', digest: '', admin: false, createdAt: 0 });
	let played = 0;
	const anySchedule: fc.Arbitrary<Schedule> = fc.record({
		steps: fc.array(stepOn(devices), { maxLength: 50, size: 'max' }),
		jitter: fc.constantFrom(0, 0.5, 0.99),
		windowBytes: fc.constantFrom(16 * 1024, 64 * 1024, 1024 * 1024)
	});
	const property = fc.asyncProperty(anySchedule, async (schedule) => {
		played++;
		expect(await play(schedule, db)).toEqual([]);
	});
	await fc.assert(property, { numRuns: runs, examples: found.map((schedule) => [schedule]) });
	await db.destroy();
	process.stdout.write(`${played} schedules\n`);
}
