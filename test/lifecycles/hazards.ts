import fc from "fast-check";
import type { LifecycleFault, Step } from "./lifecycle";
import { calendar, crash, fault, faultKind, members } from "./random-steps";

// Each of these is a story that single random steps tell once in some hundred lifecycles: enough of them come together seldom.

const UP: Step = { do: "up" };
const PREVIEW: Step = { do: "preview" };
const spec = (at: number, phone: number, people: Roles): Step => ({
  do: "spec",
  calendar: at,
  phone,
  members: people,
});
const tombstone = (at: number): Step => ({ do: "tombstone", calendar: at, confirm: "right" });
const hand = (at: number, edit: Extract<Step, { do: "hand" }>["edit"]): Step => ({
  do: "hand",
  calendar: at,
  edit,
  person: 0,
});

type Roles = Extract<Step, { do: "spec" }>["members"];

const newcomer = fc.constantFrom("foreign" as const, "foreign-marked" as const);
const run = fc.constantFrom(PREVIEW, UP);

const faultOf = (operation: LifecycleFault["operation"], most: number): fc.Arbitrary<LifecycleFault> =>
  fc.record({
    kind: faultKind,
    operation: fc.constant(operation),
    nth: fc.constantFrom(1, 1, 2),
    times: fc.integer({ min: 1, max: most }),
  });

/** A calendar is made and deleted, and someone makes another at its address. */
const bornAgain = fc
  .tuple(calendar, members, newcomer, run)
  .map(([at, people, edit, then]) => [spec(at, 0, people), UP, tombstone(at), UP, hand(at, edit), then]);

/** Ours is deleted by hand, and someone makes another at its address. */
const replaced = fc
  .tuple(calendar, members, newcomer, fc.nat(2))
  .map(([at, people, edit, phone]) => [
    spec(at, 0, people),
    UP,
    hand(at, "delete"),
    hand(at, edit),
    spec(at, phone, people),
    UP,
  ]);

/** A calendar is asked for, and the answer is lost. */
const creationLost = fc
  .tuple(calendar, members, faultOf("bookingBusiness.create", 2))
  .map(([at, people, disturbance]) => [spec(at, 1, people), { do: "up" as const, fault: disturbance }]);

/** A calendar is to be deleted, and Graph does not, or does not say so. */
const deletionDisturbed = fc
  .tuple(calendar, members, faultOf("bookingBusiness.delete", 20))
  .map(([at, people, disturbance]) => [
    spec(at, 1, people),
    UP,
    tombstone(at),
    { do: "up" as const, fault: disturbance },
  ]);

/** Everybody is exchanged, under disturbance. */
const everybodyExchanged = fc
  .tuple(
    calendar,
    members,
    members,
    fc.oneof(
      fault.map((one) => ({ fault: one })),
      crash.map((one) => ({ crash: one })),
    ),
  )
  .map(([at, people, others, disturbance]) => [
    spec(at, 2, people),
    UP,
    spec(at, 2, others),
    { do: "up" as const, ...disturbance },
  ]);

/** Ours is deleted by hand, and asked for again. */
const remade = fc
  .tuple(calendar, members, fc.option(fault, { nil: undefined }))
  .map(([at, people, disturbance]) => [
    spec(at, 0, people),
    UP,
    hand(at, "delete"),
    UP,
    { do: "recreate" as const, calendar: at },
    { do: "up" as const, ...(disturbance && { fault: disturbance }) },
  ]);

/** Some steps that belong together. */
export const hazard: fc.Arbitrary<readonly Step[]> = fc.oneof(
  bornAgain,
  replaced,
  creationLost,
  deletionDisturbed,
  everybodyExchanged,
  remade,
);
