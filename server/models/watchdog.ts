/** Aborts `signal` when nothing was heard for `silentMs`, or when the outer signal does. */
export type Watchdog = {
	readonly signal: AbortSignal;
	readonly barked: boolean;
	/** Something was heard: wait anew. */
	heard(): void;
	/** What happens now is not the other side's doing: stop waiting until `heard`. */
	rest(): void;
	stop(): void;
};

export function startWatchdog(silentMs: number, outer: AbortSignal): Watchdog {
	const inner = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const rest = () => clearTimeout(timer);
	const heard = () => {
		rest();
		timer = setTimeout(() => inner.abort(new Error('silence')), silentMs);
	};
	heard();
	return {
		signal: AbortSignal.any([inner.signal, outer]),
		get barked() {
			return inner.signal.aborted;
		},
		heard,
		rest,
		stop: rest
	};
}
