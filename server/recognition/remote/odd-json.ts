/** JSON of strangers: fields may be of any type. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The first of these fields that is there. */
export function valueOf(value: unknown, ...names: readonly string[]): unknown {
	if (!isObject(value)) return undefined;
	const name = names.find(
		(each) => Object.hasOwn(value, each) && (value as Record<string, unknown>)[each] != null
	);
	return name === undefined ? undefined : (value as Record<string, unknown>)[name];
}

/** The items of a list, also where it came as an object. */
export const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : [];

/** A number, also where it came as a text. */
export function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
