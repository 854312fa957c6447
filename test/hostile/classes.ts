import { forgedLines } from "./forged-lines";
import type { HostileClass } from "./hostile-class";

/** Every class, and how many cases apart those of the slice in the tests are. */
export const classes: readonly (HostileClass & { readonly step: number })[] = [{ ...forgedLines, step: 1 }];
