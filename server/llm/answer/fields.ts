export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; undefined for anything else. */
export const fieldsOf = (value: unknown): Fields | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** The first of a list, or the one that stands where a list is usual. */
export const firstOf = (value: unknown): Fields | undefined =>
	fieldsOf(Array.isArray(value) ? value[0] : value);
