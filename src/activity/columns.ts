/** The web app's own export has these columns, in this order. The leading space is the web app's. */
export const columns = [
  "Date Time",
  "Customer Name",
  "Customer Email",
  "Customer Phone",
  "Customer Address",
  "Staff",
  "Staff Name",
  "Staff Email",
  "Service",
  "Location",
  "Duration (mins.)",
  "Pricing Type",
  "Price",
  "Currency",
  "Cc Attendees",
  "Signed Up Attendees Count",
  "Text Notifications Enabled",
  " Custom Fields",
  "Event Type",
  "Booking Id",
  "Tracking Data",
] as const;

export type Column = (typeof columns)[number];

/** A row of the report: a customer of an appointment. A column that is absent is an empty cell. */
export type Row = Readonly<Partial<Record<Column, string>>>;

/** Graph has nothing to fill these with. */
export const withoutSource = ["Cc Attendees", "Event Type", "Tracking Data"] as const satisfies Column[];

/** Filled only on request: they say who a patient is, or may say where they live. */
export const patientColumns = [
  "Customer Name",
  "Customer Email",
  "Customer Phone",
  "Customer Address",
  "Location",
  " Custom Fields",
] as const satisfies Column[];

/** Excel reads a file as UTF-8 only if it begins with this. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Excel takes a cell that begins like this for a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A cell as it stands in the file. Unless it is raw, nothing in it can be run as a formula. */
export function cell(text: string, isRaw: boolean): string {
  const plain = text.replace(/\r\n?/g, isRaw ? "$&" : "\n");
  const guarded = !isRaw && FORMULA.test(text) ? `'${plain}` : plain;
  return /["\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The first line of the file. */
export function headingLine(): string {
  return `${BYTE_ORDER_MARK}${columns.join("\t")}\n`;
}

/** A row as a line of the file. */
export function rowLine(row: Row, isRaw: boolean): string {
  return `${columns.map((column) => cell(row[column] ?? "", isRaw)).join("\t")}\n`;
}
