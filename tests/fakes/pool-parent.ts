import { createRecogniser } from '../../server/recognition/pool.ts';

/** Keeps a pool of one faulty child and writes the child's process id. Meant to be killed. */
const pool = createRecogniser({
	model: { name: 'none', grade: 'custom' },
	modelDirectory: 'none',
	children: 1,
	childEntry: new URL('./faulty-child.ts', import.meta.url)
});
pool.onState(() => process.stdout.write(`${pool.pids[0]}\n`));
