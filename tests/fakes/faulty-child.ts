import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { serveJobs } from '../../server/recognition/child-server.ts';
import type { RecognitionJob } from '../../server/recognition/port.ts';
import { heard } from './fake-recogniser.ts';

/**
 * A child without a model that does what a job's id says: `die`, `abort`, `hang`, `reject`, `until` (answer once the file
 * `audioPath` exists), `leak` (answer with 200 MB more in hand), `babble` (say what is no report), `misshape` (an answer without
 * its parts), `stranger` (answer another job); anything else is answered with the child's process id. It leaves that in the file
 * `audioPath` first, if one is given. The model directory
 * `refuse` cannot be loaded, `babble` says something else instead, and `heavy` takes 300 MB.
 */
async function answer({ id, audioPath }: RecognitionJob) {
	if (audioPath !== '' && !id.startsWith('until')) appendFileSync(audioPath, `${process.pid}\n`);
	if (id.startsWith('die')) process.kill(process.pid, 'SIGKILL');
	if (id.startsWith('abort')) process.abort();
	if (id.startsWith('hang')) for (;;);
	if (id.startsWith('reject')) throw new Error('the model choked');
	if (id.startsWith('until')) while (!existsSync(audioPath)) await wait(5);
	if (id.startsWith('leak')) held.push(Buffer.alloc(200e6, 1));
	if (id.startsWith('babble')) process.send?.('once upon a time');
	if (id.startsWith('misshape')) say({ kind: 'recognised', recognition: { text: 'a', tokens: 'many' } }, 0);
	if (id.startsWith('stranger')) say({ kind: 'failed', reason: 'another' }, 1_000_000);
	const outcome = heard(String(process.pid));
	if (outcome.kind !== 'recognised') throw new Error('never');
	return outcome;
}

const held: Buffer[] = [];
const say = (answer: unknown, number: number) =>
	process.send?.({ kind: 'answered', number, answer, rssBytes: 0 });

serveJobs(({ modelDirectory }) => {
	if (modelDirectory === 'refuse') throw new Error('There is no model. Fetch one.');
	if (modelDirectory === 'babble') process.send?.({ kind: 'loading', percent: 3 });
	if (modelDirectory === 'heavy') held.push(Buffer.alloc(300e6, 1));
	return Promise.resolve(answer);
});
