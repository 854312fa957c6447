import type { RecordedMember, RecordedUser } from "../engine/run-result";
import { oneLine, unbrokenTexts } from "../problem/printable";
import {
  calendarJson,
  isOnlyInSpecs,
  type ListedCalendar,
  type ListedPolicy,
  listedPolicyJson,
} from "./listing";
import type { Paint } from "./paint";
import { licenceWords, MEMBERSHIP_WORDS, POLICY_STATUS_WORDS, STATUS_WORDS } from "./status-words";

/** Why someone cannot open the Bookings app. */
export type Obstacle =
  | "not-in-directory"
  | "deleted"
  | "disabled"
  | "guest"
  | "not-migrated"
  | "no-person"
  | "bookings-not-enabled";

/** A policy that someone is in, and what the directory has made of it for them. */
interface UserPolicyFacts {
  readonly policy: ListedPolicy;
  readonly user: RecordedUser;
}

/** Everything that is known of one person. */
export interface UserFacts {
  /** As it was asked for. */
  readonly address: string;
  /** The directory's name, primary address and organisation, where it knows them. */
  readonly displayName?: string;
  readonly mail?: string;
  readonly organisation?: string;
  /** Where no one has the address: who is most like it. */
  readonly near: readonly string[];
  readonly calendars: readonly { readonly calendar: ListedCalendar; readonly member: RecordedMember }[];
  readonly policies: readonly UserPolicyFacts[];
  /** Absent where it cannot be seen. */
  readonly canOpenApp?: boolean;
  readonly obstacles: readonly Obstacle[];
  /** Policies that are to enable Bookings for them and have not yet, where that is what is missing. */
  readonly underWay: readonly UserPolicyFacts[];
  /** Spec files of policies that would enable Bookings, where that is what is missing and none is under way. */
  readonly enabledBy: readonly string[];
}

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  "not-in-directory": "no one in the directory has this address",
  deleted: "the account was deleted within the last 30 days",
  disabled: "the account is disabled",
  guest: "a guest of the tenant, not an NHSmail user",
  "not-migrated": "the mailbox is not in Exchange Online",
  "no-person": "the mailbox is not a person's",
  "bookings-not-enabled": "Bookings is not enabled",
};

/** What makes Bookings be there for them, or will. */
function enablingLines({ underWay, enabledBy, organisation }: UserFacts): string[] {
  if (underWay.length > 0) {
    return underWay.map(({ policy, user }) => {
      const words = policy.status === "planned" ? "" : licenceWords(user);
      return `→ ${policy.displayName} lists them already: ${words || "bookings up brings it about"}`;
    });
  }
  if (enabledBy.length > 0) return [`→ add them under users in ${enabledBy.join(" or ")}`];
  return [
    `→ no user policy of ${organisation || "their organisation"} switches Bookings on, as far as shown here`,
  ];
}

function appLines(user: UserFacts): string[] {
  const { canOpenApp, obstacles, near } = user;
  if (canOpenApp === undefined) return ["not known: the observer may not see it"];
  if (canOpenApp) return ["yes"];
  return [
    `no: ${obstacles.map((one) => OBSTACLES[one]).join("; ")}`,
    ...(near.length > 0 ? [`→ did you mean ${near.join(" or ")}?`] : []),
    ...(obstacles.includes("bookings-not-enabled") ? enablingLines(user) : []),
  ];
}

const section = (heading: string, lines: readonly string[]): string[] => [
  `  ${heading}:`,
  ...(lines.length > 0 ? lines : ["none"]).map((line) => `    ${line}`),
];

/** One person: whether they can open the app, and why not; every calendar and policy. */
export function userText(told: UserFacts, paint: Paint): string {
  const user = unbrokenTexts(told);
  const { address, displayName, mail, calendars, policies } = user;
  const alias = mail !== undefined && mail.toLowerCase() !== address.toLowerCase() ? ` (${mail})` : "";
  return [
    paint.strong(displayName === undefined ? address : `${displayName}, ${address}${alias}`),
    ...(user.organisation ? [`  Organisation: ${oneLine(user.organisation)}`] : []),
    ...section("Can open the Bookings app", appLines(user)),
    ...section(
      "Calendars",
      calendars.map(({ calendar, member }) => {
        const waiting = isOnlyInSpecs(calendar) ? "" : MEMBERSHIP_WORDS[member.membership];
        const notes = [member.role, STATUS_WORDS[calendar.status], waiting].filter(Boolean);
        return `${calendar.address}: ${notes.join(", ")}`;
      }),
    ),
    ...section(
      "User policies",
      policies.map(({ policy, user: one }) => {
        const waiting = policy.status === "planned" ? "" : licenceWords(one);
        const notes = [POLICY_STATUS_WORDS[policy.status], waiting].filter(Boolean);
        return `${policy.displayName}: ${notes.join(", ")}  ${paint.faint(policy.file ?? "")}`.trimEnd();
      }),
    ),
    "",
  ].join("\n");
}

/** One person, described by `schemas/output/user.schema.json`. */
export function userJson({ calendars, policies, underWay, ...user }: UserFacts): object {
  return {
    schemaVersion: 1,
    ...user,
    underWay: underWay.map(({ policy }) => policy.name),
    calendars: calendars.map(({ calendar, member }) => ({
      ...calendarJson(calendar),
      role: member.role,
      membership: member.membership,
    })),
    policies: policies.map(({ policy, user: { licence, word } }) => ({
      ...listedPolicyJson(policy),
      licence,
      ...(word && { word }),
    })),
  };
}
