export function isInvention(_e: unknown): boolean {
	return false;
}
