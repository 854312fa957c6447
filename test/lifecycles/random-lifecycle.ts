import fc from "fast-check";
import { hazard } from "./hazards";
import type { Lifecycle, LifecycleSettings, Step } from "./lifecycle";
import { crash, fault, handStep, mishap, specStep, tombstoneStep } from "./random-steps";

const settings: fc.Arbitrary<LifecycleSettings> = fc.record({
  duplicateName: fc.constantFrom("conflict", "suffix"),
  markerOnCreate: fc.constantFrom("keep", "drop"),
  creatorBecomesStaff: fc.boolean(),
  batch: fc.boolean(),
  memberRoleWord: fc.constantFrom("member", "teamMember"),
  membershipApproval: fc.boolean(),
  mailboxDelay: fc.constantFrom("none", "none", "none", "short"),
  starterService: fc.boolean(),
  checkpoints: fc.boolean(),
});

/** Anything that may happen, one thing at a time. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: specStep },
  { weight: 4, arbitrary: fc.constant({ do: "up" as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("up" as const), fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("up" as const), crash }) },
  { weight: 3, arbitrary: handStep },
  { weight: 2, arbitrary: tombstoneStep },
  { weight: 2, arbitrary: mishap },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("preview" as const), fault }, { requiredKeys: ["do"] }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "destroy" as const }) },
);

/** A single step, or some that belong together and are rare by themselves. */
const passage: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 9, arbitrary: step.map((one) => [one]) },
  { weight: 2, arbitrary: hazard },
);

/** Any lifecycle of a number of passages at most. It begins with a spec, as nothing happens before there is one. */
export const lifecycleOf = (most: number): fc.Arbitrary<Lifecycle> =>
  fc
    .tuple(settings, specStep, fc.array(passage, { minLength: 1, maxLength: most }), fc.boolean())
    .map(([others, first, passages, looksTooEarly]) => ({
      settings: { ...others, looksTooEarly },
      steps: [first, ...passages.flat()],
    }));

/** Any lifecycle. */
export const randomLifecycle: fc.Arbitrary<Lifecycle> = lifecycleOf(9);
