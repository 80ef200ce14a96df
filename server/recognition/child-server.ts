import { flushCompileCache } from 'node:module';
import type { ChildAnswer, ChildReport, ChildRequest, ChildSettings } from './child-messages.ts';
import { failureOf } from './failure.ts';
import type { RecognitionJob } from './port.ts';

/** What a child does with its jobs. May reject: that becomes a failed answer. */
export type JobHandler = (job: RecognitionJob) => Promise<ChildAnswer>;

/** Serves the parent of this process until it disconnects. */
export function serveJobs(load: (settings: ChildSettings) => Promise<JobHandler>): void {
	let handle: JobHandler | undefined;

	async function loadModel(settings: ChildSettings): Promise<void> {
		try {
			handle = await load(settings);
			// A child ends by being killed, and then nothing is written.
			flushCompileCache();
			report({ kind: 'loaded', rssBytes: process.memoryUsage.rss() });
		} catch (error) {
			report({ kind: 'refused', reason: error instanceof Error ? error.message : String(error) });
		}
	}

	async function answer(number: number, job: RecognitionJob): Promise<void> {
		const answer = await (handle?.(job) ?? Promise.reject(new Error('no model is loaded'))).catch(failureOf);
		report({ kind: 'answered', number, answer, rssBytes: process.memoryUsage.rss() });
	}

	process.once('disconnect', () => process.exit(0));
	process.on('message', (request: ChildRequest) => {
		void (request.kind === 'load' ? loadModel(request.settings) : answer(request.number, request.job));
	});
}

const report = (message: ChildReport): void => {
	if (process.connected) process.send?.(message);
};
