import type { Grouping, Summary, Totals } from "../activity/summary";
import { tsv } from "../files/tsv";
import { table } from "./table";

const HEADINGS: Readonly<Record<Grouping, string>> = {
  calendar: "Calendar",
  clinician: "Clinician",
  service: "Service",
  week: "Week from",
};

const NUMBERS = ["Appointments", "Customers", "Hours"] as const;

const cells = ({ appointments, customers, minutes }: Totals): string[] => [
  String(appointments),
  String(customers),
  (minutes / 60).toFixed(1),
];

/** A table for each grouping. */
export function activityTable(summary: Summary, shown: readonly Grouping[], width?: number): string {
  return shown
    .map((grouping) =>
      table(
        [{ heading: HEADINGS[grouping] }, ...NUMBERS.map((heading) => ({ heading, right: true }))],
        [...summary[grouping]].map(([name, totals]) => [name, ...cells(totals)]),
        { width },
      ),
    )
    .join("\n");
}

/** The same as one table for Excel, with a column that says what is counted by. */
export function activityTsv(summary: Summary, shown: readonly Grouping[]): string {
  const rows = shown.flatMap((grouping) =>
    [...summary[grouping]].map(([name, totals]) => [HEADINGS[grouping], name, ...cells(totals)]),
  );
  return tsv(["By", "Name", ...NUMBERS], rows);
}
