import type { lecture as english } from '../en/lecture.ts';

const deviceNames: Record<string, string> = {
	cpu: '处理器',
	cuda: 'NVIDIA 显卡，CUDA',
	webgpu: '图形处理器，WebGPU',
	coreml: 'Core ML',
	remote: '识别服务；语音会发送到那里'
};

export const lecture: typeof english = {
	lecture: {
		title: '标题',
		rename: '重命名',
		transcript: '文字稿',
		notes: '笔记',
		elapsed: '已录时长',
		pause: '暂停',
		resume: '继续',
		stop: '结束',
		stopTitle: '结束录音？',
		stopBody: '课堂记录到此结束。课间休息请用“暂停”。',
		keepRecording: '继续录音',
		recording: '录音中',
		recovering: '麦克风断开',
		paused: '已暂停',
		stopping: '正在结束…',
		jump: '回到最新',
		more: '更多',
		export: '导出',
		remove: '删除…',
		removeTitle: '删除这份课堂记录？',
		removeBody: '服务器和本设备上的声音、文字稿、笔记、课件和提问都会删除，无法恢复。',
		removeYes: '删除',
		removeOnlyHere: (length) => ({
			what: `有 ${length} 的声音只在本设备上。`,
			cure: '删除后无法恢复。'
		}),
		needsServer: {
			what: '没有删除：服务器上也有这份课堂记录的内容，但现在无法连接。',
			cure: '请在恢复连接后删除。'
		},
		listen: '从头播放',
		play: (time) => `从 ${time} 播放`,
		cite: (time, lines) => `从 ${time} 播放 ${lines} 行`,
		playing: '正在播放',
		pausePlayback: '暂停播放',
		resumePlayback: '播放',
		closePlayer: '关闭播放器',
		position: '播放位置',
		speed: '速度',
		resize: '文字稿宽度',
		setAside: '这一段未能转写，声音已保存。',
		goOn: '继续录音',
		neverEnded: '这份课堂记录曾中断。',
		importCutOff: '导入时页面被关闭，文件的其余部分缺失。重新导入该文件即可得到完整内容。',
		end: '结束记录',
		waitingForWords: '正在听。话说出几秒后，文字就会出现。',
		waitingForNotes: '内容足够时，笔记会自动出现。',
		nothingSaid: '这份课堂记录里没有识别到语音。',
		noNotes: '语音太少，没有生成笔记。',
		audioMissing: '这段声音暂时无法播放，可能还在录音的设备上。',
		nameless: '未命名的课堂记录',
		loading: '正在打开…',
		onlyHere: '这份课堂记录还没有上传，声音已安全保存在本设备上。',
		notHere: {
			what: '离线时无法查看这份课堂记录。',
			cure: '连上服务器后会自动打开。'
		},
		gone: '没有这份课堂记录。',
		goneCure: '可能已在另一台设备上删除。',
		goneHeld: (length) => ({
			what: `本设备上还有它 ${length} 的声音。`,
			cure: '如需保留，请存为文件。'
		}),
		announce: '播报新文字',
		corrected: '已更正'
	},
	coverage: {
		label: '处理进度',
		captured: '已录',
		stored: '已上传',
		onDevice: { this: '仅在本设备', another: '仅在另一台设备' },
		transcribed: '语音已转写',
		inNotes: '语音已供笔记读取',
		waiting: '等待转写',
		failed: '未能转写',
		lost: '缺失',
		summary: {
			captured: (time) => `已录 ${time}`,
			stored: (time) => `已上传 ${time}`,
			transcribed: (time) => `已转写 ${time}`,
			inNotes: (time) => `笔记已读 ${time}`,
			onDevice: (time) => `仅在录音设备 ${time}`,
			lost: (time) => `缺失 ${time}`,
			gaps: (count) => `中断 ${count} 处`
		},
		breaks: '中断',
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
	engine: {
		recogniser: {
			small: '正在使用内置的小模型，错误较多，仅支持清晰朗读的英语。',
			smallCure: '如需完整支持中文和英文，请在服务器上运行：',
			smallCommand: 'npm run model -- install',
			full: (name) => `正在使用 ${name}。`,
			custom: (name) => `正在使用 ${name}。`,
			starting: '语音模型正在加载，声音会先保存下来。',
			failed: '语音模型无法启动。声音已保存，模型恢复后会补上文字。',
			detail: (name, device) => `${name}（${deviceNames[device] ?? device}）`,
			refused: (device) =>
				`设置了 DEVICE=${device}，但无法使用。请在服务器上运行以下命令，查看原因和解决办法：`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: '摘自文字稿，未使用 AI。',
			llm: '由语言模型根据文字稿写成，请对照所引时间核对。'
		},
		mixedNotes: (extracted) =>
			`由语言模型根据文字稿写成，其中 ${extracted} 条摘自文字稿。请对照所引时间核对。`,
		grade: { small: '内置小模型', full: '完整模型', custom: '自定义' }
	},
	load: {
		busy: { what: '服务器较忙，一句说完后才显示文字。', cure: '' },
		overloaded: { what: '服务器忙不过来，文字会晚一些出现。', cure: '内容不会丢失，稍后会自行赶上。' }
	},
	usage: {
		menu: 'AI 用量…',
		title: 'AI 用量',
		none: '这份课堂记录还没有用过语言模型。',
		calls: '请求次数',
		read: '读取的 token',
		cached: '其中来自缓存',
		written: '写出的 token',
		cost: '费用',
		noPrice: '未知',
		estimate: 'token 数为服务商的计数；费用为估算。',
		asOf: (day) => `价格表日期：${day}。`,
		cap: (money) => `上限：每份课堂记录 ${money}。`
	},
	terms: {
		menu: '专业词汇…',
		title: '专业词汇',
		hint: '课堂上会出现的人名和术语，每行一个。从现在起，识别会更准确。',
		example: '叶绿体\nCalvin cycle',
		count: (terms) => `${terms} 个词汇`,
		tooLong: (term, characters) => `“${term}…”太长，每行最多 ${characters} 个字符。`,
		tooMany: (most, over) => `最多 ${most} 个词汇，请删去 ${over} 个。`,
		save: '保存'
	},
	language: { auto: '自动识别', zh: '中文', en: '英语', yue: '粤语', ja: '日语', ko: '韩语' },
	event: {
		Applause: '掌声',
		Laughter: '笑声',
		BGM: '音乐',
		Cry: '哭声',
		Sneeze: '喷嚏',
		Cough: '咳嗽',
		Breath: '呼吸'
	}
};
