import {
	bytesOf,
	sampleRate,
	samplesIn,
	segmentsOf,
	type Codec,
	type Hole,
	type TakeId
} from '#lib/protocol/index.ts';
import type { Captured, SimDevice } from './sim-device.ts';
import { samplesOf, type Heard } from './sim-recorder.ts';
import { longestBatchSamples } from './steps.ts';
import type { World } from './world.ts';

/** Whether the lecture has ended on the server, and every segment has been heard. */
export async function isWhole({ server }: World): Promise<boolean> {
	const row = await server.lectures.row(server.lectureId);
	if (!row || row.finished_at === null) return false;
	for (const take of await server.lectures.takes(server.lectureId))
		if ((await server.lectures.unheard(take.id)).length > 0) return false;
	return true;
}

/** What is wrong, in words; empty when everything that was heard is on its device, and everything from there on the server, once. */
export async function faultsOf(world: World): Promise<string[]> {
	const faults = [...world.network.faults];
	for (const [which, device] of world.devices.entries())
		for (const fault of await faultsOn(device, world)) faults.push(`device ${which}: ${fault}`);
	return faults;
}

async function faultsOn(device: SimDevice, world: World): Promise<string[]> {
	const faults = [
		...device.notebook.faults,
		...device.notebook.heard.flatMap((heard) => unstored(heard, device))
	];
	const captured = await device.captured();
	for (const [takeId, each] of captured)
		faults.push(...(await faultsIn(world, takeId, each, device.acknowledged.get(takeId) ?? 0)));
	const numbers = await Promise.all([...captured.keys()].map((takeId) => world.server.lectures.take(takeId)));
	if (numbers.some((row, n) => (row?.number ?? 0) < (numbers[n - 1]?.number ?? 0)))
		faults.push(`[W10] takes are numbered ${numbers.map((row) => row?.number).join(', ')}`);
	return faults;
}

/** A take that is far behind waits for so long for a silence, and then for its next batch. */
const splitWithinSamples = 5 * sampleRate + longestBatchSamples;

/** What the microphone gave is on disk, once and in order; but for the end, where the page has died. */
function unstored(each: Heard, { store }: SimDevice): string[] {
	const { takeId, frames, end, behindAtSamples } = each;
	const [heard, stored] = [Buffer.concat(frames), store.soundOf(takeId)];
	if (end === 'none') return ['a take was not written to its end'];
	if (samplesOf(each) > (behindAtSamples ?? Infinity) + splitWithinSamples)
		return ['[W4] a take went on far behind'];
	const isRight = end === 'closed' ? heard.equals(stored) : heard.subarray(0, stored.length).equals(stored);
	return isRight ? [] : ['what is stored is not what was heard'];
}

async function faultsIn(
	{ server, disk, mayBeLost, forgottenHoles }: World,
	takeId: TakeId,
	{ take, bytes, marks }: Captured,
	acknowledgedSamples: number
): Promise<string[]> {
	const row = await server.lectures.take(takeId);
	if (!row) return bytes.length + marks.length > 0 ? [`take ${take.number} is missing`] : [];
	const samples = samplesIn(take.codec, bytes.length);
	const there = Buffer.from(disk.bytesAt(disk.path(server.lectureId, take)) ?? []);
	const utterances = await server.lectures.utterances(server.lectureId);
	const heard = utterances.filter((each) => each.take_id === takeId).map(({ segment }) => segment);
	const holes = JSON.parse(row.holes) as Hole[];
	const lost = joined(mayBeLost.get(takeId) ?? []);
	const inBytes = (each: readonly Hole[]) => each.map((hole) => bytesIn(take.codec, hole));
	const checks: [string, boolean][] = [
		['number', row.number === take.number],
		['samples', row.samples === samples],
		['bytes', isSound(bytes, there, inBytes(holes), inBytes(forgottenHoles.get(takeId) ?? []))],
		['holes', holes.every((hole) => lost.some(({ from, to }) => from <= hole.from && hole.to <= to))],
		['marks', JSON.stringify(await server.lectures.marks(takeId)) === JSON.stringify(marks)],
		['finished', row.finished === 1],
		[
			'utterances',
			same(
				heard,
				segmentsOf(marks).map(({ index }) => index)
			)
		],
		['acknowledged beyond what was captured', acknowledgedSamples <= samples]
	];
	return checks.filter(([, isRight]) => !isRight).map(([what]) => `take ${take.number}: ${what}`);
}

const bytesIn = (codec: Codec, { from, to }: Hole): Hole => ({
	from: bytesOf(codec, from),
	to: bytesOf(codec, to)
});

/**
 * Byte for byte what was captured, and nothing in the holes. An older copy of the database may have forgotten a hole that
 * the files still have: there, and there only, may be silence that is not listed.
 */
function isSound(
	captured: Buffer,
	there: Buffer,
	holes: readonly Hole[],
	forgotten: readonly Hole[]
): boolean {
	const expected = Buffer.from(captured);
	for (const { from, to } of forgotten)
		for (let at = from; at < Math.min(to, there.length); at++) if (there[at] === 0) expected[at] = 0;
	for (const { from, to } of holes) expected.fill(0, from, to);
	return expected.equals(there);
}

/** The union of ranges, where neighbours become one. */
function joined(ranges: readonly Hole[]): Hole[] {
	const out: Hole[] = [];
	for (const range of ranges.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
		const last = out.at(-1);
		if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
		else out.push({ ...range });
	}
	return out;
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
	JSON.stringify([...a].sort((x, y) => x - y)) === JSON.stringify(b);
