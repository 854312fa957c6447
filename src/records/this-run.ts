import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { JournalRun } from "./journal-line";

type Env = Readonly<Record<string, string | undefined>>;

/** Where pipelines say which of their runs this is, and what they checked out. */
const PIPELINES: readonly ((env: Env) => string | undefined)[] = [
  (env) =>
    env["GITHUB_RUN_ID"] &&
    `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`,
  (env) => env["BUILD_BUILDID"] && `${env["SYSTEM_TEAMPROJECT"]} build ${env["BUILD_BUILDID"]}`,
  (env) => env["CI_JOB_URL"],
];

/** Which run this process belongs to. Our commands name theirs in BOOKINGS_RUN; plain Pulumi's has a name of its own. */
export function thisRun(env: Env): JournalRun {
  const pipeline = PIPELINES.map((find) => find(env)).find(Boolean);
  const commit = env["GITHUB_SHA"] || env["BUILD_SOURCEVERSION"] || env["CI_COMMIT_SHA"];
  return {
    id: env["BOOKINGS_RUN"] || randomUUID(),
    host: hostname(),
    user: userName(),
    ...(pipeline && { pipeline }),
    ...(commit && { commit }),
  };
}

/** A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "");
  }
}
