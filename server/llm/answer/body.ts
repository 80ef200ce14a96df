import { createParser } from 'eventsource-parser';

/** A value that a server sent, or its own word that there are no more. */
export type BodyEvent = { kind: 'value'; value: unknown } | { kind: 'done' };

/** What came is neither JSON nor an event stream: the page of a network, a wrong address. */
export class NoAnswerBody extends Error {}

interface Form {
	push(text: string): BodyEvent[];
	end(): BodyEvent[];
}

/**
 * The values in the body of an answer, whichever way it was sent, whatever its header says: as an event stream, as JSON
 * lines, or as one JSON document. Rejects where the body is none of these or breaks the rules of its own form.
 */
export async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<BodyEvent> {
	const decoder = new TextDecoder();
	let head = '';
	let form: Form | undefined;
	for await (const bytes of body) {
		head += decoder.decode(bytes, { stream: true });
		form ??= formOf(head);
		if (!form) continue;
		yield* form.push(head);
		head = '';
	}
	form ??= formOf(`${head}\n`);
	if (form) yield* [...form.push(head + decoder.decode()), ...form.end()];
}

/** Told by the first character; undefined where there are only blanks so far. */
function formOf(head: string): Form | undefined {
	const first = /\S/u.exec(head.slice(0, 65_536))?.[0];
	if (first === undefined) return undefined;
	if (first === '<') throw new NoAnswerBody('a page');
	return first === '{' || first === '[' ? new JsonForm() : new StreamForm();
}

/** Server-sent events. A last event without the empty line behind it counts; so does data with an event on each line. */
class StreamForm implements Form {
	#events: BodyEvent[] = [];
	readonly #parser = createParser({
		onEvent: ({ data }) => void this.#events.push(...this.#read(data)),
		onComment: () => (this.#isStream = true)
	});
	#isStream = false;
	#isOver = false;

	push(text: string): BodyEvent[] {
		this.#parser.feed(text);
		const events = this.#events;
		this.#events = [];
		this.#isStream ||= events.length > 0;
		return events;
	}

	/** An event that was cut off is none. */
	end(): BodyEvent[] {
		this.#isOver = true;
		const events = this.push('\n\n');
		if (!this.#isStream) throw new NoAnswerBody('no events');
		return events;
	}

	#read(data: string): BodyEvent[] {
		const text = data.trim();
		if (text === '') return [];
		if (text === '[DONE]') return [{ kind: 'done' }];
		const value = parsed(text);
		if (value !== undefined) return [{ kind: 'value', value }];
		const lines = text.split('\n');
		if (lines.length === 1 && this.#isOver) {
			this.#isStream = true;
			return [];
		}
		if (lines.length === 1) throw new SyntaxError('an event that is no JSON');
		return lines.flatMap((line) => this.#read(line));
	}
}

/** JSON lines, or a document over several lines; the elements of an array are values of their own. */
class JsonForm implements Form {
	#rest = '';
	#values = 0;
	/** Lines of a document that goes on. */
	#open: string[] | undefined;

	push(text: string): BodyEvent[] {
		const lines = text.split('\n');
		lines[0] = this.#rest + (lines[0] ?? '');
		this.#rest = lines.pop() ?? '';
		return lines.flatMap((line) => this.#line(line));
	}

	/** A document that is whole is an answer that is whole; one that was cut off is none. */
	end(): BodyEvent[] {
		const text = [...(this.#open ?? []), this.#rest].join('\n').trim();
		const value = text === '' ? undefined : parsed(text);
		if (text !== '' && value === undefined && this.#values === 0 && /[\]}]$/u.test(text))
			throw new SyntaxError('a document that is no JSON');
		const events = value === undefined ? [] : this.#valuesOf(value);
		return this.#values === 1 && (text === '' || value !== undefined)
			? [...events, { kind: 'done' }]
			: events;
	}

	#line(line: string): BodyEvent[] {
		if (line.trim() === '' && !this.#open) return [];
		const value = this.#open ? undefined : parsed(line);
		if (value !== undefined) return this.#valuesOf(value);
		if (this.#values > 0 && !this.#open) throw new SyntaxError('a line that is no JSON');
		(this.#open ??= []).push(line);
		return [];
	}

	#valuesOf(value: unknown): BodyEvent[] {
		this.#values++;
		const all: unknown[] = Array.isArray(value) ? value : [value];
		return all.map((each) => ({ kind: 'value', value: each }));
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
