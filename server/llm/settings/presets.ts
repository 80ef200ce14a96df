import type { ModelProvider } from '#lib/protocol/index.ts';
import type { Price } from '../usage/price.ts';

/** What the form offers for a provider; the administrator may change all of it. */
export type Preset = { baseUrl: string; model: string; price: Price | null };

/** DeepSeek's price of its hours of most use, which are those of classes; at other hours it is half. */
const deepseekPeak: Price = { promptUsd: 0.3, cachedUsd: 0.006, completionUsd: 1.2, asOf: '2026-11-15' };

export const presets: Record<ModelProvider, Preset> = {
	deepseek: { baseUrl: 'https://api.deepseek.com', model: 'deepseek-flash', price: deepseekPeak },
	openai: { baseUrl: 'https://api.openai.com/v1', model: '', price: null },
	qwen: { baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', model: '', price: null },
	kimi: { baseUrl: 'https://api.moonshot.cn/v1', model: '', price: null },
	siliconflow: { baseUrl: 'https://api.siliconflow.cn/v1', model: '', price: null },
	ollama: { baseUrl: 'http://localhost:11434/v1', model: '', price: null },
	vllm: { baseUrl: 'http://localhost:8000/v1', model: '', price: null },
	'llama.cpp': { baseUrl: 'http://localhost:8080/v1', model: '', price: null },
	custom: { baseUrl: '', model: '', price: null }
};

/** US dollars a lecture: several times what a long one costs. */
export const defaultCapUsd = 1;

/** The provider that an address belongs to. */
export function providerAt(baseUrl: string): ModelProvider {
	const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
	const known = Object.entries(presets).find(
		([, preset]) => preset.baseUrl && new URL(preset.baseUrl).host === host
	);
	return (known?.[0] as ModelProvider | undefined) ?? 'custom';
}
