import type { GraphError } from "./graph-error";

/** One thing asked of Graph. */
export interface GraphCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Relative to the version, percent-encoded: `/users/amy%40nhs.net`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The mailbox this call works on: Exchange allows four at once. */
  readonly mailbox?: string;
  /** The thing was made moments ago: “not found” may mean “not there yet”, and is waited for. */
  readonly fresh?: boolean;
  /** The first page of a list will do: it is a help to people, and nothing is decided by it. */
  readonly firstPageOnly?: boolean;
  /** True for a search whose first items will do: pages are followed until one has any. */
  readonly firstItemsOnly?: boolean;
  /** Indices of calls of the same unit that must succeed first. */
  readonly after?: readonly number[];
}

/** What came back, before anybody judged it. Status 0: nothing came back. */
export interface GraphAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly cause?: unknown;
}

/** The answer, or why there is none. */
export type GraphOutcome = { readonly ok: true; readonly answer: GraphAnswer } | GraphFailure;

interface GraphFailure {
  readonly ok: false;
  readonly error: GraphError;
}
