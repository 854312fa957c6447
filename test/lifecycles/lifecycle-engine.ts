import { LOADING_TEXT, PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import { Refusal } from "../../providers/refuse";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { readInventory } from "../../src/plan/inventory";
import type { LoadedOrganisation } from "../../src/preflight/check-run";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import type { JournalEvent } from "../../src/records/journal";
import { knowledgeOf } from "../../src/records/journal-knowledge";
import { calendarInputs } from "../../stacks/declared";
import { judgeRun } from "./check-run";
import type { LifecycleProcess } from "./lifecycle-process";

/** A resource as the engine keeps it. */
export interface KeptResource {
  readonly id: string;
  readonly inputs: unknown;
  readonly outputs: CalendarRecord;
}

/** What is to be done with a calendar. */
export interface PlannedStep {
  readonly name: string;
  readonly op: "create" | "update" | "same" | "delete";
}

/** How a command ended. */
export interface Outcome {
  /** Codes of the problems that the program refused for, before anything was registered. */
  readonly refused: readonly string[];
  /** What failed for single calendars: code, or text of what is no refusal. A reading that fails stops the run. */
  readonly failed: ReadonlyMap<string, string>;
  readonly stopped: boolean;
  readonly died: boolean;
  /** The next run is compared with these specs: the stack's outputs were written. */
  readonly accepted: boolean;
  readonly plan: readonly PlannedStep[];
}

/** How an `up` is made. */
export interface UpOptions {
  readonly checkpoints: boolean;
  readonly outputsSaved: boolean;
}

interface Planned extends PlannedStep {
  readonly inputs: CalendarInputs;
}

/**
 * What the real engine does with our handlers, as far as a lifecycle needs it: refresh, program, check, diff, create, update,
 * delete; a state of inputs and outputs as plain JSON; partial state of what throws { id, properties }; after a crash the
 * results that came before it, or none. It knows nothing of parallel limits, protection or pending operations: those of a
 * real engine are only warned of, and the calendar is created again, as here.
 */
export class LifecycleEngine {
  #resources = new Map<string, KeptResource>();
  #inventory: unknown;
  /** What the handlers noted, in processes that died since as well. */
  readonly journal: JournalEvent[] = [];

  /** The state, which no one changes from outside. */
  get resources(): ReadonlyMap<string, KeptResource> {
    return new Map(this.#resources);
  }

  /** What would be done: everything but the doing. */
  async preview(process: LifecycleProcess, specs: LoadedOrganisation): Promise<Outcome> {
    return (await this.planned(process, specs, new Map(this.#resources))).outcome;
  }

  async up(process: LifecycleProcess, specs: LoadedOrganisation, options: UpOptions): Promise<Outcome> {
    const resources = new Map(this.#resources);
    const { outcome, steps } = await this.planned(process, specs, resources);
    if (process.isDead) return { ...outcome, died: true };
    if (outcome.stopped) return outcome;
    this.#resources = new Map(resources);
    if (outcome.refused.length > 0) return outcome;
    const failed = new Map<string, string>();
    await Promise.all(
      steps.map(async (step) => {
        const failure = await this.carryOut(process, step, resources);
        if (failure !== undefined) failed.set(step.name, failure);
        if (options.checkpoints && !process.isDead) this.#resources = new Map(resources);
      }),
    );
    if (!process.isDead) this.#resources = resources;
    const { tenant, model } = specs;
    const accepted = !process.isDead || options.outputsSaved;
    if (tenant && model && accepted) this.#inventory = plain(inventoryOf(tenant, model));
    return { ...outcome, failed, accepted, died: process.isDead };
  }

  /** `destroy`, with every protection of the engine's own switched off. */
  async destroy(process: LifecycleProcess): Promise<Outcome> {
    const failed = new Map<string, string>();
    for (const [name, { id, outputs }] of this.#resources) {
      try {
        await process.handler.delete(id, outputs);
        this.#resources.delete(name);
      } catch (error) {
        failed.set(name, codeOf(error));
      }
    }
    return { ...NOTHING, failed };
  }

  private async planned(
    process: LifecycleProcess,
    specs: LoadedOrganisation,
    resources: Map<string, KeptResource>,
  ): Promise<{ outcome: Outcome; steps: Planned[] }> {
    const unread = await refresh(process, resources);
    if (unread.size > 0) return { outcome: { ...NOTHING, failed: unread, stopped: true }, steps: [] };
    const { made, touched, begun } = knowledgeOf(this.journal);
    const facts = {
      before: readInventory(this.#inventory),
      environmentTenantId: undefined,
      wasMade: (address: string) => made.has(address.toLowerCase()),
      wasClosed: () => false,
      wasTouched: (address: string) => touched.has(address.toLowerCase()),
      wasBegun: (address: string) => begun.has(address.toLowerCase()),
      today: "2026-11-23",
    };
    const { problems } = await judgeRun(specs, facts, process.view);
    const refused = problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
    const { tenant, model } = specs;
    if (refused.length > 0 || !tenant || !model)
      return { outcome: { ...NOTHING, refused: refused.sort() }, steps: [] };
    const wishes = new Map(model.calendars.map((one) => [one.name, calendarInputs(tenant, one)]));
    const steps: Planned[] = [];
    for (const [name, inputs] of wishes) {
      const { op, reason } = await plan(process, resources.get(name), inputs);
      if (reason)
        return { outcome: { ...NOTHING, failed: new Map([[name, reason]]), stopped: true }, steps: [] };
      steps.push({ name, op, inputs });
    }
    for (const [name, { outputs }] of resources) {
      if (!wishes.has(name)) steps.push({ name, op: "delete", inputs: outputs });
    }
    return { outcome: { ...NOTHING, plan: steps.map(({ name, op }) => ({ name, op })) }, steps };
  }

  /** Does one step; the text of what failed. What a dead process did is on no one's record. */
  private async carryOut(
    { handler }: LifecycleProcess,
    { name, op, inputs }: Planned,
    resources: Map<string, KeptResource>,
  ): Promise<string | undefined> {
    const known = resources.get(name);
    const news = withText(inputs);
    try {
      if (op === "create") {
        const { id, outs } = await handler.create(news);
        resources.set(name, { id, inputs: news, outputs: plain(withText(outs)) });
      } else if (known && op === "update") {
        const { outs } = await handler.update(known.id, known.outputs, news);
        resources.set(name, { ...known, inputs: news, outputs: plain(withText(outs)) });
      } else if (known && op === "delete") {
        await handler.delete(known.id, known.outputs);
        resources.delete(name);
      } else if (known) {
        resources.set(name, { ...known, inputs: news });
      }
      return undefined;
    } catch (error) {
      if (error instanceof PartlyDone)
        resources.set(name, { id: error.id, inputs: news, outputs: plain(error.properties) });
      return codeOf(error);
    }
  }
}

const NOTHING: Outcome = {
  refused: [],
  failed: new Map(),
  stopped: false,
  died: false,
  accepted: false,
  plan: [],
};

async function refresh(
  { handler }: LifecycleProcess,
  resources: Map<string, KeptResource>,
): Promise<Map<string, string>> {
  const unread = new Map<string, string>();
  await Promise.all(
    [...resources].map(async ([name, { id, outputs }]) => {
      try {
        const { id: found, props, inputs } = await handler.read(id, outputs);
        // An empty id is the engine's word for “gone”: it forgets the resource.
        if (found) resources.set(name, { id, inputs: withText(inputs), outputs: plain(withText(props)) });
        else resources.delete(name);
      } catch (error) {
        unread.set(name, codeOf(error));
      }
    }),
  );
  return unread;
}

async function plan(
  { handler }: LifecycleProcess,
  known: KeptResource | undefined,
  inputs: CalendarInputs,
): Promise<{ op: PlannedStep["op"]; reason?: string }> {
  const news = withText(inputs);
  const { failures } = await handler.check(known?.inputs ?? {}, news);
  const [first] = failures;
  if (first) return { op: "same", reason: `check: ${first.property}` };
  if (!known) return { op: "create" };
  const { changes } = await handler.diff(known.id, known.outputs, news);
  return { op: changes ? "update" : "same" };
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** As the engine keeps and hands over everything: with the text that loads the handler. */
const withText = <T extends object>(value: T): T => ({ ...value, __provider: LOADING_TEXT });

function codeOf(error: unknown): string {
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}
