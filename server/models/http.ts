import { EnvHttpProxyAgent, interceptors, request } from 'undici';
import { chunksOf } from './chunks.ts';

export type Reply = {
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	chunks: AsyncIterable<Buffer>;
	/** Breaks the connection instead of reading on. */
	drop(): void;
};

/** The one way out to the network. */
export type Http = {
	/** Follows redirects. `fromBytes` 0 asks for the whole file. Rejects when no answer comes, or with the signal's reason. */
	get(address: string, options: { fromBytes: number; toByte?: number; signal: AbortSignal }): Promise<Reply>;
	close(): Promise<void>;
};

const maxRedirections = 5;
const connectTimeoutMs = 15_000;

/** As curl does, takes `proxy.example.org:3128` for an http proxy. */
function proxyAddress(env: NodeJS.ProcessEnv, name: string): string {
	const given = env[name.toLowerCase()] || env[name] || '';
	return given === '' || given.includes('://') ? given : `http://${given}`;
}

/**
 * A client that honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY (either case).
 * Throws a TypeError for a proxy address that is none.
 */
export function openHttp(env: NodeJS.ProcessEnv): Http {
	const agent = new EnvHttpProxyAgent({
		httpProxy: proxyAddress(env, 'HTTP_PROXY'),
		httpsProxy: proxyAddress(env, 'HTTPS_PROXY'),
		noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
		connect: { timeout: connectTimeoutMs },
		headersTimeout: 0,
		bodyTimeout: 0
	});
	const dispatcher = agent.compose(interceptors.redirect({ maxRedirections }));
	return {
		async get(address, { fromBytes, toByte, signal }) {
			const range = fromBytes > 0 || toByte !== undefined ? { range: `bytes=${fromBytes}-${toByte ?? ''}` } : {};
			const headers = { 'accept-encoding': 'identity', 'user-agent': '404notsound', ...range };
			const reply = await request(address, { dispatcher, signal, headers });
			const chunks = chunksOf(reply.body);
			const drop = () => void reply.body.destroy();
			return { status: reply.statusCode, headers: flat(reply.headers), chunks, drop };
		},
		close: () => agent.destroy()
	};
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

const wordsByCode: Record<string, string> = {
	ENOTFOUND: 'host name not found',
	EAI_AGAIN: 'host name not found',
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection lost',
	UND_ERR_SOCKET: 'connection lost',
	EPIPE: 'connection lost',
	ENETUNREACH: 'network unreachable',
	EHOSTUNREACH: 'host unreachable',
	ETIMEDOUT: 'no answer in time',
	UND_ERR_CONNECT_TIMEOUT: 'no answer in time'
};

/** A network error in a few words, for the end of a sentence. */
export function reasonOf(error: unknown): string {
	for (let at = error as NodeJS.ErrnoException | undefined; at; at = at.cause as typeof at) {
		const known = wordsByCode[at.code ?? ''];
		if (known) return known;
		if (/cert|tls|ssl/i.test(at.code ?? '')) return `its certificate is not trusted: ${at.code}`;
		if (at instanceof AggregateError && at.errors.length > 0) return reasonOf(at.errors[0]);
	}
	return error instanceof Error ? error.message : String(error);
}
