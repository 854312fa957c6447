import { InputError } from "../base/input";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { type Decision, decideMembership } from "../bookings/staff";
import { readFaultRule } from "../graph/fault-book";
import type { Runtime } from "../graph/runtime";
import type { ServedWorld } from "../graph/serve";
import { identitiesOf } from "../identity/identities";
import { federatedAudience } from "../identity/identity-page";
import { managedIdentityEnvironment } from "../identity/identity-service";
import { graphAudience, widsOf, workloadToken } from "../identity/token-issuer";
import { portalAdmin } from "../odata/call";
import { applications } from "../records/application";
import { businesses, staffMembers } from "../records/business";
import { users } from "../records/user";
import { applySeed } from "../seed/apply-seed";
import { checkSeed } from "../seed/seed";
import { readSettings } from "../store/settings";
import { changeSettings } from "../store/world";
import { tenantSnapshot } from "./snapshot";

/** A request to the admin endpoint. */
export interface AdminRequest {
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

/** One thing that the operator of a sandbox can ask of it. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly run: (runtime: Runtime, request: AdminRequest) => JsonValue | Promise<JsonValue>;
}

/** A route at a method and a path below `/admin`. */
export function route(at: `${AdminRoute["method"]} ${string}`, run: AdminRoute["run"]): AdminRoute {
  const [method, path] = at.split(" ") as [AdminRoute["method"], string];
  return { method, path, run };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `15m`, `30d`, or a number of milliseconds. */
function span(value: unknown): number {
  if (typeof value === "number") return value;
  const [, amount, unit = ""] = /^(\d+)(ms|s|m|h|d)$/.exec(String(value)) ?? [];
  if (amount === undefined) throw new InputError("Say how far as 90s, 15m, 12h, 30d, or in milliseconds.");
  return Number(amount) * (units[unit] ?? 1);
}

function time({ clock }: ServedWorld) {
  return { now: clock.iso(), frozen: clock.state().frozen !== undefined };
}

function changeTime(world: ServedWorld, { set, advance, freeze }: JsonObject) {
  // Before it is set, so that no millisecond passes in between.
  if (freeze === true) world.clock.freeze();
  if (set !== undefined) {
    const moment = Date.parse(String(set));
    if (Number.isNaN(moment)) throw new InputError("Give the time as 2026-11-23T09:00:00Z.");
    world.clock.set(moment);
  }
  if (advance !== undefined) world.clock.advance(span(advance));
  if (freeze === false) world.clock.run();
  world.store.setMeta("clock", world.clock.state());
  return time(world);
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What happens in Exchange when someone marries, leaves, or gets an address that was another's. */
function changeAddresses({ store }: ServedWorld, { user: wanted, mail, aliases }: JsonObject) {
  const collection = store.of(users);
  const [user] = collection.by("userPrincipalName", String(wanted).toLowerCase());
  if (!user) throw new InputError(`There is no user ${String(wanted)}.`);
  if (typeof mail !== "string") throw new InputError("Say the new primary address as mail.");
  const proxyAddresses = [`SMTP:${mail}`, ...texts(aliases).map((one) => `smtp:${one}`)];
  collection.put({ ...user, mail, userPrincipalName: mail, proxyAddresses });
  return { user: user.id, mail, aliases: texts(aliases) };
}

/** As the button in the membership e-mail does. */
function decide(world: ServedWorld, { business, address }: JsonObject, decision: Decision) {
  const collection = world.store.of(staffMembers);
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

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function logged({ log }: ServedWorld, query: URLSearchParams) {
  const [after, limit, last] = ["after", "limit", "last"].map((name) => whole(query.get(name)));
  const [operation, effect] = [query.get("operation"), query.get("effect")];
  const found =
    last === undefined
      ? log.entries({
          ...(after === undefined ? {} : { after }),
          ...(limit === undefined ? {} : { limit }),
          ...(operation === null ? {} : { operation }),
          ...(effect === null ? {} : { effect }),
        })
      : log.latest({ limit: last, ...(effect === "write" ? { show: "writes" } : {}) }).reverse();
  return { entries: found.map((entry) => ({ ...entry })) };
}

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

/** Any Graph request, done as a person in the web app would, without permission check. */
function edit({ graph }: Runtime, { method, path, body }: JsonObject) {
  if (typeof method !== "string" || typeof path !== "string")
    throw new InputError("An edit needs a method and a path.");
  const { reply } = graph.serve({
    method,
    url: path,
    headers: { prefer: "include-unknown-enum-members" },
    caller: portalAdmin,
    via: "portal",
    ...(body === undefined ? {} : { body }),
  });
  return { status: reply.status, ...(reply.body ? { body: reply.body } : {}) };
}

/** Any token at all: for tests of permissions, and of tokens that are wrong in one respect. */
async function mint({ world, identity }: Runtime, body: JsonObject): Promise<string> {
  const {
    address,
    audience = graphAudience,
    lifetime = 3600,
    tenantId = world.tenant.tenantId,
    issuer,
    clientId = "test",
  } = body;
  const user =
    typeof address === "string" ? world.store.of(users).by("address", address.toLowerCase())[0] : undefined;
  if (address !== undefined && !user) throw new InputError(`There is no user ${String(address)}.`);
  const common = {
    tid: String(tenantId),
    appid: String(clientId),
    ver: "2.0",
    ...(issuer === undefined ? {} : { iss: String(issuer) }),
  };
  const claims = user
    ? {
        ...common,
        oid: user.id,
        upn: user.userPrincipalName,
        idtyp: "user",
        scp: texts(body["scopes"]).join(" "),
        wids: widsOf(world, user.id),
      }
    : {
        ...common,
        oid: String(clientId),
        app_displayname: String(clientId),
        idtyp: "app",
        roles: texts(body["roles"]),
      };
  return identity.issuer.sign(claims, String(audience), Number(lifetime));
}

/** What the operator of a sandbox can ask of it; docs/sandbox.md says what is in the bodies. */
export const adminRoutes: readonly AdminRoute[] = [
  route("PUT addresses", ({ world }, { body }) => changeAddresses(world, body)),
  route("GET clock", ({ world }) => time(world)),
  route("POST clock", ({ world }, { body }) => changeTime(world, body)),
  route("POST edit", (runtime, { body }) => edit(runtime, body)),
  route("GET faults", ({ world }) => ({
    faults: world.faults.list().map((one) => ({ ...one, rule: { ...one.rule } })),
  })),
  route("POST faults", ({ world }, { body }) => {
    const given = Array.isArray(body["rules"]) ? body["rules"] : [body];
    const rules = given.map(readFaultRule);
    for (const rule of rules) world.faults.add(rule);
    return { armed: rules.length };
  }),
  route("DELETE faults", ({ world }) => {
    world.faults.clear();
    world.gate.release();
    return {};
  }),
  route("GET held", ({ world }) => world.gate.state()),
  route("DELETE held", ({ world }) => {
    world.gate.release();
    return {};
  }),
  route("GET log", ({ world }, { query }) => logged(world, query)),
  route("DELETE log", ({ world }) => {
    world.log.clear();
    return {};
  }),
  route("POST approve", ({ world }, { body }) => decide(world, body, "approve")),
  route("POST reject", ({ world }, { body }) => decide(world, body, "reject")),
  route("PUT permissions", ({ world }, { body }) => consent(world, body)),
  route("GET settings", ({ world }) => ({ ...world.settings })),
  route("PUT settings", ({ world }, { body }) => {
    changeSettings(world, readSettings(body));
    return { ...world.settings };
  }),
  route("GET snapshot", ({ world }, { query }) => tenantSnapshot(world, query.get("users") === "true")),
  route("GET tenant", ({ world }) => ({ ...world.tenant })),
  route("GET identities", ({ world }) => identitiesOf(world)),
  route("GET managed-identity", ({ world }) => managedIdentityEnvironment(world)),
  route("POST reset", (runtime, { body }) => {
    runtime.reset(isJsonObject(body["seed"]) ? checkSeed(body["seed"]) : undefined);
    return { tenantId: runtime.world.tenant.tenantId, identities: identitiesOf(runtime.world) };
  }),
  route("POST seed", (runtime, { body }) => {
    applySeed(runtime.world, checkSeed(body));
    runtime.verifier.forget();
    return { identities: identitiesOf(runtime.world) };
  }),
  route("POST workload-token", async ({ identity }, { body }) => {
    const { subject, audience = federatedAudience, lifetime = 600 } = body;
    return { token: await workloadToken(identity, String(subject), String(audience), Number(lifetime)) };
  }),
  route("POST token", async (runtime, { body }) => ({ accessToken: await mint(runtime, body) })),
];
