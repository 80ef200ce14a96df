import * as v from 'valibot';
import { ClientMessageSchema, type ClientMessage } from '#lib/protocol/index.ts';

/** A client's message, or what is wrong with it: for a developer, without quoting it. */
export function parse(text: string): ClientMessage | string {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return 'not JSON';
	}
	const parsed = v.safeParse(ClientMessageSchema, json);
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	return `${issue.path?.map((item) => String(item.key)).join('.') ?? 'message'}: expected ${issue.expected ?? issue.type}`;
}
