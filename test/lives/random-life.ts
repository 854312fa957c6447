import fc from "fast-check";
import {
  CLINICS,
  type HandEdit,
  type Life,
  type LifeDeath,
  type LifeFault,
  type LifeSettings,
  PEOPLE,
  type Step,
} from "./life";

const settings: fc.Arbitrary<LifeSettings> = fc.record({
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

const fault: fc.Arbitrary<LifeFault> = fc.record({
  kind: fc.constantFrom("429", "503", "500", "cut-before", "cut-after", "cut-body"),
  operation: fc.constantFrom("*", "staffMember.*", "bookingBusiness.*", "POST *"),
  nth: fc.integer({ min: 1, max: 8 }),
  times: fc.integer({ min: 1, max: 8 }),
});

const death: fc.Arbitrary<LifeDeath> = fc.record({
  before: fc.integer({ min: 1, max: 12 }),
  outputsSaved: fc.boolean(),
});

const calendar = fc.nat(CLINICS.length - 1);
const person = fc.nat(PEOPLE.length - 1);

const members = fc
  .tuple(
    fc.constantFrom(...PEOPLE),
    fc.dictionary(fc.constantFrom(...PEOPLE), fc.constantFrom("admin", "viewer"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  )
  .map(([admin, others]) => ({ ...others, [admin]: "admin" as const }));

const edit = fc.constantFrom<HandEdit>(
  "phone",
  "add",
  "add-in-capitals",
  "remove",
  "role",
  "delete",
  "foreign",
  "foreign-marked",
  "publish",
  "approve",
  "reject",
);

const spec = fc.record({ do: fc.constant("spec" as const), calendar, phone: fc.nat(2), members });
const run = fc.constant({ do: "up" as const });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: spec },
  { weight: 4, arbitrary: run },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("up" as const), fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("up" as const), death }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("hand" as const), calendar, edit, person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("tombstone" as const),
      calendar,
      confirm: fc.constantFrom("right", "right", "right", "wrong", "none"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("revert", "rename", "vanish", "recreate"), calendar }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("preview" as const), fault }, { requiredKeys: ["do"] }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "destroy" as const }) },
);

/** Any life. It begins with a spec, as nothing happens before there is one. */
export const randomLife: fc.Arbitrary<Life> = fc.record({
  settings,
  steps: fc
    .tuple(spec, fc.array(step, { minLength: 2, maxLength: 12 }))
    .map(([first, others]) => [first, ...others]),
});
