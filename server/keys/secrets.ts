import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Turns secrets into what may be stored. 256 random bits need no slow hash; the pepper is not in the database. */
export type Digester = (secret: string) => string;

/** The pepper lives beside the database in a file that only its owner reads; made at the first start. */
export function digesterIn(dataDirectory: string): Digester {
	const path = join(dataDirectory, 'pepper');
	let pepper: Buffer;
	try {
		pepper = readFileSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		pepper = randomBytes(32);
		writeFileSync(path, pepper, { mode: 0o600, flag: 'wx', flush: true });
	}
	return (secret) => createHmac('sha256', pepper).update(secret).digest('hex');
}

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares digests of equal length without telling where they differ. */
export const sameDigest = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
