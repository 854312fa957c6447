import { isRecord } from "../src/graph/wire";

/** A field that must not change and did. */
interface FixedFieldChange {
  readonly property: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Which of the fixed fields differ; `fixed` gives each one's name for people. */
export function fixedFieldChanges(
  fixed: Readonly<Record<string, string>>,
  olds: unknown,
  news: unknown,
): FixedFieldChange[] {
  if (!isRecord(olds) || !isRecord(news)) return [];
  return Object.entries(fixed).flatMap(([property, field]) => {
    const before = olds[property];
    const after = news[property];
    return typeof before === "string" && before !== after
      ? [{ property, field, before, after: String(after) }]
      : [];
  });
}
