/** One recorder for each lecture (rule W2): a newer one supersedes the older, which is told. */
export class Recorders {
	readonly #current = new Map<string, () => void>();

	/** Returns the release; it does nothing once another has taken over. */
	claim(lectureId: string, onSuperseded: () => void): () => void {
		this.#current.get(lectureId)?.();
		this.#current.set(lectureId, onSuperseded);
		return () => {
			if (this.#current.get(lectureId) === onSuperseded) this.#current.delete(lectureId);
		};
	}

	isRecording(lectureId: string): boolean {
		return this.#current.has(lectureId);
	}
}
