const wide =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}ー\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** Columns on a screen: a letter of the wide scripts takes two. */
export function widthOf(text: string): number {
	let width = 0;
	for (const letter of text) width += wide.test(letter) ? 2 : 1;
	return width;
}
