import { randomUUID } from "node:crypto";
import type { JsonObject } from "../json";
import type { EntraError } from "./entra-error";

/** What the identity side answers. */
export interface IdentityAnswer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refusals as Entra words them. */
export function refusedBy(error: EntraError): IdentityAnswer {
  return {
    status: error.status,
    body: {
      error: error.error,
      error_description: error.message,
      error_codes: [error.code],
      timestamp: new Date().toISOString().replace("T", " "),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
    },
  };
}
