import { attackText, attacksOn, type Attack, type Effort } from './pattern-attacks.ts';

type Reading = { readonly attack: Attack; readonly length: number; readonly cpuMs: number };

/** Powers of two and worse show at the short ones, so that no reading takes long. */
const lengths = [22, 700, 20_000];
/** What a pattern may take before it is looked at closely; a linear one takes a thirtieth of it. */
const suspectMs = 12;
/** No machine is so slow that a linear one takes as long. */
const certainMs = 400;
/** Twice the length takes a linear pattern twice as long, and a quadratic one four times. */
const growthMax = 2.7;

/** The attack that takes a pattern more than linear time; undefined when none does. */
export function superLinear(pattern: RegExp, effort: Effort): Reading | undefined {
	for (const attack of attacksOn(pattern, effort)) {
		for (const length of lengths) {
			const cpuMs = cpuMsOf(pattern, attackText(attack, length));
			if (cpuMs > certainMs || (cpuMs > suspectMs && isGrowing(pattern, attack, length)))
				return { attack, length, cpuMs };
		}
	}
	return undefined;
}

/** Asked several times: a machine with other work to do can make one reading long, but not all of them. */
function isGrowing(pattern: RegExp, attack: Attack, length: number): boolean {
	const [half, whole] = [length / 2, length].map((each) => attackText(attack, each)) as [string, string];
	for (let tries = 0; tries < 3; tries++) {
		const wholeMs = cpuMsOf(pattern, whole);
		if (wholeMs < suspectMs || wholeMs < growthMax * cpuMsOf(pattern, half)) return false;
	}
	return true;
}

/** Processor time of this thread, which other work does not lengthen. */
function cpuMsOf(pattern: RegExp, text: string): number {
	const before = process.threadCpuUsage();
	text.replace(pattern, '');
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}
