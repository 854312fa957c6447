import type { JsonObject } from "../json";

/** What the identity side answers. */
export interface IdentityAnswer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
