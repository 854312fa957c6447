import type { JsonObject } from "../json";

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Instead of a JSON body, such as the metadata document. */
  readonly text?: { readonly type: string; readonly content: string };
}

/** 204, as Graph answers what changes something. */
export const noContent: Reply = { status: 204 };
