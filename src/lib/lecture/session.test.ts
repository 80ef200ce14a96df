import { expect, it } from 'vitest';
import type { Answer, Api, SignedIn } from './api.ts';
import { Session } from './session.svelte.ts';

const who = { signedIn: true, name: 'A', admin: false } as SignedIn;

it('an answer from before signing in, which comes after it, signs nobody out', async () => {
	const first = Promise.withResolvers<Answer<SignedIn>>();
	const answers = [first.promise, Promise.resolve({ ok: true, value: who } as const)];
	const session = new Session({
		session: () => answers.shift() as Promise<Answer<SignedIn>>,
		signIn: async () => ({ ok: true, value: undefined })
	} as unknown as Api);
	const looking = session.load();
	await session.signIn({ link: 'code' });
	first.resolve({ ok: false, problem: 'not-signed-in' });
	await looking;
	expect(session.state).toEqual({ kind: 'signed-in', who });
});
