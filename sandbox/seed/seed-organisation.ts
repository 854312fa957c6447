import { randomUUID } from "node:crypto";
import { administrativeUnits } from "../administrative-units/administrative-unit";
import { users } from "../directory/users/user";
import { registerCalendarOperator, registerDirectoryOperator } from "../identity/register-applications";
import type { World } from "../world";
import type { SeedOrganisation } from "./seed";
import { seedUser } from "./seed-user";

/** An organisation: its administrative unit, the account that runs its calendars, and the application for its people. */
export function seedOrganisation(world: World, organisation: SeedOrganisation): void {
  const { shortName } = organisation;
  const address = organisation.operator ?? `svc.${shortName.toLowerCase()}.bookings@${world.tenant.domain}`;
  const operator =
    world.store.of(users).by("userPrincipalName", address.toLowerCase())[0] ??
    seedUser(world, {
      address,
      displayName: `${shortName} Bookings service account`,
      organisation: shortName,
      licences: [{ sku: "ENTERPRISEPACK" }],
    });
  const units = world.store.of(administrativeUnits);
  const unit =
    units.by("displayName", shortName.toLowerCase())[0] ??
    units.put({ id: randomUUID(), displayName: shortName, description: null, members: [] });
  registerCalendarOperator(world, shortName.toLowerCase(), operator.id);
  registerDirectoryOperator(world, shortName.toLowerCase(), unit.id);
}

/** Brings every user into the administrative unit of the user's organisation. */
export function fillUnits(world: World): void {
  const byName = new Map<string, string[]>();
  for (const { companyName, id } of world.store.of(users).all()) {
    const name = companyName?.toLowerCase();
    if (name === undefined) continue;
    const ids = byName.get(name);
    if (ids) ids.push(id);
    else byName.set(name, [id]);
  }
  const units = world.store.of(administrativeUnits);
  for (const unit of units.all()) {
    const people = byName.get(unit.displayName.toLowerCase()) ?? [];
    const members = [...new Set([...unit.members, ...people])];
    if (members.length > unit.members.length) units.put({ ...unit, members });
  }
}
