import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { readBaseUrl } from './llm/settings/address.ts';
import { childrenFor } from './recognition/children.ts';
import { deviceWishes } from './recognition/device.ts';

const wholeNumber = (least: number, most: number) =>
	v.pipe(
		v.union(
			[v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))],
			'must be a whole number'
		),
		v.integer(),
		v.minValue(least, `must be at least ${least}`),
		v.maxValue(most, `must be at most ${most}`)
	);
const yesNo = v.union(
	[
		v.boolean(),
		v.pipe(
			v.picklist(['1', 'true', 'yes', '0', 'false', 'no']),
			v.transform((word) => ['1', 'true', 'yes'].includes(word))
		)
	],
	'must be true or false'
);
const text = v.pipe(
	v.string('must be a text'),
	v.trim(),
	v.nonEmpty('must not be empty'),
	v.regex(/^\P{Cc}*$/u, 'must not hold control characters or line breaks')
);
/** A name or an address of this machine, as `listen` takes it. */
const host = v.pipe(
	text,
	v.check(
		(name) => isIP(name) !== 0 || /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/u.test(name),
		'must be a host name or an IP address, without http:// and without a port'
	)
);
const list = v.union([
	v.array(v.string()),
	v.pipe(
		v.string(),
		v.transform((words) =>
			words
				.split(',')
				.map((word) => word.trim())
				.filter(Boolean)
		)
	)
]);
/** Without a name and password, a query or a fragment: they would be lost, or end up in logs. */
function isServiceAddress(address: string): boolean {
	const url = URL.parse(address);
	if (!url || !/^https?:$/u.test(url.protocol) || url.hostname === '') return false;
	return url.username === '' && url.password === '' && !/[?#]/u.test(address);
}
/** As browsers write it in `Origin`, or it would never match. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
const origins = v.pipe(
	list,
	v.everyItem(isOrigin, 'each must read like https://notes.example.org, without a path')
);

const llmAddress = v.pipe(
	text,
	v.check(
		(address) => typeof readBaseUrl(address, true) !== 'string',
		'must read like https://api.deepseek.com, or http:// for an address inside your network'
	)
);
/** As a header can carry it. */
const secret = v.pipe(
	text,
	v.regex(
		/^[\x21-\x7e]*$/,
		'must be in plain letters, digits and signs, without spaces, since it travels in a header: copy it again from where you got it'
	)
);

/** Every setting: the README's table and the parser are both made of this. */
export const settings = {
	PORT: {
		schema: wholeNumber(0, 65535),
		fallback: 14612,
		about: 'Port of the pages, the API and the socket; 0 takes any free one'
	},
	HOST: {
		schema: host,
		fallback: 'localhost',
		about: 'Address to listen on; `0.0.0.0` for other devices (they need HTTPS for the microphone)'
	},
	DATA_DIR: { schema: text, fallback: 'data', about: 'Where lectures, sound and keys are kept' },
	MODEL: {
		schema: v.optional(text),
		fallback: undefined,
		about: 'Recogniser to use: a name from `npm run model -- list`, or a directory'
	},
	MODELS_DIR: { schema: text, fallback: 'models', about: 'Where recognisers are installed' },
	OFFLINE: { schema: yesNo, fallback: false, about: 'Never download a recogniser (also `--offline`)' },
	RECOGNISERS: {
		schema: wholeNumber(1, 64),
		fallback: childrenFor(availableParallelism()),
		shownFallback: 'half of the processors, two of two',
		about: 'Recogniser processes that work side by side'
	},
	DEVICE: {
		schema: v.picklist(deviceWishes, `must be one of ${deviceWishes.join(', ')}`),
		fallback: 'auto',
		about: `What recognises: ${deviceWishes.join(', ')} (also \`--device\`); \`npm run doctor\` shows what works`
	},
	HYPOTHESES: {
		schema: v.optional(yesNo),
		fallback: undefined,
		shownFallback: '`true`, with `RECOGNISER_URL` `false`',
		about: 'Words while they are spoken; `false` leaves only final text, for many lectures on a small machine'
	},
	RECOGNISER_URL: {
		isSecret: true,
		schema: v.optional(
			v.pipe(
				text,
				v.check(
					isServiceAddress,
					'must read like https://api.example.org/v1: no name or password, no ? and no # in it; the key goes into RECOGNISER_KEY'
				)
			)
		),
		fallback: undefined,
		shownFallback: 'none',
		about:
			'Recognise by a service with `/audio/transcriptions` below this address; every segment of speech is sent there'
	},
	RECOGNISER_MODEL: {
		schema: text,
		fallback: 'FunAudioLLM/SenseVoiceSmall',
		about: 'Model to ask for there'
	},
	RECOGNISER_KEY: {
		schema: v.optional(secret),
		isSecret: true,
		fallback: undefined,
		shownFallback: 'none',
		about: 'Key for it'
	},
	ORIGINS: {
		schema: origins,
		fallback: [] as string[],
		shownFallback: 'none',
		about:
			'Further origins whose pages may use this server, comma-separated, e.g. `https://notes.example.org`'
	},
	LLM_API_KEY: {
		schema: v.optional(secret),
		fallback: undefined,
		shownFallback: 'none',
		isSecret: true,
		about:
			'Key of a language model that writes notes; what was said is sent to it. Better set on the Settings page'
	},
	LLM_BASE_URL: {
		schema: v.optional(llmAddress),
		fallback: undefined,
		shownFallback: 'DeepSeek, once a key is set',
		about: 'Its OpenAI-compatible address, e.g. `http://localhost:11434/v1` for Ollama'
	},
	LLM_MODEL: {
		schema: v.optional(text),
		fallback: undefined,
		shownFallback: 'that of the provider',
		about: 'Its model, as the provider calls it'
	},
	LOG_LEVEL: {
		schema: v.picklist(
			['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
			'must be one of fatal, error, warn, info, debug, silent'
		),
		fallback: 'warn',
		about: 'How much is logged (JSON lines on standard error; never what was said)'
	}
} as const;

type Settings = typeof settings;
export type Config = Readonly<{
	[Name in keyof Settings]: v.InferOutput<Settings[Name]['schema']> | Settings[Name]['fallback'];
}> & {
	readonly DEVICE: v.InferOutput<Settings['DEVICE']['schema']>;
	readonly LOG_LEVEL: v.InferOutput<Settings['LOG_LEVEL']['schema']>;
};

export class ConfigProblem extends Error {
	readonly complaints: readonly string[];
	constructor(complaints: readonly string[]) {
		super(complaints.join('\n'));
		this.complaints = complaints;
	}
}

/**
 * One frozen configuration from the file named by `CONFIG` (JSON with the same names), then the environment, then the
 * command line (`--offline`, `--device`). Throws a ConfigProblem that names everything that is wrong, not only the first thing.
 */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
	const complaints: string[] = [];
	const fromFile = env['CONFIG'] ? readFile(env['CONFIG'], complaints) : {};
	const given: Record<string, unknown> = { ...fromFile };
	for (const name of Object.keys(settings)) if (env[name]) given[name] = env[name];
	readArguments(args, given, complaints);
	const config: Record<string, unknown> = {};
	for (const [name, setting] of Object.entries(settings)) {
		if (given[name] === undefined) {
			config[name] = setting.fallback;
			continue;
		}
		const parsed = v.safeParse(setting.schema as v.GenericSchema, given[name]);
		if (parsed.success) config[name] = parsed.output;
		else
			complaints.push(
				`${name}=${'isSecret' in setting ? '…' : JSON.stringify(given[name])}: ${parsed.issues[0].message}. ${setting.about}.`
			);
	}
	if (complaints.length > 0) throw new ConfigProblem(complaints);
	config['DATA_DIR'] = resolve(config['DATA_DIR'] as string);
	config['MODELS_DIR'] = resolve(config['MODELS_DIR'] as string);
	return Object.freeze(config) as Config;
}

function readArguments(args: readonly string[], given: Record<string, unknown>, complaints: string[]): void {
	for (let at = 0; at < args.length; at++) {
		const [option, value] = (args[at] as string).split('=', 2);
		if (args[at] === '--offline') given['OFFLINE'] = true;
		else if (option === '--device') given['DEVICE'] = value ?? args[++at] ?? '';
		else
			complaints.push(
				`Unknown option ${args[at]}; there are --offline and --device. Everything else is set by environment variables (see README.md).`
			);
	}
}

function readFile(path: string, complaints: string[]): Record<string, unknown> {
	try {
		const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
		if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
			throw new Error('not a JSON object');
		for (const name of Object.keys(parsed)) {
			if (!(name in settings)) complaints.push(`${path}: unknown setting ${name}`);
		}
		return parsed as Record<string, unknown>;
	} catch (error) {
		complaints.push(`CONFIG=${path}: ${(error as Error).message}`);
		return {};
	}
}

/** The README's table of settings, as Markdown. */
export function settingsTable(): string {
	const rows = Object.entries(settings).map(([name, setting]) => {
		const shown =
			'shownFallback' in setting
				? setting.shownFallback
				: setting.fallback === undefined
					? 'the best installed'
					: `\`${String(setting.fallback)}\``;
		return `| \`${name}\` | ${shown} | ${setting.about} |`;
	});
	return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
