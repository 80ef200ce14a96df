import type { Exportable } from './exportable.ts';

/** Everything that the other formats are made of, under a version of its own. */
export function toJson({ title, createdAt, durationMs, lines, notes }: Exportable): string {
	const document = {
		format: '404notsound-lecture',
		version: 1,
		title,
		createdAt: new Date(createdAt).toISOString(),
		durationMs,
		transcript: lines,
		notes: notes.map(({ section, blocks }) => ({
			title: section.title,
			blocks: blocks.map(({ kind, md, cites, origin, done }) => ({
				kind,
				md,
				cites,
				origin,
				...(done && { done })
			}))
		}))
	};
	return JSON.stringify(document, null, '\t') + '\n';
}
