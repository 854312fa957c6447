import type { SandboxLine } from "./sandbox-line";

/** The sandbox's identities in the form of BOOKINGS_IDENTITIES: the same, with their kinds. */
export function identitiesOf({ identities }: SandboxLine): object {
  const { observer, directoryOperator, directoryOperators = {}, calendarOperators } = identities;
  return {
    observer: { kind: "secret", ...observer },
    directoryOperator: { kind: "secret", ...directoryOperator },
    directoryOperators: Object.fromEntries(
      Object.entries(directoryOperators).map(([name, operator]) => [name, { kind: "secret", ...operator }]),
    ),
    calendarOperators: Object.fromEntries(
      Object.entries(calendarOperators).map(([name, operator]) => [
        name,
        { kind: "refresh-token", ...operator },
      ]),
    ),
  };
}
