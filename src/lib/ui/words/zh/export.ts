import type { exporting as english } from '../en/export.ts';

export const exporting: typeof english = {
	exporting: {
		menu: '导出…',
		title: '导出',
		format: '格式',
		formats: { md: 'Markdown', txt: '纯文本', srt: 'SRT 字幕', vtt: 'VTT 字幕', json: 'JSON' },
		contents: '包含内容',
		parts: { notes: '笔记', questions: '问答', slides: '课件', transcript: '文字稿' },
		holds: {
			srt: '字幕只包含文字稿。',
			vtt: '字幕只包含文字稿。',
			json: 'JSON 包含全部内容，时间以毫秒表示。'
		},
		withoutQuestions: '暂时无法加载问答，导出的文件将不包含问答。',
		save: '保存文件',
		failed: { what: '无法生成文件。', cure: '请刷新页面后重试。' }
	}
};
