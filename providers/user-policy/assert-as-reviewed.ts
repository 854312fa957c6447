import type { PolicyInputs, PolicyRecord } from "../../src/model/policy-fields";
import type { Licence } from "../../src/plan/licences";
import { type StepToApply, wantedDigest } from "../../src/plan/steps-to-apply";
import type { LiveGroup } from "../../src/tenant/groups";
import { refuse } from "../refuse";
import { reviewedStep } from "../reviewed";
import type { PolicyContext } from "./context";
import { recordOf } from "./read";
import { inputsOf } from "./record";

/** Refuses where a policy is not as it was when the plan was made. */
export function assertAsReviewed(step: StepToApply | undefined, now: PolicyInputs): void {
  if (step?.was === undefined || step.was === wantedDigest(now)) return;
  throw refuse("moved-since-review", { name: now.displayName, what: ["applications or people"] });
}

/** The same by the handler's own look, which is the last before its first write. */
export function assertSeenAsReviewed(
  { reviewed }: Pick<PolicyContext, "reviewed">,
  record: PolicyRecord,
  inputs: PolicyInputs,
  { live, licence }: { readonly live: LiveGroup; readonly licence: Licence },
): void {
  const step = reviewedStep(reviewed, inputs.displayName, inputs);
  const { id, live: known } = record;
  const beside = { id, helperPlans: known.helperPlans, processing: false, left: {}, licences: [licence] };
  assertAsReviewed(step, inputsOf(recordOf(record, licence, live, beside)));
}
