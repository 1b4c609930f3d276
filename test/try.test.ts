import { it } from "vitest";
import { muon, antimuon } from "../src/event/particle.ts";
import { shippedCard } from "./shipped-card.ts";
import { prepareOnePart, pulseSum } from "./detector/one-part.ts";
function mode(v: number[], w = 0.1) { let best = 0, bx = 0; for (let x = 1.5; x < 7; x += 0.01) { let c = 0; for (const y of v) { const d = (y - x) / w; if (d > -4 && d < 4) c += Math.exp(-d * d / 2); } if (c > best) { best = c; bx = x; } } return bx; }
it("x", () => {
  const hcal = prepareOnePart("hcal", shippedCard());
  for (const E of [10, 20, 50]) { const light: number[] = [], read: number[] = []; for (let e = 0; e < 30000; e++) { hcal.see(e, (p) => { const k = p.add(muon, E); p.z[k] = 450; p.x[k]=5; p.y[k]=5; }); light.push(pulseSum(hcal.pulses, 0, 9)); read.push(hcal.columns.hcalModuleEnergy[0]!); }
    const s=read.toSorted((a,b)=>a-b);
    console.log(E, "light mode", mode(light), "read mode", mode(read), "16/50/84", s[4800], s[15000], s[25200]); }
  for (const E of [10, 20, 50]) { const n = 30000; let ins = [0, 0, 0, 0], all=0; const read: number[] = []; for (let e = 0; e < n; e++) { hcal.see(e + 1e6, (p) => { for (const kind of [muon, antimuon]) { const k = p.add(kind, E); p.z[k] = 450; p.x[k] = 5; p.y[k] = 5; } }); const m=hcal.columns.hcalModuleEnergy; read.push(m[1]!); let both=0; for (let k = 0; k < 4; k++) if (m[k]! > 1 && m[k]! < 6) { ins[k]!++; if(k==0||k==3) both++; } if (both==2) all++; }
    console.log("two of", E, "share in 1-6 per module", ins.map((c) => (c / n).toFixed(4)).join(" "), "HCAL1 and 4", all/n, "mode", mode(read, 0.15)); }
  const ecal = prepareOnePart("ecal", shippedCard());
  for (const E of [1,5,10, 20, 50,100]) { let [ps,main,lost,n,q]=[0,0,0,20000,0]; for (let e = 0; e < n; e++) { ecal.deposit(e, (p) => { const k = p.add(muon, E); p.z[k]=-1; p.x[k]=5; p.y[k]=5; }); const a=pulseSum(ecal.pulses,0,36),b=pulseSum(ecal.pulses,36); ps+=a/n;main+=b/n;q+=(a+b)**2/n; lost+=(E-(ecal.particles.count>1?ecal.particles.energy[1]!:0))/n; } console.log("ecal",E,ps,main,Math.sqrt(q-(ps+main)**2),lost); }
}, 600000);
