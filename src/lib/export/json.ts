import type { Exportable, ExportLine } from './exportable.ts';

/** Everything that the other formats are made of. `FORMAT.md` says what each field is. */
export function toJson({ title, createdAt, durationMs, lines, notes, questions, decks }: Exportable): string {
	const document = {
		format: '404notsound-lecture',
		version: 1,
		title,
		createdAt: new Date(createdAt).toISOString(),
		durationMs: Math.round(durationMs),
		transcript: lines.map(lineOf),
		notes: notes.map(({ section, blocks }) => ({
			title: section.title,
			blocks: blocks.map(({ kind, md, cites, origin, doubtful = false, done }) => ({
				kind,
				md,
				cites,
				times: timesOf(cites, lines),
				origin,
				doubtful,
				...(kind === 'task' && { done: done ?? false })
			}))
		})),
		questions: questions.map(({ question, model, blocks }) => ({
			question,
			model,
			answer: blocks.map(({ kind, md, cites, unfounded = [] }) => ({
				...{ kind, md, cites, unfounded },
				times: timesOf(cites, lines)
			}))
		})),
		slides: decks.map(({ name, slides }) => ({
			name,
			slides: slides.map((slide) => ({ ...slide, startMs: rounded(slide.startMs) }))
		}))
	};
	return JSON.stringify(document, null, '\t') + '\n';
}

const lineOf = ({ startMs, endMs, ...line }: ExportLine) => ({
	id: line.id,
	startMs: Math.round(startMs),
	endMs: Math.round(endMs),
	takeId: line.takeId,
	startSample: line.startSample,
	endSample: line.endSample,
	text: line.text,
	language: line.language,
	event: line.event,
	corrected: line.corrected
});

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

/** When the lines that are cited begin, in ms. */
function timesOf(cites: readonly string[], lines: readonly ExportLine[]): number[] {
	const cited = new Set(cites);
	return lines.filter(({ id }) => cited.has(id)).map(({ startMs }) => Math.round(startMs));
}
