import type { HandMade } from "./hand-edits";
import type { LifecycleSettings } from "./lifecycle";
import type { Outcome } from "./lifecycle-engine";

/** What is known of a lifecycle when its last run is judged. */
export interface Circumstances {
  readonly settings: LifecycleSettings;
  readonly hand: Pick<HandMade, "meddled" | "rejected" | "unmarked" | "thinned">;
  /** Answers were lost, or processes died, at some time. */
  readonly wasDisturbed: boolean;
}

type Excuse = (address: string, circumstances: Circumstances) => boolean;

const meddled: Excuse = (address, { hand }) => hand.meddled.has(address);

/** It has lost the marker and everybody the record knows. */
const unknowable: Excuse = (address, one) =>
  meddled(address, one) ||
  (one.hand.unmarked.has(address) && (one.wasDisturbed || one.hand.thinned.has(address)));

const unmarked: Excuse = (address, one) =>
  unknowable(address, one) || (one.settings.markerOnCreate === "drop" && one.wasDisturbed);

/** Which refusals of a run without faults are right, and when. Every other one means that it does not converge. */
const EXCUSES: Readonly<Record<string, Excuse>> = {
  "calendar-not-ours": unmarked,
  "lost-answer-without-marker": unmarked,
  "other-address-given": unmarked,
  "half-made": unmarked,
  "creates-stopped": (_address, one) => one.hand.meddled.size > 0 || unmarked("", one),
  "calendar-missing": meddled,
  "calendar-unreadable": meddled,
  "deletion-mark-lost": unknowable,
  "calendar-mark-lost": unknowable,
  // made by a run that died unrecorded, then to be deleted: the way out is to have it recorded first
  "deleted-but-alive": (address, one) => one.wasDisturbed || meddled(address, one),
  "not-completed": (address, { hand }) => hand.rejected.has(address),
};

/** What failed at the end of a lifecycle without a good reason. */
export function withoutExcuse(outcome: Outcome, circumstances: Circumstances): string[] {
  const refused = outcome.refused.map((code) => `it was refused: ${code}`);
  const failed = [...outcome.failed].flatMap(([name, code]) =>
    EXCUSES[code]?.(`${name}@nhs.net`, circumstances) ? [] : [`${name}: ${code}`],
  );
  return [...refused, ...failed];
}
