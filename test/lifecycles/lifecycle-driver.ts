import type { LifecycleCrash, LifecycleSettings } from "./lifecycle";
import type { KeptResource, Outcome } from "./lifecycle-engine";
import type { LifecycleSpecs } from "./lifecycle-specs";
import type { LifecycleTenant } from "./lifecycle-tenant";

/** What a person, or a pipeline, can have done. */
export type Command = "preview" | "up" | "destroy";

/** A command with what goes wrong meanwhile besides the tenant's faults. */
export interface Commanded {
  readonly command: Command;
  readonly specs: LifecycleSpecs;
  readonly crash: LifecycleCrash | undefined;
  /** The same specs with everything in another order. */
  readonly turned: boolean;
}

/** Who carries out the commands of one lifecycle: our handlers in this process, or the real engine. */
export interface LifecycleDriver {
  /** The state. */
  readonly resources: ReadonlyMap<string, KeptResource>;
  run(commanded: Commanded): Promise<Outcome>;
}

/** Begins a lifecycle in a tenant that has just been made new. */
export type BeginDriver = (tenant: LifecycleTenant, settings: LifecycleSettings) => Promise<LifecycleDriver>;
