import { randomUUID } from 'node:crypto';
import type { Codec, Mark } from '#lib/protocol/index.ts';

/** Says to the server's intake by request exactly what it is told, for one lecture. */
export class CopyClient {
	readonly url: string;
	readonly #cookie: string;
	readonly lectureId: string;

	constructor(url: string, cookie: string, lectureId: string = randomUUID()) {
		this.url = `${url}/api/lectures/${lectureId}`;
		this.#cookie = cookie;
		this.lectureId = lectureId;
	}

	begin = (seed: object = { title: 'T', createdAt: 1, language: 'en' }) => this.json('PUT', '', seed);
	finish = (takes: number) => this.json('POST', '/finish', { takes });
	take = (takeId: string, number = 0, codec: Codec = 'pcm_s16le') =>
		this.json('PUT', `/takes/${takeId}`, { takeId, number, startedAt: 1, codec });
	audio = (takeId: string, offset: number | string, bytes: Uint8Array<ArrayBuffer>) =>
		this.send('PUT', `/takes/${takeId}/audio?offset=${offset}`, bytes);
	marks = (takeId: string, from: number, items: readonly Mark[]) =>
		this.json('PUT', `/takes/${takeId}/marks?from=${from}`, items);
	finishTake = (takeId: string, samples: number, marks: number) =>
		this.json('POST', `/takes/${takeId}/finish`, { samples, marks });

	json(method: string, path: string, body: unknown): Promise<Response> {
		return this.send(method, path, JSON.stringify(body));
	}

	send(
		method: string,
		path: string,
		body: BodyInit,
		headers: Record<string, string> = {}
	): Promise<Response> {
		return fetch(this.url + path, { method, body, headers: { cookie: this.#cookie, ...headers } });
	}
}

/** The status of an answer, and where it says that the log ends. */
export async function placeOf(response: Promise<Response>): Promise<{ status: number; offset: number }> {
	const { status, headers } = await response;
	return { status, offset: Number(headers.get('offset') ?? NaN) };
}
