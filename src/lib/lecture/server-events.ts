import { EventSourceParserStream } from 'eventsource-parser/stream';
import * as v from 'valibot';

/** The events of an answer that comes bit by bit, each with its name as `type`; what the schema does not know is passed over. */
export async function* eventsOf<Event>(
	response: Response,
	schema: v.GenericSchema<unknown, Event>
): AsyncGenerator<Event> {
	const texts = response.body?.pipeThrough(
		new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>
	);
	const reader = texts?.pipeThrough(new EventSourceParserStream()).getReader();
	try {
		for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
			const { event, data } = read.value;
			const parsed = v.safeParse(schema, { ...(JSON.parse(data) as object), type: event });
			if (parsed.success) yield parsed.output;
		}
	} finally {
		await reader?.cancel().catch(() => undefined);
	}
}
