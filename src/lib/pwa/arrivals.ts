import { receivePath } from './shared-files.ts';

/** How the system opens the app: by a shortcut, a link or a file, in the window that is open already. */
type Launch = { targetURL?: string; files?: readonly { getFile(): Promise<File> }[] };

export type ArrivalsDeps = {
	/** Undefined where the browser has none. */
	launchQueue: { setConsumer(consume: (launch: Launch) => void): void } | undefined;
	/** The files of the last share, once. */
	takeShared: () => Promise<File[]>;
};

/** Files that were shared with the app or opened with it, kept until the page that takes them in is there. */
export class Arrivals {
	readonly #deps: ArrivalsDeps;
	#files: File[] = [];
	#take: ((files: File[]) => void) | undefined;

	constructor(deps: ArrivalsDeps) {
		this.#deps = deps;
	}

	/** Listens to the system. `show` moves inside the app, so that a recording goes on. */
	start(show: (path: string) => void): void {
		this.#deps.launchQueue?.setConsumer(async ({ targetURL, files = [] }) => {
			if (files.length > 0) {
				show(receivePath);
				this.#add(await Promise.all(files.map((file) => file.getFile())));
			} else if (targetURL) {
				const { pathname, search, hash } = new URL(targetURL);
				show(pathname + search + hash);
			}
		});
	}

	/** Hands over all that has come and will come, until the returned function is called. */
	receive(take: (files: File[]) => void): () => void {
		this.#take = take;
		this.#add(this.#files.splice(0));
		void this.#deps.takeShared().then((files) => this.#add(files));
		return () => (this.#take = undefined);
	}

	#add(files: File[]): void {
		if (files.length === 0) return;
		if (this.#take) this.#take(files);
		else this.#files.push(...files);
	}
}
