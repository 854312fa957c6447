import { applications } from "../identity/application";
import { InputError } from "../input-error";
import type { JsonObject } from "../json";
import type { World } from "../world";
import type { AdminRoute } from "./admin-route";

function names(value: unknown, kept: readonly string[]): readonly string[] {
  if (value === undefined) return kept;
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string"))
    throw new InputError("Give the permissions as a list of names.");
  return value.map(String);
}

/** What an administrator consents to, or takes away. Tokens that are out keep what they have. */
function consent(world: World, { identity, roles, scopes }: JsonObject): JsonObject {
  const found = world.store.of(applications).by("purpose", String(identity))[0];
  if (!found) throw new InputError(`There is no identity ${String(identity)}.`);
  const given = { roles: names(roles, found.roles), scopes: names(scopes, found.scopes) };
  world.store.of(applications).put({ ...found, ...given });
  return { identity: found.purpose, roles: [...given.roles], scopes: [...given.scopes] };
}

/** PUT /admin/permissions { identity, roles?, scopes? } */
export const permissionRoutes: readonly AdminRoute[] = [
  { method: "PUT", path: "permissions", run: ({ world }, { body }) => consent(world, body) },
];
