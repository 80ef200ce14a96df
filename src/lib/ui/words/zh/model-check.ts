import type { modelCheck as english } from '../en/model-check.ts';

const instead = '将改为显示文字稿中的原句。';

export const modelCheck: typeof english = {
	notes: {
		good: (kept, all) => ({
			what: '笔记可用。',
			cure:
				kept === all
					? `它写的 ${all} 条都保留了课上的数字、日期和名称，并注明出处。`
					: `它写的 ${all} 条中，${kept} 条保留了课上的数字、日期和名称，并注明出处，其余由本应用替换或略去。`
		}),
		partly: (kept, changed, dropped) => ({
			what: '笔记部分可用。',
			cure: [
				`它写了 ${kept + changed + dropped} 条，保留 ${kept} 条。`,
				...(changed > 0 ? [`${changed} 条改动了讲课内容，改为显示课上的原句。`] : []),
				...(dropped > 0 ? [`${dropped} 条没有有效引用或格式不对，已略去。`] : [])
			].join('')
		}),
		otherLanguage: {
			what: '笔记部分可用。',
			cure: '它没有用讲课的语言来写。在笔记样式中指定笔记语言可能有帮助。'
		},
		few: (kept) => ({
			what: '笔记会偏少。',
			cure: `它只写了 ${kept} 条。漏掉的待办事项和考试提示会从文字稿中补上。`
		}),
		empty: { what: '笔记不可用。', cure: '它一条也没有写，只会从文字稿中补上待办事项和考试提示。' },
		noneKept: {
			what: '笔记不可用。',
			cure: `它写的内容都无法保留：改动了讲课内容，或没有有效引用。${instead}`
		},
		uncited: { what: '笔记不可用。', cure: `它不注明笔记的出处。${instead}` },
		offForm: { what: '笔记不可用。', cure: `它不按笔记所需的格式来写。${instead}` },
		cutOff: { what: '笔记不可用。', cure: `它写个不停，没有写完。${instead}` },
		tooSlow: (length) => ({
			what: '笔记会来得晚。',
			cure: `测试进行 ${length}后结束，它还没有写完。写完之前，显示文字稿中的原句。`
		}),
		unanswered: '笔记不可用。',
		untested: '未能测试笔记。'
	},
	questions: {
		good: {
			what: '提问可用。',
			cure: '它给出了正确的答案并注明出处；课上没有答案时，它也如实说明。'
		},
		invents: {
			what: '提问部分可用。',
			cure: '它给出了正确的答案并注明出处，但课上没有答案的问题它也回答了。请对照所引时间核对。'
		},
		half: { what: '提问部分可用。', cure: '它给出了一个正确的答案并注明出处，另一个问题没有得到回答。' },
		otherLanguage: { what: '提问部分可用。', cure: '答案正确，但没有用提问的语言。' },
		uncited: {
			what: '提问部分可用。',
			cure: '这个模型的回答没有有效引用。若搜索找到段落，会先显示段落，模型的话标注后列在下面。'
		},
		wrong: {
			what: '不要依赖它的回答。',
			cure: '一个简单的问题它答错了。若搜索找到段落，会先显示段落。'
		},
		missed: {
			what: '提问部分可用。',
			cure: '课上有答案，它却没有找到。若搜索找到段落，会先显示段落。'
		},
		alsoInvents: '课上没有答案的问题它也回答了。',
		tooSlow: (length) => ({
			what: '回答会很慢。',
			cure: `测试进行 ${length}后结束，仍没有回答。若搜索找到段落，会先显示段落。`
		}),
		unanswered: '提问不可用。',
		untested: '未能测试提问。'
	},
	speed: {
		firstLine: (length) => `第一条笔记约在 ${length}后出现。`,
		whole: (length) => `做笔记的请求用了 ${length}。`,
		rate: {
			tokens: (count) => `每秒约写 ${count} 个 token。`,
			characters: (count) => `每秒约写 ${count} 个字符。`
		},
		slow: '速度较慢：完整的回答到来之前，显示文字稿中的原句。'
	},
	used: {
		counted: (read, written) => `读取 ${read} 个 token，写出 ${written} 个。`,
		estimated: (read, written) => `约读取 ${read} 个 token，写出 ${written} 个。`,
		cost: (money) => `约 ${money}。`
	}
};
