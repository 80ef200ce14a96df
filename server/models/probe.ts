import type { CatalogueModel } from './catalogue.ts';
import { type Http, openHttp, reasonOf } from './http.ts';
import { judge } from './reply.ts';
import { addressOf, hostOf } from './sources.ts';
import { sourceProblemInWords } from './words.ts';

export type Reachability = { kind: 'reachable'; source: string } | { kind: 'unreachable'; reason: string };

export type ProbeOptions = { env: NodeJS.ProcessEnv; timeoutMs: number; signal: AbortSignal };

/**
 * Asks every source of the model's largest file for one byte, all at once. Reachable with the first that gives it;
 * unreachable when all have failed or `timeoutMs` is over. Never rejects.
 */
export async function probe(model: CatalogueModel, options: ProbeOptions): Promise<Reachability> {
	const largest = [...model.files].sort((a, b) => b.bytes - a.bytes)[0];
	const addresses = (largest?.sources ?? []).map((source) => addressOf(source, options.env));
	const done = new AbortController();
	const signal = AbortSignal.any([done.signal, options.signal, AbortSignal.timeout(options.timeoutMs)]);
	let http: Http;
	try {
		http = openHttp(options.env);
	} catch {
		return { kind: 'unreachable', reason: 'HTTP_PROXY or HTTPS_PROXY is not an address' };
	}
	try {
		return { kind: 'reachable', source: await Promise.any(addresses.map((at) => askForOneByte(at, signal, http))) };
	} catch (error) {
		return { kind: 'unreachable', reason: gathered((error as AggregateError).errors as NoByte[]) };
	} finally {
		done.abort();
		await http.close();
	}
}

class NoByte extends Error {
	readonly host: string;
	constructor(host: string, reason: string) {
		super(reason);
		this.host = host;
	}
}

async function askForOneByte(address: string, signal: AbortSignal, http: Http): Promise<string> {
	const host = hostOf(address);
	const reply = await http.get(address, { fromBytes: 0, toByte: 0, signal }).catch((error: unknown) => {
		throw new NoByte(host, signal.aborted ? 'no answer in time' : reasonOf(error));
	});
	reply.drop();
	const verdict = judge(reply, 0, { bytes: null, sha256: null });
	if (verdict.kind === 'append' || verdict.kind === 'from-the-start') return host;
	if (verdict.kind === 'nothing-left' || verdict.kind === 'discard') throw new NoByte(host, 'no answer');
	throw new NoByte(host, sourceProblemInWords(verdict));
}

/** `host name not found: huggingface.co, modelscope.cn; connection refused: github.com` */
function gathered(errors: NoByte[]): string {
	const hostsByReason = Map.groupBy(errors, (error) => error.message);
	return [...hostsByReason].map(([reason, at]) => `${reason}: ${at.map(({ host }) => host).join(', ')}`).join('; ');
}
