/** What a file of a kind that is not read is called, by its first bytes; undefined where nobody knows it. */
export function foreignFormat(head: Uint8Array): string | undefined {
	const text = String.fromCharCode(...head.subarray(0, 16));
	const hex = [...head.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return (
		byText.find(([test]) => test.test(text))?.[1] ?? byBytes.find(([start]) => hex.startsWith(start))?.[1]
	);
}

const byText: readonly [RegExp, string][] = [
	[/^RIFF.{4}AVI /su, 'AVI'],
	[/^FORM.{4}AIF[FC]/su, 'AIFF'],
	[/^caff/u, 'CAF'],
	[/^#!AMR/u, 'AMR'],
	[/^\.snd/u, 'AU'],
	[/^FLV/u, 'Flash video'],
	[/^\.RMF/u, 'RealMedia'],
	[/^MAC /u, 'Monkey’s Audio'],
	[/^wvpk/u, 'WavPack'],
	[/^MThd/u, 'MIDI'],
	[/^MPCK|^MP\+/u, 'Musepack'],
	[/^TTA[12]/u, 'True Audio'],
	[/^DSD |^FRM8/u, 'DSD']
];
const byBytes: readonly [string, string][] = [
	['3026b2758e66cf11', 'Windows Media (WMA)'],
	['0b77', 'AC-3'],
	['7ffe8001', 'DTS'],
	['000001ba', 'MPEG program stream']
];

/** Names that people know, for those that containers give to their sound. */
const codecNames: readonly [RegExp, string][] = [
	[/^(?:A_)?E-?AC-?3|^ec-3/iu, 'E-AC-3'],
	[/^(?:A_)?AC-?3/iu, 'AC-3'],
	[/^(?:A_)?ALAC/iu, 'ALAC'],
	[/^(?:A_)?DTS/iu, 'DTS'],
	[/^A_TRUEHD|^mlpa/iu, 'Dolby TrueHD'],
	[/^A_MPEG\/L2|^mp2$|^\.mp2/iu, 'MPEG layer 2'],
	[/^A_MPEG\/L3|^mp3$/iu, 'MP3'],
	[/^samr|^sawb|^amr/iu, 'AMR'],
	[/^A_AAC|^aac|^mp4a/iu, 'AAC'],
	[/^A_OPUS|^opus/iu, 'Opus'],
	[/^A_VORBIS|^vorbis/iu, 'Vorbis'],
	[/^A_FLAC|^flac/iu, 'FLAC'],
	[/^A_MS\/ACM|^A_QUICKTIME/iu, 'an old codec']
];

export const codecName = (name: string): string =>
	codecNames.find(([test]) => test.test(name))?.[1] ?? name.replace(/^A_/u, '').toUpperCase();
