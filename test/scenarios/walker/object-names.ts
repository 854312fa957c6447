import type { EmulatedTenant } from "../../playground/emulated-tenant";

/** Who and what is behind the ids of the directory: people by their addresses, groups by their names. */
export async function objectNames(tenant: EmulatedTenant): Promise<Map<string, string>> {
  const { value } = (await tenant.edit("GET", "/users?$select=id,mail&$top=999")) as {
    value: readonly { id: string; mail: string | null }[];
  };
  const { value: units } = (await tenant.edit(
    "GET",
    "/directory/administrativeUnits?$select=id,displayName",
  )) as {
    value: readonly { id: string; displayName: string }[];
  };
  const groups = await tenant.groups();
  return new Map([
    ...value.map(({ id, mail }): [string, string] => [
      id.toLowerCase(),
      (mail ?? "(no address)").toLowerCase(),
    ]),
    ...units.map(({ id, displayName }): [string, string] => [id.toLowerCase(), `unit ${displayName}`]),
    ...groups.map(({ id, displayName }): [string, string] => [id.toLowerCase(), displayName]),
  ]);
}
