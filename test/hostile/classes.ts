import { clocks } from "./clocks";
import { concurrency } from "./concurrency";
import { estates } from "./estates";
import { forgedLines } from "./forged-lines";
import { fullDisks } from "./full-disks";
import { hostileAuthority } from "./hostile-authority";
import type { HostileClass } from "./hostile-class";
import { hostileGraph } from "./hostile-graph";
import { powerCuts } from "./power-cuts";
import { tamperedState } from "./tampered-state";

/** Every class, and how many cases apart those of the slice in the tests are. */
export const classes: readonly (HostileClass & { readonly step: number })[] = [
  { ...forgedLines, step: 5 },
  { ...fullDisks, step: 6 },
  { ...powerCuts, step: 23 },
  { ...hostileGraph, step: 7 },
  { ...hostileAuthority, step: 3 },
  { ...estates, step: 60 },
  { ...clocks, step: 1 },
  { ...tamperedState, step: 61 },
  { ...concurrency, step: 8 },
];
