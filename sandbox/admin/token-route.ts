import { InputError } from "../base/input";
import type { JsonObject } from "../base/json";
import type { Runtime } from "../graph/runtime";
import { federatedAudience } from "../identity/identity-page";
import { graphAudience, widsOf, workloadToken } from "../identity/token-issuer";
import { users } from "../records/user";
import { type AdminRoute, route } from "./tenant-routes";

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
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
        scp: words(body["scopes"]).join(" "),
        wids: widsOf(world, user.id),
      }
    : {
        ...common,
        oid: String(clientId),
        app_displayname: String(clientId),
        idtyp: "app",
        roles: words(body["roles"]),
      };
  return identity.issuer.sign(claims, String(audience), Number(lifetime));
}

/**
 * POST /admin/workload-token { subject, audience?, lifetime? }: what a pipeline's platform would give it.
 * POST /admin/token { roles | address + scopes, clientId?, audience?, lifetime?, tenantId?, issuer? }
 */
export const tokenRoutes: readonly AdminRoute[] = [
  route(
    "POST workload-token",
    async ({ identity }, { body: { subject, audience = federatedAudience, lifetime = 600 } }) => ({
      token: await workloadToken(identity, String(subject), String(audience), Number(lifetime)),
    }),
  ),
  route("POST token", async (runtime, { body }) => ({ accessToken: await mint(runtime, body) })),
];
