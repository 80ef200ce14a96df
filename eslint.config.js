import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'models/', 'bench/output/', 'tests/output/']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
			'svelte/no-at-html-tags': 'error',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	/* What they read may have been made to make them slow: text of models, of files, of people. */
	{
		files: ['src/**', 'server/**'],
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
			'regexp/no-super-linear-move': ['error', { report: 'certain', ignorePartial: false }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } }
	},
	// What it shows was sanitised.
	{ files: ['src/lib/notes/Markdown.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
	{
		files: ['**/*.test.ts', 'tests/**', 'bench/**'],
		rules: {
			'max-lines-per-function': 'off',
			'regexp/no-super-linear-backtracking': 'off',
			'regexp/no-super-linear-move': 'off'
		}
	}
);
