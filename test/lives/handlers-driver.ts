import { judgeEstate } from "../../src/rules/judged-estate";
import { organisationIn } from "../../stacks/ports";
import type { LifeSettings } from "./life";
import type { BeginDriver, Commanded, LifeDriver } from "./life-driver";
import { type KeptResource, LifeEngine, type Outcome } from "./life-engine";
import { LifeProcess } from "./life-process";
import type { LifeTenant, LifeTokens } from "./life-tenant";
import type { PlantedBug } from "./planted/planted-bug";

/** The real handlers in this process, by a stand-in for the engine: each command is a new process, so to speak. */
class HandlersDriver implements LifeDriver {
  readonly #engine = new LifeEngine();

  constructor(
    private readonly tenant: LifeTenant,
    private readonly settings: LifeSettings,
    private readonly tokens: LifeTokens,
    private readonly bug: PlantedBug | undefined,
  ) {}

  get resources(): ReadonlyMap<string, KeptResource> {
    return this.#engine.resources;
  }

  run({ command, specs, death, turned }: Commanded): Promise<Outcome> {
    const { starterService, checkpoints, mailboxDelay, looksTooEarly } = this.settings;
    const process = new LifeProcess({
      tenant: this.tenant,
      tokens: this.tokens,
      isDelayed: mailboxDelay !== "none",
      // what is planted in the handlers must not be kept from showing by what is looked at before
      looksTooEarly: this.bug !== undefined || looksTooEarly,
      journal: this.#engine.journal,
      bug: this.bug,
      diesBefore: death?.before,
    });
    const files = specs.files(this.tenant.tenantId, starterService, turned);
    const loaded = organisationIn(judgeEstate("/", files), "leeds");
    if (command === "preview") return this.#engine.preview(process, loaded);
    if (command === "destroy") return this.#engine.destroy(process);
    return this.#engine.up(process, loaded, { checkpoints, outputsSaved: death?.outputsSaved ?? true });
  }
}

/** Lives through our handlers, with a bug in them or without. */
export const throughHandlers =
  (bug?: PlantedBug): BeginDriver =>
  async (tenant, settings) =>
    new HandlersDriver(tenant, settings, await tenant.signIn(), bug);
