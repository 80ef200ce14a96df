import type { Edit, TakeId } from '#lib/protocol/index.ts';
import type { LinkState, LocalTake } from '#lib/uplink/port.ts';
import { Uplink, type UplinkDeps } from '#lib/uplink/uplink.svelte.ts';
import type { Lecture } from './lecture.svelte.ts';
import type { Link } from './open-lecture.svelte.ts';

/** How soon the lecture hears that this device's log has grown. */
const lookEveryMs = 500;

/** Feeds a lecture from an Uplink, and tells it what this device holds of it. */
export class UplinkLink implements Link {
	readonly #uplink: Uplink;
	readonly #release: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isClosed = false;
	state: LinkState = $state.raw({ kind: 'connecting' });

	constructor(
		lecture: Lecture,
		role: 'recorder' | 'viewer',
		deps: UplinkDeps,
		{ release = () => {}, onBehind }: { release?: () => void; onBehind?: () => void } = {}
	) {
		this.#release = release;
		const look = async () => {
			this.#timer = undefined;
			const takes: LocalTake[] = await deps.store.takesOf(lecture.lectureId).catch(() => []);
			lecture.device = takes;
		};
		this.#uplink = new Uplink(deps, {
			lectureId: lecture.lectureId,
			role,
			since: () => lecture.revision,
			onMessage: (message) => lecture.receive(message),
			...(onBehind && { onBehind }),
			onChange: () => {
				this.#follow();
				lecture.lost = this.#uplink.lostRanges;
				if (role === 'recorder' && !this.#isClosed)
					this.#timer ??= setTimeout(() => void look(), lookEveryMs);
			}
		});
		void this.#uplink.start();
	}

	get pendingSamples(): number {
		return this.#uplink.pendingSamples;
	}

	get isCaughtUp(): boolean {
		return this.#uplink.isCaughtUp;
	}

	edit(edit: Edit, editId?: string): string {
		return this.#uplink.edit(edit, editId);
	}

	nudge(): void {
		this.#uplink.nudge();
	}

	quiet(takeId: TakeId, endSample: number): void {
		this.#uplink.quiet(takeId, endSample);
	}

	retry(): void {
		this.#uplink.retry();
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		this.#uplink.close();
		this.#release();
	}

	/** An attempt while offline is still offline to a person, until it has succeeded. */
	#follow(): void {
		const next = this.#uplink.link;
		if (next.kind === 'connecting' && this.state.kind === 'offline') return;
		this.state = next;
	}
}
