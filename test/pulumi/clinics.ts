import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Seed } from "../../sandbox/seed/seed";
import { Playground } from "../playground/playground";
import { PRODUCT } from "../playground/product";

const BASE = join(PRODUCT, "test", "scenarios", "base");

/** The calendar with the most people that tests need, as an LA writes it. */
export const SIX_MEMBERS = {
  admins: ["amy.shah@nhs.net", "dan.okafor@nhs.net"],
  viewers: ["bob.jones@nhs.net", "carol.evans@nhs.net", "eve.stone@nhs.net", "zoe.hall@nhs.net"],
};

/** Puts the spec of the heart failure clinic with these people into the root folder. */
export function writeClinic(
  { root }: Playground,
  { admins, viewers, phone = "+44 113 496 0000" }: { admins: string[]; viewers: string[]; phone?: string },
): void {
  const list = (people: readonly string[]): string => people.map((person) => `  - ${person}\n`).join("");
  root.write(
    "specs/leeds/calendars/heart-failure.yaml",
    `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart Failure
replyTo: cardiology.hf@nhs.net
phone: "${phone}"
admins:
${list(admins)}viewers:
${list(viewers)}`,
  );
}

/** A playground with the specs of two clinics of Leeds: one with six people, one with two. */
export async function openClinics(name: string, more: Partial<Seed> = {}): Promise<Playground> {
  const seed = parse(readFileSync(join(BASE, "seed.yaml"), "utf8")) as Seed;
  const playground = await Playground.open(name, { seed: { ...seed, ...more } });
  playground.root.overlay(join(BASE, "root"));
  playground.root.overlay(join(BASE, "two-clinics"));
  writeClinic(playground, SIX_MEMBERS);
  return playground;
}
