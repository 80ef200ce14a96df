import { readFileSync } from 'node:fs';
import { segmentsOf } from '#lib/protocol/index.ts';
import { createSpeechSegmenter } from './speech-segmenter.ts';
import { SenseVoice } from './sense-voice/sense-voice.ts';
const sv = await SenseVoice.load('/work/main/models/sensevoice-nano');
const norm=(t:string)=>t.toLowerCase().replace(/[^a-z' ]+/g,' ').split(/\s+/).filter(Boolean);
function wer(r:string,h:string){const a=norm(r),b=norm(h);let p=Array.from({length:b.length+1},(_,i)=>i);for(let i=1;i<=a.length;i++){const c=[i];for(let j=1;j<=b.length;j++)c[j]=Math.min(p[j]!+1,c[j-1]!+1,p[j-1]!+(a[i-1]===b[j-1]?0:1));p=c}return p[b.length]!/a.length*100}
for (const f of ['photosynthesis.slt','sorting.espeak','jfk']) {
  const wav = readFileSync(`/work/main/tests/fixtures/${f}.wav`);
  const rate = wav.readUInt32LE(24), ch=wav.readUInt16LE(22), at=wav.indexOf('data')+8;
  const pcm = new Int16Array(wav.buffer.slice(wav.byteOffset+at), 0, (wav.length-at)>>1);
  const seg = await createSpeechSegmenter(JSON.parse(process.argv[2]??'{}')); const t=performance.now();
  const marks=[...await seg.push(pcm), ...await seg.finish()]; const vadMs=performance.now()-t;
  const segs=segmentsOf(marks); const texts:string[]=[]; let inf=0;
  for (const s of segs){const r=await sv.recognise(pcm.slice(s.startSample,s.endSample),'auto'); inf+=r.timings.inferenceMs; texts.push(r.text); if(process.argv[3])console.log(((s.endSample-s.startSample)/16000).toFixed(2), r.language,r.emotion,r.event,r.confidence.toFixed(2), r.tokens.length, r.text)}
  const ref = f==='jfk'?'And so my fellow Americans ask not what your country can do for you ask what you can do for your country':readFileSync(`/work/main/tests/fixtures/${f.split('.')[0]}.txt`,'utf8');
  console.log(f, rate, ch, (pcm.length/16000).toFixed(1)+'s', 'segments', segs.length, 'max', Math.max(...segs.map(s=>(s.endSample-s.startSample)/16000)).toFixed(1), 'WER', wer(ref,texts.join(' ')).toFixed(1), 'vad ms', vadMs.toFixed(0), 'inf ms', inf.toFixed(0));
}
