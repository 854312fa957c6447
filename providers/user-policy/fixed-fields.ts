import { isRecord } from "../../src/graph/is-record";

/** What a policy is; everything else of it may change. In the words of the specs for people. */
const FIXED: Readonly<Record<string, string>> = {
  tenantId: "The tenant",
  organisation: "The organisation",
  policyName: "The name",
  licence: "The base licence",
};

/** A field that must not change and did. */
export interface FixedFieldChange {
  readonly property: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Which of the fixed fields differ. */
export function fixedFieldChanges(olds: unknown, news: unknown): FixedFieldChange[] {
  if (!isRecord(olds) || !isRecord(news)) {
    return [];
  }
  return Object.entries(FIXED).flatMap(([property, field]) => {
    const before = olds[property];
    const after = news[property];
    return typeof before === "string" && before !== after
      ? [{ property, field, before, after: String(after) }]
      : [];
  });
}
