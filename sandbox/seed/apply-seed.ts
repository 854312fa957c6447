import { readSettings } from "../settings/settings-book";
import type { World } from "../world";
import { generateSeed } from "./generate-seed";
import type { Seed } from "./seed";
import { seedCalendar } from "./seed-calendar";
import { seedGroup } from "./seed-group";
import { seedSubscription } from "./seed-licences";
import { fillUnits, seedOrganisation } from "./seed-organisation";
import { seedUser } from "./seed-user";

function addAll(world: World, seed: Seed): void {
  for (const subscription of seed.subscriptions ?? []) seedSubscription(world, subscription);
  for (const user of seed.users ?? []) seedUser(world, user);
  for (const organisation of seed.organisations ?? []) seedOrganisation(world, organisation);
  fillUnits(world);
  for (const group of seed.groups ?? []) seedGroup(world, group);
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
