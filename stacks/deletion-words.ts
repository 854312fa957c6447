import type { DeletionFacts } from "../src/plan/change";

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A deletion in one line, for those who see only what Pulumi shows. */
export function deletionWords(address: string, { people, futureAppointments, more }: DeletionFacts): string {
  const loss = counted(people, "person loses it", "people lose it");
  const patients = `${more ? "at least " : ""}${counted(futureAppointments, "patient is booked", "patients are booked")}`;
  return `This run DELETES ${address} for good: ${loss}, ${patients}.`;
}
