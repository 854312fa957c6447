import fc from "fast-check";
import {
  CLINICS,
  type HandEdit,
  type LifecycleCrash,
  type LifecycleFault,
  PEOPLE,
  type Step,
} from "./lifecycle";

type Of<Do extends Step["do"]> = Extract<Step, { do: Do }>;

/** A calendar by number. */
export const calendar = fc.nat(CLINICS.length - 1);

const person = fc.nat(PEOPLE.length - 1);

/** Someone is admin; others may be anything. */
export const members = fc
  .tuple(
    fc.constantFrom(...PEOPLE),
    fc.dictionary(fc.constantFrom(...PEOPLE), fc.constantFrom("admin", "viewer"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  )
  .map(([admin, others]) => ({ ...others, [admin]: "admin" as const }));

/** What the sandbox answers instead of what it was asked. */
export const faultKind = fc.constantFrom<LifecycleFault["kind"]>(
  "429",
  "503",
  "500",
  "cut-before",
  "cut-after",
  "cut-body",
);

export const fault: fc.Arbitrary<LifecycleFault> = fc.record({
  kind: faultKind,
  operation: fc.constantFrom("*", "staffMember.*", "bookingBusiness.*", "POST *"),
  nth: fc.integer({ min: 1, max: 8 }),
  times: fc.integer({ min: 1, max: 8 }),
});

export const crash: fc.Arbitrary<LifecycleCrash> = fc.record({
  before: fc.integer({ min: 1, max: 12 }),
  outputsSaved: fc.boolean(),
});

const edit = fc.constantFrom<HandEdit>(
  "phone",
  "add",
  "add-in-capitals",
  "remove",
  "role",
  "delete",
  "foreign",
  "foreign-marked",
  "unmark",
  "publish",
  "approve",
  "reject",
);

export const specStep: fc.Arbitrary<Of<"spec">> = fc.record({
  do: fc.constant("spec"),
  calendar,
  phone: fc.nat(2),
  members,
});

export const handStep: fc.Arbitrary<Of<"hand">> = fc.record({
  do: fc.constant("hand"),
  calendar,
  edit,
  person,
});

export const tombstoneStep: fc.Arbitrary<Of<"tombstone">> = fc.record({
  do: fc.constant("tombstone"),
  calendar,
  confirm: fc.constantFrom("right", "right", "right", "wrong", "none"),
});

/** What happens to a file that no one should do to it, or seldom. */
export const mishap: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("revert" as const, "rename" as const, "vanish" as const, "recreate" as const),
  calendar,
});
