import { identitiesOf } from "../identity/identities";
import { managedIdentityEnvironment } from "../identity/pages/managed-identity-page";
import { isJsonObject } from "../json";
import type { Runtime } from "../runtime";
import { applySeed } from "../seed/apply-seed";
import { checkSeed } from "../seed/read-seed";
import type { AdminRoute } from "./admin-route";

function identities(runtime: Runtime) {
  const { observer, directoryOperator, directoryOperators, calendarOperators } = identitiesOf(runtime.world);
  const directory = Object.entries(directoryOperators).map(([name, one]) => [name, { ...one }] as const);
  const calendars = Object.entries(calendarOperators).map(([name, one]) => [name, { ...one }] as const);
  return {
    observer: { ...observer },
    directoryOperator: { ...directoryOperator },
    directoryOperators: Object.fromEntries(directory),
    calendarOperators: Object.fromEntries(calendars),
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
