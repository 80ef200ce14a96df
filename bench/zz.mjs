import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readFileSync, readdirSync } from 'node:fs';
const d='bench/output/full/'; const f=d+readdirSync(d).find(n=>n.endsWith('.extended.onnx'));
const o=JSON.parse(process.argv[2]??'{}'); 
const rss=()=>{const s=readFileSync('/proc/self/status','utf8');return s.match(/VmRSS:\s+(\d+)/)[1]/1024|0};
const parts=()=>{const s=readFileSync('/proc/self/status','utf8');return ['RssAnon','RssFile','VmHWM'].map(k=>k+' '+((s.match(new RegExp(k+':\\s+(\\d+)'))[1]/1024)|0)).join(' ')};
const r0=rss(); const t0=performance.now();
const s=await InferenceSession.create(f,{intraOpNumThreads:1,interOpNumThreads:1,logSeverityLevel:3,...o});
const t1=performance.now(); const r1=rss();
const T=334; const x=new Float32Array(T*560).map(()=>Math.random()*2-1);
const feeds={x:new Tensor('float32',x,[1,T,560]),x_length:new Tensor('int32',Int32Array.of(T),[1]),language:new Tensor('int32',Int32Array.of(0),[1]),text_norm:new Tensor('int32',Int32Array.of(14),[1])};
const ts=[];for(let i=0;i<3;i++){const b=performance.now();await s.run(feeds,['ids','probabilities']);ts.push(performance.now()-b|0)}
console.log(JSON.stringify(o),'start',r0,'loaded',r1,'after',rss(),parts(),'load ms',(t1-t0)|0,'runs',ts.join());
