import { randomBytes } from 'node:crypto';
import type { KeyRepository } from '../store/keys.ts';
import { newSecret, sameDigest, type Digester } from './secrets.ts';

/** Who is asking: the key behind a session. */
export type Principal = { keyId: string; name: string; admin: boolean };

export const sessionLifeMs = 90 * 24 * 3600_000;
const linkLifeMs = 3600_000;
const ticketLifeMs = 30_000;

type Deps = { repository: KeyRepository; digest: Digester; now?: () => number };
type Pass = { keyId: string; expiresAt: number };

/**
 * Keys look like `nf_<id>_<secret>`; only a digest of the secret is stored. A key or a one-time link is exchanged for a
 * session; a session can ask for a ticket, which opens one socket within 30 s.
 */
export class Keys {
	readonly #repository: KeyRepository;
	readonly #digest: Digester;
	readonly #now: () => number;
	readonly #links = new Map<string, Pass>();
	readonly #tickets = new Map<string, Pass>();

	constructor({ repository, digest, now = Date.now }: Deps) {
		this.#repository = repository;
		this.#digest = digest;
		this.#now = now;
	}

	/** The administrator key of the first start, to be shown once; undefined at every later start. */
	async ensureAdmin(): Promise<string | undefined> {
		if ((await this.#repository.count()) > 0) return undefined;
		const id = randomBytes(6).toString('hex');
		const secret = newSecret();
		await this.#repository.add({
			id,
			name: 'Administrator',
			digest: this.#digest(secret),
			admin: true,
			createdAt: this.#now()
		});
		return `nf_${id}_${secret}`;
	}

	/** A code for one sign-in as the first administrator, good for an hour of this process. */
	async adminLink(): Promise<string | undefined> {
		const admin = await this.#repository.firstAdmin();
		return admin && issue(this.#links, admin.id, linkLifeMs, this.#now());
	}

	/** A session token for a key, or undefined. An unknown id takes the same path as a wrong secret. */
	async signInWithKey(key: string): Promise<string | undefined> {
		const [, id = '', secret = ''] = /^nf_([0-9a-f]{12})_([\w-]{43})$/.exec(key.trim()) ?? [];
		const row = await this.#repository.enabled(id);
		const matches = sameDigest(this.#digest(secret), row?.digest ?? this.#digest(''));
		return row && matches ? this.#openSession(row.id) : undefined;
	}

	async signInWithLink(code: string): Promise<string | undefined> {
		const pass = redeem(this.#links, code, this.#now());
		return pass && this.#openSession(pass.keyId);
	}

	async bySession(token: string): Promise<Principal | undefined> {
		const row = await this.#repository.bySession(this.#digest(token), this.#now());
		return row && { keyId: row.id, name: row.name, admin: row.admin === 1 };
	}

	async signOut(token: string): Promise<void> {
		await this.#repository.removeSession(this.#digest(token));
	}

	ticketFor(principal: Principal): string {
		return issue(this.#tickets, principal.keyId, ticketLifeMs, this.#now());
	}

	async byTicket(ticket: string): Promise<Principal | undefined> {
		const pass = redeem(this.#tickets, ticket, this.#now());
		const row = pass && (await this.#repository.enabled(pass.keyId));
		return row && { keyId: row.id, name: row.name, admin: row.admin === 1 };
	}

	async #openSession(keyId: string): Promise<string> {
		const token = newSecret();
		const createdAt = this.#now();
		await this.#repository.addSession({
			digest: this.#digest(token),
			keyId,
			createdAt,
			expiresAt: createdAt + sessionLifeMs
		});
		return token;
	}
}

function issue(passes: Map<string, Pass>, keyId: string, lifeMs: number, now: number): string {
	for (const [code, { expiresAt }] of passes) if (expiresAt <= now) passes.delete(code);
	const code = newSecret();
	passes.set(code, { keyId, expiresAt: now + lifeMs });
	return code;
}

function redeem(passes: Map<string, Pass>, code: string, now: number): Pass | undefined {
	const pass = passes.get(code);
	passes.delete(code);
	return pass && pass.expiresAt > now ? pass : undefined;
}
