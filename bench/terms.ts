import { parseArgs } from 'node:util';
import { SenseVoice } from '../server/recognition/sense-voice/sense-voice.ts';
import { nanoDirectory } from '../tests/helpers/sound.ts';
import { hear, percent, sentencesOf } from './term-figures.ts';

const usage = `Usage: npm run bench:terms -- [options]

Hears sentences with rare terms (tests/fixtures/terms) with and without the list of all their terms in mind.

  --model PATH    the model that ships unless given
  --half NAME     held-out unless given; tuned is the half that the defaults were found with
  --bonus X --width N --plain N   other settings than the defaults
  --json          one JSON object instead of lines

recall         terms that were written right, in percent
offered        share of terms whose pieces the model had among its 8 likeliest
recallOffered  of those, the share that was written right
otherWer       errors on all other words, in percent
`;

const { values } = parseArgs({
	options: {
		model: { type: 'string', default: nanoDirectory },
		half: { type: 'string', default: 'held-out' },
		bonus: { type: 'string' },
		width: { type: 'string' },
		plain: { type: 'string' },
		json: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false }
	}
});

async function report(half: 'tuned' | 'held-out'): Promise<void> {
	const { bonus, width, plain } = values;
	const model = await SenseVoice.load(values.model, {
		bias: {
			...(bonus !== undefined && { bonus: Number(bonus) }),
			...(width !== undefined && { width: Number(width) }),
			...(plain !== undefined && { plainWidth: Number(plain) })
		}
	});
	const sentences = await sentencesOf(half);
	const terms = [...(await sentencesOf('tuned')), ...(await sentencesOf('held-out'))].flatMap(
		(sentence) => sentence.terms
	);
	const figures = Object.fromEntries(
		await Promise.all(
			Object.entries({ without: [], with: terms }).map(async ([name, inMind]) => {
				const heard = await hear(model, sentences, inMind);
				return [
					name,
					{
						recall: percent(heard.found, heard.terms),
						offered: percent(heard.offered, heard.terms),
						recallOffered: percent(heard.foundOfOffered, heard.offered),
						otherWer: percent(heard.otherErrors, heard.otherWords)
					}
				] as const;
			})
		)
	);
	const rounded = JSON.parse(
		JSON.stringify(figures, (_, value: unknown) =>
			typeof value === 'number' ? Math.round(value * 10) / 10 : value
		)
	) as typeof figures;
	if (values.json) process.stdout.write(`${JSON.stringify(rounded)}\n`);
	else
		for (const [name, row] of Object.entries(rounded))
			process.stdout.write(
				`${name.padEnd(8)} ${Object.entries(row)
					.map((entry) => entry.join(' '))
					.join('  ')}\n`
			);
	await model.release();
}

if (values.help || (values.half !== 'tuned' && values.half !== 'held-out')) process.stderr.write(usage);
else await report(values.half);
