import type { Runtime } from "../runtime";
import { answerMail } from "./answer-mail";
import { calendarPage } from "./calendar-page";
import { calendarsPage } from "./calendars-page";
import { files } from "./files";
import { logPage } from "./log-page";
import type { PageAnswer } from "./page-answer";
import type { PageRequest } from "./page-request";
import type { PageRoute } from "./page-route";
import { peoplePage } from "./people-page";
import { personPage } from "./person-page";
import { problemPage } from "./problem-page";
import { refuseStrangers } from "./refuse-strangers";
import { tenantPage } from "./tenant-page";

/** The places of the page. A new one is a file of its own and a line here. */
const routes: readonly PageRoute[] = [
  tenantPage,
  calendarsPage,
  calendarPage,
  peoplePage,
  personPage,
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
  return path === "/" || /^\/(calendars|people|log|answer|page)(\/|$)/.test(path);
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
      "What was here is gone, or it never was. A reset makes everything anew.",
    )
  );
}
