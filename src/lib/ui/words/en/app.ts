import type { InstallState } from '#lib/pwa/installation.svelte.ts';
import type { UpdateState } from '#lib/pwa/updates.svelte.ts';
import type { Processing } from '#lib/capture/port.ts';
import type { Sentence } from '../sentence.ts';

export const app = {
	common: {
		home: 'Lectures',
		settings: 'Settings',
		cancel: 'Cancel',
		close: 'Close',
		retry: 'Try again',
		loading: 'Loading…',
		skip: 'Skip to content',
		back: 'All lectures'
	},
	home: {
		record: 'Record',
		starting: 'Starting…',
		recordHint: 'Words appear as they are spoken. The sound is saved on this device first.',
		microphone: 'Microphone',
		defaultMicrophone: 'Default microphone',
		checkLevel: 'Check microphone',
		level: 'Microphone level',
		emptyTitle: 'No lectures yet',
		emptyFirst:
			'Press Record when the lecture begins. The transcript appears line by line, with notes beside it.',
		emptySecond: 'If the connection drops, nothing is lost. Everything catches up once it is back.',
		trySample: 'Try a sample',
		sampleName: 'Photosynthesis',
		sampleHint: 'One minute of a biology lecture, processed as if it came from your microphone.',
		sampleTitle: 'Sample: Photosynthesis',
		lectures: 'Lectures',
		storage: (size: string) => `${size} used on this device`,
		untitled: (date: string) => `Lecture, ${date}`,
		emptyHere: 'No lectures on this device',
		onlyHere: {
			what: 'The server can’t be reached.',
			cure: 'You can still record. Lectures stored elsewhere aren’t available.'
		},
		openIt: 'Open'
	},
	signIn: {
		title: 'Sign in',
		explain: 'The server printed a link when it started. Open that link in this browser, or enter a key.',
		key: 'Key',
		submit: 'Sign in',
		working: 'Signing in…'
	},
	update: {
		state: {
			waiting: 'A new version of 404NotSound is available.',
			'held-back': 'A lecture is being recorded. Reload once it has stopped.',
			fetching: 'Downloading the new version. The page then reloads by itself.',
			exchanging: 'Switching to the new version…',
			exchanged: 'This page is older than the app on this device.'
		} satisfies Record<Exclude<UpdateState, 'none'>, string>,
		reload: 'Reload'
	},
	install: {
		installed: 'Installed on this device. It starts without a network.',
		'can-ask': 'Install it to get an icon and a window of its own. It starts without a network either way.',
		'by-hand':
			'To put it on the Home Screen, open the Share menu and choose Add to Home Screen. To record with the screen locked, use a Safari tab: iOS stops the microphone of Home Screen apps.',
		unknown: 'It starts without a network. To install it, look in the browser’s menu.',
		ask: 'Install'
	} satisfies Record<InstallState | 'ask', string>,
	settings: {
		title: 'Settings',
		recording: 'Recording',
		processing: 'Microphone position',
		spoken: 'Spoken language',
		spokenHint: 'Used for the next recording.',
		notes: 'Notes',
		notesHint: 'For new lectures. A lecture’s own menu can change it for that lecture.',
		appearance: 'Appearance',
		theme: 'Theme',
		themes: { system: 'System', light: 'Light', dark: 'Dark' },
		interfaceLanguage: 'Language',
		announce: 'Announce new lines to screen readers',
		announceHint: 'Each line is announced once, when it is final.',
		server: 'Server',
		recogniser: 'Speech',
		notesEngine: 'Notes',
		unreachable: 'The server can’t be reached right now.',
		storage: 'Storage on this device',
		storageUsed: (used: string, room: string) => `${used} used, ${room} free.`,
		storageLeft: (length: string) => `Room for about ${length} more, even offline.`,
		storageKept: 'Sound is removed from this device only once the server has saved it.',
		persistent: 'The browser won’t clear it on its own.',
		notPersistent: 'The browser may clear it when space runs low.',
		persist: 'Ask the browser to keep it',
		app: 'App',
		account: 'Account',
		signedInAs: (name: string) => `Signed in as ${name}`,
		signedInAsAdmin: (name: string) =>
			name === 'Administrator' ? 'Signed in as administrator' : `Signed in as ${name} (administrator)`,
		signOut: 'Sign out',
		signOutBlocked: 'Stop the recording first.'
	},
	processing: {
		hall: {
			what: 'Lecture hall',
			cure: 'The speaker is far away. Quiet voices are amplified automatically.'
		},
		close: { what: 'Nearby', cure: 'A headset or a desk microphone. The sound isn’t changed.' },
		loudspeaker: { what: 'Loudspeaker', cure: 'An online class played aloud. The sound isn’t changed.' }
	} satisfies Record<Processing, Sentence>,
	error: {
		notFound: 'This page doesn’t exist.',
		notFoundCure: 'The address may be mistyped, or the lecture may have been deleted.',
		failed: 'Something went wrong on this page.',
		failedCure: 'Your recordings are safe. Reload the page to continue.',
		reload: 'Reload'
	},
	leaving: 'A lecture is being recorded. Leave anyway?',
	length: {
		seconds: (count: number) => `${count} s`,
		minutes: (count: number) => `${count} min`,
		hours: (hours: number, minutes: number) => (minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`)
	}
};
