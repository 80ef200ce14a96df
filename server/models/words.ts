import type { CatalogueModel } from './catalogue.ts';
import type { FileFault } from './checksum.ts';
import type { InstallProblem, ModelProblem, SourceProblem } from './problems.ts';

const installCommand = (name: string) => `npm run model -- install ${name}`;

/** Decimal megabytes, as download pages count them. */
export function sizeInWords(bytes: number): string {
	if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
	return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** Ends a sentence: "huggingface.co: …". */
export function sourceProblemInWords(problem: SourceProblem): string {
	switch (problem.kind) {
		case 'unreachable':
			return problem.reason;
		case 'status':
			return `answered with HTTP status ${problem.status}`;
		case 'another-file':
			return `sent ${problem.detail}`;
		case 'interrupted':
			return `the connection broke again and again, at last after ${sizeInWords(problem.receivedBytes)}`;
		case 'stalled':
			return `nothing came for ${problem.silentMs / 1000} s, after ${sizeInWords(problem.receivedBytes)}`;
		case 'wrong-checksum':
			return `wrong checksum (SHA-256 ${problem.found.slice(0, 12)}…, expected ${problem.expected.slice(0, 12)}…)`;
		case 'broken-archive':
			return `the archive cannot be unpacked: ${problem.detail}`;
	}
}

/** What went wrong, in part of one line. */
export function installProblemBriefly(problem: InstallProblem): string {
	if (problem.kind !== 'no-source-worked') return installProblemInWords(problem).replace(/\.$/, '');
	const failures = problem.failures.map(({ source, problem }) => `${source}: ${sourceProblemInWords(problem)}`);
	return `${problem.file}: ${failures.join('; ')}`;
}

/** What went wrong and what to do about it. */
export function installProblemInWords(problem: InstallProblem): string {
	switch (problem.kind) {
		case 'unknown-name':
			return unknownName(problem);
		case 'ships':
			return `${problem.name} ships with the project; there is nothing to install.`;
		case 'busy':
			return `Another process is installing ${problem.name}. Wait for it, or stop it, then try again.`;
		case 'settings':
			return `${problem.detail}. Mend or unset it, then try again.`;
		case 'cancelled':
			return 'Stopped. What was fetched is kept; the next installation goes on from there.';
		case 'disk-full':
			return `The disk of ${problem.directory} is full: ${roomInWords(problem)}. What was fetched is kept.`;
		case 'not-writable':
			return `${problem.path} cannot be written (${problem.code}). Allow it, or set MODELS_DIR to another directory.`;
		case 'no-source-worked':
			return [
				`${problem.file} could not be fetched:`,
				...problem.failures.map(({ source, problem }) => `  ${source}: ${sourceProblemInWords(problem)}`),
				'Behind a proxy set HTTPS_PROXY; for another Hugging Face host set HF_ENDPOINT; or install by hand as',
				'models/README.md says. What was fetched is kept; the next installation goes on from there.'
			].join('\n');
	}
}

function roomInWords(problem: { neededBytes: number | null; freeBytes: number | null }): string {
	const need = problem.neededBytes === null ? 'more room is needed' : `${sizeInWords(problem.neededBytes)} are needed`;
	return problem.freeBytes === null ? need : `${need}, ${sizeInWords(problem.freeBytes)} are free`;
}

const unknownName = (problem: { name: string; known: string[] }) =>
	`There is no model ${problem.name}. Known ones: ${problem.known.join(', ')}.`;

/** Why the server cannot start with the model that was named, and what to do about it. */
export function modelProblemInWords(problem: ModelProblem): string {
	switch (problem.kind) {
		case 'unknown-name':
			return `${unknownName(problem)} A directory is given as a path, e.g. ./${problem.name}.`;
		case 'not-installed':
			return `The model ${problem.name} is not installed, or not whole. Install it: ${installCommand(problem.name)}`;
		case 'path-missing':
			return `There is no directory ${problem.path}. Give the path of a directory with a model in it.`;
		case 'no-model-in-directory':
			return `${problem.path} holds no model: ${problem.missing} is missing.`;
		case 'unreadable-choice':
			return `${problem.path} cannot be understood. Choose a model again: npm run model -- use NAME`;
	}
}

export function faultInWords(fault: FileFault): string {
	switch (fault.kind) {
		case 'missing':
			return 'is missing';
		case 'unreadable':
			return `cannot be read (${fault.code})`;
		case 'wrong-size':
			return `has ${fault.bytes} bytes, which is wrong`;
		case 'wrong-checksum':
			return 'has a wrong checksum: its content was changed';
	}
}

/** How to make a damaged model whole again. */
export function mendingInWords(model: CatalogueModel): string {
	return model.origin === 'ships'
		? `Restore it: git checkout -- models/${model.name}`
		: `Fetch what is wrong again: ${installCommand(model.name)}`;
}
