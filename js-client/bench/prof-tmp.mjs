import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { build } from "esbuild";
import { messagesFor } from "./messages.mjs";
const cache="/tmp/h/sevena-tmp/pages.json";
if(!existsSync(cache)) writeFileSync(cache, execFileSync("/tmp/h/target-sevena/release/client",{maxBuffer:1<<28}));
const page=messagesFor(JSON.parse(readFileSync(cache,"utf8"))).find(p=>p.name==="1000");
const [,, file="core.js", op="1 cell", n="20000", prof]=process.argv;
const { outputFiles } = await build({stdin:{contents:`import { create } from "./contenders/${file}"; globalThis.contender = { create };`,resolveDir:new URL(".",import.meta.url).pathname},bundle:true,minify:!prof,format:"esm",target:"es2022",write:false});
const browser=await chromium.launch({executablePath:"/usr/bin/chromium"});
const tab=await browser.newPage();
await tab.route("http://bench.test/",r=>r.fulfill({contentType:"text/html",headers:{ "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },body:"<!DOCTYPE html><meta charset=utf-8><body></body>"}));
await tab.goto("http://bench.test/");
await tab.addScriptTag({content:outputFiles[0].text,type:"module"});
await tab.waitForFunction(()=>globalThis.contender);
const m={...page.messages[file==="html.js"?"html":"native"]};
const s=await tab.context().newCDPSession(tab);
await tab.evaluate(async (m)=>{globalThis.client=contender.create(document.body.appendChild(document.createElement("div"))); await client.ready; globalThis.m=m; const run=()=>{try{client.join(m.join)}catch(e){if(!(e instanceof Promise)) throw e; return e.then(run)}}; await run();},m);
if(prof){await s.send("Profiler.enable");await s.send("Profiler.setSamplingInterval",{interval:50});await s.send("Profiler.start");}
const r=await tab.evaluate(({op,n})=>{const [f,b]=m.operations[op==="create"?"empty":op].map(t=>client.text(t)); const ts=[];
 for(let k=0;k<10;k++){const t=performance.now(); let tot=0; for(let i=0;i<n;i++){ if(op==="create"){client.apply(f);const a=performance.now();client.apply(b);tot+=performance.now()-a}else if(op.startsWith("append")){const a=performance.now();client.apply(f);tot+=performance.now()-a;client.apply(b)} else {client.apply(f);client.apply(b);} } ts.push((op==="create"||op.startsWith("append"))?tot/n:(performance.now()-t)/n/2);} return ts.sort((a,b)=>a-b)},{op,n:+n});
console.log(file,op,"min",r[0].toFixed(5),"median",r[5].toFixed(5));
if(prof){const {profile}=await s.send("Profiler.stop");const self=new Map();const byId=new Map(profile.nodes.map(n=>[n.id,n]));
 profile.samples.forEach((id,i)=>{const n=byId.get(id);const k=n.callFrame.functionName+":"+n.callFrame.lineNumber;self.set(k,(self.get(k)??0)+profile.timeDeltas[i])});
 const tot=[...self.values()].reduce((a,b)=>a+b,0);
 for(const [k,v] of [...self].sort((a,b)=>b[1]-a[1]).slice(0,22)) console.log((100*v/tot).toFixed(1)+"%",k);}
await browser.close();
