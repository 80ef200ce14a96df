import type { CaptureProblem, CaptureWarning, SourceProblem } from '#lib/capture/port.ts';
import type { Sentence } from '../sentence.ts';

export const recording = {
	problem: {
		'insecure-context': {
			what: 'The browser gives no microphone to a page without HTTPS.',
			cure: 'Open this page over https, or on the computer that runs the server as http://localhost.'
		},
		'no-microphone-support': {
			what: 'This browser cannot record sound.',
			cure: 'Use a current Chrome, Edge, Firefox or Safari.'
		},
		'permission-denied': {
			what: 'The microphone is not allowed for this page.',
			cure: 'Allow it in the browser’s settings for this site, then press Record again.'
		},
		'no-device': { what: 'No microphone was found.', cure: 'Connect one, or choose another above.' },
		'device-busy': {
			what: 'Another program is using the microphone.',
			cure: 'Close it, then press Record again.'
		},
		'sample-unavailable': {
			what: 'The sample could not be loaded.',
			cure: 'Check the connection, then try again.'
		},
		'storage-unavailable': {
			what: 'The browser does not let this page keep sound.',
			cure: 'Leave private browsing, or allow site data, then try again.'
		},
		'storage-full': {
			what: 'This device has no room left for sound. What was recorded so far is kept.',
			cure: 'Free some space, or wait until lectures have reached the server; then go on.'
		},
		'other-tab-records': {
			what: 'Another tab records already.',
			cure: 'Go to that tab, or stop it there first.'
		},
		'needs-tap': { what: 'The browser waits for a tap before it lets sound in.', cure: 'Tap to go on.' },
		'microphone-muted': {
			what: 'Something else has taken the microphone, such as a call.',
			cure: 'Try again once it is over.'
		},
		'no-sound': { what: 'The microphone gives no sound.', cure: 'Connect it again, or choose another.' },
		unknown: { what: 'Recording could not begin.', cure: 'Reload the page, then try again.' }
	} satisfies Record<CaptureProblem, Sentence>,
	recovering: {
		what: {
			'no-frames': 'The microphone has stopped giving sound.',
			'not-woken': 'The microphone did not wake with the device.',
			interrupted: 'The system has taken the sound, for a call perhaps.',
			'source-ended': 'The microphone is gone.',
			'source-muted': 'Something else has taken the microphone, such as a call.',
			'permission-revoked': 'The microphone is no longer allowed for this page.',
			'digital-silence': 'The microphone gave nothing but silence.'
		} satisfies Record<SourceProblem, string>,
		since: (time: string) => `Nothing has been recorded since ${time}; all before is safe.`,
		byItself: 'It is opened again by itself.',
		cure: {
			'permission-denied':
				'Allow it in the browser’s settings for this site; recording then goes on by itself.',
			'no-device': 'Connect one; recording then goes on by itself.',
			'device-busy': 'Close the program that uses it; recording then goes on by itself.',
			'microphone-muted': 'Recording goes on once it is given back.',
			'storage-full': 'This device has no room for the next sound. Free some space.',
			'needs-tap': 'Tap to go on.'
		} satisfies Partial<Record<CaptureProblem, string>> as Partial<Record<CaptureProblem, string>>,
		tryNow: 'Try now',
		tap: 'Tap to continue'
	},
	warning: {
		'not-stored': {
			what: 'This device does not take the newest sound; it may be full.',
			cure: 'Up to ten minutes wait in memory. Free some space, and leave this page open.'
		},
		silence: {
			what: 'No sound for 15 seconds.',
			cure: 'Check that the microphone is not muted, and that it is the right one.'
		},
		'no-frames': {
			what: 'The microphone has stopped giving sound.',
			cure: 'Unlock the screen, or pause and resume.'
		},
		'source-ended': {
			what: 'The microphone is gone.',
			cure: 'What was recorded is safe. Connect it again, then pause and resume; or stop here.'
		},
		'source-muted': {
			what: 'Something else has taken the microphone, such as a call.',
			cure: 'Recording goes on once it is given back.'
		},
		'default-changed': {
			what: 'The system now prefers another microphone.',
			cure: 'This one goes on recording. To change, pause and resume.'
		},
		'detector-fell-back': {
			what: 'Pauses in speech are found by loudness alone.',
			cure: ''
		}
	} satisfies Record<CaptureWarning, Sentence>,
	room: {
		low: (length: string): Sentence => ({
			what: `This device has room for about ${length} more.`,
			cure: 'Free some space, or let lectures reach the server: what is there makes room here.'
		}),
		short: (length: string): Sentence => ({
			what: `This device is almost full: room for about ${length} more.`,
			cure: 'Free some space now, or connect to the server: what is there makes room here.'
		})
	},
	otherTab: {
		follow: 'Follow here',
		records: {
			what: 'Another tab records.',
			cure: 'Go to that tab, or stop it there first.'
		} satisfies Sentence,
		recordsThis: {
			what: 'Another tab records this lecture.',
			cure: 'Pause and stop it there; here you can follow.'
		} satisfies Sentence
	},
	unsaved: (length: string) => `The last ${length} could not be kept.`,
	quietWhileRecording: {
		what: 'Nothing is played while recording.',
		cure: 'The microphone would hear it. Pause to listen.'
	},
	offlineRecording: {
		what: 'Offline, still recording.',
		cure: 'Sound is kept on this device and follows when the connection is back.'
	},
	lost: (length: string): Sentence => ({
		what: `${length} of sound is missing.`,
		cure: 'It is neither on the server nor on this device any more.'
	}),
	offlineWaiting: (length: string) => `${length} wait on this device.`
};
