import { ConfigProblem } from '../config.ts';
import { deviceProblemInWords } from '../devices/words.ts';
import { fromWhereYouStand, pathOrName } from '../kit/where-you-stand.ts';
import { ModelError } from '../recognition/sense-voice/errors.ts';
import { SenseVoice } from '../recognition/sense-voice/sense-voice.ts';
import { toJson, toSrt, toText, toVtt, type Format } from './format.ts';
import { chooseModel, ModelChoiceError } from './model-choice.ts';
import { readCommand, usage, type Options } from './options.ts';
import { transcribe, type Listener } from './transcribe.ts';
import type { Transcript } from './transcript.ts';
import { WavError } from '#lib/core/wav/index.ts';

/** 0: every file was transcribed; 1: something failed and was said on standard error; 2: wrong arguments. */
type ExitCode = 0 | 1 | 2;

async function main(args: readonly string[]): Promise<ExitCode> {
	const command = readCommand(args);
	if (command.kind === 'help') {
		process.stdout.write(usage);
		return 0;
	}
	if (command.kind === 'wrong') {
		complain(`${command.reason}\n\n${usage}`);
		return 2;
	}
	try {
		return await run(command.options);
	} catch (error) {
		complain(inWords(error));
		return 1;
	}
}

async function run({ files, language, format, model, device: wish }: Options): Promise<ExitCode> {
	const { device, file, refused } = await chooseModel({
		model: model === undefined ? undefined : pathOrName(model),
		device: wish
	});
	if (refused?.kind === 'fails')
		complain(`${deviceProblemInWords(refused.device, refused.problem)}\nRecognised on ${device}.`);
	const senseVoice = await SenseVoice.load(file.path, { device });
	const listener: Listener = {
		name: senseVoice.model.name,
		recognise: (samples, spoken, own) => senseVoice.recognise(samples, spoken, { own })
	};
	const transcripts: Transcript[] = [];
	for (const file of files) {
		try {
			transcripts.push(await transcribe(fromWhereYouStand(file), listener, language));
		} catch (error) {
			complain(`${file} ${inWords(error)}`);
		}
	}
	if (transcripts.length > 0) process.stdout.write(written(transcripts, format));
	return transcripts.length === files.length ? 0 : 1;
}

function written(transcripts: readonly Transcript[], format: Format): string {
	if (format === 'json') return toJson(transcripts);
	const write = { text: toText, srt: toSrt, vtt: toVtt }[format];
	return transcripts.map(write).join('\n');
}

function inWords(error: unknown): string {
	for (const known of [WavError, ModelError, ModelChoiceError, ConfigProblem]) {
		if (error instanceof known) return error.message;
	}
	switch ((error as NodeJS.ErrnoException).code) {
		case 'ENOENT':
			return 'does not exist.';
		case 'EISDIR':
			return 'is a directory; give a WAV file.';
		case 'EACCES':
		case 'EPERM':
			return 'may not be read by this user.';
		default:
			return error instanceof Error ? `failed: ${error.message}` : String(error);
	}
}

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Whoever reads the result may stop early, e.g. `head`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));
