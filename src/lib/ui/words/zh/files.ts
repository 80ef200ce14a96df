import type { files as english } from '../en/files.ts';

export const files: typeof english = {
	rescue: {
		save: '将声音存为文件',
		saving: '正在保存…',
		fileType: '课堂录音',
		saved: { what: '声音已存为文件。', cure: '可在任何已登录的设备上通过“导入”打开。' },
		failed: { what: '无法写入文件。', cure: '请腾出空间，或换一个位置。' }
	},
	import: {
		title: '导入',
		link: '导入音频或视频',
		explain:
			'每个音频或视频文件会成为一份课堂记录，并自动转写。存为 .404take 文件的声音会回到原来的课堂记录。',
		choose: '选择文件',
		kinds: 'MP3、M4A、WAV、Ogg、Opus、FLAC、WebM、MP4、MOV',
		drop: '或拖放到这里',
		openIt: '打开课堂记录',
		waiting: '等待中',
		opening: '正在打开…',
		reading: '正在读取音频',
		left: (length) => `还需约 ${length}`,
		cancel: '取消',
		keepOpen: '完成之前请勿关闭此页面，期间可以查看其他课堂记录。',
		heldUp: { what: '本设备空间已满。', cure: '十分钟内腾出空间即可继续。' },
		cancelled: { what: '已取消，没有保留任何内容。', cure: '' },
		imported: {
			whole: (length) => ({ what: `已导入 ${length}。`, cure: '' }),
			damaged: (length) => ({
				what: `文件在 ${length} 之后已损坏。`,
				cure: '之前的部分已导入，其余无法读取。'
			}),
			'storage-full': (length) => ({
				what: `导入 ${length} 后本设备空间已满。`,
				cure: '已读取的部分已保存。腾出空间后重新导入，即可得到完整内容。'
			}),
			'storage-failed': (length) => ({
				what: `导入 ${length} 后浏览器无法继续保存。`,
				cure: '已读取的部分已保存。刷新页面后重新导入，即可得到完整内容。'
			})
		},
		unknownCodec: (codec, advice) => ({
			what: codec ? `此文件的声音是 ${codec} 格式，此浏览器无法解码。` : '此浏览器无法识别这种音频编码。',
			cure:
				advice === 'chrome'
					? '请用 Chrome 或 Edge 打开此页面，或先将文件转换为 MP3、M4A 或 WAV。'
					: '请先将文件转换为 MP3、M4A 或 WAV，例如用 VLC、Audacity 或 ffmpeg。'
		}),
		tracks: (used, count) => `共 ${count} 条音轨，已使用${used}。`,
		track: (number, name) => `音轨 ${number}${name ? `（${name}）` : ''}`,
		addTrack: (track) => `另行导入${track}`,
		cancelling: { what: '此文件的声道相互抵消。', cure: '已将其调整为同相，讲话声得以保留。' },
		done: (length) => ({ what: `已导入 ${length}。`, cure: '' }),
		nothingNew: { what: '没有新内容，这里都已经有了。', cure: '' },
		late: (length) => ({
			what: `有 ${length} 无法加入：这份课堂记录已在本设备上结束。`,
			cure: '请保留该文件。'
		}),
		missing: (length) => ({
			what: `文件不完整或已损坏，缺失 ${length}。`,
			cure: '其余部分已导入。如有更完整的副本，请一并导入。'
		}),
		refused: {
			empty: { what: '这是空文件。', cure: '请选择其他副本。' },
			'not-media': {
				what: '这不是可以读取的音频或视频文件。',
				cure: '请选择录音、视频或 .404take 文件；其他格式请先转换为 MP3、M4A 或 WAV。'
			},
			'no-audio': { what: '这个视频没有声音。', cure: '没有可以转写的内容。' },
			encrypted: { what: '此文件受版权保护（已加密）。', cure: '只有其专用应用能播放。请使用未加密的副本。' },
			'broken-media': { what: '文件已损坏，无法读取其中的音频。', cure: '请使用其他副本。' },
			'newer-file': { what: '此文件由更新的版本保存。', cure: '请先更新本应用，再重试。' },
			'broken-file': { what: '此文件的开头已损坏，无法读取。', cure: '请使用其他副本。' },
			'storage-full': {
				what: '本设备空间不足。',
				cure: '腾出空间后重新导入此文件。'
			},
			'storage-failed': {
				what: '浏览器不允许此页面保存声音。',
				cure: '请退出无痕浏览或允许网站数据，然后重试。'
			}
		}
	}
};
