import { bytesOf, codecForms, segmentsOf, type Codec, type Hole, type TakeId } from '#lib/protocol/index.ts';
import type { Captured } from './sim-device.ts';
import type { World } from './world.ts';

/** Whether the lecture has ended on the server, and every segment has been heard. */
export async function isWhole({ device, server }: World): Promise<boolean> {
	const row = await server.lectures.row(server.lectureId);
	if (device.captured.size > 0 && row?.finished_at === null) return false;
	for (const takeId of device.captured.keys())
		if ((await server.lectures.unheard(takeId)).length > 0) return false;
	return true;
}

/** What is wrong on the server, in words; empty when everything that was captured is there, once. */
export async function faultsOf(world: World): Promise<string[]> {
	const faults: string[] = [];
	for (const [takeId, captured] of world.device.captured)
		faults.push(...(await faultsIn(world, takeId, captured)));
	return faults;
}

async function faultsIn(
	{ server, disk, device, mayBeLost, forgottenHoles }: World,
	takeId: TakeId,
	captured: Captured
): Promise<string[]> {
	const { take, bytes, marks } = captured;
	const row = await server.lectures.take(takeId);
	if (!row) return bytes.length + marks.length > 0 ? [`take ${take.number} is missing`] : [];
	const { frameBytes, frameSamples } = codecForms[take.codec];
	const samples = (bytes.length / frameBytes) * frameSamples;
	const there = disk.bytesAt(disk.path(server.lectureId, take)) ?? new Uint8Array(0);
	const heard = (await server.lectures.utterances(server.lectureId)).filter(
		(each) => each.take_id === takeId
	);
	const holes = JSON.parse(row.holes) as Hole[];
	const lost = joined(mayBeLost.get(takeId) ?? []);
	const expected = segmentsOf(marks).map(({ index }) => index);
	const checks: [string, boolean][] = [
		['samples', row.samples === samples],
		[
			'bytes',
			isSound(
				bytes,
				there,
				holes.map((hole) => bytesIn(take.codec, hole)),
				(forgottenHoles.get(takeId) ?? []).map((hole) => bytesIn(take.codec, hole))
			)
		],
		['holes', holes.every((hole) => lost.some(({ from, to }) => from <= hole.from && hole.to <= to))],
		['marks', JSON.stringify(await server.lectures.marks(takeId)) === JSON.stringify(marks)],
		['finished', row.finished === 1],
		[
			'utterances',
			same(
				heard.map(({ segment }) => segment),
				expected
			)
		],
		['acknowledged beyond what was captured', (device.acknowledged.get(takeId) ?? 0) <= samples]
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
	captured: readonly number[],
	there: Uint8Array,
	holes: readonly Hole[],
	forgotten: readonly Hole[]
): boolean {
	if (captured.length !== there.length) return false;
	const isIn = (ranges: readonly Hole[], at: number) => ranges.some(({ from, to }) => at >= from && at < to);
	return captured.every((byte, at) =>
		isIn(holes, at) ? there[at] === 0 : there[at] === byte || (there[at] === 0 && isIn(forgotten, at))
	);
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
