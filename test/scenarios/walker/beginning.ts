import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Seed } from "../../../sandbox/seed/seed";
import { Playground } from "../../playground/playground";
import { STORIES } from "./read-stories";

const BASE = join(STORIES, "base");

/** The tenant that every story has, before what the story adds. */
export const baseSeed = (): Seed => parse(readFileSync(join(BASE, "seed.yaml"), "utf8")) as Seed;

/** Puts the specs of the organisation and its two clinics into a root folder. */
export function layOutClinics({ root }: Playground): void {
  root.overlay(join(BASE, "root"));
  root.overlay(join(BASE, "two-clinics"));
}

/** A playground whose clinics were made, closed: its root folder and its tenant's data are there to be copied. */
async function makeTwoClinics(): Promise<Playground> {
  // One for each process: several run tests side by side, and each takes its own away.
  const playground = await Playground.open(
    `beginning-${process.pid}`,
    { seed: baseSeed() },
    { keepsTenant: true },
  );
  layOutClinics(playground);
  const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
  await playground.close();
  if (exitCode !== 0) throw new Error(`The two clinics could not be made: ${stdout}\n${stderr}`);
  return playground;
}

/** What many stories begin with. Made once and copied for each, as making it takes longer than most of them. */
export class Beginning {
  #made: Promise<Playground> | undefined;

  /** A playground of its own for a story, as if `bookings up` had just made both clinics in it. */
  async copy(name: string): Promise<Playground> {
    this.#made ??= makeTwoClinics();
    const { root } = await this.#made;
    const fill = (path: string): void => {
      for (const part of ["specs", "stacks", ".bookings/state", ".bookings/journal", ".bookings/tenant"]) {
        cpSync(join(root.path, part), join(path, part), { recursive: true });
      }
    };
    return Playground.open(name, {}, { keepsTenant: true, fill });
  }

  async discard(): Promise<void> {
    const made = await this.#made?.catch(() => undefined);
    made?.root.discard();
  }
}
