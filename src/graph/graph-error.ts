import { redact } from "../problem/redact";

/** What went wrong, in the few ways that callers tell apart. */
export type GraphErrorKind =
  /** Graph says that the thing does not exist, to a caller who may see it. */
  | "not-found"
  /** A delegated caller without a role in that calendar: it exists, or not; this caller cannot tell. */
  | "no-role"
  | "denied"
  | "unauthenticated"
  | "throttled"
  | "conflict"
  | "invalid"
  | "unavailable"
  /** A write that is not repeatable got no answer: it may have happened. Look before repeating. */
  | "lost-answer"
  | "mailbox-not-enabled"
  | "too-many-results"
  /** Not sent, because something it depends on failed. */
  | "not-attempted"
  /** Not sent or given up, because the run is over (Ctrl-C, dead engine, budget of the run). */
  | "aborted";

interface GraphErrorFacts {
  readonly kind: GraphErrorKind;
  readonly method: string;
  readonly path: string;
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** A call to Microsoft Graph that failed. Its text carries no token, secret or query value. */
export class GraphError extends Error {
  readonly kind: GraphErrorKind;
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly path: string;
  readonly #facts: GraphErrorFacts;

  constructor(facts: GraphErrorFacts) {
    super(sentence(facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "GraphError";
    this.kind = facts.kind;
    this.status = facts.status;
    this.code = facts.code ?? "";
    this.requestId = facts.requestId;
    this.path = withoutQuery(facts.path);
    this.#facts = facts;
  }

  /** The same failure, where someone knows better what it means. */
  as(kind: GraphErrorKind): GraphError {
    return new GraphError({ ...this.#facts, kind });
  }
}

function sentence(facts: GraphErrorFacts): string {
  const answer = facts.status === 0 ? "no answer" : String(facts.status);
  const code = facts.code ? ` ${facts.code}` : "";
  const detail = facts.detail ? `: ${redact(facts.detail)}` : "";
  const request = facts.requestId ? ` [request ${facts.requestId}]` : "";
  return `${facts.method} ${withoutQuery(facts.path)}: ${answer}${code} (${facts.kind})${detail}${request}`;
}

/** Query values may hold names of people: they stay out of messages. */
const withoutQuery = (path: string): string => path.split("?", 1)[0] ?? path;
