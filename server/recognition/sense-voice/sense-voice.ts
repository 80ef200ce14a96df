import { samplesToMs, type Language } from '#lib/protocol/index.ts';
import type { Recognition, RecognisedToken } from '../port.ts';
import { createBiasing, type Bias, type BiasOptions } from './biasing/biasing.ts';
import { decodePath, type PathToken } from './ctc.ts';
import { textOfPieces } from './detokenise.ts';
import { createFeatures, type Features } from './features.ts';
import { isInvention } from './gate.ts';
import { frameMs } from './lfr.ts';
import { describeModel, type ModelDescription } from './model-directory.ts';
import {
	openSession,
	type EncoderInput,
	type FrameChoices,
	type Session,
	type SessionOptions
} from './session.ts';
import { ownWords, type OwnFrames, type Spoken } from './own-words.ts';
import { isText, readHead } from './tags.ts';

/** A stretch of speech. */
export type Speech = {
	/** 16 kHz. */
	samples: Int16Array;
	/** What is spoken, as far as one knows. */
	language: Language;
	/** Words that may be among what is said. */
	terms?: readonly string[];
	/** The samples whose words are told, where the others are there to understand them; all of them unless given. */
	own?: Own;
	/** Names a sound that is heard again as it grows: what is known of its beginning is not computed again. */
	name?: string;
};

type Own = { from: number; to: number };

export type SenseVoiceOptions = SessionOptions & { bias?: Partial<BiasOptions> };

/** A token that is followed by a pause is taken to sound for this long behind its last frame. */
const holdMs = 240;

const nothing: Recognition = {
	text: '',
	tokens: [],
	language: null,
	emotion: null,
	event: null,
	confidence: 0,
	timings: { featuresMs: 0, inferenceMs: 0, decodeMs: 0 }
};

/** SenseVoice from an ONNX export: samples in, text with times and tags out. */
export class SenseVoice {
	readonly model: ModelDescription;
	readonly session: Session;
	readonly #features: Features;
	readonly #biasTo: (terms: readonly string[]) => Bias | undefined;

	private constructor(model: ModelDescription, session: Session, bias: Partial<BiasOptions> = {}) {
		this.model = model;
		this.session = session;
		this.#features = createFeatures(model.cmvn);
		this.#biasTo = createBiasing(model.vocabulary, bias);
	}

	/** Loads a model directory of either export style, or the one around an .onnx file; throws `ModelError`. */
	static async load(path: string, options: SenseVoiceOptions = {}): Promise<SenseVoice> {
		const model = describeModel(path);
		return new SenseVoice(model, await openSession(model, options), options.bias);
	}

	/** What the session is given for a stretch of speech; without features when that is shorter than 25 ms. */
	prepare({ samples, language, terms = [], name }: Speech): EncoderInput {
		const { rows } = this.model;
		const bias = this.#biasTo(terms);
		return {
			features: this.#features(samples, name),
			languageRow: rows[language],
			textNormRow: rows.withItn,
			...(bias && { asked: bias.asked })
		};
	}

	async recognise(
		samples: Int16Array,
		language: Language,
		more: Pick<Speech, 'terms' | 'own'> = {}
	): Promise<Recognition> {
		const [recognition] = await this.recogniseBatch([{ samples, language, ...more }]);
		return recognition ?? nothing;
	}

	/** Several stretches in one run, answered in order. Times of the run are shared out evenly. */
	async recogniseBatch(batch: readonly Speech[]): Promise<Recognition[]> {
		const began = performance.now();
		const inputs = batch.map((speech) => this.prepare(speech));
		const audible = inputs.filter((input) => input.features.length > 0);
		if (audible.length === 0) return batch.map(() => nothing);
		const prepared = performance.now();
		const choices = await this.session.run(audible);
		const ran = performance.now();
		const featuresMs = (prepared - began) / audible.length;
		const inferenceMs = (ran - prepared) / audible.length;
		return batch.map((speech, index) => {
			const choice = choices[audible.indexOf(inputs[index] as EncoderInput)];
			if (!choice) return nothing;
			const decodeBegan = performance.now();
			const heard = this.#interpret(speech, choice);
			return { ...heard, timings: { featuresMs, inferenceMs, decodeMs: performance.now() - decodeBegan } };
		});
	}

	#interpret({ samples, terms = [], own }: Speech, choice: FrameChoices): Omit<Recognition, 'timings'> {
		const path = decodePath(choice.ids, choice.probabilities);
		const heard = this.#biasTo(terms)?.decode(choice) ?? path.tokens;
		const { nospeech, ...tags } = readHead(path.head.map((id) => this.model.vocabulary[id]));
		const said = heard.map((token) => this.#spoken(token)).filter(({ piece }) => isText(piece));
		const all = told(said, { from: 0, to: samples.length });
		const evidence = { samples, ...all, tokenCount: all.tokens.length, nospeech, event: tags.event };
		if (isInvention(evidence)) return { ...nothing, event: tags.event };
		return { ...(own ? told(ownWords(said, framesIn(own, samples.length)), own) : all), ...tags };
	}

	#spoken(token: PathToken): Spoken {
		return { ...token, piece: this.model.vocabulary[token.id] ?? '' };
	}

	release(): Promise<void> {
		return this.session.release();
	}
}

/** Where the own samples begin or end the sound, every word is on their side. */
const framesIn = ({ from, to }: Own, soundSamples: number): OwnFrames => ({
	from: from <= 0 ? -Infinity : samplesToMs(from) / frameMs,
	to: to >= soundSamples ? Infinity : samplesToMs(to) / frameMs
});

/** Tokens as they are told, with times inside the own samples, counted from the first of them. */
function told(spoken: readonly Spoken[], own: Own): Pick<Recognition, 'text' | 'tokens' | 'confidence'> {
	const tokens = timed(spoken, samplesToMs(own.from), samplesToMs(own.to));
	const text = tokens.map((token) => token.text).join('');
	return { text, tokens, confidence: mean(spoken.map((token) => token.probability)) };
}

function timed(spoken: readonly Spoken[], fromMs: number, toMs: number): RecognisedToken[] {
	const texts = textOfPieces(spoken.map(({ piece }) => piece));
	const within = (ms: number) => Math.max(fromMs, Math.min(ms, toMs)) - fromMs;
	return spoken.flatMap(({ firstFrame, lastFrame }, index) => {
		const text = texts[index] ?? '';
		if (text === '') return [];
		const nextMs = (spoken[index + 1]?.firstFrame ?? Infinity) * frameMs;
		const endMs = Math.min(nextMs, (lastFrame + 1) * frameMs + holdMs);
		return [{ text, startMs: within(firstFrame * frameMs), endMs: within(endMs) }];
	});
}

const mean = (values: readonly number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
