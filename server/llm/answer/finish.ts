/** Why a model stopped: at its own end, at a limit of tokens, by a filter, or because the server gave it up. */
export type Finish = 'end' | 'limit' | 'filter' | 'interrupted';

const meanings: readonly [RegExp, Finish][] = [
	[/length|limit|max(?:imum)?_?(?:output_?|new_?|completion_?)?tokens?|token_?limit/u, 'limit'],
	[/filter|safety|refus|recitation|sensitive|block|prohibited|moderat/u, 'filter'],
	[/insufficient|error|abort|cancel|interrupt|overload|unload|timeout|fail/u, 'interrupted']
];

/** A reason in whichever words it was given. One that is not known, but clear that there is an end, is an end. */
export function finishOf(reason: unknown): Finish | undefined {
	if (reason === true) return 'end';
	if (typeof reason !== 'string') return undefined;
	const name = reason.trim().slice(0, 100).toLowerCase();
	if (
		['', 'null', 'none', 'undefined', 'finish_reason_unspecified', 'in_progress', 'incomplete'].includes(name)
	)
		return undefined;
	return meanings.find(([form]) => form.test(name))?.[1] ?? 'end';
}
