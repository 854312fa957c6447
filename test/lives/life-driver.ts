import type { LifeDeath, LifeSettings } from "./life";
import type { KeptResource, Outcome } from "./life-engine";
import type { LifeSpecs } from "./life-specs";
import type { LifeTenant } from "./life-tenant";

/** What a person, or a pipeline, can have done. */
export type Command = "preview" | "up" | "destroy";

/** A command with what goes wrong meanwhile besides the tenant's faults. */
export interface Commanded {
  readonly command: Command;
  readonly specs: LifeSpecs;
  readonly death: LifeDeath | undefined;
  /** The same specs with everything in another order. */
  readonly turned: boolean;
}

/** Who carries out the commands of one life: our handlers in this process, or the real engine. */
export interface LifeDriver {
  /** The state. */
  readonly resources: ReadonlyMap<string, KeptResource>;
  run(commanded: Commanded): Promise<Outcome>;
}

/** Begins a life in a tenant that has just been made new. */
export type BeginDriver = (tenant: LifeTenant, settings: LifeSettings) => Promise<LifeDriver>;
