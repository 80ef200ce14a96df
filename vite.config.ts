import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { apiInDev } from './server/dev.ts';
import { withPrecache } from './src/lib/pwa/precache.ts';

/** KaTeX lists each font in three formats; every browser that records here reads the first. */
const oneFontFormat = (): Plugin => ({
	name: 'one-font-format',
	enforce: 'pre',
	transform: (code, id) =>
		/katex.*\.css$/.test(id) ? code.replace(/,url\([^)]+\.(?:woff|ttf)\) format\("\w+"\)/g, '') : undefined
});

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			adapter: withPrecache(adapter({ fallback: '200.html' })),
			serviceWorker: { register: false },
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['none'],
					'script-src': ['self', 'wasm-unsafe-eval'],
					'worker-src': ['self', 'blob:'],
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'media-src': ['self', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'manifest-src': ['self'],
					'base-uri': ['none'],
					'object-src': ['none'],
					'form-action': ['self']
				}
			}
		}),
		oneFontFormat(),
		apiInDev()
	],
	worker: { format: 'es', rolldownOptions: { checks: { bundlerTimings: false } } },
	/* What is imported late, and in workers: found too late, it would make Vite reload a page that records. */
	optimizeDeps: {
		include: [
			'@ricky0123/vad-web/dist/models/index.js',
			'@ricky0123/vad-web/dist/logging.js',
			'onnxruntime-web/wasm',
			'idb',
			'mediabunny',
			'opus-decoder',
			'uuid',
			'valibot',
			'dompurify',
			'katex',
			'markdown-it',
			'markdown-it-cjk-friendly',
			'mdast-util-to-markdown',
			'mdast-util-gfm-strikethrough',
			'mdast-util-gfm-table',
			'mdast-util-gfm-task-list-item'
		]
	},
	build: {
		target: 'es2022',
		// A font inside a style sheet is one that the content security policy would stop.
		assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
		// How long each plugin took tells somebody who starts the server nothing.
		rolldownOptions: { checks: { bundlerTimings: false } }
	}
});
