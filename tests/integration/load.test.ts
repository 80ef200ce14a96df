import { expect, onTestFinished, test } from 'vitest';
import type { Mark, ServerMessage } from '#lib/protocol/index.ts';
import { FakeRecogniser, heard } from '../fakes/fake-recogniser.ts';
import { VirtualTimers } from '../fakes/virtual-timers.ts';
import { startApp } from '../helpers/app.ts';
import { RecorderClient } from '../helpers/recorder-client.ts';
import { until } from '../helpers/until.ts';

const second = 16_000;
/** Three seconds of speech in every four. */
const marks: Mark[] = Array.from({ length: 20 }, (_, at) => [
	{ kind: 'speech-start' as const, sample: (4 * at + 0.5) * second },
	{ kind: 'speech-end' as const, sample: (4 * at + 3.5) * second }
]).flat();
const pcm = new Int16Array(80 * second);

function loadsOf(messages: readonly ServerMessage[]): string[] {
	const loads = messages.flatMap((message) => (message.type === 'status' ? (message.load ?? 'none') : []));
	return loads.filter((load, at) => load !== loads[at - 1]);
}
const hypothesesOf = (messages: readonly ServerMessage[]) =>
	messages.flatMap((message) => (message.type === 'hypothesis' ? message.segment : []));

test('[T3, T7] under overload guesses are shed first, finals come late but all of them, the clients are told, and it recovers by itself', async () => {
	const timers = new VirtualTimers();
	let answers = 0;
	const recogniser = new FakeRecogniser(() => heard(`words ${answers++}`), 'ready', timers);
	const app = await startApp({ recogniser });
	const lecture = new RecorderClient({ url: app.url, cookie: await app.signIn(), script: { pcm, marks } });
	onTestFinished(() => lecture.close());
	const recordTo = async (seconds: number) => {
		lecture.capture(Math.round(seconds * second));
		await until('the sound', () => lecture.isStored);
	};
	const speakOn = () => recordTo(lecture.captured / second + 0.05);
	const health = async () =>
		(await (await fetch(`${app.url}/health`)).json()) as { recognition: { load: string; shed: number } };

	lecture.connect();
	await recordTo(2);
	await until('words while they are spoken', () => hypothesesOf(lecture.received).includes(0));

	recogniser.hold();
	await recordTo(4);
	await until('a final that waits', () => recogniser.metrics().waiting.final.jobs === 1);
	timers.advance(1_500);
	await until('busy', () => loadsOf(lecture.received).at(-1) === 'busy');
	await recordTo(5);
	await until('a guess that is shed', async () => {
		await speakOn();
		return (await health()).recognition.shed > 0;
	});
	timers.advance(6_000);
	await until('overloaded', () => loadsOf(lecture.received).at(-1) === 'overloaded');
	await recordTo(8.8);
	expect(hypothesesOf(lecture.received)).not.toContain(2);

	recogniser.release();
	await until('both finals', () => lecture.utterances.size === 2);
	for (const load of ['busy', 'normal']) {
		timers.advance(10_500);
		await until(`${load} again`, () => loadsOf(lecture.received).at(-1) === load);
	}
	expect(loadsOf(lecture.received)).toEqual(['normal', 'busy', 'overloaded', 'busy', 'normal']);
	await until('words while they are spoken, again', async () => {
		await speakOn();
		return hypothesesOf(lecture.received).some((segment) => segment >= 4);
	});
	expect([...lecture.finals.values()].every((times) => times === 1)).toBe(true);
	expect(JSON.stringify((await health()).recognition)).not.toContain(lecture.lectureId);
});
