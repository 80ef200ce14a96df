import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from '../tests/soak/run.ts';

/**
 * `npm run soak:capture`: one lecture is recorded in a real browser through a bad network, while server and browser are
 * killed at random moments. Prints what was found as one line of JSON; ends with 1 when anything was lost or doubled.
 * The pages have to be built.
 */
const { values } = parseArgs({
	options: {
		servers: { type: 'string', default: '50' },
		browsers: { type: 'string', default: '20' },
		cuts: { type: 'string', default: '30' },
		'black-holes': { type: 'string', default: '4' },
		weathers: { type: 'string', default: '10' },
		blocks: { type: 'string', default: '3' },
		seed: { type: 'string', default: '1' },
		keep: { type: 'boolean', default: false }
	}
});

const directory = await mkdtemp(join(tmpdir(), '404notsound-soak-'));
const result = await soak({
	directory,
	seed: Number(values.seed),
	counts: {
		servers: Number(values.servers),
		browsers: Number(values.browsers),
		cuts: Number(values.cuts),
		blackHoles: Number(values['black-holes']),
		weathers: Number(values.weathers),
		blocks: Number(values.blocks)
	},
	say: (line) => void process.stderr.write(`${line}\n`)
});
if (values.keep) process.stderr.write(`kept in ${directory}\n`);
else await rm(directory, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);

const { lostAfterAck, lostAfterStore, lostAfterShown, doubled, missing, torn, unwitnessed, otherWords } =
	result;
const found =
	lostAfterAck + lostAfterStore + lostAfterShown + doubled + missing + torn + unwitnessed + otherWords;
process.exit(found + result.problems.length === 0 ? 0 : 1);
