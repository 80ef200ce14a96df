const codes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether a file or the database could not be written for want of room. */
export const isStorageFull = (error: unknown): boolean =>
	codes.has((error as NodeJS.ErrnoException | undefined)?.code ?? '');
