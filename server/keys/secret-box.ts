import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps secrets that must come back as they were, such as keys of other services. */
export type SecretBox = {
	seal: (secret: string) => string;
	/** Undefined when it was sealed under another key, or changed since. */
	open: (sealed: string) => string | undefined;
	/** A stable id of this installation that says nothing about it. */
	installationId: string;
};

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key beside the database, in a file that only its owner reads; made at the first start. */
export function secretBoxIn(dataDirectory: string): SecretBox {
	const key = keyIn(join(dataDirectory, 'secret-key'));
	return {
		seal(secret) {
			const nonce = randomBytes(nonceBytes);
			const sealing = createCipheriv(cipher, key, nonce);
			const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
			return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
		},
		open(sealed) {
			const bytes = Buffer.from(sealed, 'base64url');
			try {
				const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), {
					authTagLength: tagBytes
				});
				opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
				const text = opening.update(bytes.subarray(nonceBytes + tagBytes));
				return Buffer.concat([text, opening.final()]).toString('utf8');
			} catch {
				return undefined;
			}
		},
		installationId: createHmac('sha256', key).update('installation').digest('hex').slice(0, 32)
	};
}

function keyIn(path: string): Buffer {
	try {
		const key = readFileSync(path);
		if (key.length !== 32) throw new Error(`${path} is damaged: it has ${key.length} bytes instead of 32.`);
		return key;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		const key = randomBytes(32);
		writeFileSync(path, key, { mode: 0o600, flag: 'wx', flush: true });
		return key;
	}
}
