import type { app as english } from '../en/app.ts';

export const app: typeof english = {
	common: {
		home: '课堂记录',
		settings: '设置',
		cancel: '取消',
		close: '关闭',
		retry: '重试',
		loading: '加载中…',
		skip: '跳到正文',
		back: '全部课堂记录'
	},
	home: {
		record: '录音',
		starting: '正在开始…',
		recordHint: '边讲边出文字。声音先保存在本设备上。',
		microphone: '麦克风',
		defaultMicrophone: '默认麦克风',
		checkLevel: '检查麦克风',
		level: '麦克风音量',
		emptyTitle: '还没有课堂记录',
		emptyFirst: '上课时点“录音”，文字逐行出现，笔记同步生成。',
		emptySecond: '断网也不会丢失内容，恢复连接后会自动补齐。',
		trySample: '体验示例',
		sampleName: '光合作用',
		sampleHint: '一分钟的英语生物课，处理方式与麦克风录音相同。',
		sampleTitle: '示例：光合作用',
		lectures: '课堂记录',
		storage: (size) => `本设备已用 ${size}`,
		untitled: (date) => `课堂记录 ${date}`,
		emptyHere: '本设备上没有课堂记录',
		onlyHere: { what: '无法连接服务器。', cure: '仍然可以录音，但无法查看保存在别处的课堂记录。' },
		openIt: '打开'
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
			exchanged: '此页面的版本比本设备上的应用旧。'
		},
		reload: '重新加载'
	},
	install: {
		installed: '已安装在本设备上，没有网络也能打开。',
		'can-ask': '安装后有独立的图标和窗口。不安装也能离线打开。',
		'by-hand':
			'点“分享”菜单里的“添加到主屏幕”即可安装。锁屏录音请用 Safari 标签页：iOS 会停掉主屏幕应用的麦克风。',
		unknown: '没有网络也能打开。如需安装，请查看浏览器菜单。',
		ask: '安装'
	},
	settings: {
		title: '设置',
		recording: '录音',
		processing: '麦克风的位置',
		spoken: '授课语言',
		spokenHint: '用于下一次录音。',
		notes: '笔记',
		notesHint: '用于新的课堂记录。也可以在某份课堂记录的菜单中单独更改。',
		appearance: '外观',
		theme: '主题',
		themes: { system: '跟随系统', light: '浅色', dark: '深色' },
		interfaceLanguage: '语言',
		announce: '用屏幕阅读器播报新文字',
		announceHint: '每行文字确定后播报一次。',
		server: '服务器',
		recogniser: '语音识别',
		notesEngine: '笔记',
		unreachable: '暂时无法连接服务器。',
		storage: '本设备存储',
		storageUsed: (used, room) => `已用 ${used}，剩余 ${room}。`,
		storageLeft: (length) => `离线也还能录约 ${length}。`,
		storageKept: '声音在服务器保存之后才会从本设备移除。',
		persistent: '浏览器不会自行清除这些数据。',
		notPersistent: '空间不足时，浏览器可能清除这些数据。',
		persist: '请浏览器保留',
		app: '应用',
		account: '账户',
		signedInAs: (name) => `已登录：${name}`,
		signedInAsAdmin: (name) =>
			name === 'Administrator' ? '已以管理员身份登录' : `已登录：${name}（管理员）`,
		signOut: '退出登录',
		signOutBlocked: '请先结束录音。'
	},
	processing: {
		hall: { what: '教室', cure: '讲者较远，会自动放大较小的声音。' },
		close: { what: '近处', cure: '耳麦或桌面麦克风，不改动声音。' },
		loudspeaker: { what: '扬声器', cure: '外放的网课，不改动声音。' }
	},
	error: {
		notFound: '没有这个页面。',
		notFoundCure: '地址可能有误，或课堂记录已删除。',
		failed: '页面出了问题。',
		failedCure: '录音都已保存。刷新页面即可继续。',
		reload: '刷新'
	},
	leaving: '正在录音，确定要离开吗？',
	length: {
		seconds: (count) => `${count} 秒`,
		minutes: (count) => `${count} 分钟`,
		hours: (hours, minutes) => (minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`)
	}
};
