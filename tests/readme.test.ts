import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig, settingsTable, ConfigProblem } from '../server/config.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const scripts = (
	JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: object }
).scripts;

describe('the README', () => {
	it('lists the settings as the schema has them', () => {
		expect(readme).toContain(`<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`);
	});

	it('names only scripts that exist', () => {
		const named = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name);
		expect(named.filter((name) => !((name as string) in scripts))).toEqual([]);
	});
});

describe('each page for people', () => {
	it.each(['README.md', 'server/devices/README.md', 'src/lib/export/FORMAT.md'])(
		'%s leads only to files that exist',
		(page) => {
			const at = new URL(`../${page}`, import.meta.url);
			const links = [...readFileSync(at, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
				([, to = '']) => to
			);
			expect(links.length).toBeGreaterThan(0);
			expect(links.filter((to) => !existsSync(new URL(to, at)))).toEqual([]);
		}
	);
});

describe('the configuration', () => {
	it('has a default for everything', () => {
		expect(readConfig({}, [])).toMatchObject({ PORT: 14612, HOST: 'localhost', OFFLINE: false });
	});

	it('is frozen, and the command line wins', () => {
		const config = readConfig({ OFFLINE: 'no' }, ['--offline']);
		expect(config.OFFLINE).toBe(true);
		expect(Object.isFrozen(config)).toBe(true);
	});

	it('takes a device in both ways, and refuses one that is none', () => {
		expect(readConfig({ DEVICE: 'cpu' }, ['--device', 'cuda']).DEVICE).toBe('cuda');
		expect(readConfig({}, ['--device=webgpu']).DEVICE).toBe('webgpu');
		for (const args of [['--device', 'tpu'], ['--device'], ['--device=']])
			expect(() => readConfig({}, args)).toThrow(/must be one of auto, cpu/);
	});

	it('takes the address of a language model inside the network, and repeats no key', () => {
		const LLM_BASE_URL = 'http://192.168.1.20:8000/v1';
		expect(readConfig({ LLM_BASE_URL }, [])).toMatchObject({ LLM_BASE_URL });
		try {
			readConfig({ LLM_BASE_URL: 'http://8.8.8.8', LLM_API_KEY: 'sk-läufig' }, []);
			expect.unreachable();
		} catch (error) {
			expect((error as ConfigProblem).complaints.join()).toMatch(/LLM_API_KEY=….*LLM_BASE_URL=/);
			expect((error as ConfigProblem).message).not.toContain('sk-');
		}
	});

	it('complains of everything at once', () => {
		try {
			readConfig({ PORT: '70000', OFFLINE: 'perhaps' }, ['--loud']);
			expect.unreachable();
		} catch (error) {
			expect((error as ConfigProblem).complaints).toHaveLength(3);
		}
	});
});
