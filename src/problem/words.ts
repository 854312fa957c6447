import { areas, catalogue } from "./catalogue";
import type { ProblemArg } from "./catalogue/catalogue";
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
  const values = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, marked(value)]));
  const sentence = printed((entry.sentence as Speak)(values) ?? "", "\n    ");
  const advice = (entry.advice as Speak | undefined)?.(values);
  return { sentence, ...(advice && { advice: printed(advice, "<U+000A>") }) };
}

/** Stands for a line break of a value until the words are made. JSON quotes it as it would quote the break. */
const BREAK = "\u000b";

function marked(value: ProblemArg): ProblemArg {
  if (typeof value === "string") return value.replace(/\r\n?|\n/g, BREAK);
  return Array.isArray(value) ? value.map((one) => String(marked(one))) : value;
}

/** Lines of a value stand below our line that it is in; advice has only our own lines. */
function printed(text: string, lineBreak: string): string {
  const lines = text.replaceAll("\\u000b", "\\n").split(BREAK);
  return lines.map(printable).join(lineBreak);
}

/** Where docs/problems/ tells of a code; nothing of a word that is none. */
export function pageOf(code: string): string | undefined {
  const area = Object.entries(areas).find(([, entries]) => code in entries)?.[0];
  return area && `docs/problems/${area}.md#${code}`;
}
