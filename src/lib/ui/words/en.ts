import { app } from './en/app.ts';
import { recording } from './en/recording.ts';
import { lecture } from './en/lecture.ts';
import { connection } from './en/connection.ts';
import { notes } from './en/notes.ts';
import { questions } from './en/questions.ts';
import { slides } from './en/slides.ts';
import { languageModel } from './en/language-model.ts';
import { files } from './en/files.ts';
import { statements } from './en/statements.ts';
import { exporting } from './en/export.ts';

export type { Sentence } from './sentence.ts';

export const en = {
	locale: 'en',
	/** Sentences one after the other; empty ones are left out. */
	paragraph: (...sentences: string[]) => sentences.filter((each) => each !== '').join(' '),
	...app,
	...recording,
	...lecture,
	...connection,
	...notes,
	...questions,
	...slides,
	...languageModel,
	...files,
	...statements,
	...exporting
};

export type Words = typeof en;
