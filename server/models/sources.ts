import type { Source } from './catalogue.ts';

/** The address of a source. `HF_ENDPOINT` names another host that serves Hugging Face's paths, such as a campus mirror. */
export function addressOf(source: Source, env: NodeJS.ProcessEnv): string {
	if (source.kind !== 'hugging-face') return source.url;
	const endpoint = (env['HF_ENDPOINT'] || 'https://huggingface.co').replace(/(?<!\/)\/+$/, '');
	return `${endpoint}/${source.repository}/resolve/${source.revision}/${source.path}`;
}

/** What to call a source in a message: its host, with the port where that is unusual. */
export function hostOf(address: string): string {
	return URL.parse(address)?.host ?? address;
}
