/** `compute`, asked at most once for a text among the last `limit` different texts it was asked for. */
export function remembered<T>(compute: (text: string) => T, limit: number): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined) return found;
		const value = compute(text);
		if (known.size >= limit) known.delete(known.keys().next().value as string);
		known.set(text, value);
		return value;
	};
}
