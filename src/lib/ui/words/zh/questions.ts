import type { questions as english } from '../en/questions.ts';

export const questions: typeof english = {
	questions: {
		title: '提问',
		question: '问题',
		field: '就这份课堂记录提问',
		keys: '按回车提问，Shift + 回车换行。',
		ask: '提问',
		stop: '停止',
		again: '再问一次',
		asking: '正在查阅课堂内容…',
		answerer: {
			extractive: '回答取自转写原文：此服务器未设置语言模型。',
			llm: '先列出在转写中检索到的原文，再由语言模型作答，请核对所引时刻。'
		},
		suggestions: {
			extractive: ['作业是什么？', '有没有提到考试？'],
			llm: ['最近五分钟我错过了什么？', '用简单的话解释主要内容。', '下次课之前要做什么？']
		},
		noWords: '转写出第一句话后即可提问。',
		offline: { what: '无法连接服务器。', cure: '恢复连接后可以继续提问。' },
		nothingFound: '这份课堂记录里没有找到相关内容。',
		modelFoundNothing: {
			withLines: '语言模型没有找到答案；以上是检索到的原文。',
			alone: '这份课堂记录里没有找到相关内容，语言模型也没有找到。'
		},
		foundLines: '转写原文',
		ownWords: '模型自己的话，没有课堂原文支持',
		quoted: (claim) => `“${claim}”`,
		comma: '、',
		unfounded: (claims) => `所引原文中没有：${claims}`,
		beyond: '课堂之外：模型自己的知识',
		by: {
			model: (model) => `由 ${model} 撰写。`,
			someModel: '由语言模型撰写。',
			lines: '以上为转写原文，未使用语言模型。',
			nobody: '只检索了转写文字，未使用语言模型。'
		},
		cutOff: '回答过长，未能写完。',
		refusedCites: (count) => `有 ${count} 处引用的时刻并不存在，已去掉。`,
		stopped: '已停止。',
		unanswered: '服务器在回答之前重新启动了。',
		problem: {
			unreachable: { what: '连接已中断。', cure: '恢复后再问一次。' },
			'not-signed-in': { what: '登录已失效。', cure: '登录后再问一次。' },
			'not-found': { what: '没有这份课堂记录。', cure: '' },
			'server-failed': { what: '服务器出了问题。', cure: '请稍后再问一次。' },
			busy: { what: '正在回答另一个问题。', cure: '等它回答完再问。' },
			'cap-reached': { what: '这份课堂记录的语言模型费用已达上限。', cure: '管理员可以在设置中提高上限。' },
			'rate-limited': { what: '对语言模型的请求过于频繁。', cure: '请一分钟后再问。' },
			overloaded: { what: '语言模型负载过高。', cure: '请几分钟后再问。' },
			'content-filtered': { what: '服务商拦截了回答。', cure: '请换一种问法。' },
			'no-answer': {
				what: '语言模型没有回答。',
				cure: '如果一直如此，管理员可在设置中按“测试”查看原因。'
			}
		}
	}
};
