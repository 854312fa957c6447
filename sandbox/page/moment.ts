import { type Html, html } from "./html";

const format = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** A time for people, in UTC as everything in the sandbox is; text that is no time stays as it is. */
export function moment(time: number | string): Html {
  // Graph leaves the zone out where it stands beside; here it is always UTC.
  const text = typeof time === "string" && /T[\d:.]+$/.test(time) ? `${time}Z` : time;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return html`${String(time)}`;
  return html`<time datetime="${date.toISOString()}">${format.format(date)} UTC</time>`;
}
