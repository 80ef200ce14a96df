/** `01:02:03,004`, the time rounded before it is split, so that no part runs over. */
export function stamp(timeMs: number, point: ',' | '.'): string {
	const wholeMs = Math.round(timeMs);
	const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
	const seconds = Math.floor(wholeMs / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return `${pad(hours)}:${pad(minutes)}:${pad(seconds % 60)}${point}${pad(wholeMs % 1000, 3)}`;
}
