import type { EmulatedTenant } from "../../playground/emulated-tenant";

/** Who is behind the rows of all calendars: id of the row → address. Ids differ in every run, people do not. */
export async function staffNames(tenant: EmulatedTenant): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { address } of await tenant.calendars())
    for (const { id, emailAddress } of await tenant.staffRows(address))
      names.set(id.toLowerCase(), emailAddress ?? "(no address)");
  return names;
}
