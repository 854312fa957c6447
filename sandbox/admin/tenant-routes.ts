import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { readFaultRule } from "../graph/fault-rule";
import type { Runtime } from "../graph/runtime";
import { identitiesOf } from "../identity/identities";
import { managedIdentityEnvironment } from "../identity/identity-service";
import { applySeed } from "../seed/apply-seed";
import { checkSeed } from "../seed/seed";

/** The tenant as a whole: GET tenant, GET identities, POST reset, POST seed. */
export const tenantRoutes: readonly AdminRoute[] = [
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
];

/** A request to the admin endpoint. */
export interface AdminRequest {
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

/** One thing that the operator of a sandbox can ask of it. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/admin`. */
  readonly path: string;
  readonly run: (runtime: Runtime, request: AdminRequest) => JsonValue | Promise<JsonValue>;
}

/** A route at a method and a path below `/admin`. */
export function route(at: `${AdminRoute["method"]} ${string}`, run: AdminRoute["run"]): AdminRoute {
  const [method, path] = at.split(" ") as [AdminRoute["method"], string];
  return { method, path, run };
}

/** GET, POST (one rule, or { rules: [...] }) and DELETE /admin/faults; GET and DELETE /admin/held */
export const faultRoutes: readonly AdminRoute[] = [
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
];
