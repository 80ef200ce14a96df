/** How far a file has been read. `isHeldUp`: the device has no room, and it goes on when there is some. */
export type ImportProgress = { share: number | undefined; leftMs: number | undefined; isHeldUp: boolean };

/** Before that, the pace says nothing. */
const surePaceMs = 2000;

/** The part of a file that has been read, 0..1; undefined where its length is not known. */
export const shareOf = (positionMs: number, durationMs: number | null): number | undefined =>
	durationMs === null || durationMs <= 0 ? undefined : Math.max(0, Math.min(1, positionMs / durationMs));

/** How long the rest takes at the pace so far; undefined while nobody can tell. */
export function leftMs(share: number | undefined, elapsedMs: number): number | undefined {
	if (share === undefined || share <= 0 || elapsedMs < surePaceMs) return undefined;
	return (elapsedMs / share) * (1 - share);
}
