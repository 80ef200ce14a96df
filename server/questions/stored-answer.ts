import * as v from 'valibot';
import { AnswerBlockSchema, AnswerSchema, type Answer, type AnswerBlock } from '#lib/protocol/index.ts';
import { Judge, type Judged } from './judge.ts';

/* Answers of earlier versions said `not-said`, and `lecture` of whatever a model wrote. */
const OldBlockSchema = v.object({
	kind: v.picklist(['not-said', ...AnswerBlockSchema.entries.kind.options]),
	md: v.string(),
	cites: v.array(v.string()),
	unfounded: v.optional(v.array(v.string()))
});
const StoredSchema = v.object({ ...AnswerSchema.entries, blocks: v.array(OldBlockSchema) });
type OldBlock = v.InferOutput<typeof OldBlockSchema>;

/** An answer as any version stored it, in the words of this one. Throws where it is none. */
export function parsedAnswer(stored: unknown): Answer {
	const { blocks, ...rest } = v.parse(StoredSchema, stored);
	const isModern = blocks.every(
		({ kind, cites }) => kind !== 'not-said' && (kind !== 'lecture' || cites.length > 0)
	);
	return { ...rest, blocks: isModern ? (blocks as AnswerBlock[]) : upgraded(blocks, rest.model) };
}

const holds = (): Judged => ({ kind: 'holds', unfounded: [] });

function upgraded(blocks: readonly OldBlock[], model: string | null): AnswerBlock[] {
	const judge = new Judge(holds);
	const parts = blocks.flatMap(({ kind, md, cites, unfounded }): AnswerBlock[] => {
		if (kind === 'lecture' || kind === 'beyond') return judge.push({ kind, md, cites });
		const before = judge.end();
		if (kind !== 'not-said') return [...before, { kind, md, cites, ...(unfounded && { unfounded }) }];
		return [...before, { kind: model === null ? 'nothing-found' : 'model-found-nothing', md, cites }];
	});
	return [...parts, ...judge.end()];
}
