const HEADING = /^(\w+)(?: \(.*\))?:/;
const KEPT = new Set(["Diagnostics", "Resources", "error"]);

/** Entries of the diagnostics come as they happen: sorted here, each a line with two spaces and what is below it. */
function sortEntries(section: string): string {
  const [heading = "", ...entries] = section.split(/^(?= {2}\S)/m);
  return [heading, ...entries.map((entry) => `${entry.trimEnd()}\n`).sort()].join("");
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
