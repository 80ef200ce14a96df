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
		jump: '回到最新',
		more: '更多',
		remove: '删除…',
		removeTitle: '删除这份课堂记录？',
		removeBody: '服务器和本设备上的声音、文字稿、笔记、课件和提问都会删除，无法恢复。',
		removeYes: '删除',
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
		goOn: '继续录音',
		end: '结束记录',
		nameless: '课堂记录',
		loading: '正在打开…',
		announce: '播报新文字'
	},
	engine: {
		recogniser: {
			better: '获取完整模型',
			smallCure: '如需完整支持中文和英文，请在服务器上运行：',
			smallCommand: 'npm run model -- install',
			detail: (name, device) => `${name}（${deviceNames[device] ?? device}）`,
			refused: (device) =>
				`设置了 DEVICE=${device}，但无法使用。请在服务器上运行以下命令，查看原因和解决办法：`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: '摘自文字稿，未使用 AI。',
			llm: '由语言模型根据文字稿写成，请对照所引时间核对。'
		},
		grade: { small: '内置小模型', full: '完整模型', custom: '自定义' }
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
