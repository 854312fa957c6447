import { timingSafeEqual } from "node:crypto";
import { hashOf } from "../identity/refresh-token";
import type { Runtime } from "../runtime";
import type { PageAnswer } from "./page-answer";
import type { PageRequest } from "./page-request";
import { problemPage } from "./problem-page";

/** Names by which a browser on this machine reaches the sandbox. Any other name led here by a foreign name server. */
function isOurHost(host: string | undefined, origin: string): boolean {
  const { port } = new URL(origin);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function isOurToken(sent: string | null, pageToken: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(sent ?? "")), Buffer.from(hashOf(pageToken)));
}

/**
 * Refuses what another web page in the same browser may have sent. Who reads: only by this machine's own names. Who
 * presses a button: only from a page of this very run, as the browser says (Origin, Sec-Fetch-Site) and its token shows.
 */
export function refuseStrangers(runtime: Runtime, request: PageRequest): PageAnswer | undefined {
  const { host, origin, "sec-fetch-site": site } = request.headers;
  if (!isOurHost(host, runtime.world.origin))
    return problemPage(421, "Wrong address", "The sandbox answers to 127.0.0.1 and localhost only.");
  if (request.method !== "POST") return undefined;
  if (origin !== `https://${host}` || (site !== undefined && site !== "same-origin"))
    return problemPage(403, "Not from here", "That button was not pressed on a page of this sandbox.");
  if (!isOurToken(request.form.get("token"), runtime.pageToken))
    return problemPage(
      403,
      "This page is old",
      "The sandbox was started again since the page was shown. Go back, load the page again, and press the button then.",
    );
  return undefined;
}
