import type { Names } from './names.ts';
import type { OrderOf } from './place.ts';
import type { TextRefusal } from './wording.ts';

/** Why an operation of a model was not done. */
export type Refusal =
	| TextRefusal
	| 'no-section'
	| 'no-block'
	| 'not-own'
	| 'outside-window'
	| 'repeated'
	| 'too-many'
	| 'title-stands';

/** What a model may do in one answer. */
export type Scope = {
	names: Names;
	/** Lines that may be cited, by the number they have in this conversation. */
	window: ReadonlyMap<number, string>;
	/** All lines of this conversation: what a block cites already it may go on citing. */
	heard: ReadonlyMap<number, string>;
	orderOf: OrderOf;
	/** Blocks that were written in this conversation and may be written better. */
	own: ReadonlySet<string>;
	/** Texts that a person removed: they do not come back in other words. */
	unwanted: readonly string[];
	opsMax: number;
	/** The whole lecture is looked over: titles, blocks and their order may change where no person touched them. */
	whole: boolean;
};
