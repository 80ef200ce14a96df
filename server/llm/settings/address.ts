import { BlockList, isIP } from 'node:net';

/** Where an IP address leads. `forbidden`: metadata services of clouds, broadcast, and ways around this list. */
export type AddressKind = 'public' | 'private' | 'forbidden';

export type AddressProblem =
	/** Not an address that can be asked: no URL, another scheme, a name and password in it, a query. */
	| 'bad-address'
	/** This machine or its network, and the administrator has not said that this is meant. */
	| 'private-address'
	| 'forbidden-address'
	/** Without TLS, key and words would cross the internet in the open. */
	| 'plain-http';

const privateNets = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
const privateNets6 = ['fc00::/7'];
const forbiddenNets = [
	...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
	...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '100.100.100.200/32', '168.63.129.16/32']
];
/** Unspecified, link-local, site-local, multicast, documentation, and IPv4 in disguise (NAT64, 6to4, Teredo, compatible). */
const forbiddenNets6 = [
	...['::/128', 'fe80::/10', 'fec0::/10', 'ff00::/8', '2001:db8::/32', '64:ff9b::/96', '64:ff9b:1::/48'],
	...['2002::/16', '2001::/32', '::/96', 'fd00:ec2::254/128', '100::/64']
];

function blockList(nets: readonly string[], nets6: readonly string[]): BlockList {
	const list = new BlockList();
	for (const [family, all] of [
		['ipv4', nets],
		['ipv6', nets6]
	] as const)
		for (const net of all) {
			const [address = '', bits] = net.split('/');
			list.addSubnet(address, Number(bits), family);
		}
	return list;
}
const isPrivate = blockList(privateNets, privateNets6);
/** Lies inside `::/96`. */
const isLoopback6 = blockList([], ['::1/128']);
const isForbidden = blockList(forbiddenNets, forbiddenNets6);

/** For an IP in any notation that Node takes; what is none is forbidden. IPv4 inside IPv6 (`::ffff:…`) counts as IPv4. */
export function addressKind(ip: string): AddressKind {
	const version = isIP(ip);
	if (version === 0) return 'forbidden';
	const family = version === 4 ? 'ipv4' : 'ipv6';
	if (isLoopback6.check(ip, family)) return 'private';
	if (isForbidden.check(ip, family)) return 'forbidden';
	return isPrivate.check(ip, family) ? 'private' : 'public';
}

export type AddressPolicy = { secure: boolean; allowPrivate: boolean };

/** Whether an IP may be connected to. */
export function addressProblem(
	ip: string,
	{ secure, allowPrivate }: AddressPolicy
): AddressProblem | undefined {
	const kind = addressKind(ip);
	if (kind === 'forbidden') return 'forbidden-address';
	if (kind === 'private') return allowPrivate ? undefined : 'private-address';
	return secure ? undefined : 'plain-http';
}

/** The host of a URL when it is an IP; `new URL` has already made one notation of all (`2130706433`, `0x7f.1`). */
export function ipOf({ hostname }: URL): string | undefined {
	const bare = hostname.replace(/^\[|\]$/g, '');
	return isIP(bare) ? bare : undefined;
}

/** The address of an endpoint as it may be kept, without a slash at its end; or why not. Names are not looked up here. */
export function readBaseUrl(
	text: string,
	allowPrivate: boolean
): { url: URL; baseUrl: string } | AddressProblem {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) return 'bad-address';
	if (url.username || url.password || url.search || url.hash) return 'bad-address';
	const secure = url.protocol === 'https:';
	const ip = ipOf(url) ?? (isLocalName(url.hostname) ? '127.0.0.1' : undefined);
	const problem = ip && addressProblem(ip, { secure, allowPrivate });
	if (problem) return problem;
	if (!secure && !allowPrivate) return 'plain-http';
	return { url, baseUrl: url.href.replace(/(?<!\/)\/+$/, '').replace(/\/chat\/completions$/, '') };
}

const isLocalName = (name: string): boolean => /^localhost\.?$|\.localhost\.?$/.test(name);
