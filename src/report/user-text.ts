import type { Paint } from "./paint";
import { MEMBERSHIP_WORDS, STATUS_WORDS } from "./status-words";
import type { Obstacle, UserFacts } from "./user-facts";

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  "not-in-directory": "nobody in the directory has this address",
  disabled: "the account is disabled",
  guest: "a guest of the tenant, not an NHSmail user",
  "not-migrated": "the mailbox is not in Exchange Online",
  "no-person": "the mailbox is no person's",
  "bookings-not-enabled": "Bookings is not enabled",
};

function appLines({ canOpenApp, obstacles, enabledBy }: UserFacts): string[] {
  if (canOpenApp === undefined) return ["not known: the observer may not see it"];
  if (canOpenApp) return ["yes"];
  const advice =
    enabledBy.length > 0
      ? [`→ add them under users in ${enabledBy.join(" or ")}`]
      : ["→ no user policy of their calendars' organisations switches Bookings on"];
  return [
    `no: ${obstacles.map((one) => OBSTACLES[one]).join("; ")}`,
    ...(obstacles.includes("bookings-not-enabled") ? advice : []),
  ];
}

const section = (heading: string, lines: readonly string[]): string[] => [
  `  ${heading}:`,
  ...(lines.length > 0 ? lines : ["none"]).map((line) => `    ${line}`),
];

/** One person: whether they can open the app, and why not; every calendar and policy. */
export function userText(user: UserFacts, paint: Paint): string {
  const { address, displayName, mail, calendars, policies } = user;
  const alias = mail !== undefined && mail.toLowerCase() !== address.toLowerCase() ? ` (${mail})` : "";
  return [
    paint.strong(displayName === undefined ? address : `${displayName}, ${address}${alias}`),
    ...section("Can open the Bookings app", appLines(user)),
    ...section(
      "Calendars",
      calendars.map(({ calendar, member }) => {
        const waiting = calendar.status === "planned" ? "" : MEMBERSHIP_WORDS[member.membership];
        const notes = [member.role, STATUS_WORDS[calendar.status], waiting].filter(Boolean);
        return `${calendar.address}: ${notes.join(", ")}`;
      }),
    ),
    ...section(
      "User policies",
      policies.map(({ displayName: name, file }) => `${name}  ${paint.faint(file)}`),
    ),
    "",
  ].join("\n");
}
