import { parseArgs } from 'node:util';
import { deviceWishes, type DeviceWish } from '../recognition/device.ts';
import { languages, type Language } from '#lib/protocol/index.ts';
import { formats, type Format } from './format.ts';

export const usage = `Usage: npm run transcribe -- FILE… [options]

Recognises the speech in WAV files of any sample rate and number of channels.

  --language LANGUAGE  ${languages.join(', ')}; auto unless given
  --format FORMAT      ${formats.join(', ')}; text unless given
  --model NAME|PATH    an installed model's name, its directory or its .onnx file
  --device DEVICE      ${deviceWishes.join(', ')}; what DEVICE says unless given
  --help               this text

The result goes to standard output, everything else to standard error.
json gives one object for one file, and an array of such objects for several.
text sets the files apart by an empty line; srt and vtt take one file.
`;

export type Options = {
	files: string[];
	language: Language;
	format: Format;
	model: string | undefined;
	device: DeviceWish | undefined;
};

export type Command =
	{ kind: 'help' } | { kind: 'wrong'; reason: string } | { kind: 'transcribe'; options: Options };

/** Reads the arguments behind the command's name. */
export function readCommand(args: readonly string[]): Command {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				language: { type: 'string', default: 'auto' },
				format: { type: 'string', default: 'text' },
				model: { type: 'string' },
				device: { type: 'string' },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) return { kind: 'help' };
		return checked(positionals, values);
	} catch (error) {
		return { kind: 'wrong', reason: (error as Error).message };
	}
}

type Values = {
	language: string;
	format: string;
	model?: string | undefined;
	device?: string | undefined;
};

function checked(files: string[], { language, format, model, device: wish }: Values): Command {
	const spoken = languages.find((name) => name === language);
	const device = deviceWishes.find((name) => name === wish);
	const written = formats.find((name) => name === format);
	if (!spoken) return wrong(`There is no language '${language}'. Choose one of ${languages.join(', ')}.`);
	if (!written) return wrong(`There is no format '${format}'. Choose one of ${formats.join(', ')}.`);
	if (wish !== undefined && !device) {
		return wrong(`There is no device '${wish}'. Choose one of ${deviceWishes.join(', ')}.`);
	}
	if (files.length === 0) return wrong('Give at least one WAV file.');
	if (files.length > 1 && (written === 'srt' || written === 'vtt')) {
		return wrong(`${written} takes one file at a time.`);
	}
	return { kind: 'transcribe', options: { files, language: spoken, format: written, model, device } };
}

const wrong = (reason: string): Command => ({ kind: 'wrong', reason });
