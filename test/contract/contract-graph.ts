import type { Who } from "./chain";

/** What a call came to. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, the text of anything else, `undefined` for nothing. */
  readonly body: unknown;
}

/** Graph at some address, with tokens of those who call it. */
export interface ContractGraph {
  /** Which of the callers there are; chains that need others are not run. */
  readonly callers: ReadonlySet<Who>;
  /** `organisation`, `domain`, `operator`, `amy`, `bob`: what chains write as `{organisation}`. */
  readonly variables: Readonly<Record<string, string>>;
  /** A tenant that is not the sandbox. */
  readonly isReal: boolean;
  send(
    who: Who,
    call: { method: string; path: string; headers: Record<string, string>; text?: string },
  ): Promise<Outcome>;
}
