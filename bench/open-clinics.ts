import type { Seed } from "../sandbox/seed/seed";
import { Playground } from "../test/playground/playground";
import {
  type ClinicCount,
  operatorOf,
  person,
  replyTo,
  shortName,
  TENANT_ID,
  writeClinics,
} from "./write-clinics";

/** The stack of the one organisation of a bench. */
export const STACK = shortName(0).toLowerCase();

/** What a tenant has: people of the clinics, and calendars of others. */
function seedOf({ organisations, calendars, members }: ClinicCount, others: number): Seed {
  const numbers = Array.from({ length: organisations }, (_, index) => index);
  return {
    tenant: { tenantId: TENANT_ID },
    ...(others > 0 && { generate: { calendars: others } }),
    organisations: numbers.map((index) => ({
      shortName: shortName(index),
      operator: operatorOf(index),
    })),
    users: numbers.flatMap((index) => [
      ...Array.from({ length: calendars * members }, (_, at) => ({
        address: person(index, Math.floor(at / members), at % members),
        organisation: shortName(index),
        licences: [{ sku: "ENTERPRISEPACK" }],
      })),
      { address: replyTo(index), organisation: shortName(index), mailbox: "shared" as const },
    ]),
  };
}

/** A playground with a number of clinics in the specs, whose people are in the directory. */
export async function openClinics(
  name: string,
  { organisations = 1, ...each }: Partial<ClinicCount> & Omit<ClinicCount, "organisations">,
  others = 0,
): Promise<Playground> {
  const count = { organisations, ...each };
  const playground = await Playground.open(name, { seed: seedOf(count, others) });
  writeClinics(playground.root.path, count);
  return playground;
}

/** Runs a command that must end well, within some seconds where that is not the usual time. */
export async function runWell(
  playground: Playground,
  program: "bookings" | "pulumi",
  args: readonly string[],
): Promise<{ seconds: number; stdout: string }> {
  const { exitCode, stdout, stderr, seconds } = await playground[program](args);
  if (exitCode !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}.\n${stdout}\n${stderr}`);
  return { seconds, stdout };
}
