import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { readFaultRule } from "../graph/fault-rule";
import type { Runtime } from "../graph/runtime";
import { identitiesOf } from "../identity/identities";
import { managedIdentityEnvironment } from "../identity/managed-identity-page";
import { applySeed } from "../seed/apply-seed";
import { checkSeed } from "../seed/seed";

function identities(runtime: Runtime) {
  const { observer, directoryOperator, directoryOperators, calendarOperators, calendarDeleter } =
    identitiesOf(runtime.world);
  const directory = Object.entries(directoryOperators).map(([name, one]) => [name, { ...one }] as const);
  const calendars = Object.entries(calendarOperators).map(([name, one]) => [name, { ...one }] as const);
  return {
    observer: { ...observer },
    directoryOperator: { ...directoryOperator },
    directoryOperators: Object.fromEntries(directory),
    calendarOperators: Object.fromEntries(calendars),
    ...(calendarDeleter && { calendarDeleter: { ...calendarDeleter } }),
  };
}

/** The tenant as a whole: GET tenant, GET identities, POST reset, POST seed. */
export const tenantRoutes: readonly AdminRoute[] = [
  { method: "GET", path: "tenant", run: ({ world }) => ({ ...world.tenant }) },
  { method: "GET", path: "identities", run: identities },
  { method: "GET", path: "managed-identity", run: ({ world }) => managedIdentityEnvironment(world) },
  {
    method: "POST",
    path: "reset",
    run: (runtime, { body }) => {
      runtime.reset(isJsonObject(body["seed"]) ? checkSeed(body["seed"]) : undefined);
      return { tenantId: runtime.world.tenant.tenantId, identities: identities(runtime) };
    },
  },
  {
    method: "POST",
    path: "seed",
    run: (runtime, { body }) => {
      applySeed(runtime.world, checkSeed(body));
      runtime.verifier.forget();
      return { identities: identities(runtime) };
    },
  },
];

/** A request to the admin endpoint. */
export interface AdminRequest {
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** What stands for `*` in the route's path. */
  readonly rest: string;
}

/** One thing that the operator of a sandbox can ask of it. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/admin`; a trailing `/*` takes anything. */
  readonly path: string;
  readonly run: (runtime: Runtime, request: AdminRequest) => JsonValue | Promise<JsonValue>;
}

/** GET, POST (one rule, or { rules: [...] }) and DELETE /admin/faults; GET and DELETE /admin/held */
export const faultRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "faults",
    run: ({ world }) => ({ faults: world.faults.list().map((one) => ({ ...one, rule: { ...one.rule } })) }),
  },
  {
    method: "POST",
    path: "faults",
    run: ({ world }, { body }) => {
      const given = Array.isArray(body["rules"]) ? body["rules"] : [body];
      const rules = given.map(readFaultRule);
      for (const rule of rules) world.faults.add(rule);
      return { armed: rules.length };
    },
  },
  {
    method: "DELETE",
    path: "faults",
    run: ({ world }) => {
      world.faults.clear();
      world.gate.release();
      return {};
    },
  },
  {
    method: "GET",
    path: "held",
    run: ({ world }) => world.gate.state(),
  },
  {
    method: "DELETE",
    path: "held",
    run: ({ world }) => {
      world.gate.release();
      return {};
    },
  },
];
