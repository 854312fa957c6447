import { deletesOnlyConfirmed } from "./deletes-only-confirmed";
import { foreignIsUntouched } from "./foreign-is-untouched";
import type { Invariant } from "./moment";
import { neverWithoutAdmin } from "./never-without-admin";
import { nothingTwice } from "./nothing-twice";
import { previewsWriteNothing } from "./previews-write-nothing";
import { unknownDecidesNothing } from "./unknown-decides-nothing";

/** What must hold after every command. I4, I6 (it converges) and I11 need further commands: see live-through. */
export const invariants: readonly Invariant[] = [
  previewsWriteNothing,
  deletesOnlyConfirmed,
  foreignIsUntouched,
  nothingTwice,
  neverWithoutAdmin,
  unknownDecidesNothing,
];
