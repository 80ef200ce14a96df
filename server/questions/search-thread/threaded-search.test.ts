import { expect, it, onTestFinished } from 'vitest';
import { longLecture } from '../../../tests/helpers/long-lecture.ts';
import { LectureSearch } from '../search/lecture-search.ts';
import type { NoteLine } from '../../notes/port.ts';
import { ThreadedSearch } from './threaded-search.ts';

const lines = longLecture(3);
const [first] = lines;

function setUp(options: ConstructorParameters<typeof ThreadedSearch>[0] = {}): ThreadedSearch {
	const search = new ThreadedSearch(options);
	onTestFinished(() => search.close());
	return search;
}

it('the search thread finds what the search finds, also when lines come, change and go', async () => {
	const [threaded, plain] = [setUp(), new LectureSearch()];
	const changed = lines.map((line, at) => (at === 3 ? { ...line, text: 'A membrane is a barrier.' } : line));
	for (const said of [lines.slice(0, 5), lines, changed, changed.slice(2), lines])
		for (const question of ['What is a membrane?', 'What does not change?', '什么是细胞膜？']) {
			expect(await threaded.passages('l', said, question)).toEqual(await plain.passages('l', said, question));
			expect(await threaded.nearest('l', said, question)).toEqual(await plain.nearest('l', said, question));
		}
});

it('a search that loops, throws or ends its thread fails without what was said, and the next one works', async () => {
	const script = new URL('../../../tests/fakes/faulty-search.ts', import.meta.url);
	const search = setUp({ script, deadlineMs: 100 });
	for (const question of ['loop', 'throw', 'exit']) {
		await expect(search.passages('l', lines, question)).rejects.toThrow(
			/^the search of the lecture failed$/u
		);
		expect(await search.passages('l', lines, 'other')).toEqual([first]);
	}
});

it('a thread that ends while a long lecture is sent to it fails that search, and the next one works', async () => {
	const search = setUp({ script: new URL('../../../tests/fakes/faulty-search.ts', import.meta.url) });
	expect(await search.nearest('l', lines, 'other')).toEqual([0]);
	const long = Array.from(
		{ length: 60_000 },
		(_, at) => ({ ...(first as NoteLine), id: `t/${at}` }) as NoteLine
	);
	await expect(search.nearest('fatal', long, 'other')).rejects.toThrow('the search of the lecture failed');
	expect(await search.nearest('l', lines, 'other')).toEqual([0]);
});

it('a lecture that is forgotten while it is searched is searched to the end, and anew later', async () => {
	const search = setUp({ script: new URL('../../../tests/fakes/faulty-search.ts', import.meta.url) });
	const running = search.nearest('l', lines, 'other');
	search.forget('l');
	expect(await running).toEqual([0]);
	expect(await search.nearest('l', lines, 'other')).toEqual([0]);
});
