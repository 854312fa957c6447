import { readFileSync } from "node:fs";
import { problem } from "../problem/problem";
import { refuse } from "../problem/visible-error";
import { MARKER } from "../report/comment";
import type { Io } from "./context";

type Env = Io["env"];

const TIMEOUT_MS = 30_000;
/** How many comments are read at most; a list that never ends is a fault. */
const MOST_PAGES = 200;

/**
 * Puts a text in place of our comment, or makes one, on the pull request that this pipeline runs for, by the variables that
 * GitHub Actions or Azure Pipelines set. Gives the comment's address for people or machines.
 */
export async function postComment(env: Env, text: string): Promise<string> {
  if (env["GITHUB_ACTIONS"] === "true") return postToGitHub(env, text);
  if (env["TF_BUILD"]?.toLowerCase() === "true") return postToAzure(env, text);
  return refuse(problem("comment-without-pipeline", {}));
}

const needed = (env: Env, name: string): string =>
  env[name] || refuse(problem("comment-variable-missing", { name }));

/** The author that GitHub gives to what a workflow's own token writes. */
const WORKFLOW_AUTHOR = "github-actions[bot]";

interface GitHubComment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
}

async function postToGitHub(env: Env, text: string): Promise<string> {
  const api = needed(env, "GITHUB_API_URL").replace(/\/$/, "");
  const repository = needed(env, "GITHUB_REPOSITORY");
  const author = env["BOOKINGS_COMMENT_AUTHOR"] ?? WORKFLOW_AUTHOR;
  const headers = {
    authorization: `Bearer ${needed(env, "GITHUB_TOKEN")}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const issues = `${api}/repos/${repository}/issues`;
  const own = await find();
  const body = JSON.stringify({ body: text });
  const url = own ? `${issues}/comments/${own.id}` : `${issues}/${pullRequestOf(env)}/comments`;
  const response = await send(url, { method: own ? "PATCH" : "POST", headers, body });
  return ((await response.json()) as GitHubComment).html_url;

  /** Our comment: by marker and by author, in all pages, as anybody may write the marker. */
  async function find(): Promise<GitHubComment | undefined> {
    let url: string | undefined = `${issues}/${pullRequestOf(env)}/comments?per_page=100`;
    for (let page = 0; url !== undefined; page += 1) {
      if (page === MOST_PAGES) notPosted(url, "the list of comments does not end");
      const response = await send(url, { headers });
      const comments = (await response.json()) as readonly GitHubComment[];
      const own = comments.find(({ body, user }) => body.startsWith(MARKER) && user?.login === author);
      if (own) return own;
      url = nextPage(response.headers.get("link"), api);
    }
    return undefined;
  }
}

/** The next page, on the same server only: the token goes with it. */
function nextPage(link: string | null, api: string): string | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
  if (next !== undefined && !next.startsWith(`${api}/`)) notPosted(next, "the next page is elsewhere");
  return next;
}

function pullRequestOf(env: Env): number {
  const [, fromRef] = /^refs\/pull\/(\d+)\//.exec(env["GITHUB_REF"] ?? "") ?? [];
  if (fromRef !== undefined) return Number(fromRef);
  const event: unknown = JSON.parse(readFileSync(needed(env, "GITHUB_EVENT_PATH"), "utf8"));
  const { pull_request: pull, number } = event as {
    readonly pull_request?: { readonly number: number };
    readonly number?: number;
  };
  return pull?.number ?? number ?? refuse(problem("comment-variable-missing", { name: "GITHUB_REF" }));
}

interface AzureThread {
  readonly id: number;
  readonly isDeleted?: boolean;
  readonly comments: readonly {
    readonly id: number;
    readonly content?: string;
    readonly author: { readonly id: string };
  }[];
}

async function postToAzure(env: Env, text: string): Promise<string> {
  const collection = needed(env, "SYSTEM_COLLECTIONURI").replace(/\/$/, "");
  const project = encodeURIComponent(needed(env, "SYSTEM_TEAMPROJECT"));
  const repository = encodeURIComponent(needed(env, "BUILD_REPOSITORY_ID"));
  const pull = needed(env, "SYSTEM_PULLREQUEST_PULLREQUESTID");
  const headers = {
    authorization: `Bearer ${needed(env, "SYSTEM_ACCESSTOKEN")}`,
    accept: "application/json",
  };
  const threads = `${collection}/${project}/_apis/git/repositories/${repository}/pullRequests/${pull}/threads`;
  const VERSION = "api-version=7.1";
  const own = await find();
  // Closed: a comment of a pipeline must not hold up a policy that all comments be resolved.
  const thread = { comments: [{ parentCommentId: 0, content: text, commentType: "text" }], status: "closed" };
  const body = JSON.stringify(own ? { content: text } : thread);
  const url = `${own ? `${threads}/${own.thread}/comments/${own.comment}` : threads}?${VERSION}`;
  await send(url, { method: own ? "PATCH" : "POST", headers, body });
  return url;

  async function find() {
    const me = await send(`${collection}/_apis/connectionData`, { headers });
    const { authenticatedUser } = (await me.json()) as {
      readonly authenticatedUser: { readonly id: string };
    };
    // Azure DevOps gives all threads of a pull request in one answer.
    const response = await send(`${threads}?${VERSION}`, { headers });
    const { value } = (await response.json()) as { readonly value: readonly AzureThread[] };
    for (const { id, comments, isDeleted } of value) {
      const [first] = comments;
      const isOwn = first?.content?.startsWith(MARKER) && first.author.id === authenticatedUser.id;
      if (first && isOwn && !isDeleted) return { thread: id, comment: first.id };
    }
    return undefined;
  }
}

function notPosted(url: string, why: string): never {
  refuse(problem("comment-not-posted", { url: url.replace(/\?.*$/, ""), why }));
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const { protocol, hostname } = new URL(url);
  // A token goes over HTTPS only; a server on this machine is a test's.
  if (protocol !== "https:" && hostname !== "127.0.0.1") notPosted(url, "it is not https");
  const headers = { ...init.headers, ...(init.body ? { "content-type": "application/json" } : {}) };
  const options = { ...init, headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const response = await fetch(url, options).catch((error: unknown) =>
    notPosted(url, error instanceof Error ? error.message : String(error)),
  );
  if (!response.ok) notPosted(url, `it answered ${response.status}`);
  return response;
}
