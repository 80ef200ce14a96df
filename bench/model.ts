import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeBenchModel } from './bench-model.ts';
import { miniatureShape, smallModelShape } from './encoder.ts';

const usage = `Usage: npm run bench:model -- --out FILE [options]

Writes an ONNX file with the form of SenseVoice-Small and random weights, and its tokens beside it.

  --size full|small            full has the sizes of SenseVoice-Small; small is a miniature
  --precision int8|fp32|fp16   int8 unless given
  --style sherpa|funasr        names and files of the export; sherpa unless given
`;

const { values } = parseArgs({
	options: {
		out: { type: 'string' },
		size: { type: 'string', default: 'full' },
		precision: { type: 'string', default: 'int8' },
		style: { type: 'string', default: 'sherpa' }
	}
});
const { out, size, precision, style } = values;

const understood =
	out !== undefined &&
	(size === 'full' || size === 'small') &&
	(precision === 'int8' || precision === 'fp32' || precision === 'fp16') &&
	(style === 'sherpa' || style === 'funasr');

if (understood) {
	writeBenchModel(out, { shape: size === 'small' ? miniatureShape : smallModelShape, precision, style });
	process.stdout.write(`${out}: ${(statSync(out).size / 1e6).toFixed(1)} MB\n`);
} else {
	process.stderr.write(usage);
	process.exitCode = 2;
}
