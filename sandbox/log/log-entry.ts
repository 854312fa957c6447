/** One request, as the log keeps it. No token, no header and no body ever gets here. */
export interface LogEntry {
  readonly time: number;
  /** The application's name, or the user's principal name. */
  readonly who: string;
  readonly appId: string;
  readonly kind: string;
  readonly via: string;
  readonly method: string;
  /** Path and query as sent, except what must not be kept: see `pathForLog`. */
  readonly path: string;
  readonly operation: string;
  /** 0 when the connection was cut before the operation ran. */
  readonly status: number;
  /** Whether anything was written. */
  readonly effect: "none" | "write";
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly milliseconds: number;
  /** Id of what the request made. */
  readonly made?: string;
  /** Code of the refusal. */
  readonly error?: string;
}
