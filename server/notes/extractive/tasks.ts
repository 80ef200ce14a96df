const plain =
	/\b(?:h(?:ome)?[ -]?work|problem set|hand (?:it |them |this )?in|deadline|due (?:on|by|next|tomorrow|in|at|date)|(?:your|the|this|next|an) assignment|assignments? (?:is|for|due)|submit|read (?:chapter|pages?|section)s?)\b|作业|截止|提交(?!给)|交(?:到|上来|给我|一篇|一份)|读书笔记/iu;
const exam = /\b(?:exam|midterm|quiz|test|presentation)\b|考试|期中|期末|测验|小测/iu;
const activity =
	/\b(?:at home|bring|prepare|practi[sc]e|exercises?|try this|chapter \S+)\b|预习|复习|阅读|课后(?:用|把|完成|实现|练习)|回去(?:把|看|读|阅读|做|练)/iu;
const request =
	/\b(?:please|you (?:should|must|need to|have to)|make sure|don't forget to|try (?:this|it))\b|请(?:大家|同学|你们)?|大家(?:要|回去|课后)|别忘了/iu;
const date =
	/\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|next (?:week|time|class|lecture)|on the \p{L}+(?:th|st|nd|rd)\b|(?:january|february|march|april|june|july|august|september|october|november|december) \S+|\d{1,2}(?:th|st|nd|rd))\b|(?:下|这|本)?(?:周|星期|礼拜)[一二三四五六日天末]|下(?:节|次|堂)课|下周|明天|[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[号日]|[\d一二三四五六七八九十]号/iu;
const past = /\b(?:last week'?s?|yesterday|i once|when i)\b|上(?:次|周|节课)/iu;

/** Whether a sentence asks the listeners to do something after the lecture, or names the day of an exam. */
export function isTask(text: string): boolean {
	if (/[?？]\s*$/u.test(text) || past.test(text)) return false;
	if (plain.test(text)) return true;
	if (exam.test(text) && date.test(text)) return true;
	return activity.test(text) && (request.test(text) || date.test(text));
}
