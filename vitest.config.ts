import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Tests that take minutes are left to `npm run test:full`, so that `npm test` stays under 15. */
const longTests = [
	'tests/simulation/**/*.test.ts',
	...[
		'backlog',
		'cut-off',
		'import-media',
		'microphone',
		'note-style',
		'notes-security',
		'opus',
		'rescue',
		'sharing',
		'soak'
	].map((name) => `tests/browser/${name}.test.ts`)
];

/** They measure the processor time of a server, and get the machine to themselves. */
const aloneTests = ['tests/full/event-loop.test.ts'];

export default defineConfig({
	test: {
		/* Most of the tests wait for real processes more than they compute. */
		maxWorkers: 2,
		projects: [
			{
				plugins: [svelte()],
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'tests/*.test.ts'],
					environment: 'node',
					testTimeout: 30_000
				}
			},
			{ test: { name: 'contracts', include: ['tests/contracts/**/*.test.ts'], testTimeout: 60_000 } },
			{
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			},
			{
				plugins: [svelte()],
				test: {
					name: 'full',
					include: ['tests/full/**/*.test.ts', ...longTests],
					exclude: aloneTests,
					testTimeout: 600_000,
					hookTimeout: 180_000,
					sequence: { groupOrder: 2 }
				}
			},
			{
				test: {
					name: 'full-alone',
					include: aloneTests,
					testTimeout: 600_000,
					hookTimeout: 180_000,
					sequence: { groupOrder: 3 }
				}
			},
			{
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					exclude: longTests,
					testTimeout: 300_000,
					hookTimeout: 180_000,
					sequence: { groupOrder: 1 }
				}
			}
		]
	}
});
