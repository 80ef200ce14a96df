import { isObject, listOf, valueOf } from './odd-json.ts';

/** Where services put text that is not in `text`. */
const otherFields = ['transcript', 'transcription', 'result', 'results', 'output', 'data', 'combinedPhrases'];
const partFields = ['segments', 'chunks', 'words', 'alternatives', 'utterances'];
const depthMax = 6;

/**
 * The text of an answer: that in `text`, or what stands in its place, in parts if need be. Empty where the answer says that there
 * is none; undefined where it says nothing of text.
 */
export function textIn(answer: unknown, depth = 0): string | undefined {
	if (typeof answer === 'string') return depth === 0 ? textOfBody(answer) : answer;
	if (!isObject(answer) || depth > depthMax) return undefined;
	if (Array.isArray(answer)) return joined(answer.map((part: unknown) => textIn(part, depth + 1)));
	const told = valueOf(answer, 'text', 'word', 'display');
	if (typeof told === 'string') return told;
	if (typeof told === 'number') return String(told);
	const elsewhere = textIn(told, depth + 1) ?? partsIn(answer, depth);
	return elsewhere ?? (Object.hasOwn(answer, 'text') && !Object.hasOwn(answer, 'error') ? '' : undefined);
}

function partsIn(answer: object, depth: number): string | undefined {
	for (const name of otherFields) {
		const found = textIn(valueOf(answer, name), depth + 1);
		if (found !== undefined) return found;
	}
	for (const name of partFields) {
		const parts = listOf(valueOf(answer, name));
		// Alternatives are the same words again.
		const found = joined(
			(name === 'alternatives' ? parts.slice(0, 1) : parts).map((part) => textIn(part, depth + 1))
		);
		if (found !== undefined) return found;
	}
	return undefined;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
	const texts = parts.filter((part) => part !== undefined);
	return texts.length === 0
		? undefined
		: texts
				.map((text) => text.trim())
				.filter(Boolean)
				.join(' ');
}

/** A body that is no JSON: lines of JSON, as a stream or without, or the bare text; a page of HTML is neither. */
function textOfBody(body: string): string | undefined {
	const bare = body.trim();
	if (bare === '' || bare.startsWith('<')) return undefined;
	const whole = parsed(bare);
	if (whole !== undefined) return textIn(whole, 1);
	const lines = bare.split('\n').map((line) => line.replace(/^data:/u, '').trim());
	const objects = lines.map(parsed).filter(isObject);
	if (objects.length === 0) return /^[[{]/u.test(bare) ? undefined : bare;
	return textOfStream(objects) ?? joined(objects.map((each) => textIn(each, 1)));
}

/** A stream of events ends with the whole text; one that broke off has told it in pieces. */
function textOfStream(events: readonly object[]): string | undefined {
	const done = events.findLast((event) => /\bdone$/u.test(String(valueOf(event, 'type'))));
	if (done) return textIn(done, 1);
	const pieces = events.map((event) => valueOf(event, 'delta')).filter((piece) => typeof piece === 'string');
	return pieces.length > 0 ? pieces.join('') : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
