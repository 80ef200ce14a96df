/** Why a job of the extraction thread came to nothing. */
export type ExtractionFault =
	/** It had not ended at its deadline. */
	| 'too-slow'
	/** It needed more memory than the thread may have. */
	| 'out-of-memory'
	| 'crashed'
	/** Too many lectures wait already. */
	| 'busy';

const words: Record<ExtractionFault, string> = {
	'too-slow': 'the notes of this lecture took too long and were stopped',
	'out-of-memory': 'the notes of this lecture needed too much memory and were stopped',
	crashed: 'the thread that makes notes failed',
	busy: 'too many lectures wait for their notes'
};

/** The job failed, not the lecture: nothing of it was kept, and it may be tried again later. Holds nothing that was said. */
export class ExtractionError extends Error {
	readonly fault: ExtractionFault;

	constructor(fault: ExtractionFault, detail = '') {
		super(detail === '' ? words[fault] : `${words[fault]}: ${detail}`);
		this.fault = fault;
	}
}
