import { isRecord } from "../src/graph/wire";
import { Refusal } from "./refuse";

/** A property and why it cannot be so: the engine's shape. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** Why inputs cannot be applied; where they cannot be read that alone, reported at their people. */
export function checked<Inputs>(
  news: unknown,
  parse: (news: unknown) => Inputs,
  people: string,
  failuresOf: (inputs: Inputs) => CheckFailure[],
): { inputs: unknown; failures: CheckFailure[] } {
  let inputs: Inputs;
  try {
    inputs = parse(news);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { inputs: news, failures: [{ property: people, reason: error.message }] };
  }
  return { inputs: news, failures: failuresOf(inputs) };
}

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
