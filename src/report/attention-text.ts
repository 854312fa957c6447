import type { RecordedMember } from "../engine/run-result";
import { unbrokenTexts } from "../problem/printable";
import type { ListedCalendar, ListedPolicy } from "./listing";
import { nameOf } from "./phrases";
import { licenceWords } from "./status-words";

const ADVICE: Readonly<Partial<Record<ListedCalendar["status"], string>>> = {
  planned: "is in the specs only: run bookings up",
  "to-take-over":
    "is to be taken over from another organisation: run bookings up once that has handed it over",
  "awaiting-removal": "is closed and waits for an Exchange administrator: run bookings up to see the command",
  "half-made": "was not finished: run bookings preview to see what can be done",
  deleting: "is not fully deleted: run bookings up",
  missing: "is gone from the tenant: run bookings preview to see what can be done",
};

const WAITING: Readonly<Partial<Record<RecordedMember["membership"], string>>> = {
  pending: "has to approve Microsoft's e-mail for",
  rejected: "has declined",
};

function peopleLines({ displayName, members, status, inTenant }: ListedCalendar): string[] {
  // There is nothing left to approve.
  if (status === "missing" || inTenant === "gone") return [];
  return members.flatMap(({ address, membership, person }) => {
    const words = WAITING[membership];
    return words === undefined ? [] : [`${nameOf({ address, person })} ${words} ${displayName}`];
  });
}

const POLICY_ADVICE: Readonly<Partial<Record<ListedPolicy["status"], string>>> = {
  planned: "is in the specs only: run bookings up",
  retiring: "is not fully retired: run bookings up",
  missing: "has lost its group: run bookings preview to see what can be done",
};

/** Thousands may wait for the directory: only people it failed for are named. */
function licenceLines({ displayName, users, status, inTenant }: ListedPolicy): string[] {
  if (inTenant === "gone" || (status !== "active" && status !== "updating")) return [];
  const inProgress = users.filter(({ licence }) => licence === "in-progress").length;
  const failed = users.filter(({ licence }) => licence === "failed");
  return [
    ...(inProgress > 0
      ? [`${displayName}: the directory was still at the licences of ${inProgress}: run bookings up`]
      : []),
    ...failed.map((user) => `${displayName}: ${nameOf(user)} – ${licenceWords(user)}`),
  ];
}

/** `accepted until 2027-02-20: phone-has-letters (IT)` */
export function exceptionWords(
  { problem, about, owner, expires }: NonNullable<ListedCalendar["exceptions"]>[number],
  today: string,
): string {
  const until = expires < today ? `no longer accepted since ${expires}` : `accepted until ${expires}`;
  return `${until}: ${problem}${about === undefined ? "" : ` of ${about}`} (${owner})`;
}

/** What waits for someone, a sentence each: what is not as it should be first, then people, then what is accepted for a while. */
export function attentionLines(
  listedCalendars: readonly ListedCalendar[],
  listedPolicies: readonly ListedPolicy[] = [],
  today = "",
): string[] {
  const [calendars, policies] = unbrokenTexts([listedCalendars, listedPolicies] as const);
  const advised = (
    advice: Readonly<Record<string, string>>,
    all: readonly Pick<ListedCalendar | ListedPolicy, "status" | "displayName" | "inTenant">[],
  ): string[] =>
    all.flatMap(({ status, displayName, inTenant }) => {
      const words = advice[inTenant === "gone" ? "missing" : status];
      return words === undefined ? [] : [`${displayName} ${words}`];
    });
  return [
    ...advised(ADVICE, calendars),
    ...advised(POLICY_ADVICE, policies),
    ...calendars.flatMap(peopleLines),
    ...policies.flatMap(licenceLines),
    ...calendars.flatMap(({ displayName, exceptions = [] }) =>
      exceptions.map((one) => `${displayName}: ${exceptionWords(one, today)}`),
    ),
  ];
}
