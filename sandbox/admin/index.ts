import { InputError } from "../base/input";
import type { JsonObject } from "../base/json";
import { type Decision, decideMembership } from "../bookings/staff";
import type { ServedWorld } from "../graph/served-world";
import { portalAdmin } from "../odata/call";
import { applications } from "../records/application";
import { businesses, staffMembers } from "../records/business";
import { users } from "../records/user";
import { readSettings } from "../store/settings";
import { snapshotRoutes } from "./snapshot";
import { type AdminRequest, type AdminRoute, faultRoutes, route, tenantRoutes } from "./tenant-routes";
import { tokenRoutes } from "./token-route";

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `15m`, `30d`, or a number of milliseconds. */
function span(value: unknown): number {
  if (typeof value === "number") return value;
  const [, amount, unit = ""] = /^(\d+)(ms|s|m|h|d)$/.exec(String(value)) ?? [];
  if (amount === undefined) throw new InputError("Say how far as 90s, 15m, 12h, 30d, or in milliseconds.");
  return Number(amount) * (units[unit] ?? 1);
}

function show({ clock }: ServedWorld) {
  return { now: clock.iso(), frozen: clock.state().frozen !== undefined };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** PUT /admin/addresses { user, mail, aliases? }: what happens in Exchange when someone marries, leaves, or gets an address that was another's. */
const addressRoutes: readonly AdminRoute[] = [
  route("PUT addresses", ({ world }, { body }) => {
    const { user: wanted, mail, aliases } = body;
    const collection = world.store.of(users);
    const [user] = collection.by("userPrincipalName", String(wanted).toLowerCase());
    if (!user) throw new InputError(`There is no user ${String(wanted)}.`);
    if (typeof mail !== "string") throw new InputError("Say the new primary address as mail.");
    const proxyAddresses = [`SMTP:${mail}`, ...texts(aliases).map((one) => `smtp:${one}`)];
    collection.put({ ...user, mail, userPrincipalName: mail, proxyAddresses });
    return { user: user.id, mail, aliases: texts(aliases) };
  }),
];

/** GET /admin/clock; POST /admin/clock { set | advance | freeze } */
const clockRoutes: readonly AdminRoute[] = [
  route("GET clock", ({ world }) => show(world)),
  route("POST clock", ({ world }, { body }) => {
    const { set, advance, freeze } = body;
    // Before it is set, so that no millisecond passes in between.
    if (freeze === true) world.clock.freeze();
    if (set !== undefined) {
      const time = Date.parse(String(set));
      if (Number.isNaN(time)) throw new InputError("Give the time as 2026-11-23T09:00:00Z.");
      world.clock.set(time);
    }
    if (advance !== undefined) world.clock.advance(span(advance));
    if (freeze === false) world.clock.run();
    world.store.setMeta("clock", world.clock.state());
    return show(world);
  }),
];

function decide(world: ServedWorld, { body }: AdminRequest, decision: Decision) {
  const collection = world.store.of(staffMembers);
  const [business, address] = [body["business"], body["address"]];
  if (business !== undefined && !world.store.of(businesses).get(String(business).toLowerCase()))
    throw new InputError(`There is no calendar ${String(business)}.`);
  const candidates =
    address === undefined ? collection.all() : collection.by("address", String(address).toLowerCase());
  const chosen = candidates.filter(
    (member) =>
      (business === undefined || member.business === String(business).toLowerCase()) &&
      (address !== undefined || member.membershipStatus === "pendingAcceptance"),
  );
  if (address !== undefined && chosen.length === 0)
    throw new InputError(`${String(address)} is on no such calendar.`);
  const decided = world.store.transaction(() =>
    chosen.map((member) => decideMembership(world, member, decision)),
  );
  return {
    changed: decided.map(({ business: calendar, emailAddress, membershipStatus }) => ({
      business: calendar,
      address: emailAddress,
      membershipStatus,
    })),
  };
}

/** POST /admin/approve and /admin/reject { business?, address? }: as the button in the membership e-mail does. */
const membershipRoutes: readonly AdminRoute[] = [
  route("POST approve", ({ world }, request) => decide(world, request, "approve")),
  route("POST reject", ({ world }, request) => decide(world, request, "reject")),
];

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** GET /admin/log?after=&limit=&operation=&effect=, or ?last=&effect= for the newest ones, and DELETE /admin/log */
const logRoutes: readonly AdminRoute[] = [
  route("GET log", ({ world }, { query }) => {
    const [after, limit] = [whole(query.get("after")), whole(query.get("limit"))];
    const [operation, effect] = [query.get("operation"), query.get("effect")];
    const last = whole(query.get("last"));
    if (last !== undefined) {
      const newest = world.log.latest({ limit: last, ...(effect === "write" ? { show: "writes" } : {}) });
      return { entries: newest.reverse().map((entry) => ({ ...entry })) };
    }
    const entries = world.log.entries({
      ...(after === undefined ? {} : { after }),
      ...(limit === undefined ? {} : { limit }),
      ...(operation === null ? {} : { operation }),
      ...(effect === null ? {} : { effect }),
    });
    return { entries: entries.map((entry) => ({ ...entry })) };
  }),
  route("DELETE log", ({ world }) => {
    world.log.clear();
    return {};
  }),
];

function names(value: unknown, kept: readonly string[]): readonly string[] {
  if (value === undefined) return kept;
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string"))
    throw new InputError("Give the permissions as a list of names.");
  return value.map(String);
}

/** What an administrator consents to, or takes away. Tokens that are out keep what they have. */
function consent(world: ServedWorld, { identity, roles, scopes }: JsonObject): JsonObject {
  const found = world.store.of(applications).by("purpose", String(identity))[0];
  if (!found) throw new InputError(`There is no identity ${String(identity)}.`);
  const given = { roles: names(roles, found.roles), scopes: names(scopes, found.scopes) };
  world.store.of(applications).put({ ...found, ...given });
  return { identity: found.purpose, roles: [...given.roles], scopes: [...given.scopes] };
}

/** PUT /admin/permissions { identity, roles?, scopes? } */
const permissionRoutes: readonly AdminRoute[] = [
  route("PUT permissions", ({ world }, { body }) => consent(world, body)),
];

/** POST /admin/edit { method, path, body }: any Graph request, done as a person in the web app would, without permission check. */
const editRoutes: readonly AdminRoute[] = [
  route("POST edit", ({ graph }, { body }) => {
    const { method, path, body: sent } = body;
    if (typeof method !== "string" || typeof path !== "string")
      throw new InputError("An edit needs a method and a path.");
    const headers = { prefer: "include-unknown-enum-members" };
    const { reply } = graph.serve({
      method,
      url: path,
      headers,
      caller: portalAdmin,
      via: "portal",
      ...(sent === undefined ? {} : { body: sent }),
    });
    return { status: reply.status, ...(reply.body ? { body: reply.body } : {}) };
  }),
];

/** GET /admin/settings; PUT /admin/settings with those to change. */
const settingsRoutes: readonly AdminRoute[] = [
  route("GET settings", ({ world }) => ({ ...world.settings })),
  route("PUT settings", ({ world }, { body }) => {
    world.settingsBook.change(readSettings(body));
    world.store.setMeta("settings", world.settings);
    return { ...world.settings };
  }),
];

/** What the operator of a sandbox can ask of it. A new thing is a file of its own and a line here. */
export const adminRoutes: readonly AdminRoute[] = [
  ...addressRoutes,
  ...clockRoutes,
  ...editRoutes,
  ...faultRoutes,
  ...logRoutes,
  ...membershipRoutes,
  ...permissionRoutes,
  ...settingsRoutes,
  ...snapshotRoutes,
  ...tenantRoutes,
  ...tokenRoutes,
];
