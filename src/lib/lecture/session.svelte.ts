import type { Api, ApiProblem, SignedIn } from './api.ts';

export type SessionState =
	| { kind: 'unknown' }
	| { kind: 'signed-in'; who: SignedIn }
	| { kind: 'signed-out' }
	/** The server did not answer; the device goes on by itself. */
	| { kind: 'unreachable' };

/** Who is signed in on this browser. */
export class Session {
	readonly #api: Api;
	#turn = 0;
	state: SessionState = $state.raw({ kind: 'unknown' });

	constructor(api: Api) {
		this.#api = api;
	}

	/** An answer that a later question, or signing in or out, has overtaken is not heard. */
	async load(): Promise<void> {
		const turn = ++this.#turn;
		const answer = await this.#api.session();
		if (turn !== this.#turn) return;
		if (answer.ok) this.state = { kind: 'signed-in', who: answer.value };
		else this.state = { kind: answer.problem === 'not-signed-in' ? 'signed-out' : 'unreachable' };
	}

	/** Signs in by a key or by the code of a link; says why not, or nothing. */
	async signIn(by: { key: string } | { link: string }): Promise<ApiProblem | undefined> {
		const answer = await this.#api.signIn(by);
		if (!answer.ok) return answer.problem;
		await this.load();
		return undefined;
	}

	async signOut(): Promise<ApiProblem | undefined> {
		const answer = await this.#api.signOut();
		if (!answer.ok) return answer.problem;
		this.#turn++;
		this.state = { kind: 'signed-out' };
		return undefined;
	}
}
