import type { Logger } from 'pino';
import type { Engine, Utterance } from '#lib/protocol/index.ts';
import { Intake, type IntakeEvent } from './intake/intake.ts';
import { Listeners } from './intake/listeners.ts';
import { Journal, type Correction } from './lectures/journal.ts';
import { LectureLogs } from './lectures/logs.ts';
import { Status } from './lectures/status.ts';
import { NoteTaker } from './notes/note-taker.ts';
import type { NoteEngine } from './notes/port.ts';
import { createHearing } from './recognition/hearing.ts';
import type { Hypothesiser } from './recognition/hypothesiser.ts';
import type { Recogniser } from './recognition/port.ts';
import { RecogniserSlot } from './recognition/slot.ts';
import type { Transcriber } from './recognition/transcriber.ts';
import { createSlides } from './slides/create.ts';
import type { Decks } from './slides/decks.ts';
import { Recorders } from './socket/recorders.ts';
import type { AudioFiles } from './store/audio-files.ts';
import type { Database } from './store/database.ts';
import type { DeckFiles } from './store/deck-files.ts';
import { lectureRepository, type LectureRepository } from './store/lectures.ts';

type Deps = {
	db: Database;
	files: AudioFiles;
	deckFiles: DeckFiles;
	recogniser: Recogniser;
	/** The device that was asked for and cannot be used. */
	refusedDevice?: () => string | undefined;
	noteEngine: NoteEngine;
	log: Logger;
	hypotheses?: boolean;
};

/** The stages behind the wire and what wakes each: intake → transcriber → note taker; the journal tells viewers. */
export function createStages(deps: Deps) {
	const { db, files, deckFiles, recogniser, refusedDevice, noteEngine, log, hypotheses = true } = deps;
	const lectures = lectureRepository(db);
	const journal = new Journal(lectures);
	const recorders = new Recorders();
	const intakeEvents = new Listeners<IntakeEvent>();
	const slot = new RecogniserSlot(recogniser, {
		onState: () => tellEngine(),
		onLoad: () => tellStatus()
	});
	const engine = () => engineOf(slot.current, refusedDevice?.(), noteEngine);
	const tellStatus = () => {
		for (const lectureId of journal.followed()) status.tell(lectureId);
	};
	const tellEngine = () => {
		tellStatus();
		if (slot.current.state === 'ready') void transcriber.wakeAll();
	};

	const failed = (stage: string) => (lectureId: string, error: Error) =>
		log.error({ stage, lecture: lectureId, err: error.message }, 'stage failed');
	const backlogSamples = (lectureId: string) => transcriber.backlogSamples(lectureId);
	const load = () => slot.current.load;
	const status = new Status({ lectures, journal, engine, load, backlogSamples, onFailure: failed('status') });
	const { transcriber, hypothesiser } = createHearing({
		lectures,
		journal,
		files,
		slot,
		onProgress: (lectureId: string, leftSamples: number, utterance: Utterance | undefined) => {
			status.tell(lectureId);
			if (utterance) noteTaker.add(lectureId, utterance);
			else if (leftSamples === 0) noteTaker.wake(lectureId);
		},
		onFailure: failed('transcript')
	});
	const slides = createSlides({ lectures, journal, files: deckFiles });
	const noteTaker: NoteTaker = new NoteTaker({
		lectures,
		journal,
		showings: slides.showings,
		engine: noteEngine,
		backlogSamples,
		onNoted: (lectureId) => status.tell(lectureId),
		onFailure: failed('notes')
	});
	const intake = new Intake({
		lectures,
		files,
		onEvent: (event) => {
			if (event.kind === 'failed')
				log.error({ lecture: event.stored.lectureId, code: event.code }, 'intake failed');
			intakeEvents.tell(event);
			const { takeId, lectureId, samples, finished } = event.stored;
			void transcriber.wake(takeId, lectureId);
			if (finished) hypothesiser.forget(takeId);
			else if (hypotheses && recorders.isRecording(lectureId))
				void hypothesiser.grown(takeId, lectureId, samples);
		}
	});
	const onLectureChanged = (lectureId: string) => noteTaker.wake(lectureId);
	const correct = async (editId: string, lectureId: string, correction: Correction) => {
		const utterance = await journal.correct(editId, lectureId, correction);
		if (utterance) noteTaker.add(lectureId, utterance);
	};
	const logs = new LectureLogs({ lectures, journal, intake, intakeEvents, onLectureChanged });

	return {
		lectures,
		journal,
		logs,
		slides,
		recorders,
		correct,
		slot,
		tellEngine,
		engine,
		status,
		transcriber,
		noteTaker,
		intake,
		intakeEvents,
		onQuiet: hypotheses ? pausesTo(hypothesiser) : undefined,
		isReady: async () => {
			await db.selectFrom('keys').select('id').limit(1).execute();
			return slot.current.state === 'ready';
		},
		...awakening({ lectures, transcriber, noteTaker, noteEngine, decks: slides.decks }),
		remove: removal({ lectures, transcriber, noteTaker, hypothesiser, intake, files, deckFiles })
	};
}

const pausesTo = (hypothesiser: Hypothesiser) => (takeId: string, lectureId: string, sample: number) =>
	void hypothesiser.quiet(takeId, lectureId, sample);

type Sleepers = Pick<Stages, 'lectures' | 'transcriber' | 'noteTaker'> & {
	noteEngine: NoteEngine;
	decks: Decks;
};

/** What is left to do after a start, and after a change of the language model. */
const awakening = ({ lectures, transcriber, noteTaker, noteEngine, decks }: Sleepers) => ({
	async resume() {
		await decks.resume();
		for (const take of await lectures.everyTake()) await transcriber.wake(take.id, take.lecture_id);
		for (const lectureId of await lectures.behindInNotes()) noteTaker.wake(lectureId);
	},
	/** What the old one failed at is tried at once. */
	async modelChanged() {
		for (const lectureId of await lectures.behindInNotes()) {
			noteEngine.forget(lectureId);
			noteTaker.wakeAnew(lectureId);
		}
	}
});

type Stages = {
	lectures: LectureRepository;
	transcriber: Transcriber;
	noteTaker: NoteTaker;
	hypothesiser: Hypothesiser;
	intake: Intake;
	files: AudioFiles;
	deckFiles: DeckFiles;
};

/** Removes a lecture. Rows first: what is still on its way finds no take to go to, and nothing writes sound again. */
const removal =
	({ lectures, transcriber, noteTaker, hypothesiser, intake, files, deckFiles }: Stages) =>
	async (lectureId: string): Promise<void> => {
		const takes = await lectures.takes(lectureId);
		await lectures.remove(lectureId);
		transcriber.forget(lectureId);
		noteTaker.forget(lectureId);
		for (const { id } of takes) hypothesiser.forget(id);
		for (const { id } of takes) await intake.release(id);
		await files.remove(lectureId);
		await deckFiles.removeLecture(lectureId);
	};

const engineOf = (
	{ model, device, state }: Recogniser,
	refusedDevice: string | undefined,
	{ kind }: NoteEngine
): Engine => ({
	recogniser: { ...model, device, ...(refusedDevice && { refusedDevice }), state },
	notes: kind
});
