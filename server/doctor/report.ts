import { dirname } from 'node:path';
import { filesFor, type Choice, type ModelFiles } from '../devices/survey.ts';
import type { Verdict } from '../devices/verdict.ts';
import { deviceAdvice } from '../devices/words.ts';
import type { DeviceWish } from '../recognition/device.ts';

/** A row of the table of devices. */
export function verdictLine(verdict: Verdict): string {
	const { device, fileName } = verdict;
	const cells = [device.padEnd(6), fileName.padEnd(17), piecesOf(verdict).padEnd(17), speedOf(verdict)];
	return cells.join('  ').trimEnd();
}

function piecesOf(verdict: Verdict): string {
	if (verdict.kind === 'fails') return 'cannot be used';
	if (verdict.device === 'cpu') return 'works';
	return verdict.differing === 0 ? 'all' : `all but ${(verdict.differing * 100).toFixed(1)} %`;
}

function speedOf(verdict: Verdict): string {
	if (verdict.kind === 'fails') return '';
	const speed = verdict.secondsPerSecond.toPrecision(2);
	if (verdict.device === 'cpu') return speed;
	return `${speed}, ${Math.round(verdict.onDevice * 100)} % of the operations there`;
}

/** What is wrong and what to do about it, line by line. */
export function adviceOf(verdict: Verdict): string[] {
	if (verdict.kind === 'works') return [];
	const { what, cure } = deviceAdvice(verdict.device, verdict.problem);
	return [...`${what}.`.split('\n'), ...(cure?.split('\n').map((line) => `→ ${line}`) ?? [])];
}

/** Says so when no file suits a graphics processor. */
export function fileAdvice(files: ModelFiles): string[] {
	const precisions = filesFor('cuda', files).map(({ precision }) => precision);
	if (precisions.includes('fp16') || precisions.includes('fp32')) return [];
	const place = dirname(files[0].path);
	return [
		`For a graphics processor ${place} lacks model.fp16.onnx or model.onnx: weights in 8 bit are slower there.`,
		'SenseVoice-Small has it: npm run model -- install sensevoice-small-fp32'
	];
}

export function choiceLine(wish: DeviceWish, { device, refused }: Choice): string {
	if (refused) return `DEVICE=${wish} cannot be used; recognised on ${device}.`;
	return `Recognised on ${device} (DEVICE=${wish}).`;
}
