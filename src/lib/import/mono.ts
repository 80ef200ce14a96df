/** The channels of a stretch of sound as one: their mean, so that nothing clips. Planes are of equal length. */
export function mixed(planes: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
	const [first = new Float32Array(0), ...others] = planes;
	if (others.length === 0) return first;
	const mono = first.slice();
	for (const plane of others)
		for (let n = 0; n < mono.length; n++) mono[n] = (mono[n] as number) + (plane[n] as number);
	return mono.map((sum) => sum / planes.length);
}
