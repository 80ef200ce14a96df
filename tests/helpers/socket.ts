import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { protocolVersion, type ClientMessage, type ServerMessage } from '#lib/protocol/index.ts';
import { until } from './until.ts';

/** A bare client for protocol tests: says exactly what it is told, keeps everything it hears. */
export async function openSocket(url: string, options: ClientOptions & { protocols?: string[] } = {}) {
	const { protocols = [], ...rest } = options;
	const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, protocols, rest);
	onTestFinished(() => socket.terminate());
	const heard: ServerMessage[] = [];
	let closed: { code: number; reason: string } | undefined;
	socket.on('message', (data) => heard.push(JSON.parse(String(data)) as ServerMessage));
	socket.on('close', (code, reason) => (closed = { code, reason: String(reason) }));
	await new Promise<void>((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
	});
	return {
		socket,
		heard,
		say: (message: ClientMessage) => socket.send(JSON.stringify(message)),
		send: (data: string | Uint8Array) => socket.send(data),
		hear: <T extends ServerMessage['type']>(
			type: T,
			which: (message: Extract<ServerMessage, { type: T }>) => boolean = () => true
		) =>
			until(`a ${type} message`, () =>
				heard.find(
					(message): message is Extract<ServerMessage, { type: T }> =>
						message.type === type && which(message as never)
				)
			),
		closed: () => until('the socket to close', () => closed)
	};
}

export const hello = (
	lectureId: string,
	more: Partial<Extract<ClientMessage, { type: 'hello' }>> = {}
): ClientMessage => ({
	type: 'hello',
	protocol: protocolVersion,
	app: 'test',
	lectureId,
	role: 'recorder',
	since: 0,
	lecture: { title: 'T', createdAt: 1, language: 'en' },
	...more
});

export const newTake = (number = 0) =>
	({ takeId: randomUUID(), number, startedAt: 1, codec: 'pcm_s16le' }) as const;
