import type { connection as english } from '../en/connection.ts';

export const connection: typeof english = {
	link: {
		connecting: { what: '正在连接服务器…', cure: '' },
		'signed-out': { what: '登录已失效。', cure: '请重新登录，内容不会丢失。' }
	},
	refused: {
		'wrong-protocol': { what: '此页面的版本比服务器旧。', cure: '请在没有录音时刷新。' },
		'no-such-lecture': { what: '服务器上没有这份课堂记录。', cure: '可能已在另一台设备上删除。' },
		'bad-message': { what: '服务器无法识别此页面的请求。', cure: '请在没有录音时刷新。' }
	},
	serverError: {
		'bad-message': { what: '服务器无法识别此页面的请求。', cure: '请刷新。' },
		'too-large': { what: '消息过长，被服务器拒绝。', cure: '请刷新。' },
		'wrong-protocol': { what: '此页面的版本比服务器旧。', cure: '请刷新。' },
		'not-signed-in': { what: '登录已失效。', cure: '请重新登录，内容不会丢失。' },
		'no-such-lecture': { what: '服务器上没有这份课堂记录。', cure: '' },
		'not-recorder': { what: '只有录音的设备可以这样做。', cure: '' },
		superseded: { what: '另一台设备已接手这份课堂记录。', cure: '' },
		'unknown-take': { what: '服务器上还没有这段录音。', cure: '正在重新上传。' },
		'take-number-taken': { what: '另一台设备也录了这堂课。', cure: '这段录音排在其后。' },
		'take-finished': { what: '这段录音在服务器上已完整。', cure: '' },
		'audio-gap': { what: '声音没有按顺序到达。', cure: '正在重新上传。' },
		'marks-gap': { what: '语音标记没有按顺序到达。', cure: '正在重新上传。' },
		'marks-conflict': { what: '设备与服务器对语音位置的记录不一致。', cure: '' },
		'finish-mismatch': { what: '录音的结尾还在上传。', cure: '' },
		'storage-full': { what: '服务器磁盘已满。', cure: '声音保存在本设备上，请告知管理员。' },
		'storage-failed': { what: '服务器无法写入磁盘。', cure: '声音保存在本设备上，请告知管理员。' },
		'server-stopping': { what: '服务器正在重启。', cure: '正在自动重新连接。' }
	},
	api: {
		unreachable: { what: '无法连接服务器。', cure: '请检查网络后重试。' },
		'not-signed-in': { what: '登录已失效。', cure: '请重新登录。' },
		'bad-key': { what: '密钥无效。', cure: '请检查是否漏了字符。' },
		'bad-link': { what: '这个链接已用过或已过期。', cure: '请使用服务器打印的最新链接，或输入密钥。' },
		'too-many-attempts': { what: '尝试次数过多。', cure: '请稍等一分钟再试。' },
		'not-found': { what: '没有这份课堂记录。', cure: '' },
		'server-failed': { what: '服务器出了问题。', cure: '请稍后重试。' },
		'not-admin': { what: '只有管理员可以这样做。', cure: '' },
		'bad-request': { what: '有些内容填写不正确。', cure: '请检查各项后重试。' },
		'bad-address': {
			what: '这不是语言模型的地址。',
			cure: '地址形如 https://api.deepseek.com，不含用户名、密码或问号。'
		},
		'private-address': {
			what: '这个地址在服务器自己的网络内。',
			cure: '如果确实如此，请勾选地址下方的选项。'
		},
		'forbidden-address': { what: '服务器不会连接这类地址。', cure: '请填写语言模型的地址。' },
		'plain-http': {
			what: '不使用 https，密钥和文字可能在传输途中被看到。',
			cure: '请使用 https 地址；只有服务器自己网络内的机器才能用 http。'
		},
		'key-needed': { what: '这是另一台服务器。', cure: '已保存的密钥不会发往那里，请填写它的密钥。' },
		'test-running': { what: '另一项测试正在进行。', cure: '请等它结束后再试。' },
		'cap-without-price': { what: '上限需要按价格计算。', cure: '请填写价格，或不设上限。' }
	}
};
