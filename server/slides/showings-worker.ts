import { parentPort, workerData } from 'node:worker_threads';
import { showingsOf } from './align-decks.ts';

const { decks, lines, anchors } = workerData as Record<'decks' | 'lines' | 'anchors', never>;
parentPort?.postMessage(showingsOf(decks, lines, anchors));
