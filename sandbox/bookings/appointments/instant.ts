import { isJsonObject } from "../../json";

/** The moment a dateTimeTimeZone stands for, in milliseconds; zones other than UTC are read by their name where it is known. */
export function instant(value: unknown): number {
  if (!isJsonObject(value)) return Number.NaN;
  const text = String(value["dateTime"]).replace(/(\.\d{3})\d+/, "$1");
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

/** A span in ISO 8601: 5400000 is PT1H30M. */
export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return minutes === 0 ? "PT0S" : `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
}
