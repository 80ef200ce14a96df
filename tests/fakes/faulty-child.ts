import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { serveJobs } from '../../server/recognition/child-server.ts';
import type { RecognitionJob } from '../../server/recognition/port.ts';
import { heard } from './fake-recogniser.ts';

/**
 * A child without a model that does what a job's id says: `die` (leaving its process id in the
 * file `audioPath`, if one is given), `hang`, `reject`, `until` (answer once the file
 * `audioPath` exists); anything else is answered with the child's process id. The model directory `refuse` cannot be
 * loaded.
 */
async function answer({ id, audioPath }: RecognitionJob) {
	if (id.startsWith('die')) {
		if (audioPath !== '') appendFileSync(audioPath, `${process.pid}\n`);
		process.kill(process.pid, 'SIGKILL');
	}
	if (id.startsWith('hang')) for (;;);
	if (id.startsWith('reject')) throw new Error('the model choked');
	if (id.startsWith('until')) while (!existsSync(audioPath)) await wait(5);
	const outcome = heard(String(process.pid));
	if (outcome.kind !== 'recognised') throw new Error('never');
	return outcome;
}

serveJobs(({ modelDirectory }) =>
	modelDirectory === 'refuse'
		? Promise.reject(new Error('There is no model. Fetch one.'))
		: Promise.resolve(answer)
);
