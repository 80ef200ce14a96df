import type { ApiProblem } from '#lib/lecture/api.ts';
import type { ErrorCode } from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import type { Sentence } from '../sentence.ts';

type Refusal = Extract<LinkState, { kind: 'refused' }>['reason'];
type LinkKind = Exclude<LinkState['kind'], 'online' | 'refused' | 'closed'>;

export const connection = {
	link: {
		connecting: { what: 'Connecting to the server…', cure: '' },
		offline: {
			what: 'Offline.',
			cure: 'The connection is tried again by itself.'
		},
		'signed-out': { what: 'You are signed out.', cure: 'Sign in again; nothing is lost.' },
		superseded: {
			what: 'Another device records this lecture now.',
			cure: 'What this device recorded is kept here.'
		}
	} satisfies Record<LinkKind, Sentence>,
	refused: {
		'wrong-protocol': {
			what: 'This page is older than the server.',
			cure: 'Reload it once nothing is being recorded.'
		},
		'no-such-lecture': {
			what: 'The server does not know this lecture.',
			cure: 'It may have been deleted on another device.'
		},
		'bad-message': {
			what: 'The server did not understand this page.',
			cure: 'Reload it once nothing is being recorded.'
		}
	} satisfies Record<Refusal, Sentence>,
	serverError: {
		'bad-message': { what: 'The server did not understand this page.', cure: 'Reload it.' },
		'too-large': { what: 'The server refused a message that was too long.', cure: 'Reload the page.' },
		'wrong-protocol': { what: 'This page is older than the server.', cure: 'Reload it.' },
		'not-signed-in': { what: 'You are signed out.', cure: 'Sign in again; nothing is lost.' },
		'no-such-lecture': { what: 'The server does not know this lecture.', cure: '' },
		'not-recorder': { what: 'Only the recording device may do this.', cure: '' },
		superseded: { what: 'Another device records this lecture now.', cure: '' },
		'unknown-take': { what: 'The server does not know this recording yet.', cure: 'It is sent again.' },
		'take-number-taken': {
			what: 'Another device has recorded for this lecture too.',
			cure: 'This recording is put behind it.'
		},
		'take-finished': { what: 'This recording is closed on the server.', cure: '' },
		'audio-gap': { what: 'Sound did not arrive in order.', cure: 'It is sent again.' },
		'marks-gap': { what: 'Marks did not arrive in order.', cure: 'They are sent again.' },
		'marks-conflict': { what: 'Device and server disagree about where speech is.', cure: '' },
		'finish-mismatch': { what: 'The end of the recording is still on its way.', cure: '' },
		'storage-full': {
			what: 'The server’s disk is full.',
			cure: 'Sound is kept on this device. Tell whoever runs the server.'
		},
		'storage-failed': {
			what: 'The server could not write to its disk.',
			cure: 'Sound is kept on this device. Tell whoever runs the server.'
		},
		'server-stopping': { what: 'The server is restarting.', cure: 'The connection comes back by itself.' }
	} satisfies Record<ErrorCode, Sentence>,
	api: {
		unreachable: { what: 'The server cannot be reached.', cure: 'Check the connection, then try again.' },
		'not-signed-in': { what: 'You are signed out.', cure: 'Sign in again.' },
		'bad-key': { what: 'This key is not known.', cure: 'Check it for missing letters.' },
		'bad-link': {
			what: 'This link was used already or is too old.',
			cure: 'Use the newest link that the server printed, or a key.'
		},
		'too-many-attempts': { what: 'Too many attempts.', cure: 'Wait a minute, then try again.' },
		'not-found': { what: 'There is no such lecture.', cure: '' },
		'server-failed': { what: 'The server met a problem.', cure: 'Try again in a moment.' },
		'not-admin': { what: 'Only an administrator may do this.', cure: '' },
		'bad-request': { what: 'Something here cannot be used.', cure: 'Check the fields, then try again.' },
		'bad-address': {
			what: 'This is not an address of a language model.',
			cure: 'It reads like https://api.deepseek.com, without a name, a password or a question mark.'
		},
		'private-address': {
			what: 'This address lies inside the server’s own network.',
			cure: 'If that is meant, tick the box below the address.'
		},
		'forbidden-address': {
			what: 'This server does not connect to such an address.',
			cure: 'Enter that of a language model.'
		},
		'plain-http': {
			what: 'Without https, the key and the words could be read on the way.',
			cure: 'Use an https address. Plain http is for machines in the server’s own network.'
		},
		'key-needed': {
			what: 'This is another server.',
			cure: 'The kept key is not sent there: enter the key for this one.'
		},
		'cap-without-price': {
			what: 'A limit is counted with a price.',
			cure: 'Enter the price, or leave the limit empty.'
		}
	} satisfies Record<ApiProblem, Sentence>
};
