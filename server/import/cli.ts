import { fromWhereYouStand } from '../kit/where-you-stand.ts';
import { importFile, signInTo } from './import-file.ts';
import { readCommand, usage, type Options } from './options.ts';
import { importedInWords, signInProblems } from './words.ts';

/** 0: every file is whole on the server; 1: something is not, and was said on standard error; 2: wrong arguments. */
type ExitCode = 0 | 1 | 2;

async function main(args: readonly string[]): Promise<ExitCode> {
	const command = readCommand(args, process.env);
	if (command.kind === 'help') {
		process.stdout.write(usage);
		return 0;
	}
	if (command.kind === 'wrong') {
		complain(`${command.reason}\n\n${usage}`);
		return 2;
	}
	return run(command.options);
}

async function run({ files, url, key }: Options): Promise<ExitCode> {
	const ask = await signInTo(url, key);
	if (typeof ask === 'string') {
		complain(signInProblems[ask](url));
		return 1;
	}
	let exit: ExitCode = 0;
	for (const path of files) {
		const { isDone, text } = await importFile(fromWhereYouStand(path), ask).then(importedInWords, unreadable);
		if (isDone) process.stdout.write(`${path}: ${text}\n`);
		else complain(`${path} ${text}`);
		if (!isDone) exit = 1;
	}
	return exit;
}

const reasons: Record<string, string> = {
	ENOENT: 'does not exist.',
	EISDIR: 'is a directory; give a .404take file.',
	EACCES: 'may not be read by this user.'
};

function unreadable(error: NodeJS.ErrnoException): { isDone: false; text: string } {
	return { isDone: false, text: reasons[error.code ?? ''] ?? `failed: ${error.message}` };
}

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
