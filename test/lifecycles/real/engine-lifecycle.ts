import type fc from "fast-check";
import type { Lifecycle, Step } from "../lifecycle";
import { lifecycleOf } from "../random-lifecycle";

/** The product really waits between attempts here: more of them would take minutes and show nothing else. */
const MOST_FAULTS = 2;

function calmer(step: Step): readonly Step[] {
  // `pulumi destroy` is tested by itself: it is none of our commands
  if (step.do === "destroy") return [];
  if ((step.do !== "up" && step.do !== "preview") || !step.fault) return [step];
  const { fault } = step;
  return [{ ...step, fault: { ...fault, times: Math.min(fault.times, MOST_FAULTS) } }];
}

/** Lifecycles that are short enough for processes of seconds each. Mailboxes do not appear late: that would take minutes. */
export const engineLifecycle: fc.Arbitrary<Lifecycle> = lifecycleOf(3).map(({ settings, steps }) => ({
  settings: { ...settings, mailboxDelay: "none" },
  steps: steps.flatMap(calmer),
}));
