/** What was said in one stretch. The texts of `tokens`, joined, are `text`; without them its time is shared out. */
export type Spoken = {
	startMs: number;
	endMs: number;
	text: string;
	tokens?: readonly { text: string; startMs: number; endMs: number }[];
};

/** A subtitle: one or two lines that stand on the screen together. Times are whole milliseconds. */
export type Cue = { startMs: number; endMs: number; lines: readonly string[] };

/** What a person can read: BBC, Netflix and EBU-TT-D guidelines agree within these. */
export const limits = {
	durationMsMin: 1_000,
	durationMsMax: 7_000,
	linesMax: 2,
	/** 42 Latin letters, or 21 of the wide scripts. */
	lineWidthMax: 42,
	/** Widths of text a second that are comfortable, and that are still readable. */
	widthPerSecond: 17,
	widthPerSecondMax: 20
} as const;
