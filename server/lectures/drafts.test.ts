import { expect, it } from 'vitest';
import type { NoteOp } from '#lib/protocol/index.ts';
import { Drafts } from './drafts.ts';

const ops: NoteOp[] = [{ op: 'remove-block', blockId: 'b', by: 'engine' }];
const draft = { type: 'notes-draft', ops } as const;

it('a draft stands for those who join until it is gone, and tells how long a model has been waited for by then', () => {
	let nowMs = 1000;
	const drafts = new Drafts(() => nowMs);
	expect(drafts.of('a')).toBeUndefined();
	drafts.told('a', { ...draft, waits: { model: 'm', askedForMs: 500 } });
	drafts.told('b', { ...draft, waits: { model: 'm', askedForMs: null } });
	nowMs += 60_000;
	expect(drafts.of('a')?.waits?.askedForMs).toBe(60_500);
	expect(drafts.of('b')).toEqual({ ...draft, waits: { model: 'm', askedForMs: null } });
	drafts.told('a', { ...draft, ops: [] });
	expect(drafts.of('a')).toBeUndefined();
});
