import { judgeEstate } from "../../src/rules/judged-estate";
import { organisationIn } from "../../stacks/ports";
import type { LifecycleSettings } from "./lifecycle";
import type { BeginDriver, Commanded, LifecycleDriver } from "./lifecycle-driver";
import { type KeptResource, LifecycleEngine, type Outcome } from "./lifecycle-engine";
import { LifecycleProcess } from "./lifecycle-process";
import type { LifecycleTenant, LifecycleTokens } from "./lifecycle-tenant";
import type { SeededFault } from "./seeded/seeded-fault";

/** The real handlers in this process, by a stand-in for the engine: each command is a new process, so to speak. */
class HandlersDriver implements LifecycleDriver {
  readonly #engine = new LifecycleEngine();

  constructor(
    private readonly tenant: LifecycleTenant,
    private readonly settings: LifecycleSettings,
    private readonly tokens: LifecycleTokens,
    private readonly bug: SeededFault | undefined,
  ) {}

  get resources(): ReadonlyMap<string, KeptResource> {
    return this.#engine.resources;
  }

  run({ command, specs, crash, turned }: Commanded): Promise<Outcome> {
    const { starterService, checkpoints, mailboxDelay, looksTooEarly } = this.settings;
    const process = new LifecycleProcess({
      tenant: this.tenant,
      tokens: this.tokens,
      isDelayed: mailboxDelay !== "none",
      // what is seeded in the handlers must not be kept from showing by what is looked at before
      looksTooEarly: this.bug !== undefined || looksTooEarly,
      journal: this.#engine.journal,
      bug: this.bug,
      diesBefore: crash?.before,
    });
    const files = specs.files(this.tenant.tenantId, starterService, turned);
    const loaded = organisationIn(judgeEstate("/", files), "leeds");
    if (command === "preview") return this.#engine.preview(process, loaded);
    if (command === "destroy") return this.#engine.destroy(process);
    return this.#engine.up(process, loaded, { checkpoints, outputsSaved: crash?.outputsSaved ?? true });
  }
}

/** Runs lifecycles with our handlers, with a bug in them or without. */
export const throughHandlers =
  (bug?: SeededFault): BeginDriver =>
  async (tenant, settings) =>
    new HandlersDriver(tenant, settings, await tenant.signIn(), bug);
