import { describe, expect, test } from 'vitest';
import { FakeRecogniser } from '../../tests/fakes/fake-recogniser.ts';
import { until } from '../../tests/helpers/until.ts';
import type { ResolvedModel } from '../models/resolve.ts';
import type { Device, DeviceWish } from '../recognition/device.ts';
import type { RecogniserPool } from '../recognition/pool.ts';
import type { Recogniser, RecogniserState } from '../recognition/port.ts';
import { DeviceKeeper } from './keeper.ts';
import type { Choice } from './survey.ts';

const model: ResolvedModel = {
	kind: 'model',
	name: 'm',
	directory: '/m',
	grade: 'custom',
	reason: 'requested'
};
const choiceOf = (device: Device, refused?: Choice['refused']): Choice => ({
	device,
	file: { path: `/m/${device}.onnx`, precision: 'fp32' },
	refused
});

class FakePool extends FakeRecogniser {
	override readonly device: string;
	readonly failure = 'its driver is gone';
	readonly pids: number[] = [];
	readonly queuedJobs = 0;
	isClosed = false;
	onClose = (): void => undefined;

	constructor(device: Device, state: RecogniserState) {
		super(undefined, state);
		this.device = device;
	}

	override close(): Promise<void> {
		this.isClosed = true;
		this.onClose();
		return super.close();
	}
}

/** A keeper whose survey comes to `found`. */
function keeperOf(wish: DeviceWish, found: Choice) {
	const made: FakePool[] = [];
	const said: string[] = [];
	const efforts: string[] = [];
	let serving: Recogniser | undefined;
	const world = { modelIsThere: true };
	const stopped = new AbortController();
	const keeper = new DeviceKeeper({
		wish,
		surveyOf: async () => {
			if (!world.modelIsThere) throw new Error('the model is gone');
			return {
				choose: (asked, effort) => {
					efforts.push(`${asked} ${effort}`);
					return Promise.resolve(asked === 'cpu' ? choiceOf('cpu') : found);
				}
			};
		},
		recogniserOf: (_, { device }) => {
			const pool = new FakePool(device, 'starting');
			made.push(pool);
			return pool as RecogniserPool;
		},
		exchange: async (recogniser) => {
			await serving?.close();
			serving = recogniser;
		},
		onRefused: (line) => said.push(line),
		signal: stopped.signal
	});
	const start = async () => {
		serving = await keeper.begin(model);
		return keeper.improve(model, serving as RecogniserPool);
	};
	return { keeper, start, made, said, efforts, stopped, world, serving: () => serving };
}

describe('a start never waits for a probe', () => {
	test('nothing is probed before the processor answers; a faster device takes over once it has loaded', async () => {
		const { start, made, efforts, serving } = keeperOf('auto', choiceOf('cuda'));
		void start();
		await until('a recogniser', () => made.length === 1);
		expect(efforts).toEqual(['cpu kept']);
		made[0]!.setState('ready');
		await until('the faster one', () => made.length === 2);
		expect(serving()).toBe(made[0]);
		expect(made[0]!.isClosed).toBe(false);
		made[1]!.setState('ready');
		await until('the exchange', () => serving() === made[1]);
		expect(made[0]!.isClosed).toBe(true);
	});

	test('where nothing is faster nothing is exchanged', async () => {
		const { start, made, said } = keeperOf('auto', choiceOf('cpu'));
		const done = start();
		await until('a recogniser', () => made.length === 1);
		made[0]!.setState('ready');
		await done;
		expect(made).toHaveLength(1);
		expect(said).toEqual([]);
	});

	test('a server that stops meanwhile is not held up, and exchanges nothing', async () => {
		const { start, made, stopped, serving } = keeperOf('auto', choiceOf('cuda'));
		const done = start();
		await until('a recogniser', () => made.length === 1);
		made[0]!.setState('ready');
		await until('the faster one', () => made.length === 2);
		stopped.abort();
		await done;
		expect(serving()).toBe(made[0]);
		expect(made[1]!.isClosed).toBe(true);
	});
});

describe('a device that cannot be used is visible, and the processor serves', () => {
	test('after its probe', async () => {
		const refused = {
			kind: 'fails',
			device: 'cuda',
			fileName: 'model.onnx',
			precision: 'fp32',
			problem: { kind: 'library-missing', library: 'libonnxruntime_providers_shared.so' }
		} as const;
		const { keeper, start, made, said } = keeperOf('cuda', choiceOf('cpu', refused));
		const done = start();
		await until('a recogniser', () => made.length === 1);
		made[0]!.setState('ready');
		await done;
		expect(keeper.refused).toBe('cuda');
		expect(said.join()).toContain('ONNXRUNTIME_NODE_INSTALL=cuda12 node ');
		expect(made).toHaveLength(1);
	});

	test('when it was correct and does not load', async () => {
		const { keeper, start, made, serving } = keeperOf('auto', choiceOf('cuda'));
		const done = start();
		await until('the processor', () => made.length === 1);
		made[0]!.setState('ready');
		await until('the other one', () => made.length === 2);
		made[1]!.setState('failed');
		await done;
		expect(serving()).toBe(made[0]);
		expect([keeper.refused, made[1]!.isClosed]).toEqual(['cuda', true]);
	});

	test('when it fails in the middle of the work', async () => {
		const { keeper, start, made, said, serving } = keeperOf('auto', choiceOf('cuda'));
		const done = start();
		await until('the processor', () => made.length === 1);
		made[0]!.setState('ready');
		await until('the other one', () => made.length === 2);
		made[1]!.setState('ready');
		await done;
		made[1]!.setState('failed');
		await until('the processor again', () => serving() === made[2]);
		await until('the word', () => said.length === 1);
		expect([keeper.refused, made[2]!.device]).toEqual(['cuda', 'cpu']);
		expect(said[0]).toContain('its driver is gone');
	});

	test('when it fails while it takes over', async () => {
		const { start, made, serving } = keeperOf('auto', choiceOf('cuda'));
		const done = start();
		await until('the processor', () => made.length === 1);
		made[0]!.setState('ready');
		await until('the other one', () => made.length === 2);
		made[0]!.onClose = () => made[1]!.setState('failed');
		made[1]!.setState('ready');
		await done;
		await until('the processor again', () => made.length === 3 && serving() === made[2]);
	});

	test('and one that cannot be replaced, because the model is gone, says so and ends nothing else', async () => {
		const { start, made, said, world, serving } = keeperOf('auto', choiceOf('cuda'));
		const done = start();
		await until('the processor', () => made.length === 1);
		made[0]!.setState('ready');
		await until('the other one', () => made.length === 2);
		made[1]!.setState('ready');
		await done;
		world.modelIsThere = false;
		made[1]!.setState('failed');
		await until('the word', () => said.length === 1);
		expect(said[0]).toContain('the model is gone');
		expect(serving()).toBe(made[1]);
	});
});
