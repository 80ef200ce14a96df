import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that was taken in, parsed. `n` counts from 0. */
export type TranscriptionCall = {
	n: number;
	key: string | undefined;
	model: string;
	format: string;
	language: string | undefined;
	prompt: string | undefined;
	/** 16 kHz. */
	samples: Int16Array;
};

export type TranscriptionReply =
	| { kind: 'json'; status?: number; body: unknown; headers?: Record<string, string> }
	| { kind: 'page' }
	| { kind: 'reset' };

export const said = (text: string, rest: object = {}): TranscriptionReply => ({
	kind: 'json',
	body: { text, ...rest }
});

export const refusal = (status: number, message = 'no', headers = {}): TranscriptionReply => ({
	kind: 'json',
	status,
	body: { error: { message, type: 'invalid_request_error', code: null } },
	headers
});

/**
 * A server with OpenAI's `/audio/transcriptions`, on a port of its own unless one is given: it checks every request as OpenAI does, and answers
 * as it is told. It goes away with the test.
 */
export async function startTranscriptionServer(
	answering: (call: TranscriptionCall) => TranscriptionReply | Promise<TranscriptionReply>,
	port = 0
) {
	const calls: TranscriptionCall[] = [];

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const call = await callOf(request, calls.length);
		if (typeof call === 'string') return send(response, refusal(400, call));
		calls.push(call);
		send(response, await answering(call));
	}

	const server = createServer((request, response) => {
		if (request.url !== '/v1/audio/transcriptions' || request.method !== 'POST')
			return send(response, refusal(404, 'no such route'));
		answer(request, response).catch((error: Error) => send(response, refusal(500, error.message)));
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	onTestFinished(close);
	const bound = (server.address() as AddressInfo).port;
	return { baseUrl: `http://127.0.0.1:${bound}/v1`, port: bound, calls, close };
}

/** The call, or what is wrong with it. */
async function callOf(request: IncomingMessage, n: number): Promise<TranscriptionCall | string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const type = request.headers['content-type'] ?? '';
	const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
	const text = (name: string) => form.get(name)?.toString();
	const file = form.get('file');
	if (!(file instanceof File)) return 'file: required';
	const bytes = await file.arrayBuffer();
	const view = new DataView(bytes);
	if (bytes.byteLength < 44 || view.getUint32(0) !== 0x52494646) return 'file: no WAV';
	if (view.getUint32(24, true) !== 16_000 || view.getUint16(22, true) !== 1) return 'file: not 16 kHz mono';
	if (view.getUint32(40, true) !== bytes.byteLength - 44) return 'file: cut off';
	return {
		n,
		key: request.headers.authorization?.replace('Bearer ', ''),
		model: text('model') ?? '',
		format: text('response_format') ?? 'json',
		language: text('language'),
		prompt: text('prompt'),
		samples: new Int16Array(bytes, 44)
	};
}

function send(response: ServerResponse, reply: TranscriptionReply): void {
	if (reply.kind === 'reset') return void response.socket?.destroy();
	if (reply.kind === 'page') {
		response.writeHead(200, { 'content-type': 'text/html' });
		return void response.end('<html>Sign in to the network</html>');
	}
	response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
	response.end(JSON.stringify(reply.body));
}
