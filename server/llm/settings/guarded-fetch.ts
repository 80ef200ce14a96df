import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import type { Fetch } from '../watched-fetch.ts';
import { addressProblem, ipOf, type AddressPolicy, type AddressProblem } from './address.ts';

export class ForbiddenAddress extends Error {
	readonly problem: AddressProblem;
	constructor(problem: AddressProblem) {
		super(problem);
		this.problem = problem;
	}
}

export type Lookup = (
	name: string,
	options: { all: true; family?: number | 'IPv4' | 'IPv6' | undefined },
	done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
) => void;

const connectTimeoutMs = 15_000;

/**
 * A fetch that connects only where the policy lets it. Names are checked at the moment of connecting, by the very
 * addresses that are connected to: a name cannot lead elsewhere after it was looked at. Close it when it is done with.
 */
export function guardedFetch(
	allowPrivate: boolean,
	lookup: Lookup = systemLookup
): { fetch: Fetch; close: () => Promise<void> } {
	const agentFor = (secure: boolean) =>
		new Agent({
			connect: { timeout: connectTimeoutMs, lookup: guardedLookup({ secure, allowPrivate }, lookup) },
			headersTimeout: 0,
			bodyTimeout: 0
		});
	const agents = { 'https:': agentFor(true), 'http:': agentFor(false) };
	const fetch = (async (input: string | URL, init?: RequestInit) => {
		const url = new URL(input);
		const secure = url.protocol === 'https:';
		const ip = ipOf(url);
		const problem = ip && addressProblem(ip, { secure, allowPrivate });
		if (problem) throw new ForbiddenAddress(problem);
		const dispatcher = agents[secure ? 'https:' : 'http:'];
		return undiciFetch(url, { ...(init as object), dispatcher });
	}) as unknown as Fetch;
	const close = async () => void (await Promise.all(Object.values(agents).map((agent) => agent.destroy())));
	return { fetch, close };
}

/** Refuses a name when any of its addresses is refused. */
function guardedLookup(policy: AddressPolicy, lookup: Lookup): LookupFunction {
	return (name, options, done) => {
		lookup(name, { all: true, family: options.family }, (error, addresses) => {
			if (error) return done(error, '', 0);
			const problem = addresses.map(({ address }) => addressProblem(address, policy)).find(Boolean);
			if (problem) return done(new ForbiddenAddress(problem), '', 0);
			const [first = { address: '', family: 0 }] = addresses;
			if (options.all) return done(null, addresses);
			done(null, first.address, first.family);
		});
	};
}
