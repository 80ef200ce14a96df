import { isTask } from '../extractive/tasks.ts';

/** `task`: what the listeners are asked to do; `important`: what an examination asks, when it is, a class that is moved. */
export type Cue = 'task' | 'important';

const exam =
	/\b(?:(?:in|on|for) (?:the|your|this) (?:exam|final|midterm|test|quiz)|exam question|know (?:it |this |them )?by heart)\b|考试(?:会|要|必)考|每年都考|必考|(?:期末|期中)考?试?(?:会|要|必)?考/iu;
const hypothetical = /\b(?:if|were|would|suppose)\b|如果|假如|要是/iu;

/** What a sentence asks of the listeners or tells them of examinations; undefined for a plain one. */
export function cueOf(text: string): Cue | undefined {
	if (isTask(text)) return 'task';
	return exam.test(text) && !hypothetical.test(text) ? 'important' : undefined;
}
