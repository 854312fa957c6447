import type { GraphClient } from "../graph/graph-client";
import type { DirectoryUser } from "../graph/resources/directory-user";
import { hasBookingsPlan } from "../graph/resources/has-bookings-plan";
import { mailboxPurpose } from "../graph/resources/mailbox-purpose";
import { users } from "../graph/resources/users";
import type { ListedCalendar } from "../report/listed-calendar";
import type { ListedPolicy } from "../report/listed-policy";
import type { Obstacle, UserFacts } from "../report/user-facts";
import { askDirectory } from "./ask-directory";

const BOOKINGS = "Microsoft Bookings";

/** What the organisations have. */
export interface Lists {
  readonly calendars: readonly ListedCalendar[];
  readonly policies: readonly ListedPolicy[];
}

function obstaclesOf(user: DirectoryUser | undefined, mailbox: string): Obstacle[] {
  if (!user) return ["not-in-directory"];
  const tests: readonly (readonly [boolean, Obstacle])[] = [
    [user.accountEnabled === false, "disabled"],
    [user.userType === "Guest", "guest"],
    [mailbox === "not-in-exchange-online", "not-migrated"],
    [!["user", "not-in-exchange-online"].includes(mailbox), "no-person"],
    [hasBookingsPlan(user) === false, "bookings-not-enabled"],
  ];
  return tests.flatMap(([applies, obstacle]) => (applies ? [obstacle] : []));
}

async function mailboxOf(graph: GraphClient, user: DirectoryUser | undefined): Promise<string> {
  if (!user) return "user";
  const [outcome] = await graph.sendAll([users.purpose(user.id)]);
  return outcome ? mailboxPurpose(outcome) : "user";
}

/** One person by any of their addresses: where they are, and whether they can open the app. Reads only. */
export function userFactsOf(graph: GraphClient, address: string, lists: Lists): Promise<UserFacts> {
  const wanted = address.toLowerCase();
  return askDirectory(graph, [wanted], async (found) => {
    const user = found.get(wanted);
    const addresses = new Set([wanted, ...(user?.addresses ?? [])]);
    const obstacles = obstaclesOf(user, await mailboxOf(graph, user));
    const calendars = lists.calendars.flatMap((calendar) => {
      const member = calendar.members.find((one) => addresses.has(one.address.toLowerCase()));
      return member ? [{ calendar, member }] : [];
    });
    const theirs = new Set(calendars.map(({ calendar }) => calendar.organisation.toLowerCase()));
    const isKnown = obstacles.length > 0 || (user !== undefined && hasBookingsPlan(user) !== undefined);
    return {
      address,
      ...(user && { displayName: user.displayName, mail: user.mail }),
      calendars,
      policies: lists.policies.filter(({ users: all }) =>
        all.some((one) => addresses.has(one.toLowerCase())),
      ),
      ...(isKnown && { canOpenApp: obstacles.length === 0 }),
      obstacles,
      enabledBy: obstacles.includes("bookings-not-enabled")
        ? lists.policies
            .filter(({ organisation, applications, status }) => {
              return (
                status === "active" &&
                applications.includes(BOOKINGS) &&
                theirs.has(organisation.toLowerCase())
              );
            })
            .map(({ file }) => file)
        : [],
    };
  });
}
