import type { CaptureProblem, CaptureWarning, SourceProblem } from '#lib/capture/port.ts';
import type { Sentence } from '../sentence.ts';

export const recording = {
	problem: {
		'insecure-context': {
			what: 'The browser only allows the microphone on HTTPS pages.',
			cure: 'Open this page over https, or at http://localhost on the computer that runs the server.'
		},
		'no-microphone-support': {
			what: 'This browser can’t record sound.',
			cure: 'Use a current Chrome, Edge, Firefox or Safari.'
		},
		'permission-denied': {
			what: 'This page isn’t allowed to use the microphone.',
			cure: 'Allow it in the browser’s settings for this site, then press Record again.'
		},
		'no-device': { what: 'No microphone was found.', cure: 'Connect one, or choose another above.' },
		'device-busy': {
			what: 'Another program is using the microphone.',
			cure: 'Close it, then press Record again.'
		},
		'sample-unavailable': {
			what: 'The sample couldn’t be loaded.',
			cure: 'Check your connection, then try again.'
		},
		'storage-unavailable': {
			what: 'The browser doesn’t let this page store sound.',
			cure: 'Leave private browsing or allow site data, then try again.'
		},
		'storage-full': {
			what: 'This device is out of space. What was recorded so far is saved.',
			cure: 'Free up space, or wait until lectures have been uploaded, then continue.'
		},
		'other-tab-records': {
			what: 'Another tab is already recording.',
			cure: 'Go to that tab, or stop it there first.'
		},
		'needs-tap': { what: 'The browser needs a tap before it lets sound in.', cure: 'Tap to continue.' },
		'microphone-muted': {
			what: 'Another app has taken the microphone, such as a call.',
			cure: 'Try again once it’s over.'
		},
		'no-sound': { what: 'No sound comes from the microphone.', cure: 'Reconnect it, or choose another.' },
		unknown: { what: 'Recording couldn’t start.', cure: 'Reload the page, then try again.' }
	} satisfies Record<CaptureProblem, Sentence>,
	recovering: {
		what: {
			'no-frames': 'No more sound comes from the microphone.',
			'not-woken': 'The microphone didn’t wake up with the device.',
			interrupted: 'The system has taken the microphone, perhaps for a call.',
			'source-ended': 'The microphone was disconnected.',
			'source-muted': 'Another app has taken the microphone, such as a call.',
			'permission-revoked': 'This page is no longer allowed to use the microphone.',
			'digital-silence': 'Nothing but silence came from the microphone.'
		} satisfies Record<SourceProblem, string>,
		since: (time: string) => `Nothing has been recorded since ${time}. Everything before is safe.`,
		byItself: 'Reconnecting automatically.',
		cure: {
			'permission-denied':
				'Allow it in the browser’s settings for this site, and recording continues by itself.',
			'no-device': 'Connect one, and recording continues by itself.',
			'device-busy': 'Close the program that’s using it, and recording continues by itself.',
			'microphone-muted': 'Recording continues once it’s free again.',
			'storage-full': 'This device is out of space. Free up space to continue.',
			'needs-tap': 'Tap to continue.'
		} satisfies Partial<Record<CaptureProblem, string>> as Partial<Record<CaptureProblem, string>>,
		tryNow: 'Try now',
		tap: 'Tap to continue'
	},
	warning: {
		'not-stored': {
			what: 'This device can’t save the latest sound. It may be full.',
			cure: 'Up to ten minutes are held in memory. Free up space, and keep this page open.'
		},
		silence: {
			what: 'No sound for 15 seconds.',
			cure: 'Check that the microphone isn’t muted and that it’s the right one.'
		},
		'no-frames': {
			what: 'No more sound comes from the microphone.',
			cure: 'Unlock the screen, or pause and resume.'
		},
		'source-ended': {
			what: 'The microphone was disconnected.',
			cure: 'What was recorded is safe. Reconnect it, then pause and resume, or stop here.'
		},
		'source-muted': {
			what: 'Another app has taken the microphone, such as a call.',
			cure: 'Recording continues once it’s free again.'
		},
		'default-changed': {
			what: 'The system now prefers another microphone.',
			cure: 'Recording continues with the current one. To switch, pause and resume.'
		},
		'detector-fell-back': {
			what: 'Pauses in speech are detected by volume alone.',
			cure: ''
		}
	} satisfies Record<CaptureWarning, Sentence>,
	room: {
		low: (length: string): Sentence => ({
			what: `This device has space for about ${length} more.`,
			cure: 'Free up space, or connect to the server: uploaded sound is then removed from here.'
		}),
		short: (length: string): Sentence => ({
			what: `This device is almost full: space for about ${length} more.`,
			cure: 'Free up space now, or connect to the server: uploaded sound is then removed from here.'
		})
	},
	otherTab: {
		follow: 'Follow here'
	},
	unsaved: (length: string) => `The last ${length} couldn’t be saved.`
};
