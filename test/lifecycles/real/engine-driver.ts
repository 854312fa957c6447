import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { inventoryOf } from "../../../src/preflight/compare-with-inventory";
import { readJournal } from "../../../src/records/journal";
import { journalFile } from "../../../src/records/open-records";
import { judgeEstate } from "../../../src/rules/judged-estate";
import { organisationIn } from "../../../stacks/ports";
import { expectAgreement } from "../../engine-agrees/expect-agreement";
import { processesOf, signalTo, untilDead } from "../../kill/processes";
import { Playground } from "../../playground/playground";
import type { StartedProcess } from "../../playground/run-process";
import type { LifecycleCrash, LifecycleSettings } from "../lifecycle";
import type { BeginDriver, Commanded, LifecycleDriver } from "../lifecycle-driver";
import type { KeptResource, Outcome } from "../lifecycle-engine";
import type { LifecycleSpecs } from "../lifecycle-specs";
import { LIFE_TENANT, LifecycleTenant } from "../lifecycle-tenant";
import { askedIn, keptIn } from "./stack-file";
import { toldOutcome } from "./told-outcome";

/** What belongs to one lifecycle and is taken away before the next. */
const OF_A_LIFE = ["specs", ".bookings/state", ".bookings/journal", ".bookings/backups"];

const LOOK_AGAIN_MS = 25;
/** How long dying may take on a slow machine. */
const PATIENCE_S = 120;
/** How many requests of a run only look. In the stand-in for the engine the handlers' own are counted, without preflight's. */
const LOOKS_BEFORE = 6;

const DIED: Omit<Outcome, "accepted"> = {
  refused: [],
  failed: new Map(),
  stopped: false,
  died: true,
  plan: [],
};

/** Our own command line, as processes, with the real engine and its plugins: all that a person or a pipeline would run. */
class EngineDriver implements LifecycleDriver {
  readonly #root: string;

  constructor(
    private readonly playground: Playground,
    private readonly settings: LifecycleSettings,
    private readonly agrees: boolean,
  ) {
    this.#root = playground.root.path;
  }

  get resources(): ReadonlyMap<string, KeptResource> {
    return keptIn(this.#root);
  }

  async run({ command, specs, crash, turned }: Commanded): Promise<Outcome> {
    if (command === "destroy") throw new Error("destroy is no part of these lifecycles");
    const { tenantId } = this.playground.tenant.sandbox;
    const { starterService, checkpoints } = this.settings;
    rmSync(join(this.#root, "specs"), { recursive: true, force: true });
    for (const [path, text] of specs.texts(tenantId, starterService, turned))
      this.playground.root.write(path, text);
    if (this.agrees && crash === undefined && (await this.isCalm())) await expectAgreement(this.playground);
    const known = this.journal().length;
    const args = command === "up" ? ["up", "leeds", "--yes", "--json"] : ["preview", "leeds", "--json"];
    const started = this.playground.start(args, checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" });
    const died = crash !== undefined && (await this.kill(started, crash));
    const { stdout, stderr } = await started.result;
    if (died) {
      await this.unlock();
      return { ...DIED, accepted: this.isAsked(specs) };
    }
    if (!stdout.startsWith("{")) throw new Error(`${args.join(" ")} told nothing: ${stderr}`);
    const told = toldOutcome(stdout, this.journal().slice(known));
    return { ...told, died: false, accepted: command === "up" && this.isAsked(specs) };
  }

  /** Without faults, which are counted: another reading would use them up. */
  private async isCalm(): Promise<boolean> {
    const { faults } = (await this.playground.tenant.ask("GET", "faults")) as { faults: unknown[] };
    return faults.length === 0;
  }

  /** From one request on nothing comes through any more, and then everything dies. False when the run was over before. */
  private async kill({ result }: StartedProcess, { before }: LifecycleCrash): Promise<boolean> {
    const { tenant } = this.playground;
    const cut = { operation: "*", kind: "cut-before", nth: before + LOOKS_BEFORE, times: 10_000 };
    await tenant.ask("POST", "faults", cut);
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    result.then(end, end);
    const since = (await tenant.log()).at(-1)?.seq ?? 0;
    while (!isOver && !(await tenant.log(since)).some(({ status }) => status === 0))
      await pause(LOOK_AGAIN_MS);
    const dies = !isOver;
    if (dies) await this.killAll();
    await tenant.ask("DELETE", "faults");
    return dies;
  }

  /** Command, engine and providers at once. */
  private async killAll(): Promise<void> {
    for (let left = processesOf(this.#root); left.length > 0; left = processesOf(this.#root)) {
      const pids = left.map(({ pid }) => pid);
      for (const pid of pids) signalTo(pid, "SIGKILL");
      await untilDead(pids, PATIENCE_S);
    }
  }

  private async unlock(): Promise<void> {
    const { exitCode, stderr } = await this.playground.bookings(["unlock", "leeds"]);
    if (exitCode !== 0) throw new Error(`unlock ended with ${exitCode}: ${stderr}`);
  }

  private journal() {
    return readJournal(journalFile(this.#root, {}, "leeds")).lines;
  }

  /** Whether the next run is compared with these specs. */
  private isAsked(specs: LifecycleSpecs): boolean {
    const { tenantId } = this.playground.tenant.sandbox;
    const { tenant, model } = organisationIn(
      judgeEstate("/", specs.files(tenantId, this.settings.starterService)),
      "leeds",
    );
    if (!tenant || !model) return false;
    return isDeepStrictEqual(askedIn(this.#root), JSON.parse(JSON.stringify(inventoryOf(tenant, model))));
  }
}

/** A root folder and a tenant in which lifecycles run one after the other through the real engine. */
export interface EngineLifecycles {
  readonly tenant: LifecycleTenant;
  readonly begin: BeginDriver;
  close(): Promise<void>;
}

/** Opens them, in a folder of that name. Where it is asked for, every preview is compared with the engine's own. */
export async function engineLifecycles(name: string, agrees = false): Promise<EngineLifecycles> {
  const playground = await Playground.open(name, LIFE_TENANT);
  const begin: BeginDriver = async ({ identities }, settings) => {
    for (const part of OF_A_LIFE) rmSync(join(playground.root.path, part), { recursive: true, force: true });
    const { tenant, env } = playground;
    const file = env["BOOKINGS_IDENTITIES"] ?? "";
    writeFileSync(file, JSON.stringify(tenant.identitiesFile(identities)), { mode: 0o600 });
    env["BOOKINGS_TENANT_ID"] = tenant.sandbox.tenantId;
    playground.root.write(".bookings/state/.keep", "");
    return new EngineDriver(playground, settings, agrees);
  };
  const tenant = LifecycleTenant.on(playground.tenant.sandbox);
  const close = async (): Promise<void> => {
    await playground.close();
    playground.root.discard();
  };
  return { tenant, begin, close };
}
