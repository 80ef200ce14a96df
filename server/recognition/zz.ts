import { SenseVoice } from './sense-voice/sense-voice.ts';
const rss=()=>(process.memoryUsage.rss()/1048576|0);
const sv=await SenseVoice.load('bench/output/full'); const r1=rss(); const c:number[]=[];
for(let i=0;i<6;i++){const x=Int16Array.from({length:16000*(i<3?20:5*i)},()=>Math.random()*8000-4000); const a=process.cpuUsage(); await sv.recognise(x,'auto'); const e=process.cpuUsage(a); c.push((e.user+e.system)/1000|0)}
console.log('loaded',r1,'after',rss(),'cpu ms',c.join());
