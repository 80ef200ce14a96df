import * as v from 'valibot';
import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import { EngineSchema, LanguageSchema } from '#lib/protocol/index.ts';

export type ApiProblem =
	| 'unreachable'
	| 'not-signed-in'
	| 'bad-key'
	| 'bad-link'
	| 'too-many-attempts'
	| 'not-found'
	| 'server-failed'
	| ChangeProblem;

/** Why the settings of a language model were not taken. */
const changeProblems = [
	'not-admin',
	'bad-request',
	'bad-address',
	'private-address',
	'forbidden-address',
	'plain-http',
	'key-needed',
	'cap-without-price',
	/** Somebody else has a model checked. */
	'test-running'
] as const;
export type ChangeProblem = (typeof changeProblems)[number];

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: ApiProblem };

const SessionSchema = v.object({
	signedIn: v.literal(true),
	name: v.string(),
	admin: v.boolean(),
	engine: EngineSchema
});
export type SignedIn = v.InferOutput<typeof SessionSchema>;

const SummarySchema = v.object({
	lectureId: v.string(),
	title: v.string(),
	/** UTC, ms. */
	createdAt: v.number(),
	language: LanguageSchema,
	finishedAt: v.nullable(v.number()),
	durationSamples: v.number(),
	/** Sound that still waits for the recogniser. */
	backlogSamples: v.number(),
	recording: v.boolean()
});
/** A lecture in the list, as the server sees it. */
export type LectureSummary = v.InferOutput<typeof SummarySchema>;

const ProblemSchema = v.object({
	error: v.picklist(['not-signed-in', 'bad-key', 'bad-link', 'too-many-attempts', ...changeProblems])
});

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** A server that does not answer within this time counts as out of reach. */
const patienceMs = 8_000;

/** Asks the server for something that the schema describes. Nothing throws: every failure is an answer with its problem. */
export type Ask = <T>(
	method: string,
	path: string,
	body?: unknown,
	schema?: v.GenericSchema<unknown, T>,
	withinMs?: number
) => Promise<Answer<T>>;

export const createAsk =
	(fetch: Fetch): Ask =>
	async <T>(
		method: string,
		path: string,
		body?: unknown,
		schema?: v.GenericSchema<unknown, T>,
		withinMs = patienceMs
	) => {
		try {
			const response = await fetch(path, {
				method,
				signal: AbortSignal.timeout(withinMs),
				...(body === undefined
					? {}
					: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
			});
			if (!response.ok) return refusal(await problemOf(response));
			const value = schema ? v.parse(schema, await response.json()) : (undefined as T);
			return { ok: true, value } satisfies Answer<T>;
		} catch (error) {
			return refusal(error instanceof v.ValiError ? 'server-failed' : 'unreachable');
		}
	};

/** The server's HTTP interface. */
export function createApi(fetch: Fetch) {
	const ask = createAsk(fetch);
	const lecturePath = (lectureId: LectureId): string => `/api/lectures/${encodeURIComponent(lectureId)}`;

	return {
		session: (): Promise<Answer<SignedIn>> => ask('GET', '/api/session', undefined, SessionSchema),
		signIn: (by: { key: string } | { link: string }): Promise<Answer<void>> =>
			ask('POST', '/api/session', by),
		signOut: (): Promise<Answer<void>> => ask('DELETE', '/api/session'),
		lectures: (): Promise<Answer<LectureSummary[]>> =>
			ask('GET', '/api/lectures', undefined, v.array(SummarySchema)),
		remove: (lectureId: LectureId): Promise<Answer<void>> => ask('DELETE', lecturePath(lectureId))
	};
}
export type Api = ReturnType<typeof createApi>;

const refusal = (problem: ApiProblem): { ok: false; problem: ApiProblem } => ({ ok: false, problem });

/** Why a server did not do as it was asked: its own word for it, or else its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
	const body: unknown = await response.json().catch(() => undefined);
	const said = v.safeParse(ProblemSchema, body);
	if (said.success) return said.output.error;
	if (response.status === 401) return 'not-signed-in';
	return response.status === 404 ? 'not-found' : 'server-failed';
}

/** Where a run of samples of a take can be heard, as WAV. */
export const audioUrl = (
	lectureId: LectureId,
	takeId: TakeId,
	fromSample: number,
	toSample: number
): string => `/api/lectures/${lectureId}/takes/${takeId}/audio.wav?from=${fromSample}&to=${toSample}`;
