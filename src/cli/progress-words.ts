import type { ProgressEvent } from "../engine/run-result";

const STAGES: Readonly<Record<ProgressEvent["stage"], string>> = {
  opening: "starting Pulumi",
  reading: "reading what the tenant has now",
  comparing: "comparing it with the specs",
  changing: "making the changes",
};

/**
 * One step of a run in words: «leeds: making the changes, 3 of 7, leedscardiologyheartfailure». A preview goes through
 * the same steps and makes none.
 */
export function progressWords(event: ProgressEvent, isPreview: boolean): string {
  const { organisation, stage, calendar, done, total } = event;
  const count = total === undefined ? "" : `, ${done} of ${total}`;
  const doing = isPreview && stage === "changing" ? STAGES.comparing : STAGES[stage];
  return `${organisation}: ${doing}${count}${calendar ? `, ${calendar}` : ""}`;
}
