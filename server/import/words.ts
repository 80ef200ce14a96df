import { samplesToMs } from '#lib/protocol/index.ts';
import type { CopyOutcome } from '#lib/uplink/http-copier.ts';
import type { RescueProblem } from '#lib/rescue/read.ts';
import type { Imported } from './import-file.ts';

/** What became of a file, and what to do about it. */
export function importedInWords(imported: Imported): { isDone: boolean; text: string } {
	if (imported.kind === 'refused') return { isDone: false, text: problems[imported.problem] };
	const { outcome, title, samples, missingSamples } = imported;
	if (outcome.kind !== 'whole' && outcome.kind !== 'open')
		return { isDone: false, text: outcomes[outcome.kind] };
	const there = `${lengthInWords(samples)} of “${title || 'an untitled lecture'}” are on the server.`;
	if (missingSamples === 0) return { isDone: true, text: there };
	const missing = `The file is cut off or damaged: ${lengthInWords(missingSamples)} of its sound are missing.`;
	return { isDone: false, text: `${there} ${missing} If you have a better copy, import it too.` };
}

const problems: Record<RescueProblem, string> = {
	'foreign-file': 'is no rescue file. They end in .404take and are saved from a lecture’s menu.',
	'newer-file': 'was saved by a newer version. Update this one, then try again.',
	'broken-file': 'is cut off or damaged at its very beginning: nothing of it can be read.'
};

const outcomes: Record<Exclude<CopyOutcome['kind'], 'whole' | 'open'>, string> = {
	unreachable:
		'could not be brought over: the server stopped answering. Run this again; it goes on from there.',
	'server-full':
		'could not be brought over: the server’s disk takes no more. Make room, then run this again.',
	'signed-out': 'could not be brought over: the server no longer knows this key.',
	'no-such-lecture':
		'belongs to a lecture that was deleted, or to somebody else. Use the key of the person who recorded it.',
	stuck:
		'could not be brought over whole: the server lacks sound from before this file, or holds another take in its place.'
};

export const signInProblems = {
	unreachable: (url: string) =>
		`There is no answer from ${url}. Start the server, or give its address with --url.`,
	'bad-key': () => 'The server does not know this key. Check it for missing letters.',
	'too-many-attempts': () => 'Too many attempts with a wrong key. Wait a minute, then try again.'
};

function lengthInWords(samples: number): string {
	const seconds = Math.round(samplesToMs(samples) / 1000);
	return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
