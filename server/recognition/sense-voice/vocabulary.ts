import { ModelError } from './errors.ts';

/** Pieces by id; complete from 0 on. */
export type Vocabulary = readonly string[];

const again = 'Fetch the model again, with the tokens that belong to it.';

/** `tokens.txt` of a sherpa-onnx export: a piece, a space and its id per line; a piece may hold spaces. */
export function parseTokensText(text: string): Vocabulary {
	const pieces: string[] = [];
	for (const line of text.split(/\r?\n/)) {
		if (line === '') continue;
		const space = line.lastIndexOf(' ');
		const id = Number(line.slice(space + 1));
		if (space < 0 || line.slice(space + 1).trim() === '' || !Number.isSafeInteger(id)) {
			throw new ModelError('tokens-broken', `tokens.txt has a line without an id. ${again}`);
		}
		if (id !== pieces.length) {
			throw new ModelError(
				'tokens-broken',
				`tokens.txt has id ${id} where ${pieces.length} belongs. ${again}`
			);
		}
		pieces.push(line.slice(0, space));
	}
	return notEmpty(pieces, 'tokens.txt');
}

/** `tokens.json` of a FunASR export: an array of pieces. */
export function parseTokensJson(text: string): Vocabulary {
	const pieces = parsedJson(text);
	if (!Array.isArray(pieces) || !pieces.every((piece) => typeof piece === 'string')) {
		throw new ModelError('tokens-broken', `tokens.json is not a list of pieces. ${again}`);
	}
	return notEmpty(pieces, 'tokens.json');
}

/** Refuses a vocabulary of another size than the model's; `size` is undefined when the model does not tell. */
export function checkVocabularySize(vocabulary: Vocabulary, size: number | undefined): void {
	if (size === undefined || size === vocabulary.length) return;
	const sizes = `the model knows ${size} pieces, the tokens file lists ${vocabulary.length}`;
	throw new ModelError('tokens-do-not-fit', `Model and tokens do not belong together: ${sizes}. ${again}`);
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new ModelError('tokens-broken', `tokens.json cannot be read. ${again}`, { cause });
	}
}

function notEmpty(pieces: string[], file: string): Vocabulary {
	if (pieces.length === 0) throw new ModelError('tokens-broken', `${file} is empty. ${again}`);
	return pieces;
}
