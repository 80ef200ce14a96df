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
		recordHint: 'Words appear as they are spoken. The sound is kept on this device first.',
		microphone: 'Microphone',
		defaultMicrophone: 'Default microphone',
		checkLevel: 'Check level',
		level: 'Microphone level',
		emptyTitle: 'No lectures yet',
		emptyFirst: 'Press Record when the lecture begins: the words appear line by line, the notes beside them.',
		emptySecond: 'If the network drops, nothing is lost; the rest catches up by itself.',
		trySample: 'Try a sample',
		sampleName: 'Photosynthesis',
		sampleHint: 'One minute of a biology lecture, heard the way a microphone hears it.',
		sampleTitle: 'Sample: Photosynthesis',
		lectures: 'Lectures',
		storage: (size: string) => `${size} used on this device`,
		untitled: (date: string) => `Lecture, ${date}`,
		emptyHere: 'No lectures on this device',
		onlyHere: {
			what: 'The server cannot be reached.',
			cure: 'Only what this device holds is shown. You can record all the same.'
		},
		recordingNow: 'A lecture is being recorded.',
		openIt: 'Open it'
	},
	lectureState: {
		recording: 'Recording',
		waiting: (length: string) => `Waiting to sync · ${length}`,
		transcribing: (length: string) => `Transcribing · ${length} left`,
		ready: 'Ready',
		open: 'Paused'
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
			waiting: 'A newer version of 404NotSound is here.',
			'held-back': 'A lecture is being recorded. Reload when it has stopped.',
			fetching: 'The newer version is being fetched; the page reloads by itself.',
			exchanging: 'Changing to the newer version…',
			exchanged: 'This page is older than the app on this device.'
		} satisfies Record<Exclude<UpdateState, 'none'>, string>,
		reload: 'Reload'
	},
	install: {
		installed: 'It is installed on this device, and starts without a network.',
		'can-ask': 'Installed, it has an icon and a window of its own. It starts without a network either way.',
		'by-hand':
			'To put it on the Home Screen, open the Share menu and choose Add to Home Screen. To record with the screen locked, use the Safari tab: iOS stops the microphone of Home Screen apps.',
		unknown: 'It starts without a network. To install it, look in the browser’s menu.',
		ask: 'Install'
	} satisfies Record<InstallState | 'ask', string>,
	settings: {
		title: 'Settings',
		recording: 'Recording',
		processing: 'Where the microphone stands',
		spoken: 'Spoken language',
		spokenHint: 'Used for the next recording.',
		notes: 'Notes',
		notesHint: 'For new lectures. In a lecture’s menu it can be chosen for that lecture alone.',
		appearance: 'Appearance',
		theme: 'Theme',
		themes: { system: 'System', light: 'Light', dark: 'Dark' },
		interfaceLanguage: 'Language',
		announce: 'Read new lines aloud',
		announceHint: 'For screen readers: each line is announced once, when it is final.',
		server: 'Server',
		recogniser: 'Speech',
		notesEngine: 'Notes',
		unreachable: 'Not reachable now',
		storage: 'Storage on this device',
		storageUsed: (used: string, room: string) => `${used} used, ${room} free.`,
		storageLeft: (length: string) => `Room for about ${length} more, even offline.`,
		storageKept: 'Sound leaves this device only after the server has it on disk.',
		persistent: 'The browser has promised not to clear it.',
		notPersistent: 'The browser may clear it when space runs short.',
		persist: 'Ask the browser to keep it',
		app: 'App',
		account: 'Account',
		signedInAs: (name: string) => `Signed in as ${name}`,
		admin: 'administrator',
		signOut: 'Sign out',
		signOutBlocked: 'Stop the recording first.'
	},
	processing: {
		hall: { what: 'Lecture hall', cure: 'The speaker is far away. Quiet voices are raised.' },
		close: { what: 'Close by', cure: 'A headset, or a microphone on the desk. The sound is left as it is.' },
		loudspeaker: { what: 'From a loudspeaker', cure: 'An online class. The sound is left as it is.' }
	} satisfies Record<Processing, Sentence>,
	format: { md: 'Markdown', txt: 'Text', srt: 'SRT subtitles', vtt: 'VTT subtitles', json: 'JSON' },
	error: {
		notFound: 'This page is not here.',
		notFoundCure: 'The address may be mistyped, or the lecture was deleted.',
		failed: 'Something went wrong on this page.',
		failedCure: 'Your recordings are kept. Reload the page to go on.',
		reload: 'Reload'
	},
	leaving: 'A lecture is being recorded. Leave anyway?',
	length: {
		seconds: (count: number) => `${count} s`,
		minutes: (count: number) => `${count} min`,
		hours: (hours: number, minutes: number) => (minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`)
	}
};
