/**
 * Which run is disturbed: the creation of two calendars, a change of both, or their deletion; the creation of a user
 * policy, a change of its people and applications, or its end; the giver's run of a hand-over, the same where the receiver
 * runs before the giver goes on, and the receiver's run.
 */
export const RUNS = [
  "create",
  "update",
  "delete",
  "policy-create",
  "policy-update",
  "policy-retire",
  "hand-over",
  "hand-over-late",
  "take-over",
] as const;
export type RunKind = (typeof RUNS)[number];

/**
 * Who is hit. `cli` is our own command alone, `group` all of its process group (Ctrl-C on a terminal, or a pipeline that
 * stops a job), `machine` everything; `connection` is no process: the sandbox cuts it and the run goes on.
 */
export const VICTIMS = ["engine", "provider", "both", "cli", "group", "machine", "connection"] as const;
export type Victim = (typeof VICTIMS)[number];

export const SIGNALS = ["SIGKILL", "SIGTERM", "SIGINT", "cut"] as const;
export type KillSignal = (typeof SIGNALS)[number];

/** At which call of the run: the nth of all, or the first of an operation; before or after it had its effect. */
export interface KillPoint {
  readonly call: number | string;
  readonly when: "before" | "after";
}

/** One case of the campaign. */
export interface KillCase {
  readonly run: RunKind;
  readonly victim: Victim;
  readonly signal: KillSignal;
  readonly point: KillPoint;
  /** `no` = with PULUMI_SKIP_CHECKPOINTS: the engine writes its state at the end only. */
  readonly checkpoints: "yes" | "no";
  /** Where the engine keeps its state: on the disk, or in Azure Blob storage. */
  readonly state: "disk" | "blob";
}

/** A case in one word, by which it is repeated: `create/provider/SIGKILL/4-after`, with `/no-checkpoints` or `/blob` behind it. */
export function caseName({ run, victim, signal, point, checkpoints, state }: KillCase): string {
  const words = [run, victim, signal, `${point.call}-${point.when}`];
  const more = [...(checkpoints === "no" ? ["no-checkpoints"] : []), ...(state === "blob" ? ["blob"] : [])];
  return [...words, ...more].join("/");
}

/** Reads such a word; says what it should be where it is none. */
export function readCaseName(name: string): KillCase {
  const [run, victim, signal, where = "", ...more] = name.split("/");
  const [, call = "", when] = /^(.+?)(?:-(before|after))?$/.exec(where) ?? [];
  const found = {
    run: RUNS.find((one) => one === run),
    victim: VICTIMS.find((one) => one === victim),
    signal: SIGNALS.find((one) => one === signal),
  };
  const isKnown = more.every((word) => word === "no-checkpoints" || word === "blob") && call !== "";
  if (!found.run || !found.victim || !found.signal || !isKnown) {
    throw new Error(
      `“${name}” is not a case. One is RUN/VICTIM/SIGNAL/CALL-WHEN, such as create/provider/SIGKILL/4-after: ` +
        `${RUNS.join(", ")}; ${VICTIMS.join(", ")}; ${SIGNALS.join(", ")}; a number or an operation; before or after; then no-checkpoints, blob.`,
    );
  }
  return {
    run: found.run,
    victim: found.victim,
    signal: found.signal,
    point: {
      call: /^\d+$/.test(call) ? Number(call) : call,
      when: when === "after" ? "after" : "before",
    },
    checkpoints: more.includes("no-checkpoints") ? "no" : "yes",
    state: more.includes("blob") ? "blob" : "disk",
  };
}
