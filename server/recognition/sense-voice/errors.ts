/** What is wrong with a model on disk. */
export type ModelErrorCode =
	| 'model-missing'
	| 'not-a-model-directory'
	| 'tokens-missing'
	| 'tokens-broken'
	| 'tokens-do-not-fit'
	| 'cmvn-missing'
	| 'cmvn-broken'
	| 'model-broken'
	| 'device-failed'
	| 'wrong-inputs';

/** A model that cannot be used. The message names the file and says what to do about it. */
export class ModelError extends Error {
	readonly code: ModelErrorCode;

	constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'ModelError';
		this.code = code;
	}
}
