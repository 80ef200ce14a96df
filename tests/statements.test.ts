import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { en } from '#lib/ui/words/en.ts';

const root = resolve(import.meta.dirname, '..');

test('only the table of statements uses the sentences about how a lecture stands', () => {
	const sources = globSync('src/**/*.{ts,svelte}', { cwd: root }).filter(
		(path) => !/^src\/lib\/ui\/(statements|words)\//.test(path) && !path.endsWith('.test.ts')
	);
	const uses = (text: string) =>
		/(\.|\{[^}\n]*\b)statements\b(?!\/)/.test(text.replaceAll(/from '[^']+'/g, ''));
	expect(sources.filter((path) => uses(readFileSync(join(root, path), 'utf8')))).toEqual([]);
});

/** Sentences outside of the table that speak of a lecture, and why each may. */
const elsewhere: Record<string, string> = {
	'update.state.held-back': 'the state of that name: the service worker has asked every page',
	leaving: 'asked only by the page that records',
	'problem.storage-full.what': 'what a recorder met, said by capture-notices',
	'recovering.since()': 'what a recorder met, said by capture-notices',
	'warning.source-ended.cure': 'what a recorder met, said by capture-notices',
	'room.low().cure': 'what the device does with sound that the server has',
	'room.short().cure': 'what the device does with sound that the server has',
	'lecture.elapsed': 'names the figure beside it, which counts the sound on disk',
	'serverError.take-number-taken.what': 'the server’s own complaint',
	'serverError.finish-mismatch.what': 'the server’s own complaint',
	'problem.storage-full.cure': 'says what to wait for',
	'editing.line': 'names a field',
	'reading.noted': 'heads the notes themselves',
	'engine.notes.extractive': 'what the server’s engine does, in Settings',
	'noteStyle.needsModel.what': 'what the server’s engine does',
	'noteStyle.needsModelHere.what': 'what the server’s engine does',
	'noteStyle.keepHint': 'what a choice will do',
	'noteStyle.kept': 'what a choice will do',
	'noteStyle.wrote.extractive()': 'counts by the origin of each note, as the server tells it',
	'languageModel.none': 'what the server’s engine does',
	'slides.play()': 'names what a press plays',
	'slides.wait': 'says what to wait for',
	'slides.textless.what': 'the server’s word on a file of slides',
	'slides.refused.no-such-lecture.cure': 'says what to wait for',
	'import.explain': 'what an import will do',
	'import.late().what': 'the outcome of that name',
	'questions.noWords': 'says what to wait for'
};

const claim =
	/\b(recorded|transcribed|uploaded|interrupted|paused|ended|in the notes|read for notes|only on (this|another)|waiting to (up|be t)|word for word|excerpts?|was (not )?said|what’s said)\b/i;

/** Every text of a dictionary with its place; of a function what it says to some arguments. */
function textsOf(value: unknown, place = ''): [string, string][] {
	if (typeof value === 'string') return [[place, value]];
	if (typeof value === 'function') return textsOf(value('3', '4'), `${place}()`);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) => textsOf(each, place ? `${place}.${key}` : key));
}

test('no other part of the dictionary speaks of how a lecture stands, but where it is told why', () => {
	const { statements: _, paragraph: __, questions: ___, ...others } = en;
	const found = textsOf(others).filter(([, text]) => claim.test(text));
	expect(found.filter(([place]) => !(place in elsewhere))).toEqual([]);
});
