/** A number in its shortest form, so that equal ones are equal texts: 7 for 007 and 7.0, never with an exponent. */
export function plainDigits(number: string): string {
	const [whole = '', fraction = ''] = number.split('.');
	const decimals = fraction.replace(/(?<!0)0+$/u, '');
	const integer = whole.replace(/^0+(?=\d)/u, '') || '0';
	return decimals === '' ? integer : `${integer}.${decimals}`;
}
