/** A text, and where on the page it stands. */
export type PlacedText = readonly [x: number, y: number, size: number, text: string];

/** A PDF without compression: one page for each list of lines, the first of them twice as large unless they say themselves. */
export function pdfOf(pages: readonly (readonly (string | PlacedText)[])[]): Uint8Array {
	const objects: string[] = [];
	const add = (body: string) => objects.push(body);
	const font = 3 + pages.length * 2;
	add('<< /Type /Catalog /Pages 2 0 R >>');
	add(
		`<< /Type /Pages /Kids [${pages.map((_, n) => `${3 + n * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`
	);
	pages.forEach((lines, n) => {
		const text = lines
			.map((line, row) =>
				typeof line === 'string' ? ([50, 480 - row * 40, row === 0 ? 36 : 18, line] as const) : line
			)
			.map(([x, y, size, line]) => `BT /F1 ${size} Tf ${x} ${y} Td (${line}) Tj ET`)
			.join('\n');
		add(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${4 + n * 2} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`
		);
		add(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
	});
	add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
	let out = '%PDF-1.4\n';
	const offsets = objects.map((body, index) => {
		const at = out.length;
		out += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return at;
	});
	const xref = out.length;
	out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets
		.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`)
		.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
	return new TextEncoder().encode(out);
}
