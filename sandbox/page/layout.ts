import { type Html, html } from "../base/html";

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
