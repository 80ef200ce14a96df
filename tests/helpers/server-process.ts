import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { until } from './until.ts';

const root = resolve(import.meta.dirname, '../..');

export type ServerProcess = {
	url: string;
	port: number;
	child: ChildProcess;
	/** Everything that it printed so far. */
	output: () => string;
	/** The path of the one-time sign-in link. */
	signInPath: () => string;
	adminKey: () => string | undefined;
	/** Exchanges the printed link for a session, as the sign-in page does. */
	signIn: () => Promise<string>;
	/** Resolves with the exit code, or the signal. */
	exited: Promise<number | string>;
	kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | string>;
};

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}

/** Spawns the real server, without waiting for it. With a `preload` it loads that module first, and can be sent messages. */
export function spawnServer(
	env: Record<string, string>,
	args: string[] = ['--offline'],
	preload?: URL
): Omit<ServerProcess, 'port' | 'url' | 'signIn'> {
	const imports = preload ? ['--import', preload.href] : [];
	const child = spawn(process.execPath, [...imports, 'server/main.ts', ...args], {
		cwd: root,
		env: { ...process.env, HOST: 'localhost', ...env },
		stdio: ['ignore', 'pipe', 'pipe', ...(preload ? (['ipc'] as const) : [])]
	}) as ChildProcessByStdio<null, Readable, Readable>;
	// A run that dies leaves no server behind.
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	child.once('close', () => process.off('exit', kill));
	let output = '';
	child.stdout.on('data', (text: Buffer) => (output += text.toString()));
	child.stderr.on('data', (text: Buffer) => (output += text.toString()));
	const exited = new Promise<number | string>((done) =>
		child.on('close', (code, signal) => done(code ?? signal ?? 'unknown'))
	);
	return {
		child,
		output: () => output,
		signInPath: () => /\/sign-in#[\w-]+/.exec(output)?.[0] ?? '',
		adminKey: () => /nf_[0-9a-f]{12}_[\w-]{43}/.exec(output)?.[0],
		exited,
		kill: (signal) => (child.kill(signal), exited)
	};
}

/** Spawns the real server and waits until it has printed its sign-in link. */
export async function startServer(options: {
	dataDirectory: string;
	port?: number;
	env?: Record<string, string>;
	/** A module that the process loads first. */
	preload?: URL;
}): Promise<ServerProcess> {
	const port = options.port ?? (await freePort());
	const server = spawnServer(
		{ PORT: String(port), DATA_DIR: options.dataDirectory, ...options.env },
		undefined,
		options.preload
	);
	let gone: number | string | undefined;
	void server.exited.then((code) => (gone = code));
	await until('the sign-in link', () => {
		if (gone !== undefined) throw new Error(`the server ended with ${gone}:\n${server.output()}`);
		return server.signInPath() !== '';
	});
	const url = `http://localhost:${port}`;
	return {
		...server,
		url,
		port,
		async signIn() {
			const link = server.signInPath().split('#')[1];
			const answer = await fetch(`${url}/api/session`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: url },
				body: JSON.stringify({ link })
			});
			const cookie = answer.headers.get('set-cookie')?.split(';')[0];
			if (!cookie) throw new Error(`sign-in was answered with ${answer.status}`);
			return cookie;
		}
	};
}
