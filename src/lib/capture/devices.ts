/** What may be known of a microphone in use. */
export type DeviceInUse = { deviceId?: string; groupId?: string };

type Device = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId'>;

/** What a change of the system's devices means for the one in use: it has gone, or the system would choose another now. */
export function newsOf(
	inUse: DeviceInUse,
	devices: readonly Device[]
): 'gone' | 'default-changed' | undefined {
	const inputs = devices.filter(({ kind }) => kind === 'audioinput');
	const { deviceId, groupId } = inUse;
	// A browser that hides its devices lists one without an id.
	if (!deviceId || inputs.some((device) => device.deviceId === '')) return undefined;
	if (!inputs.some((device) => device.deviceId === deviceId)) return 'gone';
	if (deviceId !== 'default' || !groupId) return undefined;
	if (!inputs.some((device) => device.deviceId !== 'default' && device.groupId === groupId)) return 'gone';
	const chosen = inputs.find((device) => device.deviceId === 'default');
	return chosen?.groupId === groupId ? undefined : 'default-changed';
}
