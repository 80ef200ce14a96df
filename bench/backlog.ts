import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { codecs } from '#lib/protocol/index.ts';
import { drainBacklog } from '../tests/soak/backlog.ts';

/**
 * `npm run bench:backlog`: a device that recorded for `--minutes` without a server goes on recording when the server is
 * back, over a line of `--kbytes` kB/s each way; its sound is in `--codec` (opus, pcm_s16le). Prints what was found as one line of JSON. The pages have to be built.
 */
const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '120' },
		codec: { type: 'string', default: 'opus' },
		kbytes: { type: 'string', default: '1250' }
	}
});

const directory = await mkdtemp(join(tmpdir(), '404notsound-backlog-'));
const result = await drainBacklog({
	directory,
	minutes: Number(values.minutes),
	codec: codecs.find((codec) => codec === values.codec) ?? 'opus',
	bytesPerS: Number(values.kbytes) * 1000,
	say: (line) => void process.stderr.write(`${line}\n`)
});
await rm(directory, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(result.differingBytes + result.wrongUtterances === 0 ? 0 : 1);
