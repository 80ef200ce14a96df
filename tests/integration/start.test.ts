import { createServer } from 'node:net';
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort, spawnServer, startServer } from '../helpers/server-process.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

/** Starts the server with something wrong and returns what it says before it ends. */
async function fails(env: Record<string, string>, args?: string[]): Promise<string> {
	const server = spawnServer({ DATA_DIR: await temporaryDirectory(), PORT: '0', ...env }, args);
	onTestFinished(() => void server.child.kill('SIGKILL'));
	expect(await server.exited).toBe(1);
	return server.output();
}

describe('a server that cannot start says what is wrong and what to do, and ends with 1', () => {
	it('port taken', async () => {
		const port = await freePort();
		const other = createServer().listen(port, 'localhost');
		onTestFinished(() => void other.close());
		expect(await fails({ PORT: String(port) })).toMatch(
			new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`)
		);
	});

	it('data directory that is a file, or cannot be made', async () => {
		const file = join(await temporaryDirectory(), 'file');
		await writeFile(file, '');
		expect(await fails({ DATA_DIR: file })).toContain('is a file, not a directory');
		expect(await fails({ DATA_DIR: join(file, 'below') })).toContain('is a file, not a directory');
	});

	it('data directory in use by another server', async () => {
		const dataDirectory = await temporaryDirectory();
		const first = await startServer({ dataDirectory });
		onTestFinished(async () => void (await first.kill('SIGKILL')));
		expect(await fails({ DATA_DIR: dataDirectory })).toContain('Another 404NotSound uses');
	});

	it('a database that is none', async () => {
		const dataDirectory = await temporaryDirectory();
		await writeFile(
			join(dataDirectory, '404notsound.db'),
			'this is not a database, it is a letter'.repeat(200)
		);
		expect(await fails({ DATA_DIR: dataDirectory })).toContain('cannot be read');
	});

	it('settings: every complaint at once', async () => {
		const said = await fails(
			{ PORT: 'many', LOG_LEVEL: 'loud', RECOGNISERS: '0', ORIGINS: 'https://notes.example.org/' },
			['--fast']
		);
		for (const word of ['PORT="many"', 'LOG_LEVEL="loud"', 'RECOGNISERS="0"', 'without a path', '--fast'])
			expect(said).toContain(word);
	});

	it('a model that is unknown, or a directory without one', async () => {
		expect(await fails({ MODEL: 'sensevoice-huge' })).toContain('sensevoice-huge');
		expect(await fails({ MODEL: await temporaryDirectory() })).toMatch(/holds no model|model\.int8\.onnx/);
	});

	it('a model that is cut short, or whose tokens do not fit', async () => {
		const shipped = join(import.meta.dirname, '../../models/sensevoice-nano');
		const cut = await temporaryDirectory();
		await copyFile(join(shipped, 'tokens.txt'), join(cut, 'tokens.txt'));
		await writeFile(
			join(cut, 'model.int8.onnx'),
			(await readFile(join(shipped, 'model.int8.onnx'))).subarray(0, 900_000)
		);
		expect(await fails({ MODEL: cut })).toContain('cut short or damaged');
		await copyFile(join(shipped, 'model.int8.onnx'), join(cut, 'model.int8.onnx'));
		await writeFile(join(cut, 'tokens.txt'), '<unk> 0\n');
		expect(await fails({ MODEL: cut })).toContain('tokens');
	});
});

describe('a server that starts', () => {
	it('names its engine at /health, shows the administrator key only the first time, and a new sign-in link each time', async () => {
		const dataDirectory = await temporaryDirectory();
		const first = await startServer({ dataDirectory });
		expect(first.adminKey()).toBeDefined();
		const health = (await (await fetch(`${first.url}/health`)).json()) as {
			engine: { recogniser: { name: string } };
		};
		expect(health.engine.recogniser).toMatchObject({
			name: 'sensevoice-nano',
			grade: 'small',
			device: 'cpu'
		});
		await first.signIn();
		await first.kill('SIGKILL');
		const second = await startServer({ dataDirectory });
		onTestFinished(async () => void (await second.kill('SIGKILL')));
		expect(second.adminKey()).toBeUndefined();
		expect(second.signInPath()).not.toBe(first.signInPath());
		await second.signIn();
	});

	it('on a device that was asked for and cannot be used says so with the cure, and recognises on the processor', async () => {
		const absent = process.platform === 'darwin' ? 'cuda' : 'coreml';
		const server = await startServer({
			dataDirectory: await temporaryDirectory(),
			env: { DEVICE: absent, MODEL: 'sensevoice-nano' }
		});
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		const recogniser = await until('the refusal', async () => {
			const { engine } = (await (await fetch(`${server.url}/health`)).json()) as {
				engine: { recogniser: { device: string; refusedDevice?: string } };
			};
			return engine.recogniser.refusedDevice !== undefined && engine.recogniser;
		});
		expect(recogniser).toMatchObject({ device: 'cpu', refusedDevice: absent, state: 'ready' });
		expect(server.output()).toContain(
			`${absent} cannot be used: the runtime has no ${absent} on this platform`
		);
	});

	it('reads a configuration file, and lets the environment win', async () => {
		const directory = await temporaryDirectory();
		const config = join(directory, 'settings.json');
		await writeFile(config, JSON.stringify({ MODEL: 'sensevoice-huge', PORT: 1 }));
		expect(await fails({ CONFIG: config })).toContain('sensevoice-huge');
		const env = { CONFIG: config, MODEL: 'sensevoice-nano' };
		const server = await startServer({ dataDirectory: join(directory, 'data'), env });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		await appendFile(config, 'x');
		expect(await fails({ CONFIG: config })).toContain('CONFIG=');
	});
});
