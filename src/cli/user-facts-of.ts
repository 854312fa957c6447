import type { GraphClient } from "../graph/graph-client";
import { type DirectoryUser, hasBookingsPlan, mailboxPurpose, users } from "../graph/resources/users";
import { textOf } from "../graph/wire";
import { toAddress } from "../model/address";
import { BOOKINGS } from "../model/applications";
import type { Unknown } from "../preflight/person";
import type { ListedPolicy } from "../report/listed-policy";
import type { Obstacle, UserFacts } from "../report/user-facts";
import { askDirectory } from "./ask-directory";
import type { Listed } from "./listed";

function obstaclesOf(user: DirectoryUser, mailbox: string): Obstacle[] {
  const tests: readonly (readonly [boolean, Obstacle])[] = [
    [user.accountEnabled === false, "disabled"],
    [user.userType === "Guest", "guest"],
    [mailbox === "not-in-exchange-online", "not-migrated"],
    [!["user", "not-in-exchange-online"].includes(mailbox), "no-person"],
    [hasBookingsPlan(user) === false, "bookings-not-enabled"],
  ];
  return tests.flatMap(([applies, obstacle]) => (applies ? [obstacle] : []));
}

async function mailboxOf(graph: GraphClient, user: DirectoryUser): Promise<string> {
  const [outcome] = await graph.sendAll([users.purpose(user.id)]);
  return outcome ? mailboxPurpose(outcome) : "user";
}

async function unknown(graph: GraphClient, address: string): Promise<Unknown> {
  const { unknownPeople } = await import("../../stacks/unknown-people.js");
  const wanted = toAddress(address);
  return (await unknownPeople(graph, [wanted])).get(wanted) ?? { near: [] };
}

const switchesBookingsOn = ({ status, applications }: ListedPolicy): boolean =>
  status !== "deleted" && status !== "retiring" && applications.includes(BOOKINGS);

/**
 * Policies to which somebody could be added. A policy holds people of its own organisation only, so it is the directory's
 * word for theirs that counts, and not where their calendars are.
 */
function enabledBy({ policies, estate }: Listed, organisation: string): string[] {
  const theirs = new Set(
    estate.organisations
      .filter((one) => same(one.organisation.directoryName, organisation))
      .map((one) => one.organisation.stack),
  );
  return policies
    .filter((policy) => switchesBookingsOn(policy) && theirs.has(policy.organisation.toLowerCase()))
    .flatMap(({ file }) => file ?? []);
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The calendars and policies that name somebody, by any of their addresses. */
function placesOf(
  addresses: ReadonlySet<string>,
  { calendars, policies }: Listed,
): Pick<UserFacts, "calendars" | "policies"> {
  const isThem = (one: { readonly address: string }): boolean => addresses.has(one.address.toLowerCase());
  return {
    calendars: calendars.flatMap((calendar) => {
      const member = calendar.members.find(isThem);
      return member ? [{ calendar, member }] : [];
    }),
    policies: policies.flatMap((policy) => {
      const user = policy.users.find(isThem);
      return user ? [{ policy, user }] : [];
    }),
  };
}

/** One person by any of their addresses: where they are, and whether they can open the app. Reads only. */
export function userFactsOf(graph: GraphClient, address: string, listed: Listed): Promise<UserFacts> {
  const wanted = address.toLowerCase();
  const attribute = listed.estate.tenant?.organisationAttribute ?? "companyName";
  return askDirectory(graph, [wanted], [attribute], async (found) => {
    const user = found.get(wanted);
    const places = placesOf(new Set([wanted, ...(user?.addresses ?? [])]), listed);
    if (!user) {
      const { near, deleted } = await unknown(graph, wanted);
      return {
        address,
        ...(deleted !== undefined && { displayName: deleted }),
        near,
        ...places,
        canOpenApp: false,
        obstacles: [deleted === undefined ? "not-in-directory" : "deleted"],
        underWay: [],
        enabledBy: [],
      };
    }
    const obstacles = obstaclesOf(user, await mailboxOf(graph, user));
    const organisation = textOf(user.raw[attribute]);
    const isMissing = obstacles.includes("bookings-not-enabled");
    const underWay = isMissing ? places.policies.filter(({ policy }) => switchesBookingsOn(policy)) : [];
    const isKnown = obstacles.length > 0 || hasBookingsPlan(user) !== undefined;
    return {
      address,
      displayName: user.displayName,
      mail: user.mail,
      ...(organisation && { organisation }),
      near: [],
      ...places,
      ...(isKnown && { canOpenApp: obstacles.length === 0 }),
      obstacles,
      underWay,
      enabledBy: isMissing && underWay.length === 0 ? enabledBy(listed, organisation) : [],
    };
  });
}
