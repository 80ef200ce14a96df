import { v7 as newId } from 'uuid';
import type { Socket, SocketEvents } from './connection.ts';
import type { BlockStore } from './port.ts';
import { browserTimers } from './timers.ts';
import type { UplinkDeps } from './uplink.svelte.ts';

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
	socket.onopen = () => events.onOpen();
	socket.onmessage = ({ data }) => typeof data === 'string' && events.onText(data);
	socket.onclose = ({ code }) => events.onClose(code);
	return {
		send: (data) => socket.readyState === WebSocket.OPEN && socket.send(data),
		close: () => socket.close()
	};
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
