import type { UtteranceId } from '#lib/protocol/index.ts';
import { type Exportable, clock } from '../exportable.ts';
import { paragraph, text, type Node } from '../markdown/node.ts';

/** The times of what is cited, as a text to stand behind it; empty where nothing is. */
export type Times = (cites: readonly UtteranceId[]) => string;

export function timesOf({ lines, words }: Exportable): Times {
	const startMs = new Map(lines.map((line) => [line.id, line.startMs]));
	return (cites) => {
		const times = cites.flatMap((id) => {
			const ms = startMs.get(id);
			return ms === undefined ? [] : [clock(ms)];
		});
		return times.length > 0 ? words.times([...new Set(times)]) : '';
	};
}

/** What was written, with a remark behind its last words. */
export function withRemark(nodes: readonly Node[], remark: string): Node[] {
	if (remark === '') return [...nodes];
	const last = nodes.at(-1);
	if (last?.type !== 'paragraph') return [...nodes, paragraph(text(remark.trim()))];
	return [...nodes.slice(0, -1), paragraph(...(last.children ?? []), text(remark))];
}
