import { type Html, html } from "../base/html";
import type { Runtime } from "../graph/runtime";

const places = [
  { path: "/", name: "Tenant" },
  { path: "/calendars", name: "Calendars" },
  { path: "/people", name: "People" },
  { path: "/live", name: "Live" },
  { path: "/log", name: "Requests" },
] as const;

function link(path: string, name: string, current: string): Html {
  const here = path === "/" ? current === "/" : current === path || current.startsWith(`${path}/`);
  const mark = current === path ? "page" : "true";
  return html`<li><a href="${path}"${here && html` aria-current="${mark}"`}>${name}</a></li>`;
}

/** A whole document around the content of one place. */
export function layout(title: string, current: string, content: Html): string {
  const document = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Bookings sandbox</title>
<link rel="stylesheet" href="/page/style.css">
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<div class="wide bar"><p class="name">Bookings sandbox</p><p class="hint">A practice tenant. No one in it is real.</p></div>
<nav aria-label="Places"><ul class="wide">${places.map(({ path, name }) => link(path, name, current))}</ul></nav>
</header>
<main id="main" class="wide" tabindex="-1">
${content}
</main>
<footer><p class="wide">An emulator of Microsoft Graph on this machine. It sends no e-mail and reaches no other computer.</p></footer>
</body>
</html>
`;
  return document.markup;
}

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
