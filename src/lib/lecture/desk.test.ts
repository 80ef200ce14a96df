import { describe, expect, it, vi } from 'vitest';
import type { LocalLecture } from '#lib/uplink/port.ts';
import { Desk, type DeskParts } from './desk.svelte.ts';
import { factsOf } from '#lib/ui/statements/facts.ts';
import { isInterrupted } from '#lib/ui/statements/phase.ts';
import type { Link } from './open-lecture.svelte.ts';

type FakeLink = Link & { role: 'sender' | 'viewer'; isClosed: boolean };

/** As much of a line as the desk itself touches. */
function linkOf(role: FakeLink['role']): FakeLink {
	const link: Partial<FakeLink> = {
		role,
		isClosed: false,
		state: { kind: 'online' },
		close: () => void (link.isClosed = true)
	};
	return link as FakeLink;
}

const local: LocalLecture = { lectureId: 'l', title: 'T', createdAt: 1, language: 'en', finishedAt: null };

function deskWith(parts: Partial<DeskParts> = {}) {
	const links: FakeLink[] = [];
	const link = (role: FakeLink['role']) => {
		const made = linkOf(role);
		links.push(made);
		return made;
	};
	const desk = new Desk({
		recorder: () => Promise.reject(new Error('nobody records here')),
		sender: async () => link('sender'),
		viewer: () => link('viewer'),
		unsent: async () => [local],
		keep: async () => undefined,
		newId: () => 'new',
		now: () => 1,
		...parts
	});
	return { desk, links };
}

describe('the desk', () => {
	it('sends what an earlier visit left behind, also of the lecture whose page was opened first', async () => {
		const { desk, links } = deskWith();
		const open = desk.open('l');
		expect(isInterrupted(factsOf(open, false), false)).toBe(false);
		await desk.sendWaiting();
		await vi.waitFor(() => expect(links).toHaveLength(2));
		expect(links.map(({ role, isClosed }) => [role, isClosed])).toEqual([
			['viewer', true],
			['sender', false]
		]);
		expect(open.link).toBe(links[1]);
		expect(desk.open('l')).toBe(open);
		expect(isInterrupted(factsOf(open, false), false), 'it can be gone on with').toBe(true);
		await desk.sendWaiting();
		expect(links).toHaveLength(2);
	});

	it('does so too when the page is opened while the line is being made', async () => {
		const made = Promise.withResolvers<void>();
		const { desk, links } = deskWith({
			sender: async () => {
				await made.promise;
				const link = linkOf('sender');
				links.push(link);
				return link;
			}
		});
		const sending = desk.sendWaiting();
		await Promise.resolve();
		const open = desk.open('l');
		made.resolve();
		await sending;
		await vi.waitFor(() => expect(open.local).not.toBeNull());
		expect((open.link as FakeLink).role).toBe('sender');
		expect(links.filter(({ isClosed }) => !isClosed)).toEqual([open.link]);
	});

	it('leaves it to another tab that sends already, and goes on with it when that tab has gone', async () => {
		const gone = Promise.withResolvers<void>();
		const { desk } = deskWith({ sender: () => gone.promise.then(() => linkOf('sender')) });
		const open = desk.open('l');
		await desk.sendWaiting();
		await desk.sendWaiting();
		expect((open.link as FakeLink).role).toBe('viewer');
		expect(open.local).toBeNull();
		gone.resolve();
		await vi.waitFor(() => expect((open.link as FakeLink).role).toBe('sender'));
	});

	it('begins a lecture with the style of notes that was chosen before', async () => {
		const begun: LocalLecture[] = [];
		const { desk } = deskWith({
			recorder: (lecture) => {
				begun.push(lecture);
				return Promise.reject(new Error('nobody records here'));
			}
		});
		const noteStyle = { template: 'tasks', language: 'zh' } as const;
		await desk.record(
			{ kind: 'sample', url: '/x.wav', name: 'X' },
			{ title: 'T', language: 'en', noteStyle }
		);
		expect(begun).toEqual([{ ...local, lectureId: 'new', noteStyle }]);
	});
});
