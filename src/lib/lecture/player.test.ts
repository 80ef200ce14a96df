import { describe, expect, test } from 'vitest';
import { sampleRate } from '#lib/protocol/index.ts';
import { Lecture } from './lecture.svelte.ts';
import { Player, type AudioElement } from './player.svelte.ts';
import type { Sounds, Stretch } from './sounds.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const [first, second] = ['01890000-0000-7000-8000-0000000000a0', '01890000-0000-7000-8000-0000000000a1'];
const minute = 60 * sampleRate;

/** An audio element whose events the test calls. */
function silentAudio(): AudioElement {
	const audio = {
		paused: true,
		src: '',
		currentTime: 0,
		playbackRate: 1,
		preload: 'auto',
		onplaying: null,
		onpause: null,
		onerror: null,
		ontimeupdate: null,
		onended: null,
		play: async () => void (audio.paused = false),
		pause: () => void (audio.paused = true),
		removeAttribute: () => void (audio.src = '')
	};
	return audio as AudioElement;
}

/** A lecture of two takes of a minute, of which the server has the first half of the first. */
async function setUp({ isOffline = false, heldFrom = 0 } = {}) {
	const lecture = new Lecture(lectureId);
	lecture.device = [first, second].map((takeId, number) => ({
		takeId,
		number,
		startedAt: number,
		samples: minute
	})) as Lecture['device'];
	const released: string[] = [];
	const stretch = (url: string, toSample: number): Stretch => ({
		url,
		toSample,
		release: () => void released.push(url)
	});
	const sounds: Sounds = {
		there: (takeId, from) =>
			!isOffline && takeId === first && from < minute / 2 ? stretch(`server ${from}`, minute / 2) : undefined,
		here: async (takeId, from) => (from >= heldFrom ? stretch(`device ${takeId} ${from}`, minute) : undefined)
	};
	const audio = silentAudio();
	const event = (name: 'onended' | 'onerror' | 'onplaying') =>
		(audio[name] as (event: Event) => void)?.({} as Event);
	return { lecture, audio, player: new Player(lecture, audio, sounds), released, event };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('player', () => {
	test('goes on from the server’s sound to the device’s, and to the next take, then closes', async () => {
		const { player, audio, event, released } = await setUp();
		player.play(first, 100);
		expect(audio.src).toBe('server 100');
		event('onplaying');
		expect(player.state.kind).toBe('playing');
		event('onended');
		await soon();
		expect(audio.src).toBe(`device ${first} ${minute / 2}`);
		event('onended');
		await soon();
		expect(audio.src).toBe(`device ${second} 0`);
		expect(player.takeId).toBe(second);
		event('onended');
		expect(player.state.kind).toBe('closed');
		expect(released).toHaveLength(3);
	});

	test('a server that does not answer is no reason to be silent while this device holds the sound', async () => {
		const { player, audio, event } = await setUp();
		player.play(first, 100);
		event('onerror');
		await soon();
		expect(audio.src).toBe(`device ${first} 100`);
		event('onerror');
		expect(player.state.kind).toBe('missing');
	});

	test('offline it plays what this device holds, and says so when it holds nothing', async () => {
		const { player, audio } = await setUp({ isOffline: true, heldFrom: 500 });
		player.play(first, 500);
		await soon();
		expect(audio.src).toBe(`device ${first} 500`);
		player.play(first, 100);
		await soon();
		expect(player.state).toEqual({ kind: 'missing', takeId: first, fromSample: 100 });
	});

	test('sound that comes late does not replace what was asked for since, and is let go of', async () => {
		const { player, audio, released } = await setUp({ isOffline: true });
		player.play(first, 500);
		player.play(second, 7);
		await soon();
		expect(audio.src).toBe(`device ${second} 7`);
		expect(released).toEqual([`device ${first} 500`]);
		player.play(first, 1);
		player.close();
		await soon();
		expect(player.state.kind).toBe('closed');
		expect(audio.src).toBe('');
	});

	test('seeks in sound that the server does not have', async () => {
		const { player, audio } = await setUp();
		player.seek(90_000);
		await soon();
		expect(audio.src).toBe(`device ${second} ${minute / 2}`);
		expect(player.timeMs).toBe(90_000);
	});
});
