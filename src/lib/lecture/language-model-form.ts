import type { ModelProvider } from '#lib/protocol/index.ts';
import type { ModelChange, ModelSettings } from './language-model-api.ts';

/** The form as it is typed; an empty number is null. `apiKey` is only ever written. */
export type ModelForm = {
	provider: ModelProvider;
	baseUrl: string;
	model: string;
	apiKey: string;
	allowPrivate: boolean;
	contextTokens: number | null;
	promptUsd: number | null;
	cachedUsd: number | null;
	completionUsd: number | null;
	asOf: string;
	capUsd: number | null;
};

/** What is kept, for typing over it. */
export function formOf({ price, ...settings }: ModelSettings): ModelForm {
	return {
		...settings,
		apiKey: '',
		promptUsd: price?.promptUsd ?? null,
		cachedUsd: price?.cachedUsd ?? null,
		completionUsd: price?.completionUsd ?? null,
		asOf: price?.asOf ?? ''
	};
}

/** A price counts when all of it is there. An empty key means the one that is kept. */
export function changeOf(form: ModelForm): ModelChange {
	const { apiKey, promptUsd, cachedUsd, completionUsd, asOf, ...settings } = form;
	const price =
		promptUsd !== null && completionUsd !== null && asOf !== ''
			? { promptUsd, completionUsd, cachedUsd: cachedUsd ?? promptUsd, asOf }
			: null;
	return { ...settings, price, ...(apiKey.trim() !== '' && { apiKey: apiKey.trim() }) };
}

const privateIp = /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Whether an address certainly lies in the server's own network. The server sends without TLS nowhere else. */
export function isInside(baseUrl: string): boolean {
	if (!URL.canParse(baseUrl)) return false;
	const { protocol, hostname } = new URL(baseUrl);
	return protocol === 'http:' || /^[^.:]+$/.test(hostname) || privateIp.test(hostname);
}

/** Whether it may lie there: then the administrator has to say that it is meant. */
export function mayBeInside(baseUrl: string): boolean {
	if (!URL.canParse(baseUrl)) return false;
	return isInside(baseUrl) || /^[\d.]+$|^\[/.test(new URL(baseUrl).hostname);
}

/** Where the words would be sent, for reading. */
export const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : '');
