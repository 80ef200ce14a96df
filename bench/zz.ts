import { InferenceSession, Tensor } from 'onnxruntime-node';
import { SenseVoice } from '../server/recognition/sense-voice/sense-voice.ts';
import { samplesOfFixture } from '../tests/helpers/sound.ts';
import { median } from './measure.ts';
const sv=await SenseVoice.load('bench/output/full'); const s=samplesOfFixture('photosynthesis.slt.wav').subarray(0,320000);
const p=await InferenceSession.create(sv.model.modelPath,{intraOpNumThreads:1,interOpNumThreads:1,extra:{session:{intra_op:{allow_spinning:'0'}}}});
const inp=sv.prepare({samples:s,language:'auto'}); const T=inp.features.length/560; const i=(v:number)=>new Tensor('int32',Int32Array.of(v),[1]);
const feeds={x:new Tensor('float32',inp.features,[1,T,560]),x_length:i(T),language:i(0),text_norm:i(14)};
const w={plain:()=>p.run(feeds),tail:()=>sv.session.run([inp]),pipe:()=>sv.recognise(s,'auto'),feat:async()=>sv.prepare({samples:s,language:'auto'})};
const r:Record<string,number[]>={plain:[],tail:[],pipe:[],feat:[]}; const c:Record<string,number[]>={plain:[],tail:[],pipe:[],feat:[]};
for(let k=0;k<14;k++)for(const [n,f] of Object.entries(w)){const a=process.cpuUsage();const t=performance.now();await f();const d=performance.now()-t;const e=process.cpuUsage(a);if(k>2){r[n]!.push(d);c[n]!.push((e.user+e.system)/1000)}}
for(const n in r)console.log(n.padEnd(6),'wall med',median(r[n]!).toFixed(0),'min',Math.min(...r[n]!).toFixed(0),'cpu med',median(c[n]!).toFixed(0),'min',Math.min(...c[n]!).toFixed(0));
