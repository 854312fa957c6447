import { readSettings } from "../settings/settings-book";
import type { World } from "../world";
import { generateSeed } from "./generate-seed";
import type { Seed } from "./seed";
import { seedCalendar } from "./seed-calendar";
import { seedOrganisation } from "./seed-organisation";
import { seedUser } from "./seed-user";

function addAll(world: World, seed: Seed): void {
  for (const user of seed.users ?? []) seedUser(world, user);
  for (const organisation of seed.organisations ?? []) seedOrganisation(world, organisation);
  for (const calendar of seed.calendars ?? []) seedCalendar(world, calendar);
}

/** Adds what a seed describes to the tenant, whole or not at all. */
export function applySeed(world: World, seed: Seed): void {
  world.store.transaction(() => {
    world.settingsBook.change(readSettings(seed.settings));
    world.store.setMeta("settings", world.settings);
    addAll(world, seed);
    if (seed.generate) addAll(world, generateSeed(seed.generate, world.tenant.domain));
  });
}
