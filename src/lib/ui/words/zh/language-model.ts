import type { languageModel as english } from '../en/language-model.ts';

export const languageModel: typeof english = {
	languageModel: {
		title: '用语言模型做笔记',
		none: '尚未设置语言模型。笔记摘自文字稿，文字不会离开服务器。',
		inUse: (model, host) => `${model}，位于 ${host}`,
		leaves: (host) => ({
			what: `课堂和课件的文字会离开本服务器，发送到 ${host}。`,
			cure: '不会向那里发送声音。文字在那里保存多久，由服务商决定。'
		}),
		staysInside: (host) => ({
			what: `课堂和课件的文字会发送到服务器网络内的 ${host}。`,
			cure: '不会向那里发送声音。'
		}),
		key: '密钥',
		keySet: (ending) => (ending ? `已设置，末尾为 …${ending}` : '已设置'),
		keyNone: '无',
		keyKept: (ending) => (ending ? `已保存：…${ending}。留空则继续使用。` : '留空则继续使用已保存的密钥。'),
		keyHint: '加密保存在服务器上，不再显示。',
		keyOptional: '网络内的服务器大多不需要。',
		keyLost: {
			what: '已保存的密钥无法读取。',
			cure: '数据目录中的 secret-key 文件不是加密时的那一个。请重新填写密钥。'
		},
		cutsShort: {
			what: '这个模型的服务器似乎会截断较长的请求。',
			cure: '请让它一次接收更多（Ollama：OLLAMA_CONTEXT_LENGTH=16384），或在“单次请求的 token 数”中填写它的上限。'
		},
		limit: '上限',
		limitOf: (money) => `每份课堂记录 ${money}`,
		noLimit: '无',
		fromEnvironment: '由服务器的环境变量（LLM_…）设置。在此保存的设置优先。',
		setUp: '设置',
		change: '更改',
		remove: '移除',
		save: '保存',
		saving: '正在保存…',
		test: '测试',
		stopTest: '停止测试',
		testing: {
			connection: '正在测试：连接模型…',
			notes: '正在测试：为一段短课做笔记…',
			known: '正在测试：就这段课提一个问题…',
			unknown: '正在测试：提一个课上没有答案的问题…'
		},
		testStopped: { what: '测试已停止。', cure: '模型已经开始的部分仍可能计费。' },
		testTooSlow: (length) => ({
			what: `模型在 ${length}内没有回答。`,
			cure: '模型可能还在加载：请过几分钟再试，或换一个较小的模型。'
		}),
		testLecture: {
			en: '测试用的是一段 12 句的英文虚构课堂。',
			zh: '测试用的是一段 12 句的中文虚构课堂。'
		},
		notes: '笔记',
		questions: '提问',
		speed: '速度',
		used: '用量',
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
		allowPrivate: '我确认这台机器在服务器自己的网络内。',
		model: '模型',
		modelHint: '服务商使用的模型名称。',
		costs: '价格与上限',
		costsHint: '每百万 token 的美元价格。token 数准确，金额为估算。',
		prompt: '输入',
		cached: '输入（缓存命中）',
		completion: '输出',
		asOf: '价格日期',
		cap: '每份课堂记录费用上限（美元）',
		capHint: '达到后，笔记不再使用模型。留空表示不限。',
		context: '单次请求的 token 数',
		contextHint: '留空则使用服务商的常用值。',
		saved: { what: '已保存。', cure: '即刻起使用。' },
		removed: { what: '已移除。', cure: '不再发送任何内容。' },
		thinks: '已要求不思考，但它仍会先思考再写，笔记会更慢、更贵。',
		problem: {
			'no-answer': { what: '回答是空的。', cure: '请重试，或换一个模型。' },
			'broken-off': { what: '回答还没结束就中断了。', cure: '请稍后重试。' },
			silent: {
				what: '模型服务器太久没有发来任何内容。',
				cure: '模型可能还在加载：请过几分钟再试，或换一个较小的模型。'
			},
			'only-thoughts': {
				what: '模型只做了推理，没有写出回答。',
				cure: '请在它的服务器上关闭推理，或换一个模型。'
			},
			'unknown-form': {
				what: '服务器回答的格式不受支持。',
				cure: '需要兼容 OpenAI Chat Completions 的地址，多数以 /v1 结尾。'
			},
			'server-error': { what: '模型服务器报告了自身的错误。', cure: '详情请看它的日志，然后重试。' },
			'rate-limited': { what: '服务商限制了请求频率。', cure: '请一分钟后重试。' },
			overloaded: { what: '服务商过载。', cure: '请几分钟后重试。' },
			'key-refused': { what: '密钥被拒绝。', cure: '请从服务商页面重新复制。' },
			'no-balance': { what: '账户余额不足。', cure: '请到服务商处充值。' },
			'no-such-model': { what: '服务商没有这个模型。', cure: '请检查名称；模型时有下线。' },
			'request-refused': { what: '服务商不接受这个请求。', cure: '请检查服务商和模型。' },
			'context-too-small': {
				what: '模型一次能接收的文字太少，不够本应用使用。',
				cure: '请让它的服务器一次接收更多（Ollama：OLLAMA_CONTEXT_LENGTH=16384），或换一个模型。'
			},
			'cap-reached': { what: '已达到每份课堂记录的费用上限。', cure: '请在“价格与上限”中调高。' },
			'content-filtered': { what: '服务商拦截了回答。', cure: '请换一个模型。' },
			'not-a-language-model': {
				what: '这个地址上不是语言模型。',
				cure: '请检查地址，常见原因是末尾缺少 /v1。'
			},
			'address-refused': {
				what: '服务器不允许连接该地址。',
				cure: '该名称指向服务器自己的网络。如果确实如此，请勾选该选项。只有那里可以使用 http。'
			},
			'not-reachable': { what: '这个地址无法连接。', cure: '请检查地址，以及服务器能否访问它。' }
		}
	}
};
