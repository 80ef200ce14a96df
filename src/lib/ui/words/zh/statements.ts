import type { statements as english } from '../en/statements.ts';
import { modelCheck } from './model-check.ts';

export const statements: typeof english = {
	statements: {
		phase: {
			starting: '正在开始…',
			recording: '录音中',
			recovering: '麦克风断开',
			paused: '已暂停',
			stopping: '正在结束…',
			importing: '正在导入',
			interrupted: '已中断',
			notEnded: '未结束',
			waiting: (length) => `${length} 待上传`,
			transcribing: (length) => `转写中 · 剩余 ${length}`,
			uploaded: '已上传',
			ready: '已完成'
		},
		interrupted: '这份课堂记录已中断。',
		importInterrupted: '导入时页面被关闭，文件的其余部分缺失。重新导入该文件即可得到完整内容。',
		transcript: {
			notUploaded: '这份课堂记录还没有上传，声音已安全保存在本设备上。',
			onServer: '已转写的文字在服务器上，连上服务器后就会显示。',
			recordingOffline: '连上服务器后才会出现文字，声音已保存在本设备上。',
			listening: '正在听。话说出几秒后，文字就会出现。',
			waiting: '等待转写。',
			nothingYet: '还没有转写出文字。',
			nothingRecorded: '没有录到声音。',
			noSpeech: '这份课堂记录里没有识别到语音。'
		},
		notes: {
			onServer: '连上服务器后就会显示笔记。',
			removed: '笔记已全部删除。',
			notYet: '内容足够时，笔记会自动出现。',
			writing: '正在生成笔记。',
			noSpeech: '没有识别到语音，因此没有笔记。',
			none: '文字稿中没有内容被记入笔记。'
		},
		notesWait: {
			extractedUntil: (model) => `最新的笔记暂由讲课原句摘出，之后由 ${model} 重写。`,
			waitingFor: (model, length) => `最新的笔记暂由讲课原句摘出。正在等待 ${model}，已等 ${length}。`
		},
		modelCheck,
		noCues: {
			task: { soFar: '目前没有找到待办事项。', atAll: '没有找到待办事项。' },
			important: { soFar: '目前没有找到重要内容。', atAll: '没有找到重要内容。' }
		},
		writtenBy: {
			extractive: '摘自文字稿，未使用 AI。',
			llm: '由语言模型根据文字稿写成，请对照所引时间核对。',
			both: (excerpts) => `由语言模型根据文字稿写成，其中 ${excerpts} 条摘自文字稿。请对照所引时间核对。`
		},
		coverage: {
			label: '处理进度',
			recorded: '已录',
			stored: '已上传',
			onDevice: { this: '仅在本设备', another: '仅在另一台设备' },
			transcribed: '语音已转写',
			read: '语音已供笔记读取',
			waiting: '等待转写',
			failed: '未能转写',
			lost: '缺失',
			summary: {
				recorded: (time) => `已录 ${time}`,
				stored: (time) => `已上传 ${time}`,
				transcribed: (time) => `已转写 ${time}`,
				read: (time) => `笔记已读 ${time}`,
				onDevice: {
					this: (time) => `仅在本设备 ${time}`,
					another: (time) => `仅在另一台设备 ${time}`
				},
				lost: (time) => `缺失 ${time}`,
				gaps: (count) => `中断 ${count} 处`
			},
			breaks: '暂停与中断',
			hole: (length) => `缺失 ${length} 的声音`,
			into: (time) => `位于 ${time}`
		},
		gap: {
			pause: (length) => `暂停了 ${length}`,
			crash: (length) => `页面关闭了 ${length}`,
			microphone: (length) => `麦克风断开了 ${length}`,
			sleep: (length) => `设备休眠了 ${length}`,
			storage: (length) => `设备空间不足，中断 ${length}`
		},
		line: { failed: '这一段未能转写，声音已保存。', corrected: '已更正' },
		recogniser: {
			small: '正在使用内置的小模型，错误较多，仅支持清晰朗读的英语。',
			smallElsewhere: '内置的小模型仅支持英语，无法识别这份课堂记录的语言。',
			other: (name) => `正在使用 ${name}。`,
			starting: '语音模型正在加载，声音会先保存下来。',
			failed: '语音模型无法启动。声音已保存，模型恢复后会补上文字。'
		},
		load: {
			busy: { what: '服务器较忙，一句说完后才显示文字。', cure: '' },
			overloaded: { what: '服务器忙不过来，文字会晚一些出现。', cure: '内容不会丢失，稍后会自行赶上。' }
		},
		offline: { what: '已离线。', cure: '正在自动重新连接。' },
		offlineRecording: { what: '已离线，仍在录音。', cure: '声音保存在本设备上，恢复连接后自动上传。' },
		superseded: { what: '另一台设备已接手这份课堂记录。', cure: '本设备录下的内容仍保存在这里。' },
		waitingToUpload: (length) => `${length} 待上传。`,
		lost: (length) => ({ what: `缺失 ${length} 的声音。`, cure: '服务器和本设备上都没有了。' }),
		otherTab: {
			records: { what: '另一个标签页正在录音。', cure: '请到那个标签页，或先在那里结束。' },
			recordsThis: {
				what: '另一个标签页正在录这堂课。',
				cure: '请在那里暂停或结束，这里可以同步查看。'
			}
		},
		quietWhileRecording: {
			what: '录音时不能播放。',
			cure: '播放的声音会被麦克风录进去。如需收听，请先暂停。'
		},
		elsewhere: {
			listed: {
				what: '离线时无法查看这份课堂记录，文字稿和笔记在服务器上。',
				cure: '连上服务器后会自动打开。'
			},
			unknown: { what: '本设备上没有这份课堂记录的内容。', cure: '连上服务器后会自动打开。' }
		},
		gone: { what: '没有这份课堂记录。', cure: '可能已在另一台设备上删除。' },
		goneHeld: (length) => ({ what: `本设备上还有它 ${length} 的声音。`, cure: '如需保留，请存为文件。' }),
		onlyHere: (length) => ({ what: `有 ${length} 的声音只在本设备上。`, cure: '删除后无法恢复。' }),
		soundMissing: '这段声音暂时无法播放，可能还在录音的设备上。',
		nothingMissed: '这段时间没有转写出语音。',
		lateSlides: {
			what: '这份笔记写于添加课件之前。',
			cure: '若要结合课件重写，请在菜单中打开“笔记样式与版本…”，然后重写笔记。'
		},
		imported: { waiting: '等待上传。', transcribing: '正在转写。', ready: '已转写。' }
	}
};
