import type { JsonObject } from "../json";

/** A request to Graph and the answer to it, as the checker looks at them. */
export interface Exchange {
  readonly method: string;
  /** Path and query below `/v1.0`. */
  readonly url: string;
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON body. */
  readonly body: JsonObject | undefined;
  /** A body that is no JSON. */
  readonly text: string | undefined;
  /** What was sent; the items of a batch are found there. */
  readonly sent: unknown;
  /** An item of a batch: fewer headers, the same body. */
  readonly item: boolean;
}
