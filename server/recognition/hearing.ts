import type { Journal } from '../lectures/journal.ts';
import { Forehearing } from './forehearing.ts';
import { Hypothesiser } from './hypothesiser.ts';
import type { Recogniser } from './port.ts';
import { Transcriber, type TranscriberDeps } from './transcriber.ts';

type Deps = Omit<TranscriberDeps, 'recogniser' | 'journal'> & {
	lectures: ConstructorParameters<typeof Hypothesiser>[0]['lectures'];
	journal: Pick<Journal, 'addUtterance' | 'tell'>;
	/** The recogniser in use. */
	slot: { readonly current: Recogniser };
};

/** Both that hear: the transcriber closed segments, the hypothesiser what is still spoken, pauses as finals would be. */
export function createHearing({ slot, journal, ...deps }: Deps) {
	const forehearing = new Forehearing(() => slot.current);
	const transcriber = new Transcriber({ ...deps, journal, recogniser: () => forehearing });
	const hypothesiser = new Hypothesiser({
		...deps,
		recogniser: () => slot.current,
		forehearing,
		tell: (lectureId, message) => journal.tell(lectureId, message),
		backlogSamples: (lectureId, takeId) => transcriber.backlogSamples(lectureId, takeId)
	});
	return { transcriber, hypothesiser };
}
