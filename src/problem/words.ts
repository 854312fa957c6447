import { areas, catalogue } from "./catalogue";
import { printable } from "./printable";
import type { Problem } from "./problem";

/** A problem in words for people. */
export interface Words {
  readonly sentence: string;
  readonly advice?: string;
}

type Speak = (args: Problem["args"]) => string | undefined;

/**
 * The words of a problem. What came from a file is shown with its control characters spelled out: a spec must not be
 * able to move the cursor of the terminal that shows it.
 */
export function words({ code, args }: Problem): Words {
  const entry: { sentence: unknown; advice?: unknown } = catalogue[code];
  const sentence = printable((entry.sentence as Speak)(args) ?? "");
  const advice = (entry.advice as Speak | undefined)?.(args);
  return { sentence, ...(advice && { advice: printable(advice) }) };
}

/** Where docs/problems/ tells of a code; nothing of a word that is none. */
export function pageOf(code: string): string | undefined {
  const area = Object.entries(areas).find(([, entries]) => code in entries)?.[0];
  return area && `docs/problems/${area}.md#${code}`;
}
