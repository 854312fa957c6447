import type { Seed } from "../sandbox/seed/seed";
import { Playground } from "../test/playground/playground";
import { person, replyTo, shortName, TENANT_ID, writeClinics } from "./write-clinics";

/** The stack of the one organisation of a bench. */
export const STACK = shortName(0).toLowerCase();

/** A playground with a number of clinics of one organisation in the specs, whose people are in the directory. */
export async function openClinics(name: string, calendars: number, members: number): Promise<Playground> {
  const people = Array.from({ length: calendars * members }, (_, index) => ({
    address: person(0, Math.floor(index / members), index % members),
    organisation: shortName(0),
    licences: [{ sku: "ENTERPRISEPACK" }],
  }));
  const seed: Seed = {
    tenant: { tenantId: TENANT_ID },
    organisations: [{ shortName: shortName(0), operator: `svc.${STACK}@nhs.net` }],
    users: [...people, { address: replyTo(0), organisation: shortName(0), mailbox: "shared" }],
  };
  const playground = await Playground.open(name, { seed });
  writeClinics(playground.root.path, { organisations: 1, calendars, members });
  return playground;
}

/** Runs a command that must end well, within some seconds where that is not the usual time. */
export async function runWell(
  playground: Playground,
  program: "bookings" | "pulumi",
  args: readonly string[],
  patience?: number,
): Promise<{ seconds: number; stdout: string }> {
  const { exitCode, stdout, stderr, seconds } =
    program === "pulumi" ? await playground.pulumi(args) : await playground.bookings(args, {}, patience);
  if (exitCode !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}.\n${stdout}\n${stderr}`);
  return { seconds, stdout };
}
