import type { Services } from "../../src/cli/context";
import type { Engine } from "../../src/engine/engine-of";
import type { LockHolder } from "../../src/engine/lock";
import type {
  Recorded,
  RecordedCalendar,
  RecordedPolicy,
  RunOptions,
  RunResult,
} from "../../src/engine/run-result";
import type { NeededIdentities } from "../../src/preflight/needed-identities";
import type { Problem } from "../../src/problem/problem";
import { calendars } from "../report/calendars";
import { policies } from "../report/policies";

const NOTHING = {
  problems: [],
  outcomes: [],
  outcome: "unchanged",
  behind: [],
  pulumiOutput: "what Pulumi said\n",
  seconds: 1,
} as const;

/** An engine that answers what it is told and remembers what it was asked. */
export class FakeEngine implements Engine {
  readonly asked: string[] = [];

  constructor(
    private readonly previews: Readonly<Record<string, Partial<RunResult>>>,
    private readonly ups: Readonly<Record<string, Partial<RunResult>>> = {},
    private readonly during: (options: RunOptions) => void = () => undefined,
  ) {}

  previewOrganisation = (options: RunOptions): Promise<RunResult> =>
    this.#answer("preview", this.previews, options);

  previewByEngine = (options: RunOptions): Promise<RunResult> =>
    this.#answer("preview by the engine", this.previews, options);

  upOrganisation = (options: RunOptions): Promise<RunResult> => this.#answer("up", this.ups, options);

  adoptOrganisation = (options: RunOptions): Promise<RunResult> => this.#answer("adopt", this.ups, options);

  recordOrganisation = ({ organisation }: RunOptions): Promise<boolean> => {
    this.asked.push(`record ${organisation}`);
    return Promise.resolve(true);
  };

  forgetCalendar = (_options: RunOptions, name: string): Promise<void> => {
    this.asked.push(`forget ${name}`);
    return Promise.resolve();
  };

  /** Problems with the identities that calendars need. */
  absent: Problem[] = [];
  absentIdentities = (_organisation: string, { calendars }: NeededIdentities): Problem[] =>
    calendars ? this.absent : [];
  /** How the first runs of `up` end: others came first. */
  firstCome: Partial<RunResult>[] = [];
  moveState = ({ organisation }: RunOptions): Promise<"moved"> => {
    this.asked.push(`move ${organisation}`);
    return Promise.resolve("moved");
  };
  holders: LockHolder[] = [];
  lockHolders = (): Promise<LockHolder[]> => Promise.resolve(this.holders);
  seesLocks = (): boolean => true;
  unlockStack = ({ organisation }: RunOptions): Promise<void> => {
    this.asked.push(`unlock ${organisation}`);
    this.holders = [];
    return Promise.resolve();
  };

  readRecorded = ({ organisation }: RunOptions): Promise<Recorded> => {
    this.asked.push(`read ${organisation}`);
    if (organisation !== "leeds") return Promise.resolve({ calendars: [], policies: [] });
    return Promise.resolve({
      calendars: calendars.filter((each): each is RecordedCalendar => each.status !== "planned"),
      policies: policies.filter(
        (each): each is RecordedPolicy => each.status !== "planned" && each.status !== "updating",
      ),
    });
  };

  async #answer(
    verb: string,
    answers: Readonly<Record<string, Partial<RunResult>>>,
    options: RunOptions,
  ): Promise<RunResult> {
    const { organisation, onProgress } = options;
    this.asked.push(`${verb} ${organisation}`);
    onProgress?.({ organisation, stage: "reading", done: 0 });
    onProgress?.({ organisation, stage: "changing", done: 1, total: 2, calendar: "leedsphysioknee" });
    this.during(options);
    const locked = verb === "up" && this.firstCome.shift();
    if (locked) return { ...NOTHING, organisation, plan: { organisation, changes: [] }, ...locked };
    return {
      organisation,
      plan: { organisation, changes: [] },
      ...NOTHING,
      ...answers[organisation],
    };
  }
}

/** Services with this engine. */
export function servicesOf(engine: Engine): Services {
  return { engine: () => Promise.resolve(engine) };
}
