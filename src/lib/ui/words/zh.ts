import type { Words } from './en.ts';

const deviceNames: Record<string, string> = {
	cpu: '处理器',
	cuda: 'NVIDIA 显卡，CUDA',
	webgpu: '图形处理器，WebGPU',
	coreml: 'Core ML',
	remote: '识别服务；语音会发送到那里'
};

export const zh: Words = {
	locale: 'zh-CN',
	common: {
		home: '课程',
		settings: '设置',
		cancel: '取消',
		close: '关闭',
		retry: '重试',
		loading: '加载中…',
		skip: '跳到正文',
		back: '全部课程'
	},
	home: {
		record: '录音',
		starting: '正在开始…',
		recordHint: '话一说出，文字随即出现。声音先保存在本设备上。',
		microphone: '麦克风',
		defaultMicrophone: '默认麦克风',
		checkLevel: '检查音量',
		level: '麦克风音量',
		emptyTitle: '还没有课程',
		emptyFirst: '上课时按“录音”：文字逐行出现，笔记在旁边生成。',
		emptySecond: '断网也不会丢失内容，恢复后会自动补齐。',
		trySample: '试听示例',
		sampleName: '光合作用',
		sampleHint: '一分钟的英语生物课，处理方式与麦克风完全相同。',
		sampleTitle: '示例：光合作用',
		lectures: '课程',
		storage: (size) => `本设备已用 ${size}`,
		untitled: (date) => `课程 ${date}`,
		emptyHere: '本设备上没有课程',
		onlyHere: { what: '无法连接服务器。', cure: '这里只显示本设备上的课程，仍然可以录音。' },
		recordingNow: '正在录制一节课。',
		openIt: '打开'
	},
	lectureState: {
		recording: '录音中',
		waiting: (length) => `等待同步 · ${length}`,
		transcribing: (length) => `转写中 · 剩 ${length}`,
		ready: '已完成',
		open: '已暂停'
	},
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
		stopBody: '这节课到此结束。课间休息请用“暂停”。',
		keepRecording: '继续录音',
		recording: '录音中',
		recovering: '麦克风断开',
		paused: '已暂停',
		stopping: '正在收尾…',
		jump: '回到最新',
		more: '更多',
		export: '导出',
		remove: '删除…',
		removeTitle: '删除这节课？',
		removeBody: '服务器和本设备上的声音、文字稿和笔记都会删除，无法恢复。',
		removeYes: '删除',
		removeOnlyHere: (length) => ({
			what: `有 ${length} 的声音只在本设备上。`,
			cure: '删除后就再也没有了。'
		}),
		needsServer: {
			what: '没有删除：服务器上也有这节课的内容，但现在无法连接。',
			cure: '恢复连接后再删除。'
		},
		listen: '从头播放',
		play: (time) => `从 ${time} 播放`,
		cite: (time, lines) => `听 ${time} 处的 ${lines} 行`,
		playing: '正在播放',
		pausePlayback: '暂停播放',
		resumePlayback: '播放',
		closePlayer: '关闭播放器',
		position: '播放位置',
		speed: '速度',
		resize: '文字稿宽度',
		setAside: '这一段无法转写，声音已保留。',
		goOn: '继续录音',
		neverEnded: '这节课没有正常结束。',
		importCutOff: '导入时页面被关闭，文件的其余部分缺失。重新导入该文件即可得到全部。',
		end: '在此结束',
		waitingForWords: '正在听。说话几秒后，文字就会出现。',
		waitingForNotes: '内容足够时，笔记会自动出现。',
		nothingSaid: '这节课里没有听到话语。',
		noNotes: '话语太少，没有生成笔记。',
		audioMissing: '这段声音暂时无法播放，可能还在录音设备上。',
		nameless: '课程',
		loading: '正在打开…',
		onlyHere: '这节课还没有传到服务器，声音安全地保存在本设备上。',
		notHere: {
			what: '这节课不在此设备上。',
			cure: '连上服务器后会自动打开。'
		},
		gone: '没有这节课。',
		goneCure: '可能已在另一台设备上删除。',
		goneHeld: (length) => ({
			what: `本设备上还有它 ${length} 的声音。`,
			cure: '如需保留，请存为文件。'
		}),
		announce: '朗读新出现的文字',
		corrected: '已更正'
	},
	editing: {
		begin: '编辑',
		done: '完成',
		undo: '撤销',
		hint: '点按一行文字或一条笔记即可修改。',
		keys: '回车保存，Shift + 回车换行，Esc 放弃修改。',
		waiting: (count: number) => `${count} 处修改等待发送到服务器。`,
		save: '保存',
		cancel: '取消',
		note: '笔记内容',
		kind: '类型',
		line: '实际说的话',
		correct: (time: string) => `更正 ${time} 的一行`,
		section: '小节标题',
		untitled: '还没有标题',
		edit: '编辑',
		more: '这条笔记的更多操作',
		moreSection: '这个小节的更多操作',
		up: '上移',
		down: '下移',
		addBelow: '在下方添加笔记',
		addNote: '添加笔记',
		addSection: '添加小节',
		remove: '删除',
		suggested: '引擎建议：',
		take: '采用',
		drop: '忽略',
		doubtful: '在讲课内容中没有找到',
		kinds: {
			bullet: '要点',
			paragraph: '正文',
			formula: '公式',
			code: '代码',
			table: '表格',
			term: '术语',
			task: '待办',
			question: '问题'
		}
	},
	reading: {
		contents: '目录',
		sections: '小节',
		tasks: '待办',
		terms: '术语',
		close: '关闭',
		catchUp: '刚才讲了什么',
		minutes: '最近几分钟',
		noted: '笔记',
		said: '之后的原话',
		nothingNew: '这段时间没有人说话。'
	},
	questions: {
		title: '提问',
		question: '问题',
		field: '就这节课提问',
		keys: '按回车提问，Shift + 回车换行。',
		ask: '提问',
		stop: '停止',
		again: '再问一次',
		asking: '正在查阅课堂内容…',
		answerer: {
			extractive: '用课堂原话回答：此服务器未设置 AI。',
			llm: '由语言模型根据转写回答，请核对所引时刻。'
		},
		suggestions: {
			extractive: ['作业是什么？', '有没有提到考试？'],
			llm: ['最近五分钟我错过了什么？', '用简单的话解释主要内容。', '下次课之前要做什么？']
		},
		noWords: '写下第一句话之后即可提问。',
		offline: { what: '无法连接服务器。', cure: '恢复连接后可以继续提问。' },
		notSaid: '目前为止没有讲到。',
		beyond: '课堂之外：模型自己的知识',
		by: {
			model: (model) => `由 ${model} 撰写。`,
			lines: '以上是最相符的原话，并非 AI 撰写。',
			nobody: '没有相符的原话，也没有询问 AI。'
		},
		cutOff: '回答过长，未能写完。',
		refusedCites: (count) => `有 ${count} 处引用的时刻并不存在，已去掉。`,
		uncited: '没有引用课堂内容',
		stopped: '已停止。',
		unanswered: '服务器在回答之前重新启动了。',
		problem: {
			unreachable: { what: '连接已中断。', cure: '恢复后再问一次。' },
			'not-signed-in': { what: '你已退出登录。', cure: '登录后再问一次。' },
			'not-found': { what: '没有这节课。', cure: '' },
			'server-failed': { what: '服务器出现问题。', cure: '请稍后再问一次。' },
			busy: { what: '正在回答另一个问题。', cure: '等它回答完再问。' },
			'cap-reached': { what: '这节课的语言模型费用已达上限。', cure: '管理员可以在设置中提高上限。' },
			'rate-limited': { what: '对语言模型的请求过于频繁。', cure: '请一分钟后再问。' },
			overloaded: { what: '语言模型负载过高。', cure: '请几分钟后再问。' },
			'content-filtered': { what: '服务商拦截了回答。', cure: '请换一种问法。' },
			'no-answer': {
				what: '语言模型没有回答。',
				cure: '如果一直如此，管理员可在设置中按“测试”查看原因。'
			}
		}
	},
	usage: {
		menu: '语言模型用量…',
		title: '语言模型用量',
		none: '还没有语言模型为这节课读写过内容。',
		calls: '调用次数',
		read: '读取的 token',
		cached: '其中来自缓存',
		written: '写出的 token',
		cost: '费用',
		noPrice: '未知',
		estimate: 'token 数为服务商的计数；费用为估算。',
		asOf: (day) => `价格表日期：${day}。`,
		cap: (money) => `上限：每节课 ${money}。`
	},
	terms: {
		menu: '会出现的词语…',
		title: '会出现的词语',
		hint: '这节课里的人名、术语，每行一个。从现在起，识别时会更容易认出它们。',
		example: '叶绿体\nCalvin cycle',
		count: (terms) => `${terms} 个词语`,
		tooLong: (term, characters) => `“${term}…”太长，每行最多 ${characters} 个字符。`,
		tooMany: (most, over) => `最多 ${most} 个词语，请删去 ${over} 个。`,
		save: '保存'
	},
	slides: {
		menu: '添加课件…',
		title: '课件',
		add: '添加课件',
		drop: '把 PPTX 或 PDF 拖到这里，添加课件',
		count: (slides) => `${slides} 页`,
		untitled: '无标题',
		picture: (slide) => `第 ${slide} 页的图像`,
		hidden: '隐藏',
		current: '正在讲这一页。',
		play: (slide, time) => `从 ${time} 听第 ${slide} 页的讲解`,
		more: '全部显示',
		less: '收起',
		next: (slide, title) => `下一页：${slide}${title ? ` · ${title}` : ''}`,
		last: '已是最后一页',
		now: (slide) => `现在讲第 ${slide} 页`,
		thisOne: '这一页',
		byHand: '手动设定',
		unset: (slide) => `取消第 ${slide} 页的手动设定`,
		wait: '有了第一句话就可以开始。',
		textless: {
			what: '多数页面没有文字，无法与讲话对应。',
			cure: '请在录音时按“下一页”，或改用带文字的文件。'
		},
		late: {
			what: '这份笔记写于添加课件之前。',
			cure: '若要结合课件重写，请在菜单中打开“笔记样式与版本…”，然后重写笔记。'
		},
		remove: (name) => `移除 ${name}`,
		removeTitle: '移除这份课件？',
		removeBody: (name) => `${name} 和它的时间会从服务器删除。文字稿和笔记不变。`,
		removeYes: '移除',
		sending: (percent) => `正在上传，${percent} %`,
		reading: '正在读取课件…',
		dismiss: '关闭',
		failed: { what: '没有传到服务器。', cure: '请在恢复连接后重试。' },
		refused: {
			'unknown-format': { what: '这不是可以读取的课件。', cure: '请另存为 PPTX 或 PDF 后再添加。' },
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
			'too-many-decks': { what: '这一讲已有十份课件。', cure: '请先移除一份。' },
			'storage-full': { what: '服务器磁盘已满。', cure: '请告知服务器管理者，然后重新添加。' },
			busy: { what: '服务器正在读取别的课件。', cure: '请过一分钟再添加。' },
			'no-such-lecture': { what: '服务器还不知道这一讲。', cure: '请等声音传到服务器后再添加。' },
			'not-signed-in': { what: '尚未登录。', cure: '请登录后再添加。' },
			unreachable: { what: '文件没有传到服务器。', cure: '请检查连接后再添加。' },
			'server-failed': { what: '服务器没能收下文件。', cure: '请稍后再试。' }
		}
	},
	noteStyle: {
		menu: '笔记样式与版本…',
		title: '笔记',
		template: '笔记样式',
		templates: {
			default: { what: '清晰笔记', cure: '分节、要点简短、突出关键术语，适合听过课的人。' },
			complete: { what: '完整', cure: '按原有顺序保留全部内容，含例子、数据和公式，适合缺课的人。' },
			concise: { what: '精炼', cure: '用于复习：小节编号，例题完整，考点标星。' },
			detailed: { what: '详尽', cure: '不听录音也能学：定义逐字，步骤和例子一个不少。' },
			concepts: { what: '仅概念', cure: '每个概念是什么、为何重要、有何区别。' },
			tasks: { what: '任务与日期', cure: '作业、阅读、截止日期、考试，别无其他。' },
			free: { what: '自己描述', cure: '由你说明想要怎样的笔记。' }
		},
		freeText: '想要怎样的笔记',
		freeExample: '只写考试会问到的内容，以问答形式',
		freeLimit: (characters, most) => `${characters} / ${most} 个字符`,
		wordsNeeded: '请先说明想要怎样的笔记。',
		language: '笔记语言',
		languages: { lecture: '与课程相同', zh: '中文', en: '英语', ja: '日语', ko: '韩语' },
		keep: '从现在起使用',
		keepHint: '之后讲的内容按此记录，已有的笔记不变。',
		kept: '已保存，之后讲的内容按此记录。',
		again: '重写笔记',
		againHint: '重新通读整节课，写成新版本。现有版本保留在下方，你自己写的内容也会保留。',
		againDo: '重写',
		cost: (money) => `这节课至今约花费 ${money}；重写的费用与第一次相近。`,
		tokens: (count) => `模型至今为这节课读写了 ${count} 个 token；重写所用与第一次相近。`,
		needsModel: {
			what: '没有语言模型时，笔记逐字摘自课堂。',
			cure: '管理员设置语言模型后，笔记样式和语言才会生效。'
		},
		needsModelHere: {
			what: '没有语言模型时，笔记逐字摘自课堂。',
			cure: '有了语言模型，笔记样式和语言才会生效。'
		},
		setUp: '去设置',
		begun: (version) => ({ what: `正在写第 ${version} 版。`, cure: '内容会逐步出现，之前的版本已保留。' }),
		versions: '版本',
		version: (version) => `第 ${version} 版`,
		current: '当前显示',
		look: '查看',
		lookAt: (version) => `查看第 ${version} 版`,
		styleOf: (template, language) => `${template} · ${language}`,
		brought: (version) => `恢复自第 ${version} 版`,
		comma: '，',
		wrote: {
			llm: (notes) => `语言模型写了 ${notes} 条`,
			extractive: (notes) => `逐字摘录 ${notes} 条`,
			person: (notes) => `你写了 ${notes} 条`
		},
		empty: '没有笔记',
		backToVersions: '全部版本',
		bringBack: '恢复这一版',
		bringBackHint: '它会成为最新版本，现在显示的版本也会保留。',
		isBack: (restored, version) => ({ what: `第 ${restored} 版已恢复，成为第 ${version} 版。`, cure: '' })
	},
	coverage: {
		label: '声音处理进度',
		captured: '已录',
		stored: '已到服务器',
		onDevice: { this: '仅在本设备', another: '仅在另一台设备' },
		transcribed: '语音已转写',
		inNotes: '语音已入笔记',
		waiting: '等待转写',
		failed: '已搁置',
		lost: '缺失',
		summary: {
			captured: (time) => `已录 ${time}`,
			stored: (time) => `服务器 ${time}`,
			transcribed: (time) => `已转写 ${time}`,
			inNotes: (time) => `已入笔记 ${time}`,
			onDevice: (time) => `仅在设备 ${time}`,
			lost: (time) => `缺失 ${time}`,
			gaps: (count) => `中断 ${count} 处`
		},
		breaks: '中断',
		hole: (length) => `缺少 ${length} 的声音`,
		into: (time) => `位于 ${time}`
	},
	gap: {
		pause: (length) => `暂停了 ${length}`,
		crash: (length) => `页面关闭了 ${length}`,
		microphone: (length) => `麦克风断开了 ${length}`,
		sleep: (length) => `设备休眠了 ${length}`,
		storage: (length) => `设备空间不足 ${length}`
	},
	engine: {
		recogniser: {
			small: '正在使用内置的小模型：只懂朗读式英语，在课堂上会出错。',
			smallCure: '要完整支持中文和英文，请在服务器上运行：',
			smallCommand: 'npm run model -- install',
			full: (name) => `正在使用 ${name}。`,
			custom: (name) => `正在使用 ${name}。`,
			starting: '语音模型正在加载，声音会先保存。',
			failed: '语音模型无法启动。声音已保存，模型恢复后会补上文字。',
			detail: (name, device) => `${name}（${deviceNames[device] ?? device}）`,
			refused: (device) =>
				`设置了 DEVICE=${device}，但无法使用。请在服务器上运行以下命令，查看原因和解决办法：`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: '逐字摘自课堂原话，未使用 AI。',
			llm: '由语言模型根据文字稿写成，请对照所引时间核对。'
		},
		mixedNotes: (extracted) =>
			`由语言模型根据文字稿写成，其中 ${extracted} 条逐字摘自课堂原话。请对照所引时间核对。`,
		grade: { small: '内置小模型', full: '完整模型', custom: '自定义' }
	},
	load: {
		busy: { what: '服务器较忙：一句说完后才显示文字，说话时暂不显示。', cure: '' },
		overloaded: { what: '服务器忙不过来，文字会晚一些出现。', cure: '内容不会丢失，稍后会自行赶上。' }
	},
	problem: {
		'insecure-context': {
			what: '没有 HTTPS 的页面无法使用麦克风。',
			cure: '请用 https 打开，或在运行服务器的电脑上打开 http://localhost。'
		},
		'no-microphone-support': {
			what: '这个浏览器不能录音。',
			cure: '请使用新版 Chrome、Edge、Firefox 或 Safari。'
		},
		'permission-denied': {
			what: '本页没有麦克风权限。',
			cure: '请在浏览器的网站设置中允许，然后再按“录音”。'
		},
		'no-device': { what: '没有找到麦克风。', cure: '请连接一个，或在上面另选。' },
		'device-busy': { what: '麦克风正被其他程序占用。', cure: '请关闭该程序，然后再按“录音”。' },
		'sample-unavailable': { what: '示例无法加载。', cure: '请检查网络后重试。' },
		'storage-unavailable': {
			what: '浏览器不允许本页保存声音。',
			cure: '请退出无痕模式，或允许网站数据，然后重试。'
		},
		'storage-full': {
			what: '本设备没有空间了。已录的内容都已保留。',
			cure: '请腾出空间，或等课程传到服务器，然后继续。'
		},
		'other-tab-records': { what: '另一个标签页正在录音。', cure: '请到那个标签页，或先在那里结束。' },
		'needs-tap': { what: '浏览器要等您点一下才放行声音。', cure: '请点一下以继续。' },
		'microphone-muted': { what: '麦克风被占用，例如来电。', cure: '结束后请重试。' },
		'no-sound': { what: '麦克风没有声音。', cure: '请重新连接，或另选一个。' },
		unknown: { what: '录音没有开始。', cure: '请刷新页面后重试。' }
	},
	recovering: {
		what: {
			'no-frames': '麦克风不再送来声音。',
			'not-woken': '设备唤醒后，麦克风没有恢复。',
			interrupted: '系统占用了声音，可能是来电。',
			'source-ended': '麦克风断开了。',
			'source-muted': '麦克风被占用，例如来电。',
			'permission-revoked': '本页不再有麦克风权限。',
			'digital-silence': '麦克风一直没有任何声音。'
		},
		since: (time) => `${time} 起没有录音，此前的内容都安全。`,
		byItself: '正在自动重新打开。',
		cure: {
			'permission-denied': '请在浏览器的网站设置中允许，录音会自动继续。',
			'no-device': '请连接一个，录音会自动继续。',
			'device-busy': '请关闭占用它的程序，录音会自动继续。',
			'microphone-muted': '释放后会自动接着录。',
			'storage-full': '本设备没有空间存放新的声音，请腾出空间。',
			'needs-tap': '请点一下以继续。'
		},
		tryNow: '立即重试',
		tap: '点此继续'
	},
	warning: {
		'not-stored': {
			what: '本设备无法存下最新的声音，可能已满。',
			cure: '内存中最多暂存十分钟。请腾出空间，不要关闭本页。'
		},
		silence: { what: '15 秒没有声音。', cure: '请检查麦克风是否静音、是否选对。' },
		'no-frames': { what: '麦克风不再送来声音。', cure: '请解锁屏幕，或暂停后继续。' },
		'source-ended': { what: '麦克风断开了。', cure: '已录内容安全。请重新连接，先暂停再继续；或在此结束。' },
		'source-muted': { what: '麦克风被占用，例如来电。', cure: '释放后会接着录。' },
		'default-changed': {
			what: '系统现在优先使用另一个麦克风。',
			cure: '仍用原来的录音。要更换请暂停后继续。'
		},
		'detector-fell-back': { what: '目前只凭音量判断停顿。', cure: '' }
	},
	link: {
		connecting: { what: '正在连接服务器…', cure: '' },
		offline: { what: '已离线。', cure: '会自动重新连接。' },
		'signed-out': { what: '登录已失效。', cure: '请重新登录，内容不会丢失。' },
		superseded: { what: '另一台设备正在录这节课。', cure: '本设备录下的内容已保留。' }
	},
	room: {
		low: (length) => ({
			what: `本设备还能录约 ${length}。`,
			cure: '请腾出空间，或让课程传到服务器：传完会自动腾出空间。'
		}),
		short: (length) => ({
			what: `本设备快满了：还能录约 ${length}。`,
			cure: '请立即腾出空间，或连接服务器：传完会自动腾出空间。'
		})
	},
	otherTab: {
		follow: '在此跟看',
		records: { what: '另一个标签页正在录音。', cure: '请到那个标签页，或先在那里结束。' },
		recordsThis: { what: '另一个标签页正在录这节课。', cure: '请在那里暂停和结束，这里可以跟着看。' }
	},
	unsaved: (length) => `最后 ${length} 未能保存。`,
	quietWhileRecording: { what: '录音时不播放声音。', cure: '否则会被麦克风录进去。要听请先暂停。' },
	offlineRecording: { what: '已离线，仍在录音。', cure: '声音保存在本设备上，恢复连接后自动补传。' },
	lost: (length) => ({ what: `缺少 ${length} 的声音。`, cure: '服务器和本设备上都已没有。' }),
	offlineWaiting: (length) => `本设备上有 ${length} 待传。`,
	refused: {
		'wrong-protocol': { what: '本页比服务器旧。', cure: '请在没有录音时刷新。' },
		'no-such-lecture': { what: '服务器没有这节课。', cure: '可能已在另一台设备上删除。' },
		'bad-message': { what: '服务器无法理解本页。', cure: '请在没有录音时刷新。' }
	},
	serverError: {
		'bad-message': { what: '服务器无法理解本页。', cure: '请刷新。' },
		'too-large': { what: '消息过长，被服务器拒绝。', cure: '请刷新。' },
		'wrong-protocol': { what: '本页比服务器旧。', cure: '请刷新。' },
		'not-signed-in': { what: '登录已失效。', cure: '请重新登录，内容不会丢失。' },
		'no-such-lecture': { what: '服务器没有这节课。', cure: '' },
		'not-recorder': { what: '只有录音设备可以这样做。', cure: '' },
		superseded: { what: '另一台设备正在录这节课。', cure: '' },
		'unknown-take': { what: '服务器还不知道这段录音。', cure: '会重新发送。' },
		'take-number-taken': { what: '另一台设备也为这节课录了音。', cure: '这段录音排在其后。' },
		'take-finished': { what: '这段录音在服务器上已结束。', cure: '' },
		'audio-gap': { what: '声音没有按顺序到达。', cure: '会重新发送。' },
		'marks-gap': { what: '标记没有按顺序到达。', cure: '会重新发送。' },
		'marks-conflict': { what: '设备与服务器对语音位置的记录不一致。', cure: '' },
		'finish-mismatch': { what: '录音的结尾还在路上。', cure: '' },
		'storage-full': { what: '服务器磁盘已满。', cure: '声音保存在本设备上，请告知管理员。' },
		'storage-failed': { what: '服务器无法写入磁盘。', cure: '声音保存在本设备上，请告知管理员。' },
		'server-stopping': { what: '服务器正在重启。', cure: '会自动重新连接。' }
	},
	api: {
		unreachable: { what: '无法连接服务器。', cure: '请检查网络后重试。' },
		'not-signed-in': { what: '登录已失效。', cure: '请重新登录。' },
		'bad-key': { what: '密钥不对。', cure: '请检查是否漏了字符。' },
		'bad-link': { what: '这个链接已用过或已过期。', cure: '请使用服务器打印的最新链接，或输入密钥。' },
		'too-many-attempts': { what: '尝试次数过多。', cure: '请稍等一分钟再试。' },
		'not-found': { what: '没有这节课。', cure: '' },
		'server-failed': { what: '服务器出了问题。', cure: '请稍后重试。' },
		'not-admin': { what: '只有管理员可以这样做。', cure: '' },
		'bad-request': { what: '有内容无法使用。', cure: '请检查各项后重试。' },
		'bad-address': {
			what: '这不是语言模型的地址。',
			cure: '地址形如 https://api.deepseek.com，不含用户名、密码或问号。'
		},
		'private-address': { what: '这个地址在服务器自己的网络内。', cure: '若确实如此，请勾选地址下方的选项。' },
		'forbidden-address': { what: '服务器不会连接这样的地址。', cure: '请填写语言模型的地址。' },
		'plain-http': {
			what: '不用 https，密钥和文字会在途中被看到。',
			cure: '请使用 https 地址；只有服务器自己网络内的机器才能用 http。'
		},
		'key-needed': { what: '这是另一台服务器。', cure: '已保存的密钥不会发往那里，请填写它的密钥。' },
		'cap-without-price': { what: '上限要按价格计算。', cure: '请填写价格，或不设上限。' }
	},
	languageModel: {
		title: '用语言模型做笔记',
		none: '尚未设置语言模型。笔记逐字摘自课堂，所说内容不会离开服务器。',
		inUse: (model, host) => `${model}，位于 ${host}`,
		leaves: (host) => ({
			what: `所说内容会离开本服务器：文字（包括课件文字）会发送到 ${host}。`,
			cure: '声音从不发送。文字在那里保存多久，由服务商决定。'
		}),
		staysInside: (host) => ({
			what: `课堂和课件的文字会发送到服务器网络内的 ${host}。`,
			cure: '声音从不发送。'
		}),
		key: '密钥',
		keySet: (ending) => (ending ? `已设置，末尾为 …${ending}` : '已设置'),
		keyNone: '无',
		keyKept: (ending) => (ending ? `已保存：…${ending}。留空则继续使用。` : '留空则继续使用已保存的密钥。'),
		keyHint: '加密保存在服务器上，不会再显示给任何人。',
		keyOptional: '网络内的服务器大多不需要。',
		keyLost: {
			what: '已保存的密钥无法读取。',
			cure: '数据目录中的 secret-key 文件不是加密时的那一个。请重新填写密钥。'
		},
		cutsShort: {
			what: '这个模型的服务器似乎会截掉较长请求的一部分。',
			cure: '请让它一次接收更多（Ollama：OLLAMA_CONTEXT_LENGTH=16384），或在“单次请求的 token 数”中填写它的上限。'
		},
		limit: '上限',
		limitOf: (money) => `每节课 ${money}`,
		noLimit: '无',
		fromEnvironment: '由服务器的环境变量（LLM_…）设置。在此保存的设置优先。',
		setUp: '设置',
		change: '更改',
		remove: '移除',
		save: '保存',
		saving: '正在保存…',
		test: '测试',
		testing: '正在询问…',
		provider: '服务商',
		providers: {
			deepseek: 'DeepSeek（深度求索）',
			openai: 'OpenAI',
			qwen: '通义千问（阿里云百炼）',
			kimi: 'Kimi（月之暗面）',
			siliconflow: '硅基流动',
			ollama: 'Ollama（自己的机器）',
			vllm: 'vLLM（自己的机器）',
			'llama.cpp': 'llama.cpp（自己的机器）',
			custom: '其他 OpenAI 兼容服务'
		},
		address: '地址',
		allowPrivate: '这台机器在服务器自己的网络内，我确认如此。',
		model: '模型',
		modelHint: '按服务商的写法。',
		costs: '价格与上限',
		costsHint: '每百万 token 的美元价格。token 数准确，金额为估算。',
		prompt: '读入',
		cached: '再次读入（缓存）',
		completion: '写出',
		asOf: '价格日期',
		cap: '每节课最多花费（美元）',
		capHint: '达到后，笔记不再使用模型。留空表示不限。',
		context: '单次请求的 token 数',
		contextHint: '留空则按服务商的惯例。',
		saved: { what: '已保存。', cure: '现在开始使用。' },
		removed: { what: '已移除。', cure: '不再发送任何内容。' },
		works: (model, seconds) => ({ what: `${model} 有回答，用时 ${seconds} 秒。`, cure: '' }),
		thinks: '虽已要求不思考，它仍先思考再写：笔记会更慢、更贵。',
		problem: {
			'no-answer': { what: '没有得到可用的回答。', cure: '请检查地址和模型后重试。' },
			'rate-limited': { what: '服务商要求放慢。', cure: '请一分钟后重试。' },
			overloaded: { what: '服务商过载。', cure: '请几分钟后重试。' },
			'key-refused': { what: '密钥被拒绝。', cure: '请从服务商页面重新复制。' },
			'no-balance': { what: '账户余额不足。', cure: '请到服务商处充值。' },
			'no-such-model': { what: '服务商没有这个模型。', cure: '请检查名称；模型时有下线。' },
			'request-refused': { what: '服务商不接受这个请求。', cure: '请检查服务商和模型。' },
			'content-filtered': { what: '服务商扣下了回答。', cure: '请换一个模型。' },
			'not-a-language-model': { what: '这个地址上是别的服务。', cure: '请检查地址；常常是末尾缺少 /v1。' },
			'address-refused': {
				what: '服务器不能连接那里。',
				cure: '该名称指向服务器自己的网络；若确实如此，请勾选该选项。http 只能用于那里。'
			},
			'not-reachable': { what: '这个地址无法连接。', cure: '请检查地址，以及服务器能否访问它。' }
		}
	},
	rescue: {
		save: '把声音存为文件',
		saving: '正在保存…',
		fileType: '课程声音',
		saved: { what: '声音已存为文件。', cure: '可在任何已登录的设备上通过“导入”打开。' },
		failed: { what: '无法写入文件。', cure: '请腾出空间，或换一个位置。' }
	},
	import: {
		title: '导入',
		link: '导入音频或视频',
		explain: '每个音频或视频文件成为一节课，随后自动转写。存为 .404take 文件的声音会回到它原来的课程。',
		choose: '选择文件',
		kinds: 'MP3、M4A、WAV、Ogg、Opus、FLAC、WebM、MP4、MOV',
		drop: '或拖放到这里',
		openIt: '打开课程',
		waiting: '等待中',
		opening: '正在打开…',
		reading: '正在读取声音',
		left: (length) => `还需约 ${length}`,
		cancel: '取消',
		keepOpen: '完成之前请勿关闭此页面；期间可以查看其他课程。',
		heldUp: { what: '本设备空间已满。', cure: '十分钟内腾出空间即可继续。' },
		cancelled: { what: '已取消，没有保留任何内容。', cure: '' },
		imported: {
			whole: (length) => ({ what: `已导入 ${length} 的声音。`, cure: '正在传到服务器并转写。' }),
			damaged: (length) => ({
				what: `文件在 ${length} 之后已损坏。`,
				cure: '之前的声音已导入，其余无法读取。'
			}),
			'storage-full': (length) => ({
				what: `导入 ${length} 后本设备空间已满。`,
				cure: '已读取的部分已保留。腾出空间后重新导入，即可得到全部。'
			}),
			'storage-failed': (length) => ({
				what: `导入 ${length} 后浏览器无法继续保存。`,
				cure: '已读取的部分已保留。重新加载页面后再次导入，即可得到全部。'
			})
		},
		unknownCodec: (codec) => ({
			what: codec ? `此浏览器无法解码 ${codec} 声音。` : '此浏览器不认识这种声音编码。',
			cure: '请换用 Chrome 或 Edge 等浏览器，或将文件转换为 MP3、Opus 或 WAV。'
		}),
		done: (length) => ({ what: `已导入 ${length} 的声音。`, cure: '' }),
		nothingNew: { what: '没有新内容：这里都已经有了。', cure: '' },
		late: (length) => ({
			what: `有 ${length} 无法加入：这节课已在本设备上结束。`,
			cure: '请保留该文件。'
		}),
		missing: (length) => ({
			what: `文件不完整或已损坏，缺少 ${length}。`,
			cure: '其余部分已导入。如有更完整的副本，请一并导入。'
		}),
		refused: {
			empty: { what: '这是空文件。', cure: '请选择其他副本。' },
			'not-media': {
				what: '这不是能在此读取的音频或视频文件。',
				cure: '请选择录音、视频或 .404take 文件。'
			},
			'no-audio': { what: '这个视频没有声音。', cure: '没有可以转写的内容。' },
			encrypted: { what: '此文件受版权保护。', cure: '只有其专用应用能播放。请使用未加密的副本。' },
			'broken-media': { what: '文件已损坏，无法读取其中的声音。', cure: '请使用其他副本。' },
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
	},
	signIn: {
		title: '登录',
		explain: '服务器启动时打印了一个链接。请在本浏览器中打开它，或输入密钥。',
		key: '密钥',
		submit: '登录',
		working: '正在登录…'
	},
	update: {
		state: {
			waiting: '404NotSound 有新版本。',
			'held-back': '正在录音，停止后再重新加载。',
			fetching: '正在获取新版本，完成后页面会自动重新加载。',
			exchanging: '正在切换到新版本…',
			exchanged: '此页面比本设备上的应用旧。'
		},
		reload: '重新加载'
	},
	install: {
		installed: '已安装在此设备上，没有网络也能打开。',
		'can-ask': '安装后有自己的图标和窗口。不安装也能离线打开。',
		'by-hand':
			'点“分享”菜单里的“添加到主屏幕”即可安装。锁屏录音请用 Safari 标签页：iOS 会停掉主屏幕应用的麦克风。',
		unknown: '没有网络也能打开。若要安装，请看浏览器的菜单。',
		ask: '安装'
	},
	settings: {
		title: '设置',
		recording: '录音',
		processing: '麦克风的位置',
		spoken: '讲课语言',
		spokenHint: '用于下一次录音。',
		notes: '笔记',
		notesHint: '用于新课程。也可在某节课的菜单里单独选择。',
		appearance: '外观',
		theme: '主题',
		themes: { system: '跟随系统', light: '浅色', dark: '深色' },
		interfaceLanguage: '语言',
		announce: '朗读新出现的文字',
		announceHint: '供屏幕阅读器使用：每行定稿后播报一次。',
		server: '服务器',
		recogniser: '语音识别',
		notesEngine: '笔记',
		unreachable: '暂时无法连接',
		storage: '本设备存储',
		storageUsed: (used, room) => `已用 ${used}，剩余 ${room}。`,
		storageLeft: (length) => `离线也还能录约 ${length}。`,
		storageKept: '只有服务器写入磁盘后，声音才会从本设备移除。',
		persistent: '浏览器已承诺不清除这些数据。',
		notPersistent: '空间不足时，浏览器可能清除这些数据。',
		persist: '请浏览器保留',
		app: '应用',
		account: '账户',
		signedInAs: (name) => `已登录：${name}`,
		admin: '管理员',
		signOut: '退出登录',
		signOutBlocked: '请先结束录音。'
	},
	processing: {
		hall: { what: '教室', cure: '讲者较远，会放大轻声。' },
		close: { what: '近处', cure: '耳麦或桌面麦克风，声音不做处理。' },
		loudspeaker: { what: '扬声器', cure: '网课，声音不做处理。' }
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
	},
	noteKind: {
		bullet: '',
		paragraph: '',
		formula: '公式',
		code: '代码',
		table: '表格',
		term: '术语',
		task: '待办',
		question: '问题'
	},
	format: { md: 'Markdown', txt: '纯文本', srt: 'SRT 字幕', vtt: 'VTT 字幕', json: 'JSON' },
	error: {
		notFound: '没有这个页面。',
		notFoundCure: '地址可能有误，或课程已删除。',
		failed: '页面出了问题。',
		failedCure: '录音都已保留。刷新页面即可继续。',
		reload: '刷新'
	},
	leaving: '正在录音，确定要离开吗？',
	length: {
		seconds: (count) => `${count} 秒`,
		minutes: (count) => `${count} 分钟`,
		hours: (hours, minutes) => (minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`)
	}
};
