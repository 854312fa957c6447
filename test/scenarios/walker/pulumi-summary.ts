const HEADING = /^(\w+)(?: \(.*\))?:/;
const KEPT = new Set(["Diagnostics", "Resources", "error"]);

/** That of the stack which says that a resource failed, once for each. */
const FAILED = /^ +error: Error: resource .+ failed to register$/;

/** An entry with its lines of failed resources in order: they come as the resources fail. */
function sortFailures(entry: string): string {
  const lines = entry.trimEnd().split("\n");
  const failures = lines.filter((line) => FAILED.test(line)).sort();
  return `${lines.map((line) => (FAILED.test(line) ? failures.shift() : line)).join("\n")}\n`;
}

/** Entries of the diagnostics come as they happen: sorted here, each a line with two spaces and what is below it. */
function sortEntries(section: string): string {
  const [heading = "", ...entries] = section.split(/^(?= {2}\S)/m);
  return [heading, ...entries.map(sortFailures).sort()].join("");
}

/**
 * What Pulumi's display says that is the same in every run: its sections, without the progress (lines of calendars come
 * as they happen) and without the outputs (the inventory repeats the specs).
 */
export function pulumiSummary(text: string): string {
  const sections = text.split(/^(?=\S)/m).filter((section) => KEPT.has(HEADING.exec(section)?.[1] ?? ""));
  return sections
    .map((section) => (section.startsWith("Diagnostics") ? sortEntries(section) : section))
    .join("");
}
