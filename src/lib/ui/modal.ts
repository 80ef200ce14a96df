/** Shows a dialog in front of everything for as long as it is there; the browser keeps the focus inside. */
export function showModal(dialog: HTMLDialogElement): () => void {
	dialog.showModal();
	return () => dialog.close();
}

/** Whether a press fell beside what the dialog holds. */
export const isBeside = (event: MouseEvent): boolean => event.target === event.currentTarget;
