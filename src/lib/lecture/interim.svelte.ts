import * as v from 'valibot';
import { ServerMessageSchema, protocolVersion } from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import type { Lecture } from './lecture.svelte.ts';
import type { Link } from './open-lecture.svelte.ts';

class Interim implements Link {
	state: LinkState = $state.raw({ kind: 'connecting' });
	pendingSamples = $state(0);
	#socket: WebSocket;
	constructor(lecture: Lecture) {
		this.#socket = new WebSocket('/ws');
		this.#socket.onopen = () => {
			this.#socket.send(JSON.stringify({ type: 'hello', protocol: protocolVersion, app: 'x', lectureId: lecture.lectureId, role: 'viewer', since: lecture.revision }));
			this.state = { kind: 'online' };
		};
		this.#socket.onmessage = (e) => lecture.receive(v.parse(ServerMessageSchema, JSON.parse(e.data as string)));
		this.#socket.onclose = (e) => (this.state = e.code === 4404 ? { kind: 'refused', reason: 'no-such-lecture' } : { kind: 'offline', retryAt: 0 });
	}
	close() { this.#socket.close(); }
}
export const interimLink = (lecture: Lecture): Link => new Interim(lecture);
