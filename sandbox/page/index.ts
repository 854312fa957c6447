import type { Runtime } from "../graph/runtime";
import { sameSecret } from "../identity/token-issuer";
import { calendarPage, calendarsPage } from "./calendar-page";
import { type PageAnswer, type PageRequest, type PageRoute, problemPage } from "./layout";
import { livePage, logPage } from "./live-page";
import { answerMail, peoplePage, personPage } from "./people-page";
import { style } from "./style";
import { tenantPage } from "./tenant-page";

/** A sheet of a calendar, for the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b3d6b"/><path d="M4 6h8v6H4z" fill="#fff"/><path d="M5 3v3M11 3v3" stroke="#ffc72c" stroke-width="1.5"/></svg>
`;

function file(path: string, type: string, content: string): PageRoute {
  return { method: "GET", path, run: () => ({ status: 200, type, file: content }) };
}

/** What the documents load; nothing comes from anywhere else. */
export const files: readonly PageRoute[] = [
  file("/page/style.css", "text/css; charset=utf-8", style),
  file("/page/icon.svg", "image/svg+xml", icon),
];

/** The places of the page. A new one is a file of its own and a line here. */
const routes: readonly PageRoute[] = [
  tenantPage,
  calendarsPage,
  calendarPage,
  peoplePage,
  personPage,
  livePage,
  logPage,
  answerMail,
  ...files,
];

/** What stands for `{name}`; `undefined` when the path is another. */
function nameIn(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith("/{name}")) return pattern === path ? "" : undefined;
  const start = pattern.slice(0, -"{name}".length);
  const rest = path.startsWith(start) ? path.slice(start.length) : "";
  if (rest === "" || rest.includes("/")) return undefined;
  try {
    return decodeURIComponent(rest);
  } catch {
    return undefined;
  }
}

/** Is that path the page's, whether or not anything is there? */
export function isPagePath(path: string): boolean {
  return path === "/" || /^\/(calendars|people|live|log|answer|page)(\/|$)/.test(path);
}

/** Answers a browser. */
export function servePage(runtime: Runtime, request: PageRequest): PageAnswer {
  const refusal = refuseStrangers(runtime, request);
  if (refusal) return refusal;
  const there = routes.flatMap((route) => {
    const name = nameIn(route.path, request.path);
    return name === undefined ? [] : [{ route, name }];
  });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const found = there.find(({ route }) => route.method === method);
  if (there.length > 0 && !found)
    return problemPage(405, "That does not work here", "This address cannot be used in that way.");
  return (
    found?.route.run(runtime, request, found.name) ??
    problemPage(
      404,
      "Nothing is here",
      "What was here is gone, or it never was. A reset creates everything again.",
    )
  );
}

/** Names by which a browser on this machine reaches the sandbox. Any other name led here by a foreign name server. */
function isOurHost(host: string | undefined, origin: string): boolean {
  const { port } = new URL(origin);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/**
 * Refuses what another web page in the same browser may have sent. Who reads: only by this machine's own names. Who
 * presses a button: only from a page of this very run, as the browser says (Origin, Sec-Fetch-Site) and its token shows.
 */
function refuseStrangers(runtime: Runtime, request: PageRequest): PageAnswer | undefined {
  const { host, origin, "sec-fetch-site": site } = request.headers;
  if (!isOurHost(host, runtime.world.origin))
    return problemPage(421, "Wrong address", "The sandbox answers to 127.0.0.1 and localhost only.");
  if (request.method !== "POST") return undefined;
  if (origin !== `https://${host}` || (site !== undefined && site !== "same-origin"))
    return problemPage(403, "Not from here", "That button was not pressed on a page of this sandbox.");
  if (!sameSecret(request.form.get("token") ?? "", runtime.pageToken))
    return problemPage(
      403,
      "This page is old",
      "The sandbox was started again since the page was shown. Go back, load the page again, and press the button then.",
    );
  return undefined;
}
