/** Who serves language models, as far as their ways are known; in the order of the settings page. */
export const modelProviders = [
	'deepseek',
	'openai',
	'qwen',
	'kimi',
	'siliconflow',
	'ollama',
	'vllm',
	'llama.cpp',
	'custom'
] as const;
export type ModelProvider = (typeof modelProviders)[number];
