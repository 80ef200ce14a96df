/** Scripts that run ahead of a page, so that something goes wrong on it. */

/** `unplug()` takes the microphone away; while `isUnplugged`, there is none. */
export const unpluggable = `{
	const devices = navigator.mediaDevices;
	const open = devices.getUserMedia.bind(devices);
	globalThis.isUnplugged = false;
	devices.getUserMedia = async (wanted) => {
		if (isUnplugged) throw new DOMException('', 'NotFoundError');
		return (globalThis.stream = await open(wanted));
	};
	globalThis.unplug = () => {
		const [track] = stream.getTracks();
		isUnplugged = true;
		track.stop();
		track.dispatchEvent(new Event('ended'));
	};
}`;

/** The microphone gives nothing but zeros. */
export const silent = `navigator.mediaDevices.getUserMedia = async () =>
	new MediaStreamAudioDestinationNode(new AudioContext()).stream`;

/** The browser tells of so much room. */
export const roomFor = (bytes: number): string =>
	`navigator.storage.estimate = async () => ({ usage: 41_000_000, quota: ${41_000_000 + bytes} })`;
