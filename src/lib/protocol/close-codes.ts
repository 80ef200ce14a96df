/** WebSocket close codes that this protocol gives a meaning (PROTOCOL.md, rule W7). */
export const closeCodes = {
	badMessage: 4400,
	notSignedIn: 4401,
	noSuchLecture: 4404,
	superseded: 4409,
	tooLarge: 1009,
	wrongProtocol: 4426,
	restarting: 1012,
	tryLater: 1013
} as const;

/** What a client does after a close: come back by itself, ask the person to sign in, or stay away. */
export type AfterClose = 'reconnect' | 'sign-in' | 'stop';

const answers = new Map<number, AfterClose>([
	[closeCodes.badMessage, 'stop'],
	[closeCodes.notSignedIn, 'sign-in'],
	[closeCodes.noSuchLecture, 'stop'],
	[closeCodes.superseded, 'stop'],
	[closeCodes.tooLarge, 'stop'],
	[closeCodes.wrongProtocol, 'stop']
]);

export const afterClose = (code: number): AfterClose => answers.get(code) ?? 'reconnect';
