/** Waits for a condition, looking every few milliseconds; fails with what was waited for. */
export async function until<T>(
	what: string,
	look: () => T | undefined | false | Promise<T | undefined | false>,
	withinMs = 30_000
): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== false) return seen;
		if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 15));
	}
}
