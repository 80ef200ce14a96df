import { readFileSync } from 'node:fs';
import { createRecogniser } from './pool.ts';
const t=performance.now(); const dir=process.argv[2]!;
const r=createRecogniser({model:{name:'bench',grade:'custom'},modelDirectory:dir,children:1});
const rss=()=>readFileSync(`/proc/${r.pids[0]}/status`,'utf8').match(/Vm(RSS|HWM):\s+\d+ kB/g)!.join(' ');
await new Promise<void>(ok=>{r.onState(s=>{console.log(s,(performance.now()-t)|0,'ms',rss()); ok()})});
for(const n of [320000,320000,480000,160000]){const b=performance.now();const o=await r.recognise({id:'x',audioPath:'/tmp/recog/a.pcm',firstSample:0,sampleCount:n,language:'auto',priority:'final'}); console.log(n/16000,'s',o.kind,(performance.now()-b)|0,'ms',o.kind==='recognised'?JSON.stringify(o.recognition.timings)+o.recognition.text.length:o.reason,rss());}
await r.close();
