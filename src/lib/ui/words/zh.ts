import type { Words } from './en.ts';
import { app } from './zh/app.ts';
import { recording } from './zh/recording.ts';
import { lecture } from './zh/lecture.ts';
import { connection } from './zh/connection.ts';
import { notes } from './zh/notes.ts';
import { questions } from './zh/questions.ts';
import { slides } from './zh/slides.ts';
import { languageModel } from './zh/language-model.ts';
import { files } from './zh/files.ts';
import { statements } from './zh/statements.ts';
import { exporting } from './zh/export.ts';

export const zh: Words = {
	locale: 'zh-CN',
	paragraph: (...sentences) => sentences.join(''),
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
