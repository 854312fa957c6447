import { type Html, html } from "../base/html";
import type { Runtime } from "../graph/runtime";

/** One place of the page. */
export interface PageRoute {
  readonly method: "GET" | "POST";
  /** `{name}` stands for one segment. */
  readonly path: string;
  /** Nothing is answered where there is nothing of that name. */
  readonly run: (runtime: Runtime, request: PageRequest, name: string) => PageAnswer | undefined;
}

/** What the page answers: a document, a file, or somewhere else to go. */
export type PageAnswer =
  | { readonly status: number; readonly title: string; readonly content: Html; readonly refresh?: number }
  | { readonly status: 200; readonly type: string; readonly file: string }
  | { readonly status: 303; readonly location: string };

/** What a browser asks of the page. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A page that says what did not work. */
export function problemPage(status: number, title: string, message: string): PageAnswer {
  const content = html`<h1>${title}</h1><p>${message}</p><p><a href="/">Go to the tenant</a></p>`;
  return { status, title, content };
}
