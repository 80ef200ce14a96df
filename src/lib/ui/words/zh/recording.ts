import type { recording as english } from '../en/recording.ts';

export const recording: typeof english = {
	problem: {
		'insecure-context': {
			what: '浏览器只允许 HTTPS 页面使用麦克风。',
			cure: '请用 https 打开，或在运行服务器的电脑上打开 http://localhost。'
		},
		'no-microphone-support': {
			what: '这个浏览器不能录音。',
			cure: '请使用新版 Chrome、Edge、Firefox 或 Safari。'
		},
		'permission-denied': {
			what: '此页面没有麦克风权限。',
			cure: '请在浏览器的网站设置中允许，然后再点“录音”。'
		},
		'no-device': { what: '没有找到麦克风。', cure: '请连接一个，或在上面另选。' },
		'device-busy': { what: '麦克风正被其他程序占用。', cure: '请关闭该程序，然后再点“录音”。' },
		'sample-unavailable': { what: '示例无法加载。', cure: '请检查网络后重试。' },
		'storage-unavailable': {
			what: '浏览器不允许此页面保存声音。',
			cure: '请退出无痕模式，或允许网站数据，然后重试。'
		},
		'storage-full': {
			what: '本设备空间已满。已录的内容都已保存。',
			cure: '请腾出空间，或等课堂记录上传完成，然后继续。'
		},
		'other-tab-records': { what: '另一个标签页正在录音。', cure: '请到那个标签页，或先在那里结束。' },
		'needs-tap': { what: '需要点一下，浏览器才允许使用声音。', cure: '请点一下以继续。' },
		'microphone-muted': { what: '麦克风被占用，例如来电。', cure: '结束后请重试。' },
		'no-sound': { what: '麦克风没有声音。', cure: '请重新连接，或另选一个。' },
		unknown: { what: '无法开始录音。', cure: '请刷新页面后重试。' }
	},
	recovering: {
		what: {
			'no-frames': '麦克风没有声音传来。',
			'not-woken': '设备唤醒后，麦克风没有恢复。',
			interrupted: '系统占用了麦克风，可能是来电。',
			'source-ended': '麦克风断开了。',
			'source-muted': '麦克风被占用，例如来电。',
			'permission-revoked': '此页面不再有麦克风权限。',
			'digital-silence': '麦克风一直没有任何声音。'
		},
		since: (time) => `${time} 起没有录音，此前的内容已安全保存。`,
		byItself: '正在自动重新连接。',
		cure: {
			'permission-denied': '请在浏览器的网站设置中允许，录音会自动继续。',
			'no-device': '请连接一个，录音会自动继续。',
			'device-busy': '请关闭占用它的程序，录音会自动继续。',
			'microphone-muted': '麦克风空出后会自动继续录音。',
			'storage-full': '本设备空间已满，请腾出空间。',
			'needs-tap': '请点一下以继续。'
		},
		tryNow: '立即重试',
		tap: '点此继续'
	},
	warning: {
		'not-stored': {
			what: '本设备无法存下最新的声音，可能已满。',
			cure: '内存中最多暂存十分钟。请腾出空间，不要关闭此页面。'
		},
		silence: { what: '15 秒没有声音。', cure: '请检查麦克风是否静音、是否选对。' },
		'no-frames': { what: '麦克风没有声音传来。', cure: '请解锁屏幕，或暂停后继续。' },
		'source-ended': {
			what: '麦克风断开了。',
			cure: '已录内容已安全保存。请重新连接，先暂停再继续，或在此结束。'
		},
		'source-muted': { what: '麦克风被占用，例如来电。', cure: '麦克风空出后会继续录音。' },
		'default-changed': {
			what: '系统现在优先使用另一个麦克风。',
			cure: '仍使用原来的麦克风录音。如需更换，请暂停后继续。'
		},
		'detector-fell-back': { what: '目前只凭音量判断停顿。', cure: '' }
	},
	room: {
		low: (length) => ({
			what: `本设备还能录约 ${length}。`,
			cure: '请腾出空间，或连接服务器：上传后的声音会从本设备移除。'
		}),
		short: (length) => ({
			what: `本设备快满了：还能录约 ${length}。`,
			cure: '请立即腾出空间，或连接服务器：上传后的声音会从本设备移除。'
		})
	},
	otherTab: {
		follow: '在此同步查看'
	},
	unsaved: (length) => `最后 ${length} 未能保存。`
};
