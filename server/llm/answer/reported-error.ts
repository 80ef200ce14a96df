import { fieldsOf, type Fields } from './fields.ts';

/** An error that a server put where an answer belongs. Its words are read for their kind, and never shown or logged. */
export type ReportedError = { status: number | undefined; code: string; message: string };

/** In whichever form: `{error: …}`, `{object: 'error'}`, `{code, message}`, `{detail}`; undefined where there is none. */
export function reportedError(event: Fields): ReportedError | undefined {
	const { error, choices } = event;
	if (choices !== undefined && !error) return undefined;
	if (typeof error === 'string' && error !== '') return errorOf({ ...event, message: error });
	const inner = fieldsOf(error);
	if (inner) return errorOf(inner);
	const failed = fieldsOf(fieldsOf(event['response'])?.['error']);
	if (failed) return errorOf(failed);
	const isError = event['object'] === 'error' || event['type'] === 'error';
	const message = event['message'] ?? event['error_msg'] ?? event['msg'] ?? event['detail'];
	const code = event['code'] ?? event['error_code'] ?? (event['detail'] === undefined ? undefined : 'error');
	const isSuccess = code === 0 || code === 200 || code === '200' || code === '0' || code === '';
	return isError || (code !== undefined && !isSuccess && typeof message === 'string')
		? errorOf({ ...event, message, code })
		: undefined;
}

function errorOf(fields: Fields): ReportedError {
	const { code, status, status_code, type, message } = fields;
	const number = [status, status_code, code].map(Number).find((each) => each >= 400 && each < 600);
	const words = [code, type].filter((each) => typeof each === 'string');
	return {
		status: number,
		code: words.join(' '),
		message: typeof message === 'string' ? message.slice(0, 2_000) : ''
	};
}
