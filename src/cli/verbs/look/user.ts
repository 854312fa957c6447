import type { GraphClient } from "../../../graph/graph-client";
import { BOOKINGS } from "../../../model/applications";
import { type BarReason, barsTo, isPerson, isSameOrganisation, type Person } from "../../../model/person";
import { exitCode } from "../../../problem/exit-code";
import type { ListedPolicy } from "../../../report/listing";
import { type Obstacle, type UserFacts, userJson, userText } from "../../../report/user-report";
import { askDirectory, directoryUnreadable, observer } from "../../ask-directory";
import type { Context } from "../../context";
import { type Listed, listed } from "../../listed";
import { type JsonOption, ORGANISATIONS, type Verb } from "../../verb";

/** Why someone cannot open the app: what keeps them from calendars, and Bookings that is not enabled. */
function obstaclesOf(person: Person): Obstacle[] {
  const bars = barsTo(person).map((bar) => (isMailboxOfNobody(bar) ? "no-person" : bar));
  return [...bars, ...(person.hasBookings === false ? (["bookings-not-enabled"] as const) : [])];
}

const isMailboxOfNobody = (bar: BarReason): bar is "shared" | "room" | "equipment" =>
  bar === "shared" || bar === "room" || bar === "equipment";

const switchesBookingsOn = ({ status, applications }: ListedPolicy): boolean =>
  status !== "deleted" && status !== "retiring" && applications.includes(BOOKINGS);

/**
 * Policies to which someone could be added. A policy holds people of its own organisation only, so it is the directory's
 * word for theirs that counts, and not where their calendars are.
 */
function enabledBy({ policies, estate }: Listed, organisation: string): string[] {
  const theirs = new Set(
    estate.organisations
      .filter((one) => isSameOrganisation(one.organisation.directoryName, organisation))
      .map((one) => one.organisation.stack),
  );
  return policies
    .filter((policy) => switchesBookingsOn(policy) && theirs.has(policy.organisation.toLowerCase()))
    .flatMap(({ file }) => file ?? []);
}

/** The calendars and policies that name someone, by any of their addresses. */
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
export async function userFactsOf(graph: GraphClient, address: string, listed: Listed): Promise<UserFacts> {
  const wanted = address.toLowerCase();
  const attribute = listed.estate.tenant?.organisationAttribute ?? "companyName";
  const members = [wanted];
  const looks = await askDirectory(graph, { members, attribute, withBookings: true, withLikely: true });
  const found = looks.get(wanted) ?? { near: [] };
  const places = placesOf(new Set([wanted, ...(isPerson(found) ? found.addresses : [])]), listed);
  if (!isPerson(found)) {
    const { near, deleted } = found;
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
  if (found.mailbox === "unreadable") throw directoryUnreadable(1, found.mailboxError ?? "");
  const { displayName, mail, organisation } = found;
  const obstacles = obstaclesOf(found);
  const isMissing = obstacles.includes("bookings-not-enabled");
  const underWay = isMissing ? places.policies.filter(({ policy }) => switchesBookingsOn(policy)) : [];
  const isKnown = obstacles.length > 0 || found.hasBookings !== undefined;
  return {
    address,
    displayName,
    mail,
    ...(organisation && { organisation }),
    near: [],
    ...places,
    ...(isKnown && { canOpenApp: obstacles.length === 0 }),
    obstacles,
    underWay,
    enabledBy: isMissing && underWay.length === 0 ? enabledBy(listed, organisation) : [],
  };
}

async function user(
  address: string,
  named: readonly string[],
  { json }: JsonOption,
  context: Context,
): Promise<void> {
  const { io } = context;
  const organisations = context.organisations(named);
  const all = await listed(context, organisations);
  const graph = await observer(io, all.estate.tenant);
  const facts = await userFactsOf(graph, address, all);
  if (json) context.printJson(userJson(facts));
  else context.print(userText(facts, context.paint()));
  const isNowhere = facts.calendars.length === 0 && facts.policies.length === 0;
  if (isNowhere && facts.obstacles.includes("not-in-directory")) context.finish(exitCode.failed);
}

/** `bookings user`: where a person is admin, viewer or in a policy, and whether they can open the app. */
export const userVerb: Verb = {
  declare(command, context) {
    command
      .argument("<address>", "one of the person's addresses")
      .argument(...ORGANISATIONS)
      .option("--json", "print it as JSON (schemas/output/user.schema.json)")
      .examples([["bookings user amy.shah@nhs.net", "their calendars and policies; can they open the app?"]])
      .action((address: string, named: string[], options: JsonOption) =>
        user(address, named, options, context),
      );
  },
};
