import type { Seed, SeedCalendar, SeedUser } from "./seed";

const number = (n: number) => String(n).padStart(5, "0");

/** Bulk that depends on nothing but the numbers asked for. */
export function generateSeed(wanted: NonNullable<Seed["generate"]>, domain: string): Seed {
  const address = (n: number) => `user.${number(n)}@${domain}`;
  const amount = wanted.users ?? 0;
  const users: SeedUser[] = Array.from({ length: amount }, (_, n) => ({
    address: address(n),
    displayName: `User ${number(n)}`,
    organisation: `Org${n % 50}`,
  }));
  const staffOf = (n: number) =>
    Array.from({ length: Math.min(wanted.staffPerCalendar ?? 0, amount) }, (_, i) => ({
      address: address((n * 7 + i) % amount),
      role: i === 0 ? "administrator" : "viewer",
      status: "active",
    }));
  const calendars: SeedCalendar[] = Array.from({ length: wanted.calendars ?? 0 }, (_, n) => ({
    displayName: `Org${n % 50}Clinic${number(n)}`,
    staff: staffOf(n),
  }));
  return { users, calendars };
}
