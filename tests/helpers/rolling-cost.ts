import { PlayedModel } from '../fakes/note-writer.ts';
import type { NoteLine } from '../../server/notes/port.ts';
import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import { RollingEngine } from '../../server/notes/rolling/engine.ts';
import { Desk } from './rolling.ts';

const extractor = createExtractiveEngine();

/** What a played model was asked for while a lecture was held, line by line, and at its end. */
export async function rollingCost(lines: readonly NoteLine[]) {
	const desk = new Desk();
	const model = new PlayedModel();
	const engine = new RollingEngine({
		extractor,
		modelOf: () => model,
		hasModel: () => true,
		nowMs: () => desk.nowMs
	});
	for (const line of lines) {
		desk.nowMs = line.endMs;
		desk.hear([line]);
		await desk.run(engine);
	}
	const rolling = { calls: model.requests.length, ...model.usage };
	await desk.run(engine, { finished: true });
	return { rolling, all: { calls: model.requests.length, ...model.usage }, requests: model.requests, desk };
}
