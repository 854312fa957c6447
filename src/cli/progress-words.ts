import type { ProgressEvent } from "../engine/run-result";

const STAGES: Readonly<Record<ProgressEvent["stage"], string>> = {
  opening: "starting Pulumi",
  reading: "reading what the tenant has now",
  comparing: "comparing it with the specs",
  changing: "making the changes",
};

/** One step of a run in words: «leeds: making the changes, 3 of 7, leedscardiologyheartfailure». */
export function progressWords({ organisation, stage, calendar, done, total }: ProgressEvent): string {
  const count = total === undefined ? "" : `, ${done} of ${total}`;
  return `${organisation}: ${STAGES[stage]}${count}${calendar ? `, ${calendar}` : ""}`;
}
