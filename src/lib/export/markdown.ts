import type { NoteBlock, UtteranceId } from '#lib/protocol/index.ts';
import { type Exportable, clock } from './exportable.ts';

/** The notes, each with the times it rests on, and the transcript after them. */
export function toMarkdown(lecture: Exportable): string {
	const startMs = new Map(lecture.lines.map((line) => [line.id, line.startMs]));
	const notes = lecture.notes.flatMap(({ section, blocks }) => [
		`## ${oneLine(section.title)}`,
		blocks.map((block) => blockOf(block, startMs)).join('\n')
	]);
	const date = new Date(lecture.createdAt).toISOString();
	const transcript = lecture.lines.map((line) => `**${clock(line.startMs)}** ${wordsOf(line)}`);
	const parts = [`# ${oneLine(lecture.title)}`, `${date} · ${clock(lecture.durationMs)}`, ...notes];
	if (transcript.length > 0) parts.push('## Transcript', ...transcript);
	return parts.join('\n\n') + '\n';
}

/** The transcript alone, one line for each utterance. */
export function toText(lecture: Exportable): string {
	const lines = lecture.lines.map((line) => `[${clock(line.startMs)}] ${wordsOf(line)}`);
	return [oneLine(lecture.title), '', ...lines].join('\n') + '\n';
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const wordsOf = ({ text, event }: Exportable['lines'][number]): string =>
	[event && `[${event}]`, oneLine(text)].filter(Boolean).join(' ');

function blockOf(block: NoteBlock, startMs: ReadonlyMap<UtteranceId, number>): string {
	const times = block.cites.flatMap((id) => {
		const ms = startMs.get(id);
		return ms === undefined ? [] : [clock(ms)];
	});
	const cites = times.length > 0 ? ` (${times.join(', ')})` : '';
	switch (block.kind) {
		case 'formula':
		case 'code':
		case 'table':
			return `\n${block.md}\n${cites && `\n${cites.trim()}\n`}`;
		case 'task':
			return `- [${block.done ? 'x' : ' '}] ${block.md}${cites}`;
		case 'important':
			return `- ⚠️ ${block.md}${cites}`;
		case 'term':
			return `- **${block.md.replace(/(?<!\s)\s*::\s*/, '** — ')}${block.md.includes('::') ? '' : '**'}${cites}`;
		case 'paragraph':
			return `\n${block.md}${cites}\n`;
		case 'bullet':
		case 'question':
			return `- ${block.md}${cites}`;
	}
}
