import { v7 as newId } from 'uuid';
import { closeCodes } from '#lib/protocol/index.ts';
import type { Socket, SocketEvents } from './connection.ts';
import type { BlockStore } from './port.ts';
import { browserTimers } from './timers.ts';
import type { UplinkDeps } from './uplink.svelte.ts';

/** What a browser gives for a connection that broke without a word. */
const unexplained = 1006;

/** The real network behind an Uplink. */
export const browserUplinkDeps = (store: BlockStore, app: string): UplinkDeps => ({
	store,
	app,
	newId,
	openSocket: (events) => openSocket(new URL('/ws', location.href), events),
	timers: browserTimers,
	random: Math.random,
	onWake
});

function openSocket(url: URL, events: SocketEvents): Socket {
	url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
	const socket = new WebSocket(url);
	let wasOpen = false;
	socket.onopen = () => {
		wasOpen = true;
		events.onOpen();
	};
	socket.onmessage = ({ data }) => typeof data === 'string' && events.onText(data);
	socket.onclose = async ({ code }) => events.onClose(wasOpen ? code : await codeOfRefusal());
	return {
		send: (data) => socket.readyState === WebSocket.OPEN && socket.send(data),
		close: () => socket.close()
	};
}

/** A browser does not tell why a server let no socket open; whether we are signed in can be asked. */
async function codeOfRefusal(): Promise<number> {
	const answer = await fetch('/api/session', { cache: 'no-store' }).catch(() => undefined);
	return answer?.status === 401 ? closeCodes.notSignedIn : unexplained;
}

function onWake(wake: () => void): () => void {
	const onVisible = () => document.visibilityState === 'visible' && wake();
	addEventListener('online', wake);
	document.addEventListener('visibilitychange', onVisible);
	return () => {
		removeEventListener('online', wake);
		document.removeEventListener('visibilitychange', onVisible);
	};
}
