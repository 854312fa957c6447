import type { JsonValue } from "../json";

/** One request within a batch. */
export interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: JsonValue | undefined;
  readonly dependsOn: readonly string[];
}
