import { BYTE_ORDER_MARK, cell } from "../files/tsv";

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

/** The first line of the file. */
export function headingLine(): string {
  return `${BYTE_ORDER_MARK}${columns.join("\t")}\n`;
}

/** A row as a line of the file. */
export function rowLine(row: Row, isRaw: boolean): string {
  return `${columns.map((column) => cell(row[column] ?? "", isRaw)).join("\t")}\n`;
}
