/*
 * Runs in every page ahead of its own scripts, the app unchanged. A witness stands between the app and IndexedDB: of
 * each block that has been committed to the store, a copy goes into a database of the witness, from which nobody deletes.
 */
{
	const storeName = 'lectures';
	const witnessName = 'witness';

	/** Also sent as text into the app's workers: it may use nothing from around it. */
	function witnessWrites(store: string, name: string): void {
		const opened = new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(name, 1);
			request.onupgradeneeded = () => request.result.createObjectStore('blocks', { autoIncrement: true });
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		opened.catch(() => undefined);
		const keep = async (row: unknown) => {
			const db = await opened;
			db.transaction('blocks', 'readwrite', { durability: 'relaxed' }).objectStore('blocks').put(row);
		};
		const add = IDBObjectStore.prototype.add;
		IDBObjectStore.prototype.add = function (value: unknown, ...key: IDBValidKey[]) {
			const { name: of, transaction } = this;
			if (of === 'blocks' && transaction.db.name === store)
				transaction.addEventListener('complete', () => void keep(value));
			return Reflect.apply(add, this, [value, ...key]);
		};
	}

	type Report = { kind: 'progress'; takeId: string; progress: { samples: number; missingFrames: number } };
	const captured: Record<string, number> = {};
	const missing: Record<string, number> = {};

	/** What the recorder's thread tells its page, heard along the way. */
	function hear(data: Report | { kind?: undefined } | null): void {
		if (data?.kind !== 'progress') return;
		const { takeId, progress } = data;
		captured[takeId] = progress.samples;
		missing[takeId] = progress.missingFrames;
	}

	globalThis.Worker = class extends Worker {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(options?.name === 'detector' ? url : witnessed(url), options);
			this.addEventListener('message', ({ data }) => hear(data));
		}
	};

	function witnessed(url: string | URL): string {
		const script = `import ${JSON.stringify(String(new URL(url, location.href)))};
			(${String(witnessWrites)})(${JSON.stringify(storeName)}, ${JSON.stringify(witnessName)});`;
		return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
	}

	const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
		new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});

	/** Without creating or upgrading anything. */
	async function reading<T>(name: string, read: (db: IDBDatabase) => Promise<T>, otherwise: T): Promise<T> {
		const exists = (await indexedDB.databases()).some((each) => each.name === name);
		if (!exists) return otherwise;
		const db = await answerOf(indexedDB.open(name));
		try {
			return await read(db);
		} finally {
			db.close();
		}
	}

	const allOf = async (db: IDBDatabase, name: string) =>
		(await answerOf(db.transaction(name).objectStore(name).getAll())) as Record<string, unknown>[];

	const inText = (row: Record<string, unknown>) => ({
		...row,
		bytes: (new Uint8Array(row['bytes'] as ArrayBuffer) as unknown as { toBase64(): string }).toBase64()
	});

	const rows = {
		lectures: () => reading(storeName, (db) => allOf(db, 'lectures'), []),
		takes: () => reading(storeName, (db) => allOf(db, 'takes'), []),
		marks: () => reading(storeName, (db) => allOf(db, 'marks'), []),
		blocks: () => reading(storeName, async (db) => (await allOf(db, 'blocks')).map(inText), []),
		/** What the witness has seen after its row `after`. */
		async witnessed(after: number) {
			const read = async (db: IDBDatabase) => {
				const since = IDBKeyRange.lowerBound(after, true);
				const found = await answerOf(db.transaction('blocks').objectStore('blocks').getAll(since));
				return (found as Record<string, unknown>[]).map(inText);
			};
			return reading(witnessName, read, []);
		}
	};

	const look = async () => ({ captured, missing, takes: await rows.takes() });
	Object.assign(globalThis, { witness: { look, rows } });
}
