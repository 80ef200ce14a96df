/** The steps of the standard: each a tenth larger than the one before it. */
const imaSteps = [
	7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
	107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
	796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
	4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
	20350, 22385, 24623, 27086, 29794, 32767
];
const imaMoves = [-1, -1, -1, -1, 2, 4, 6, 8];

type Planes = readonly Float32Array[];

/** Decodes a block of IMA ADPCM, which may be cut short; returns the frames that it held. */
export function decodeImaBlock(block: Uint8Array, planes: Planes): number {
	const channels = planes.length;
	const head = 4 * channels;
	if (block.length < head) return 0;
	const groups = Math.floor((block.length - head) / head);
	planes.forEach((plane, channel) => {
		let value = int16(block, channel * 4);
		let place = Math.min(88, block[channel * 4 + 2] ?? 0);
		plane[0] = value / 2 ** 15;
		for (let n = 0; n < groups * 8; n++) {
			const at = head + (Math.floor(n / 8) * channels + channel) * 4 + ((n % 8) >> 1);
			const code = n % 2 === 0 ? (block[at] ?? 0) & 15 : (block[at] ?? 0) >> 4;
			const step = imaSteps[place] ?? 7;
			const change =
				(step >> 3) + (code & 4 ? step : 0) + (code & 2 ? step >> 1 : 0) + (code & 1 ? step >> 2 : 0);
			value = clamped(code & 8 ? value - change : value + change);
			place = Math.max(0, Math.min(88, place + (imaMoves[code & 7] ?? 0)));
			plane[n + 1] = value / 2 ** 15;
		}
	});
	return 1 + groups * 8;
}

const msWeights = [
	[256, 0],
	[512, -256],
	[0, 0],
	[192, 64],
	[240, 0],
	[460, -208],
	[392, -232]
] as const;
const msGains = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

/** Decodes a block of Microsoft ADPCM, which may be cut short; returns the frames that it held. */
export function decodeMsBlock(block: Uint8Array, planes: Planes): number {
	const channels = planes.length;
	const head = 7 * channels;
	if (block.length < head) return 0;
	const frames = 2 + Math.floor(((block.length - head) * 2) / channels);
	planes.forEach((plane, channel) => {
		const [first, second] = msWeights[block[channel] ?? 0] ?? msWeights[0];
		let gain = int16(block, channels + channel * 2);
		let last = int16(block, channels * 3 + channel * 2);
		let before = int16(block, channels * 5 + channel * 2);
		plane[0] = before / 2 ** 15;
		plane[1] = last / 2 ** 15;
		for (let frame = 2; frame < frames; frame++) {
			const nibble = (frame - 2) * channels + channel;
			const byte = block[head + (nibble >> 1)] ?? 0;
			const code = nibble % 2 === 0 ? byte >> 4 : byte & 15;
			const expected = (last * first + before * second) >> 8;
			before = last;
			last = clamped(expected + (code < 8 ? code : code - 16) * gain);
			gain = Math.max(16, ((msGains[code] ?? 230) * gain) >> 8);
			plane[frame] = last / 2 ** 15;
		}
	});
	return frames;
}

const clamped = (value: number): number => Math.max(-32_768, Math.min(32_767, value));

function int16(bytes: Uint8Array, at: number): number {
	const value = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
	return value >= 2 ** 15 ? value - 2 ** 16 : value;
}
