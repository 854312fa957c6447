import { notAsSpecified } from "./as-specified";
import { withoutExcuse } from "./excuses";
import { HandMade } from "./hand-edits";
import { throughHandlers } from "./handlers-driver";
import { invariants } from "./invariants";
import type { Sight } from "./invariants/moment";
import { CLINICS, type Lifecycle, type LifecycleCrash, type LifecycleFault, type Step } from "./lifecycle";
import type { BeginDriver, Command, LifecycleDriver } from "./lifecycle-driver";
import type { Outcome } from "./lifecycle-engine";
import { addressOf, LifecycleSpecs } from "./lifecycle-specs";
import type { LifecycleTenant } from "./lifecycle-tenant";

/** Something that must never happen, and did. */
export interface Finding {
  /** `I7` */
  readonly invariant: string;
  readonly what: string;
  /** Number of the step, from 1; one more than there are for what the end showed. */
  readonly step: number;
}

interface Disturbance {
  readonly fault?: LifecycleFault | undefined;
  readonly crash?: LifecycleCrash | undefined;
}

/** Faults and crashes may leave as many runs to do; more than these and it does not converge. */
const LAST_RUNS = 3;

/** Runs a lifecycle, looks after every command, and stops at the first finding. */
export async function runLifecycle(
  tenant: LifecycleTenant,
  lifecycle: Lifecycle,
  begin: BeginDriver = throughHandlers(),
): Promise<readonly Finding[]> {
  await tenant.begin(lifecycle.settings);
  return new Living(tenant, lifecycle, await begin(tenant, lifecycle.settings)).toItsEnd();
}

class Living {
  readonly #specs = new LifecycleSpecs();
  readonly #hand: HandMade;
  readonly #findings: Finding[] = [];
  #step = 0;
  #seen = 0;
  #wasDisturbed = false;

  constructor(
    private readonly tenant: LifecycleTenant,
    private readonly lifecycle: Lifecycle,
    private readonly driver: LifecycleDriver,
  ) {
    this.#hand = new HandMade(tenant);
  }

  async toItsEnd(): Promise<readonly Finding[]> {
    for (const step of this.lifecycle.steps) {
      this.#step += 1;
      await this.take(step);
      if (this.#findings.length > 0) return this.#findings;
    }
    this.#step += 1;
    await this.end();
    return this.#findings;
  }

  private async take(step: Step): Promise<void> {
    switch (step.do) {
      case "hand":
        return this.#hand.edit(step);
      case "preview":
        return void (await this.command("preview", { fault: step.fault }));
      case "up": {
        const outcome = await this.command("up", step);
        const isClean = !step.fault && !step.crash && outcome.refused.length + outcome.failed.size === 0;
        return isClean ? this.expectNothingToDo() : undefined;
      }
      case "destroy":
        return void (await this.command("destroy", {}));
      default:
        return this.#specs.edit(step);
    }
  }

  /** I6: specs that were accepted once are put back, faults end, and then everything is applied or explained. */
  private async end(): Promise<void> {
    let outcome = await this.command("up", {});
    if (outcome.refused.length > 0) this.#specs.takeBack();
    for (const [name, code] of outcome.failed) {
      if (code === "deletion-under-way") this.#specs.buryAgain(`${name}@nhs.net`);
    }
    for (let run = 1; run < LAST_RUNS && !isDone(outcome); run += 1) outcome = await this.command("up", {});
    const { settings } = this.lifecycle;
    const left = withoutExcuse(outcome, {
      settings,
      hand: this.#hand,
      wasDisturbed: this.#wasDisturbed,
    });
    this.found("I6", left);
    if (isDone(outcome)) {
      const calendars = await this.tenant.snapshot();
      this.found("I6", notAsSpecified(this.#specs.calendars, calendars, this.#hand.foreign));
      await this.expectNothingToDo();
    }
    await this.expectSamePlan();
  }

  /** I4 */
  private async expectNothingToDo(): Promise<void> {
    const { plan, refused, failed } = await this.command("preview", {});
    const open = plan.filter(({ op }) => op !== "same").map(({ name, op }) => `${op} ${name}`);
    this.found(
      "I4",
      [...open, ...refused, ...failed.values()].map((what) => `after up, preview says: ${what}`),
    );
  }

  /** I11: the same specs with their files, people and keys in another order. */
  private async expectSamePlan(): Promise<void> {
    const [one, other] = [await this.command("preview", {}), await this.command("preview", {}, true)];
    const told = ({ plan, refused, failed }: Outcome) => JSON.stringify([plan, refused, [...failed].sort()]);
    if (told(one) !== told(other)) this.found("I11", [`${told(one)} and then ${told(other)}`]);
  }

  private async command(what: Command, { fault, crash }: Disturbance, turned = false): Promise<Outcome> {
    const { settings } = this.lifecycle;
    // Between two commands every new mailbox has long appeared.
    if (settings.mailboxDelay !== "none") await this.tenant.advance(600_000);
    const before = await this.sight(what);
    this.#wasDisturbed ||= fault !== undefined || crash !== undefined;
    await this.tenant.arm(fault);
    const outcome = await this.driver.run({ command: what, specs: this.#specs, crash, turned });
    await this.tenant.arm(undefined);
    if (outcome.accepted) this.#specs.accept();
    await this.look(what, before, outcome, fault !== undefined);
    return outcome;
  }

  private async look(command: Command, before: Sight, outcome: Outcome, isDisturbed: boolean): Promise<void> {
    const log = await this.tenant.log(this.#seen);
    this.#seen = log.at(-1)?.seq ?? this.#seen;
    const after = await this.sight(command);
    const { foreign } = this.#hand;
    const specs = this.#specs.calendars;
    for (const { id, findings } of invariants) {
      this.found(id, findings({ command, before, after, log, outcome, specs, foreign, isDisturbed }));
    }
  }

  private async sight(command: Command): Promise<Sight> {
    const calendars = await this.tenant.snapshot();
    const ours = command === "up" ? CLINICS.map(addressOf) : [];
    const there = ours.filter((address) => calendars.some((one) => one.address === address));
    const rows = await Promise.all(
      there.map(async (address) => [address.toLowerCase(), await this.tenant.rows(address)] as const),
    );
    return { calendars, resources: this.driver.resources, rows: new Map(rows) };
  }

  private found(invariant: string, sentences: readonly string[]): void {
    this.#findings.push(...sentences.map((what) => ({ invariant, what, step: this.#step })));
  }
}

const isDone = ({ refused, failed }: Outcome): boolean => refused.length + failed.size === 0;
