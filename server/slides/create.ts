import type { Journal } from '../lectures/journal.ts';
import type { DeckFiles } from '../store/deck-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import { Decks } from './decks.ts';
import { drawInChild } from './draw-in-child.ts';
import { Pictures } from './pictures.ts';
import { readInChild } from './read-in-child.ts';
import { Showings } from './showings.ts';

type Deps = { lectures: LectureRepository; journal: Journal; files: DeckFiles };

/** What there is of slides: decks, when they were shown, and pictures of them. Files are opened in children alone. */
export const createSlides = ({ lectures, journal, files }: Deps) => ({
	decks: new Decks({ lectures, journal, files, read: (path) => readInChild(path) }),
	showings: new Showings({ lectures }),
	pictures: new Pictures(files, drawInChild)
});
