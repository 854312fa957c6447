import type { JsonObject } from "../json";

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Milliseconds that the answer takes by itself: those of the slowest item of a batch. */
  readonly delay?: number;
  /** Of a batch in which an item waits: the answer waits too. */
  readonly held?: true;
  /** Of a batch that got lost at an item which waited: no answer comes at all. */
  readonly cut?: "cut-before";
  /** Instead of a JSON body, such as the metadata document. */
  readonly text?: { readonly type: string; readonly content: string };
}

/** 204, as Graph answers what changes something. */
export const noContent: Reply = { status: 204 };
