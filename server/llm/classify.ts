import { APIError } from 'openai';
import { retryAfterMsOf } from './backoff.ts';
import { NoAnswerBody } from './answer/body.ts';
import type { ReportedError } from './answer/reported-error.ts';
import type { LlmProblem } from './port.ts';
import { ForbiddenAddress } from './settings/guarded-fetch.ts';
import { SilentServer, TooMuch } from './watched-fetch.ts';

/** Why one attempt gave no answer. `again`: the same request may work a moment later. */
export type Failure = {
	kind: 'failed';
	problem: LlmProblem;
	status: number | undefined;
	again: boolean;
	retryAfterMs: number | undefined;
};

export const failure = (problem: LlmProblem, again: boolean, status?: number): Failure => ({
	kind: 'failed',
	problem,
	status,
	again,
	retryAfterMs: undefined
});

const unreachable = new Set([
	...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT'],
	...['UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID']
]);

/** What an error of the SDK, of `fetch` or of the stream means. */
export function failureOf(error: unknown, nowMs: number): Failure {
	const chain = causes(error);
	if (chain.some((cause) => cause instanceof TooMuch)) return failure('not-a-language-model', false);
	if (chain.some((cause) => cause instanceof NoAnswerBody)) return failure('not-a-language-model', true);
	if (chain.some((cause) => cause instanceof SilentServer)) return failure('silent', true);
	if (error instanceof SyntaxError) return failure('unknown-form', true);
	if (chain.some((cause) => cause instanceof ForbiddenAddress)) return failure('address-refused', false);
	if (chain.some((cause) => unreachable.has((cause as NodeJS.ErrnoException).code ?? '')))
		return failure('not-reachable', true);
	if (!(error instanceof APIError)) return failure('broken-off', true);
	const { status, code, headers } = error as APIError;
	if (status === undefined) return failure('broken-off', true);
	const retryAfterMs = headers && retryAfterMsOf(headers, nowMs);
	return { ...failureOfStatus(status, code, error.error !== undefined), retryAfterMs };
}

/** 402 and the code `insufficient_quota` wait for money, which no retry brings. */
function failureOfStatus(status: number, code: unknown, isApiError: boolean): Failure {
	const of = (problem: LlmProblem, again = false) => failure(problem, again, status);
	if (status === 402 || code === 'insufficient_quota') return of('no-balance');
	if (status === 401 || status === 403) return of('key-refused');
	if (status === 404) return of(isApiError ? 'no-such-model' : 'not-a-language-model');
	if (status === 429) return of('rate-limited', true);
	if (status === 408 || status === 409 || status >= 500) return of('overloaded', true);
	return of(status < 400 ? 'not-a-language-model' : 'request-refused');
}

const kindsOfError: readonly [RegExp, LlmProblem, again: boolean][] = [
	[/quota|balance|billing|credit|payment|arrear/u, 'no-balance', false],
	[
		/api.?key|unauthori[sz]|authenticat|permission|forbidden|token is (?:invalid|expired)/u,
		'key-refused',
		false
	],
	[/rate.?limit|too many requests|throttl|concurren/u, 'rate-limited', true],
	[
		/model\b.{0,120}\b(?:not (?:found|exist)|does not exist|unknown)|(?:no such|unknown) model|model_not_found/u,
		'no-such-model',
		false
	],
	[/content.?filter|moderation|safety|inappropriate|sensitive/u, 'content-filtered', false],
	[/context|too (?:long|large)|maximum .{0,80}length/u, 'context-too-small', false],
	[/maximum|invalid.?(?:request|parameter)|bad.?request/u, 'request-refused', false],
	[/overload|busy|capacity|unavailable|try again later/u, 'overloaded', true]
];

/** An error that came with 200, by its status, or else by its words. */
export function failureOfReported({ status, code, message }: ReportedError): Failure {
	if (status !== undefined) return failureOfStatus(status, code, true);
	const words = `${code} ${message}`.toLowerCase();
	const [, problem, again] = kindsOfError.find(([form]) => form.test(words)) ?? [];
	return failure(problem ?? 'server-error', again ?? true);
}

function causes(error: unknown): unknown[] {
	const found: unknown[] = [];
	for (let at = error; at instanceof Error && found.length < 10; at = at.cause)
		found.push(at, ...(at instanceof AggregateError ? at.errors : []));
	return found;
}
