/** One measured value beside the goal that it has to reach. */
export type Figure = {
	readonly name: string;
	readonly value: number;
	/** `at-least` and `at-most` take the goal itself for reached. */
	readonly goal: { readonly is: 'at-least' | 'at-most'; readonly value: number };
	readonly unit: '%' | 'count';
};

/** A family of figures, measured together; it names what it measures on. */
export type Family = { readonly title: string; readonly figures: () => Promise<Figure[]> };

export const isReached = ({ value, goal }: Figure): boolean =>
	goal.is === 'at-least' ? value >= goal.value : value <= goal.value;

/** `part` of `whole` in percent; 100 of an empty whole, in which nothing can be wrong. */
export const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);
