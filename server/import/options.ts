import { parseArgs } from 'node:util';

export const usage = `Usage: npm run import -- FILE… [options]

Brings rescue files (.404take) to a running server. Takes that are there already are completed, never doubled.

  --url URL   the server; http://localhost:14612 unless given
  --key KEY   whose lectures they become; the variable KEY unless given
  --help      this text
`;

export type Options = { files: string[]; url: string; key: string };
export type Command =
	{ kind: 'help' } | { kind: 'wrong'; reason: string } | { kind: 'import'; options: Options };

/** Reads the arguments behind the command's name. */
export function readCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				url: { type: 'string', default: 'http://localhost:14612' },
				key: { type: 'string', default: env['KEY'] ?? '' },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) return { kind: 'help' };
		return checked({ files: positionals, url: values.url, key: values.key });
	} catch (error) {
		return wrong((error as Error).message);
	}
}

function checked(options: Options): Command {
	if (options.files.length === 0) return wrong('Give at least one .404take file.');
	if (!URL.canParse(options.url) || !/^https?:/.test(options.url))
		return wrong(`'${options.url}' is no address of a server. Give one like http://localhost:14612.`);
	if (options.key === '')
		return wrong('Give a key with --key or in the variable KEY. The server printed one at its first start.');
	return { kind: 'import', options: { ...options, url: new URL(options.url).origin } };
}

const wrong = (reason: string): Command => ({ kind: 'wrong', reason });
