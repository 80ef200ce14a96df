const table = Uint32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
	return crc;
});

/** The checksum of zip and PNG (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
	let crc = 0xffff_ffff;
	for (let n = 0; n < bytes.length; n++)
		crc = (crc >>> 8) ^ (table[(crc ^ (bytes[n] as number)) & 0xff] as number);
	return ~crc >>> 0;
}
