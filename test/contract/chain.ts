/** Who makes a call. `nobody` sends no token, `stranger` is a person who is on no calendar. */
export type Who = "operator" | "observer" | "directory" | "stranger" | "nobody";

/** One call and what must come of it. Texts may hold `{variables}` of the run and those kept by earlier steps. */
export interface Step {
  readonly by: Who;
  /** Method and path: `GET {calendar}/staffMembers`. */
  readonly call: string;
  readonly send?: unknown;
  /** Sent as it is, instead of JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Status, or those of which one is right. */
  readonly status: number | readonly number[];
  /** Code of the error, or those of which one is right. */
  readonly code?: string | readonly string[];
  /** What the body must hold at least; functions judge. */
  readonly body?: unknown;
  /** Names for later steps, each with the way to its value: `{ staff: "value.0.id" }`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** A question that no one has settled: the answer is reported, whichever of the allowed ones it is. */
  readonly observe?: string;
  /** The way to the value that answers it; without it status and code do. */
  readonly show?: string;
  /** Headers that must be there, each like that expression. */
  readonly with?: Readonly<Record<string, RegExp>>;
}

/** Operations with expected outcomes: the same against the sandbox and against a tenant. */
export interface Chain {
  readonly name: string;
  readonly steps: readonly Step[];
  /** May leave a calendar that no one can delete: never run against a tenant. */
  readonly leavesBehind?: boolean;
}

/** Makes a chain. */
export function chain(name: string, ...steps: readonly Step[]): Chain {
  return { name, steps };
}
