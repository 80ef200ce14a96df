import { LinePlace } from './line-place.ts';
import { markAt, mayBecomeMark, standsOut, type Mark } from './marks.ts';

/** What a piece of an answer brought. `retracts`: all text that was told before was reasoning, and does not count. */
export type Told = { text: string; retracts: boolean };

type Options = {
	/**
	 * Tells nothing before it is known that the answer does not begin with reasoning whose opening was never sent: templates
	 * that open it themselves leave only its end in the answer.
	 */
	holds?: boolean;
};

/** Longer than any mark with what decides about it; then it is decided without. */
const undecidedMost = 1_000;
/** Reasoning between tags in the middle of a line is longer; what is shorter is quoted. */
const quotedMost = 40;
/** Longer than any mark that ends reasoning. */
const closeMost = 48;
/** Before a tag that a sentence names. */
const wordBefore = /[\p{L}\p{N},，]\s+$/u;
const quoteBefore = /[\p{Ps}\p{Pi}"']$/u;
/** The header of a channel where its tokens were left out. */
const bareChannel = 'analysis';

type Thinking = {
	close: RegExp;
	/** What was opened in the midst of text and is never closed was text. */
	givesBack: boolean;
	/** So short and in one line, it is quoted. */
	mayBeQuoted: boolean;
	opening: string;
	passed: string[];
};

/**
 * Takes reasoning and the tokens of chat templates out of an answer that arrives in pieces. The same text comes out
 * however it is cut. What is quoted in code or in the middle of a sentence stays; reasoning stands where a line begins,
 * and tokens where a text or a line ends. Takes time that is linear in the text.
 */
export class TextReader {
	#place = new LinePlace();
	#pending = '';
	/** Characters of `pending` that are tokens, as far as that was looked at. */
	#tokensPassed = 0;
	#told = '';
	#retracts = false;
	#holds: boolean;
	#held = '';
	#thinking: Thinking | undefined;
	#trims = false;
	#quotedThinking = false;
	#over = false;
	/** Reasoning has been taken out. */
	thought = false;
	/** Reasoning came without its opening. */
	thoughtUnopened = false;
	/** A token of the template said that this is the end. */
	endsItself = false;

	constructor({ holds = false }: Options = {}) {
		this.#holds = holds;
	}

	push(piece: string): Told {
		this.#pending += piece;
		this.#advance(false);
		return this.#tell(false);
	}

	/** The answer has ended: what was undecided is decided. */
	end(): Told {
		this.#advance(true);
		if (this.#thinking?.givesBack) this.#giveBack();
		return this.#tell(true);
	}

	/** The reasoning comes apart from the text: none is hidden in it. */
	separated(): void {
		this.#holds = false;
	}

	#tell(ended: boolean): Told {
		this.#held += this.#told;
		this.#told = '';
		if (this.#holds && !ended) return { text: '', retracts: false };
		const told = { text: this.#held, retracts: this.#retracts };
		this.#held = '';
		this.#retracts = false;
		return told;
	}

	#advance(ended: boolean): void {
		for (;;) {
			if (this.#over) this.#pending = '';
			if (this.#pending === '') return;
			const goesOn = this.#thinking ? this.#skip(this.#thinking, ended) : this.#read(ended);
			if (!goesOn) return;
		}
	}

	/** Whether it came further. */
	#read(ended: boolean): boolean {
		if (
			this.#place.isAtStart &&
			this.#place.isAtLineStart &&
			this.#pending.startsWith(bareChannel.slice(0, this.#pending.length))
		)
			return this.#bareChannel(ended);
		const at = this.#pending.search(standsOut);
		if (at !== 0) return this.#release(at < 0 ? this.#pending.length : at);
		const first = this.#pending[0];
		if (first === '\n') return this.#release(1);
		const isForced = ended || this.#pending.length > undecidedMost;
		if (first !== '`' && first !== '~') return this.#mark(isForced);
		const run = /^(?:`+|~+)/u.exec(this.#pending)?.[0] ?? first;
		return run.length === this.#pending.length && !isForced ? false : this.#release(run.length);
	}

	/** `analysisWe need … assistantfinalThe answer`: channels whose tokens were left out. */
	#bareChannel(ended: boolean): boolean {
		const next = this.#pending[bareChannel.length];
		if (next === undefined && !ended) return false;
		const isHeader = next !== undefined && /[\p{Lu}\p{Lo}]/u.test(next);
		if (!isHeader) return this.#release(Math.min(bareChannel.length, this.#pending.length));
		this.#thinking = {
			close: /assistantfinal/u,
			givesBack: true,
			mayBeQuoted: false,
			opening: bareChannel,
			passed: []
		};
		return this.#drop(bareChannel.length);
	}

	#mark(isForced: boolean): boolean {
		if (!isForced && mayBecomeMark(this.#pending, 0)) return false;
		const mark = markAt(this.#pending, 0);
		if (!mark) return this.#release(1);
		if (mark.kind === 'thinking') return this.#opening(mark, isForced);
		if (mark.kind === 'thought') return this.#unopened(mark, isForced);
		if (mark.kind === 'header' && !this.#place.isAtStart) return this.#release(1);
		if (mark.kind === 'header') return this.#drop(mark.length);
		return this.#token(isForced);
	}

	#opening({ length, close }: Mark & { kind: 'thinking' }, isForced: boolean): boolean {
		const next = this.#pending[length];
		if (next === undefined && !isForced) return false;
		const { isInCode, isAtStart, isAtLineStart, before } = this.#place;
		const isInSentence = next === undefined || /[^\S\n]|\p{P}/u.test(next);
		if (isInCode || (!isAtLineStart && (isInSentence || quoteBefore.test(before)))) {
			this.#quotedThinking ||= !isInCode;
			return this.#release(1);
		}
		const opening = this.#pending.slice(0, length);
		this.#thinking = { close, givesBack: !isAtStart, mayBeQuoted: !isAtStart, opening, passed: [] };
		return this.#drop(length);
	}

	#skip(thinking: Thinking, ended: boolean): boolean {
		const found = thinking.close.exec(this.#pending);
		const undecided = ended ? 0 : closeMost;
		const passed = found?.index ?? Math.max(0, this.#pending.length - undecided);
		if (thinking.givesBack) thinking.passed.push(this.#pending.slice(0, passed));
		this.#drop(passed);
		if (!found) return false;
		const inside = thinking.passed.join('');
		if (thinking.mayBeQuoted && inside.length <= quotedMost && !inside.includes('\n')) {
			this.#quotedThinking = true;
			this.#giveBack();
			return this.#release(found[0].length);
		}
		this.#thinking = undefined;
		this.#afterThinking();
		return this.#drop(found[0].length);
	}

	/** The tag was no opening: it and what stands behind it is text, in which nothing else opens. */
	#giveBack(): void {
		const { opening, passed } = this.#thinking as Thinking;
		this.#thinking = undefined;
		const rest = this.#pending;
		this.#pending = opening + passed.join('');
		while (this.#pending !== '') {
			const feed = this.#pending.indexOf('\n');
			this.#release(feed < 0 ? this.#pending.length : Math.max(1, feed));
		}
		this.#pending = rest;
	}

	#unopened({ length }: Mark, isForced: boolean): boolean {
		const next = this.#pending[length];
		if (next === undefined && !isForced) return false;
		const { isInCode, before } = this.#place;
		const isInSentence = wordBefore.test(before) && next !== undefined && /[^\S\n]|\p{P}/u.test(next);
		if (isInCode || isInSentence || quoteBefore.test(before) || this.#quotedThinking) return this.#release(1);
		this.#told = '';
		this.#held = '';
		this.#retracts = true;
		this.thoughtUnopened = true;
		this.#place = new LinePlace();
		this.#afterThinking();
		return this.#drop(length);
	}

	#afterThinking(): void {
		this.thought = true;
		this.#holds = false;
		this.#trims = true;
		this.#place.newLine();
	}

	/** A token that ends or begins a turn, with those behind it: meant, or quoted, by what comes next. */
	#token(isForced: boolean): boolean {
		let at = this.#tokensPassed;
		let begins = false;
		for (;;) {
			const mark = markAt(this.#pending, at);
			const isMore = mark?.kind === 'end' || mark?.kind === 'turn';
			if (!isForced && mayBecomeMark(this.#pending, at)) return false;
			if (isMore) begins ||= mark.kind === 'turn' && (!mark.isOwn || !this.#leadsToText(at + mark.length));
			at += isMore ? mark.length : 0;
			if (mark?.kind === 'end' && !begins) this.#tokensPassed = at;
			const blanks = /^\s+/u.exec(this.#pending.slice(at, at + undecidedMost))?.[0].length ?? 0;
			const next = markAt(this.#pending, at + blanks);
			if (at + blanks >= this.#pending.length) {
				if (!isForced) return false;
				this.endsItself = true;
				return this.#drop(this.#pending.length);
			}
			const goesOn = next?.kind === 'end' || next?.kind === 'turn';
			if (!goesOn && !isForced && mayBecomeMark(this.#pending, at + blanks)) return false;
			if (!goesOn) return this.#before(at, blanks, begins);
			at += blanks;
		}
	}

	/** Text, or the header of a channel, comes behind tokens. */
	#before(tokens: number, blanks: number, begins: boolean): boolean {
		const { isInCode, isAtStart, before } = this.#place;
		const skipped = this.#pending.slice(0, tokens + blanks);
		const goesOn =
			isAtStart || ['thinking', 'header'].includes(markAt(this.#pending, tokens + blanks)?.kind ?? '');
		if (goesOn && !isInCode) {
			this.#trims ||= isAtStart;
			if (!isAtStart) this.#place.isAtStart = true;
			return this.#drop(tokens + blanks);
		}
		const isOnNextLine = skipped.includes('\n') || begins;
		if (isInCode || !isOnNextLine || wordBefore.test(before)) return this.#release(1);
		this.#over = begins;
		this.endsItself ||= begins;
		return this.#drop(tokens);
	}

	/** The model's own turn begins once more: only with what it says behind its reasoning does the answer begin. */
	#leadsToText = (at: number): boolean =>
		this.#place.isAtStart || ['thinking', 'header'].includes(markAt(this.#pending, at)?.kind ?? '');

	#drop(length: number): true {
		this.#tokensPassed = 0;
		this.#pending = this.#pending.slice(length);
		return true;
	}

	#release(length: number): true {
		this.#tokensPassed = 0;
		const part = this.#pending.slice(0, length);
		this.#pending = this.#pending.slice(length);
		const text = this.#trims ? part.trimStart() : part;
		if (text !== '') this.#trims = false;
		this.#told += text;
		if (part === '\n') this.#place.newLine();
		else this.#place.pass(part);
		return true;
	}
}
