import { describe, expect, it } from 'vitest';
import { nextStep, type TakeCopy, type Windows } from './next-step.ts';
import { newTake } from './store-rules.ts';

type Given = { samples?: number; closed?: boolean; sent?: number; held?: number; rest?: Partial<TakeCopy> };

function copy(
	number: number,
	{ samples = 16_000, closed = true, sent = 0, held = 0, rest }: Given = {}
): TakeCopy {
	const row = newTake('l', { takeId: `t${number}`, number, startedAt: 1, codec: 'pcm_s16le' });
	return {
		take: { ...row, samples, closed },
		isAnnounced: true,
		held: { samples: held, marks: 0, finished: false },
		sent: { samples: sent, marks: 0 },
		nextMarkSample: undefined,
		isFinishing: false,
		isStuck: false,
		...rest
	};
}

const windows = (all: number, backlog: number): Windows => ({
	all: { bytes: 1_000_000, free: all },
	backlog: { bytes: 100_000, free: backlog }
});
const open = windows(1_000_000, 100_000);
const said = (copies: TakeCopy[], given = open) => {
	const step = nextStep(copies, given);
	return step && `${step.kind} ${step.copy.take.number}`;
};

describe('nextStep', () => {
	it('[W4] the take that is being recorded goes first, then the others by their numbers', () => {
		const [first, second, live] = [copy(0), copy(1), copy(2, { closed: false })];
		expect(said([first, second, live])).toBe('audio 2');
		live.sent.samples = 16_000;
		expect(said([first, second, live])).toBe('audio 0');
		first.sent.samples = first.held.samples = 16_000;
		expect(said([first, second, live])).toBe('finish 0');
		first.held.finished = true;
		expect(said([first, second, live])).toBe('audio 1');
	});

	it('[W10] all takes are announced first, by their numbers, so that the server never knows one and not those before it', () => {
		const rest = { isAnnounced: false };
		const all = [copy(0), copy(1, { rest }), copy(2, { rest, closed: false })];
		expect(said(all)).toBe('announce 1');
		all[1] = copy(1);
		expect(said(all)).toBe('announce 2');
		all[2] = copy(2, { closed: false });
		expect(said(all)).toBe('audio 2');
	});

	it('[W4] backlog waits when its window is full, live sound does not', () => {
		const backlog = copy(0);
		const live = copy(1, { closed: false, sent: 15_000 });
		expect(said([backlog], windows(1_000_000, 100))).toBeUndefined();
		expect(said([backlog, live], windows(1_000_000, 100))).toBe('audio 1');
	});

	it('[W3] nothing is sent beyond the window of all sound', () => {
		const both = [copy(0), copy(1, { closed: false })];
		expect(said(both, windows(100, 100_000))).toBeUndefined();
		expect(said(both, windows(4096, 100_000))).toBe('audio 1');
	});

	it('[L5] a take is finished when the server holds all of it, once', () => {
		const whole = copy(0, { sent: 16_000, held: 16_000 });
		expect(said([whole])).toBe('finish 0');
		expect(said([{ ...whole, isFinishing: true }])).toBeUndefined();
		expect(said([copy(0, { sent: 16_000, held: 16_000, closed: false })])).toBeUndefined();
	});
});
