import type { KillCase, KillPoint, KillSignal, RunKind, Victim } from "./kill-case";
import type { SeenCall } from "./seen-calls";

type Hit = readonly [Victim, KillSignal];

/** Who is hit where something is written. */
const AT_WRITES: readonly Hit[] = [
  ["engine", "SIGKILL"],
  ["provider", "SIGKILL"],
  ["both", "SIGKILL"],
  ["machine", "SIGKILL"],
  ["cli", "SIGKILL"],
  ["cli", "SIGINT"],
  ["cli", "SIGTERM"],
  ["group", "SIGINT"],
  ["group", "SIGTERM"],
  ["engine", "SIGINT"],
  ["engine", "SIGTERM"],
  ["provider", "SIGINT"],
  ["provider", "SIGTERM"],
  ["connection", "cut"],
];

/** The same without checkpoints: what matters there is what the engine had time to write. */
const AT_WRITES_WITHOUT_CHECKPOINTS: readonly Hit[] = [
  ["engine", "SIGKILL"],
  ["provider", "SIGKILL"],
  ["both", "SIGKILL"],
  ["machine", "SIGKILL"],
  ["cli", "SIGKILL"],
  ["cli", "SIGINT"],
  ["engine", "SIGTERM"],
];

/** Who is hit where something is only looked at: no more than begins each of the ways in which a run can end. */
const AT_READS: readonly Hit[] = [
  ["engine", "SIGKILL"],
  ["provider", "SIGKILL"],
  ["both", "SIGKILL"],
  ["cli", "SIGKILL"],
  ["cli", "SIGINT"],
  ["group", "SIGTERM"],
  ["connection", "cut"],
];

/** Multiples of it, without their whole part, are spread evenly however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

type NthPoint = KillPoint & { readonly call: number };

const before = ({ nth }: SeenCall): NthPoint => ({ call: nth, when: "before" });
const after = ({ nth }: SeenCall): NthPoint => ({ call: nth, when: "after" });

/** What must be there for a victim to be hit; our command and its group live as long as the run. */
const NEEDED: Partial<Record<Victim, readonly ("engine" | "provider")[]>> = {
  engine: ["engine"],
  provider: ["provider"],
  both: ["engine", "provider"],
};

/**
 * Every case of a kind of run whose undisturbed calls are these, those that matter most first. The items of a batch are
 * done before its answer goes out, so after them there is one moment; before a later item the earlier ones are done.
 * Where no one is there to be hit, as no provider process is in a preview, no case is planned.
 */
export function planCases(
  run: RunKind,
  calls: readonly SeenCall[],
  alive: (nth: number) => ReadonlySet<string>,
): readonly KillCase[] {
  const writing = calls.filter(({ writes }) => writes);
  const writes = [
    ...writing.filter(({ kind }) => kind !== "batch").map(before),
    ...writing.filter(({ kind }) => kind !== "item").map(after),
  ];
  const reads = calls.filter(({ kind, writes }) => kind !== "batch" && !writes).map(before);
  const there = (victim: Victim, points: readonly NthPoint[]): readonly NthPoint[] =>
    points.filter(({ call }) => (NEEDED[victim] ?? []).every((role) => alive(call).has(role)));
  const at = (
    points: readonly NthPoint[],
    hits: readonly Hit[],
    checkpoints: KillCase["checkpoints"],
  ): KillCase[] =>
    hits.flatMap(([victim, signal]) =>
      there(victim, points).map((point) => ({ run, victim, signal, point, checkpoints, state: "disk" })),
    );
  /** One for each hit, each at another place than the one before. */
  const inBlobStorage = (hits: readonly Hit[], checkpoints: KillCase["checkpoints"]): KillCase[] =>
    hits.flatMap(([victim, signal], index) => {
      const points = there(victim, writes);
      const point = points[Math.floor(((index * GOLDEN) % 1) * points.length)];
      return point ? [{ run, victim, signal, point, checkpoints, state: "blob" }] : [];
    });
  return [
    ...at(writes, AT_WRITES, "yes"),
    ...at(writes, AT_WRITES_WITHOUT_CHECKPOINTS, "no"),
    ...at(reads, AT_READS, "yes"),
    ...inBlobStorage(AT_WRITES, "yes"),
    ...inBlobStorage(AT_WRITES_WITHOUT_CHECKPOINTS, "no"),
  ];
}

/** The same cases in an order of which every beginning is a fair sample: so a campaign can be as long as there is time. */
export function spread<T>(cases: readonly T[]): readonly T[] {
  const steps = cases.map((_, index) => ({ index, place: (index * GOLDEN) % 1 }));
  const ranks = steps.toSorted((one, other) => one.place - other.place).map(({ index }) => index);
  return cases
    .map((one, at) => ({ one, when: ranks[at] ?? at }))
    .sort((a, b) => a.when - b.when)
    .map(({ one }) => one);
}
