import { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../recognition/device.ts';
import {
	integerField,
	joined,
	messageField,
	textField,
	type Written
} from '../recognition/sense-voice/protobuf.ts';

const float = 1;

/** Rejects as the runtime does when it cannot open a device at all, before a large model is read for it. */
export async function tryProvider(device: Device): Promise<void> {
	const settings = { executionProviders: [device, 'cpu'], logSeverityLevel: 3 } as const;
	await (await InferenceSession.create(smallestModel(), settings)).release();
}

/** ModelProto: x float [1] → Relu → y. */
function smallestModel(): Uint8Array {
	return joined([
		integerField(1, 7),
		messageField(7, [
			messageField(1, [textField(1, 'x'), textField(2, 'y'), textField(4, 'Relu')]),
			textField(2, 'smallest'),
			vector(11, 'x'),
			vector(12, 'y')
		]),
		messageField(8, [textField(1, ''), integerField(2, 13)])
	]);
}

function vector(field: number, name: string): Written {
	const shape = messageField(2, [messageField(1, [integerField(1, 1)])]);
	return messageField(field, [
		textField(1, name),
		messageField(2, [messageField(1, [integerField(1, float), shape])])
	]);
}
