import type { Format, Part } from '#lib/export/index.ts';

export const exporting = {
	exporting: {
		menu: 'Export…',
		title: 'Export',
		format: 'Format',
		formats: {
			md: 'Markdown',
			txt: 'Plain text',
			srt: 'SRT subtitles',
			vtt: 'VTT subtitles',
			json: 'JSON'
		} satisfies Record<Format, string>,
		contents: 'Include',
		parts: {
			notes: 'Notes',
			questions: 'Questions',
			slides: 'Slides',
			transcript: 'Transcript'
		} satisfies Record<Part, string>,
		holds: {
			srt: 'Subtitles contain the transcript only.',
			vtt: 'Subtitles contain the transcript only.',
			json: 'JSON contains everything, with times in milliseconds.'
		},
		withoutQuestions: 'Questions can’t be loaded right now, so the file won’t contain them.',
		save: 'Save file',
		failed: { what: 'The file couldn’t be created.', cure: 'Reload the page, then try again.' }
	}
};
