import { APIError, type OpenAI, toFile } from 'openai';
import { wavHeader, type Language } from '#lib/protocol/index.ts';
import { retryAfterMsOf } from '../../llm/backoff.ts';
import { isObject } from './odd-json.ts';
import { transcriptionIn, type Transcription } from './transcription.ts';

/** What is left out of a request, because the service refused it before: most detailed first. */
export const extras = ['verbose', 'terms', 'language'] as const;
export type Extra = (typeof extras)[number];

export type Request = {
	model: string;
	/** 16 kHz. */
	samples: Int16Array;
	language: Language;
	/** Told to the service as a prompt. */
	terms: readonly string[];
	without: ReadonlySet<Extra>;
};

/** How one call ended. */
export type Answer =
	| { kind: 'recognised'; transcription: Transcription }
	/** This service does not take these parameters, perhaps; ask without the next extra. */
	| { kind: 'parameters-refused' }
	/** This sound is refused: other sound may do. */
	| { kind: 'sound-refused'; status: number }
	/** Nothing can be heard at the moment. `key` and `address` need a person, and are tried again all the same. */
	| {
			kind: 'unavailable';
			because: 'network' | 'busy' | 'broken' | 'key' | 'balance' | 'address';
			retryAfterMs: number | undefined;
	  };

/** One call of `/audio/transcriptions`. Never rejects. */
export async function ask(client: OpenAI, request: Request, signal: AbortSignal): Promise<Answer> {
	try {
		const answer: unknown = await client.audio.transcriptions.create(await bodyOf(request), { signal });
		const transcription = transcriptionIn(answer);
		if (transcription) return { kind: 'recognised', transcription };
		const isFault = isObject(answer) && Object.hasOwn(answer, 'error');
		return { kind: 'unavailable', because: isFault ? 'broken' : 'address', retryAfterMs: undefined };
	} catch (error) {
		return answerOf(error, request.without);
	}
}

async function bodyOf({ model, samples, language, terms, without }: Request) {
	const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
	const file = await toFile(Buffer.concat([wavHeader(bytes.length), bytes]), 'segment.wav', {
		type: 'audio/wav'
	});
	return {
		model,
		file,
		...(without.has('verbose')
			? { response_format: 'json' as const }
			: {
					response_format: 'verbose_json' as const,
					timestamp_granularities: ['word' as const, 'segment' as const]
				}),
		...(terms.length === 0 || without.has('terms') ? {} : { prompt: terms.join(', ') }),
		...(language === 'auto' || without.has('language') ? {} : { language })
	};
}

function answerOf(error: unknown, without: ReadonlySet<Extra>): Answer {
	const unavailable = (because: (Answer & { kind: 'unavailable' })['because']): Answer => ({
		kind: 'unavailable',
		because,
		retryAfterMs:
			error instanceof APIError && error.headers ? retryAfterMsOf(error.headers, Date.now()) : undefined
	});
	if (!(error instanceof APIError)) return unavailable('network');
	const status = error.status as number | undefined;
	if (status === undefined) return unavailable('network');
	if (status === 400 || status === 422)
		return without.size < extras.length ? { kind: 'parameters-refused' } : { kind: 'sound-refused', status };
	if (status === 413 || status === 415) return { kind: 'sound-refused', status };
	if (status === 401 || status === 403) return unavailable('key');
	if (status === 402) return unavailable('balance');
	if ([408, 409, 429, 503].includes(status)) return unavailable('busy');
	if (status >= 500) return unavailable('broken');
	return unavailable('address');
}
