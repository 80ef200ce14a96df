/** The text with a capital first letter; one whose capital takes two letters, such as ß, stays as it is. */
export function withCapital(text: string): string {
	const capital = text.charAt(0).toUpperCase();
	return capital.length === 1 ? capital + text.slice(1) : text;
}
