import { percentile } from '../measure.ts';
import type { LiveClient } from './client.ts';
import type { Usage } from './usage.ts';

const rounded = (value: number) => (Number.isNaN(value) ? null : Math.round(value * 10) / 10);
const spread = (values: number[], ...percents: number[]) =>
	Object.fromEntries(percents.map((percent) => [`p${percent}`, rounded(percentile(values, percent))]));

/** The figures of the segments whose speech began in `fromMs` ≤ t < `toMs`; see the head of bench/live.ts. */
export function delaysOf(clients: readonly LiveClient[], fromMs: number, toMs: number) {
	const found = clients
		.flatMap((client) => client.findings())
		.filter(({ spokenAtMs }) => spokenAtMs >= fromMs && spokenAtMs < toMs);
	const begun = found.filter(({ beginsWith }) => beginsWith === 'speech');
	const ended = found.filter(({ endsWith }) => endsWith === 'quiet');
	return {
		firstHypothesisMs: spread(begun.flatMap(firstWordsMs), 50, 95),
		finalAfterSpeechMs: spread(
			ended.flatMap(({ finalMs }) => finalMs ?? []),
			50,
			95,
			99
		),
		segments: found.length,
		withoutHypothesis: begun.filter(({ firstHypothesisMs }) => firstHypothesisMs === undefined).length
	};
}

const firstWordsMs = ({ firstHypothesisMs }: { firstHypothesisMs: number | undefined }) =>
	firstHypothesisMs ?? [];

export const unheardOf = (clients: readonly LiveClient[]): number =>
	clients.flatMap((client) => client.findings()).filter((finding) => finding.finalMs === undefined).length;

/** Finals told more than once for a segment with a new revision each. */
export const doubledOf = (clients: readonly LiveClient[]): number =>
	clients.flatMap(({ recorder }) => [...recorder.finals.values()]).reduce((sum, times) => sum + times - 1, 0);

/** Memory at the end, and its most in each quarter of the run. */
export function memoryOf(usages: readonly Usage[]) {
	const quarter = (at: number) =>
		usages.slice(
			Math.floor((at * usages.length) / 4),
			Math.max(1, Math.floor(((at + 1) * usages.length) / 4))
		);
	const most = (value: (usage: Usage) => number) =>
		[0, 1, 2, 3].map((at) => rounded(Math.max(...quarter(at).map(value))));
	return {
		rssMB: rounded(usages.at(-1)?.serverRssMB ?? Number.NaN),
		serverRssMBByQuarter: most(({ serverRssMB }) => serverRssMB),
		childrenRssMBByQuarter: most(({ childrenRssMB }) => childrenRssMB)
	};
}

/** Of one processor; 100 is one of them kept busy. */
export function cpuPctOf(usages: readonly Usage[], wallMs: number): number | null {
	const [first, last] = [usages[0], usages.at(-1)];
	return first && last ? rounded(((last.cpuMs - first.cpuMs) / wallMs) * 100) : null;
}
