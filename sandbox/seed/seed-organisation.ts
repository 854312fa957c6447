import { randomUUID } from "node:crypto";
import { administrativeUnits } from "../directory/administrative-unit";
import { users } from "../directory/users/user";
import { registerCalendarOperator } from "../identity/register-applications";
import type { World } from "../world";
import type { SeedOrganisation } from "./seed";
import { seedUser } from "./seed-user";

/** An organisation: its administrative unit with its people, and the account that runs its calendars. */
export function seedOrganisation(world: World, organisation: SeedOrganisation): void {
  const { shortName } = organisation;
  const address = organisation.operator ?? `svc.${shortName.toLowerCase()}.bookings@${world.tenant.domain}`;
  const collection = world.store.of(users);
  const operator =
    collection.by("userPrincipalName", address.toLowerCase())[0] ??
    seedUser(world, {
      address,
      displayName: `${shortName} Bookings service account`,
      organisation: shortName,
      licences: [{ sku: "ENTERPRISEPACK" }],
    });
  const members = collection
    .all()
    .filter((user) => user.companyName === shortName)
    .map((user) => user.id);
  world.store
    .of(administrativeUnits)
    .put({ id: randomUUID(), displayName: shortName, description: null, members });
  registerCalendarOperator(world, shortName.toLowerCase(), operator.id);
}
