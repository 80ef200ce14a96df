/// <reference types="vite/client" />
import type { WorkletOrder } from './messages.ts';
import workletUrl from './capture.worklet.ts?worker&url';

const loaded = new WeakSet<AudioContext>();

/** The worklet's end of one take in the audio graph. */
export type CaptureNode = {
	/**
	 * Sends the rest of the sound and its `end`, and leaves the graph. Resolves when nothing more is needed of the source;
	 * never, where the graph stands still.
	 */
	end(): Promise<void>;
};

/** Lets `input` flow, as batches, into `port`, whose other end is the writer's. Rejects when the worklet cannot load. */
export async function createCaptureNode(
	context: AudioContext,
	input: AudioNode,
	port: MessagePort
): Promise<CaptureNode> {
	if (!loaded.has(context)) await context.audioWorklet.addModule(workletUrl);
	loaded.add(context);
	const node = new AudioWorkletNode(context, 'capture', {
		numberOfInputs: 1,
		numberOfOutputs: 1,
		channelCount: 1,
		channelCountMode: 'explicit',
		channelInterpretation: 'speakers'
	});
	const order = (message: WorkletOrder, transfer: Transferable[] = []) =>
		node.port.postMessage(message, transfer);
	order({ kind: 'begin', port }, [port]);
	input.connect(node);
	// It puts out silence; a node that leads nowhere is not run by every browser.
	node.connect(context.destination);
	return {
		end() {
			const ended = new Promise<void>((resolve) => (node.port.onmessage = () => resolve()));
			order({ kind: 'end' });
			input.disconnect(node);
			node.disconnect();
			return ended;
		}
	};
}
