import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Seed } from "../../../sandbox/seed/seed";
import { Playground } from "../../playground/playground";
import { STORIES } from "./read-stories";

const BASE = join(STORIES, "base");

/** The tenant that every story has, before what the story adds. */
export const baseSeed = (): Seed => parse(readFileSync(join(BASE, "seed.yaml"), "utf8")) as Seed;

/** Puts the specs of the tenant and the organisation into a root folder. */
export function layOutOrganisation({ root }: Playground): void {
  root.overlay(join(BASE, "root"));
}

/** Puts the specs of the organisation and its two clinics into a root folder. */
export function layOutClinics(playground: Playground): void {
  layOutOrganisation(playground);
  playground.root.overlay(join(BASE, "two-clinics"));
}

/** What a run begins with: a tenant, and specs. */
export interface World {
  readonly name: string;
  readonly seed: () => Seed;
  readonly layOut: (playground: Playground) => void;
}

/** The tenant of every story, and the two clinics. */
export const twoClinics: World = { name: "two-clinics", seed: baseSeed, layOut: layOutClinics };

/** A playground in which all was made, closed: its root folder and its tenant's data are there to be copied. */
async function make({ name, seed, layOut }: World): Promise<Playground> {
  const playground = await Playground.open(`beginning-${name}`, { seed: seed() }, { keepsTenant: true });
  layOut(playground);
  const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
  await playground.close();
  if (exitCode !== 0) throw new Error(`${name} could not be made: ${stdout}\n${stderr}`);
  return playground;
}

/** What many stories begin with. Made once and copied for each, as making it takes longer than most of them. */
export class Beginning {
  #made: Promise<Playground> | undefined;

  constructor(private readonly world: World = twoClinics) {}

  /** A playground of its own for a story, as if `bookings up` had just made everything in it. */
  async copy(name: string): Promise<Playground> {
    this.#made ??= make(this.world);
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
