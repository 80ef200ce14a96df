import { describe, expect, it, vi } from 'vitest';
import { Arrivals, type ArrivalsDeps } from './arrivals.ts';

type Launch = Parameters<Parameters<NonNullable<ArrivalsDeps['launchQueue']>['setConsumer']>[0]>[0];

function setUp(shared: File[] = []) {
	let launch: (launch: Launch) => void = () => {};
	const launchQueue = { setConsumer: (consume: typeof launch) => void (launch = consume) };
	const arrivals = new Arrivals({ launchQueue, takeShared: async () => shared.splice(0) });
	const shown: string[] = [];
	arrivals.start((path) => void shown.push(path));
	return { arrivals, shown, launch: (by: Launch) => launch(by) };
}

const file = new File(['x'], 'a.404take');
const handle = { getFile: async () => file };

describe('the system opens the app', () => {
	it('by a shortcut: the open window shows its page, without leaving the app', () => {
		const { shown, launch } = setUp();
		launch({ targetURL: 'https://example.org/?record' });
		expect(shown).toEqual(['/?record']);
	});

	it('with a file: it waits for the page that takes it in, and is handed over once', async () => {
		const { arrivals, shown, launch } = setUp();
		launch({ targetURL: 'https://example.org/import', files: [handle] });
		expect(shown).toEqual(['/import']);
		await Promise.resolve();
		const taken: File[] = [];
		const stop = arrivals.receive((files) => void taken.push(...files));
		await vi.waitFor(() => expect(taken).toEqual([file]));
		launch({ files: [handle] });
		await vi.waitFor(() => expect(taken).toEqual([file, file]));
		stop();
		arrivals.receive((files) => void taken.push(...files));
		expect(taken).toHaveLength(2);
	});

	it('with a file from another app’s share menu', async () => {
		const { arrivals } = setUp([file]);
		const taken: File[] = [];
		arrivals.receive((files) => void taken.push(...files));
		await vi.waitFor(() => expect(taken).toEqual([file]));
	});
});
