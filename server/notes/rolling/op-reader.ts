import { operationOf, type WrittenOp } from './grammar.ts';

/** What one piece of an answer brought: operations whole by now, and lines that were none. */
export type Reading = { ops: WrittenOp[]; bad: number };

/** Characters of a line, or of all lines between `<<` and `>>`; what is longer is no note. */
const lineCharsMax = 4_000;
/** Some models set it in code or bold, or write the full stop of the language. */
const endMark = /^(?:[`*]{1,2}[.。．][`*]{1,2}|[.。．])$/u;

/**
 * Reads an answer as it comes in. However it is cut into pieces, the operations are the same; it never throws, and
 * never holds more than one line.
 */
export class OpReader {
	#buffer = '';
	/** The operation whose text goes over several lines. */
	#open: string | undefined;
	#tooLong = false;
	#ended = false;

	/** The end mark `.` has been read: the answer is whole. */
	get ended(): boolean {
		return this.#ended;
	}

	push(piece: string): Reading {
		const reading: Reading = { ops: [], bad: 0 };
		const lines = (this.#buffer + piece).split('\n');
		this.#keep(lines.pop() ?? '');
		for (const line of lines) this.#line(line, reading);
		return reading;
	}

	/** No more comes: what stands without a line feed is a line too. */
	close(): Reading {
		const reading: Reading = { ops: [], bad: 0 };
		const rest = this.#buffer;
		this.#buffer = '';
		this.#line(rest, reading);
		if (this.#open !== undefined) reading.bad += 1;
		this.#open = undefined;
		return reading;
	}

	#keep(rest: string): void {
		this.#tooLong ||= rest.length > lineCharsMax;
		this.#buffer = this.#tooLong ? '' : rest;
	}

	#line(raw: string, reading: Reading): void {
		const tooLong = this.#tooLong || raw.length > lineCharsMax;
		this.#tooLong = false;
		if (this.#ended) return;
		if (tooLong) {
			reading.bad += 1;
			return;
		}
		const line = raw.trimEnd();
		if (this.#open !== undefined) return this.#inside(line, reading);
		if (line.trim() === '' || line.startsWith('```')) return;
		if (endMark.test(line.trim())) this.#ended = true;
		else if (line.endsWith('| <<')) this.#open = line.slice(0, -2);
		else this.#take(line.trimStart(), reading);
	}

	#inside(line: string, reading: Reading): void {
		const text = `${this.#open}${line}`;
		if (line.endsWith('>>')) {
			this.#open = undefined;
			return this.#take(text.slice(0, -2), reading);
		}
		this.#open = `${text}\n`;
		if (this.#open.length <= lineCharsMax) return;
		this.#open = undefined;
		reading.bad += 1;
	}

	#take(text: string, reading: Reading): void {
		const op = operationOf(text);
		if (op) reading.ops.push(op);
		else reading.bad += 1;
	}
}
