import { type Html, html } from "./html";

// Names from a seed may hold half a character, of which no address can be made.
const segment = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Where a calendar is shown. */
export function calendarPath(address: string): string {
  return `/calendars/${segment(address)}`;
}

/** Where a person is shown, by address or object id. */
export function personPath(name: string): string {
  return `/people/${segment(name)}`;
}

/** A link. */
export function link(path: string, text: string): Html {
  return html`<a href="${path}">${text}</a>`;
}
