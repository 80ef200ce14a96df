import type { slides as english } from '../en/slides.ts';

export const slides: typeof english = {
	slides: {
		menu: '添加课件…',
		title: '课件',
		add: '添加课件',
		drop: '把 PPTX 或 PDF 拖到这里，添加课件',
		count: (slides) => `${slides} 页`,
		untitled: '无标题',
		picture: (slide) => `第 ${slide} 页的图像`,
		hidden: '隐藏',
		current: '当前页。',
		play: (slide, time) => `从 ${time} 播放第 ${slide} 页的讲解`,
		more: '全部显示',
		less: '收起',
		next: (slide, title) => `下一页：${slide}${title ? ` · ${title}` : ''}`,
		last: '已是最后一页',
		now: (slide) => `现在讲第 ${slide} 页`,
		thisOne: '这一页',
		byHand: '手动设定',
		unset: (slide) => `取消第 ${slide} 页的手动设定`,
		wait: '转写出第一句话后即可使用。',
		textless: {
			what: '多数页面没有文字，无法与讲话对应。',
			cure: '请在录音时按“下一页”，播放时按“这一页”，或改用带文字的文件。'
		},
		remove: (name) => `移除 ${name}`,
		removeTitle: '移除这份课件？',
		removeBody: (name) => `${name} 及其时间会从服务器删除。文字稿和笔记不变。`,
		removeYes: '移除',
		sending: (percent) => `正在上传，${percent}%`,
		reading: '正在读取课件…',
		dismiss: '关闭',
		failed: { what: '没有传到服务器。', cure: '请在恢复连接后重试。' },
		refused: {
			'unknown-format': { what: '无法将此文件作为课件读取。', cure: '请另存为 PPTX 或 PDF 后再添加。' },
			'old-format': {
				what: '这是 2007 年以前的 PowerPoint 格式。',
				cure: '请打开后另存为 PPTX 或 PDF，再添加。'
			},
			damaged: { what: '文件已损坏。', cure: '请打开后重新存为 PPTX 或 PDF，再添加。' },
			protected: { what: '文件有密码。', cure: '请另存一份不带密码的，再添加。' },
			'too-large': { what: '文件超过 50 MB。', cure: '请压缩图片后另存，或打印为 PDF，再添加。' },
			'too-many-slides': { what: '超过 500 页。', cure: '请分成几份添加。' },
			'no-slides': { what: '文件里没有页面。', cure: '请选择别的文件。' },
			'too-hard': { what: '读取时间太长，已停止。', cure: '请打印为 PDF 后再添加。' },
			'too-many-decks': { what: '这份课堂记录已有十份课件。', cure: '请先移除一份。' },
			'storage-full': { what: '服务器磁盘已满。', cure: '请告知管理员，然后重新添加。' },
			busy: { what: '服务器正在读取别的课件。', cure: '请过一分钟再添加。' },
			'no-such-lecture': { what: '服务器上还没有这份课堂记录。', cure: '请等声音上传后再添加。' },
			'not-signed-in': { what: '登录已失效。', cure: '请登录后再添加。' },
			unreachable: { what: '文件没有传到服务器。', cure: '请检查连接后再添加。' },
			'server-failed': { what: '服务器未能读取文件。', cure: '请稍后再试。' }
		}
	}
};
