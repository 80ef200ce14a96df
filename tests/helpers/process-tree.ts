import { readdirSync, readFileSync } from 'node:fs';

/** Sends a signal to a process and everything that it has started, parents first. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
	const children = childrenByParent();
	const todo = [pid];
	for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
		todo.push(...(children.get(next) ?? []));
		try {
			process.kill(next, signal);
		} catch {
			// It has ended meanwhile.
		}
	}
}

function childrenByParent(): Map<number, number[]> {
	const children = new Map<number, number[]>();
	for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
		const parent = parentOf(name);
		if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
	}
	return children;
}

/** The second field behind the command's name, which may hold anything. */
function parentOf(pid: string): number | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
	} catch {
		return undefined;
	}
}
