import { html } from "./html";
import type { PageAnswer } from "./page-answer";

/** A page that says what did not work. */
export function problemPage(status: number, title: string, message: string): PageAnswer {
  const content = html`<h1>${title}</h1><p>${message}</p><p><a href="/">Go to the tenant</a></p>`;
  return { status, title, content };
}
