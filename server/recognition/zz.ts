import { describeModel } from './sense-voice/model-directory.ts';
import { openSession } from './sense-voice/session.ts';
import { extendModel } from './sense-voice/extended-model.ts';
const rss=()=>(process.memoryUsage.rss()/1048576|0);
console.log('start',rss());
const m=describeModel('bench/output/full'); console.log('described',rss());
console.log(typeof extendModel(m.modelPath,'logits'), rss());
const s=await openSession(m); console.log('opened',rss());
