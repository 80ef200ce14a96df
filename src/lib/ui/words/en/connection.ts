import type { ApiProblem } from '#lib/lecture/api.ts';
import type { ErrorCode } from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import type { Sentence } from '../sentence.ts';

type Refusal = Extract<LinkState, { kind: 'refused' }>['reason'];
type LinkKind = Exclude<LinkState['kind'], 'online' | 'offline' | 'superseded' | 'refused' | 'closed'>;

export const connection = {
	link: {
		connecting: { what: 'Connecting to the server…', cure: '' },
		'signed-out': { what: 'You’re signed out.', cure: 'Sign in again. Nothing is lost.' }
	} satisfies Record<LinkKind, Sentence>,
	refused: {
		'wrong-protocol': {
			what: 'This page is older than the server.',
			cure: 'Reload it when you’re not recording.'
		},
		'no-such-lecture': {
			what: 'The server doesn’t have this lecture.',
			cure: 'It may have been deleted on another device.'
		},
		'bad-message': {
			what: 'The server couldn’t understand this page.',
			cure: 'Reload it when you’re not recording.'
		}
	} satisfies Record<Refusal, Sentence>,
	serverError: {
		'bad-message': { what: 'The server couldn’t understand this page.', cure: 'Reload it.' },
		'too-large': { what: 'A message was too long for the server.', cure: 'Reload the page.' },
		'wrong-protocol': { what: 'This page is older than the server.', cure: 'Reload it.' },
		'not-signed-in': { what: 'You’re signed out.', cure: 'Sign in again. Nothing is lost.' },
		'no-such-lecture': { what: 'The server doesn’t have this lecture.', cure: '' },
		'not-recorder': { what: 'Only the recording device can do this.', cure: '' },
		superseded: { what: 'Another device has taken over this lecture.', cure: '' },
		'unknown-take': { what: 'The server doesn’t have this recording yet.', cure: 'Sending it again.' },
		'take-number-taken': {
			what: 'Another device has also recorded this lecture.',
			cure: 'This recording comes after it.'
		},
		'take-finished': { what: 'This recording is already complete on the server.', cure: '' },
		'audio-gap': { what: 'Sound arrived out of order.', cure: 'Sending it again.' },
		'marks-gap': { what: 'Speech marks arrived out of order.', cure: 'Sending them again.' },
		'marks-conflict': { what: 'This device and the server disagree about where speech is.', cure: '' },
		'finish-mismatch': { what: 'The end of the recording is still being uploaded.', cure: '' },
		'storage-full': {
			what: 'The server’s disk is full.',
			cure: 'Sound stays on this device. Tell whoever runs the server.'
		},
		'storage-failed': {
			what: 'The server couldn’t write to its disk.',
			cure: 'Sound stays on this device. Tell whoever runs the server.'
		},
		'server-stopping': { what: 'The server is restarting.', cure: 'Reconnecting automatically.' }
	} satisfies Record<ErrorCode, Sentence>,
	api: {
		unreachable: { what: 'The server can’t be reached.', cure: 'Check your connection, then try again.' },
		'not-signed-in': { what: 'You’re signed out.', cure: 'Sign in again.' },
		'bad-key': { what: 'This key isn’t valid.', cure: 'Check it for missing characters.' },
		'bad-link': {
			what: 'This link has already been used or has expired.',
			cure: 'Use the latest link that the server printed, or a key.'
		},
		'too-many-attempts': { what: 'Too many attempts.', cure: 'Wait a minute, then try again.' },
		'not-found': { what: 'This lecture doesn’t exist.', cure: '' },
		'server-failed': { what: 'Something went wrong on the server.', cure: 'Try again in a moment.' },
		'not-admin': { what: 'Only an administrator can do this.', cure: '' },
		'bad-request': { what: 'Some of these values aren’t valid.', cure: 'Check the fields, then try again.' },
		'bad-address': {
			what: 'This isn’t the address of a language model.',
			cure: 'It should look like https://api.deepseek.com, without a username, password or question mark.'
		},
		'private-address': {
			what: 'This address is inside the server’s own network.',
			cure: 'If that’s intended, tick the box below the address.'
		},
		'forbidden-address': {
			what: 'This server doesn’t connect to this kind of address.',
			cure: 'Enter the address of a language model.'
		},
		'plain-http': {
			what: 'Without https, the key and the text could be read in transit.',
			cure: 'Use an https address. Plain http is for machines in the server’s own network.'
		},
		'key-needed': {
			what: 'This is a different server.',
			cure: 'The saved key isn’t sent there. Enter the key for this one.'
		},
		'test-running': { what: 'Another test is running.', cure: 'Try again when it’s over.' },
		'cap-without-price': {
			what: 'A limit needs a price.',
			cure: 'Enter the price, or leave the limit empty.'
		}
	} satisfies Record<ApiProblem, Sentence>
};
