import { readFileSync } from "node:fs";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { MARKER } from "../report/comment";
import type { Io } from "./context";

type Env = Io["env"];

/** Where the comment of this pull request is kept. */
interface CommentPlace {
  /** Puts the text in place of our comment, or makes one; gives its address for people or machines. */
  put(text: string): Promise<string>;
}

const TIMEOUT_MS = 30_000;
/** How many comments are read at most; a list that never ends is a fault. */
const MOST_PAGES = 200;

/** The pull request that this pipeline runs for, by the variables that GitHub Actions or Azure Pipelines set. */
export function commentPlace(env: Env): CommentPlace {
  if (env["GITHUB_ACTIONS"] === "true") return gitHubPlace(env);
  if (env["TF_BUILD"]?.toLowerCase() === "true") return azurePlace(env);
  throw VisibleError.of(problem("comment-without-pipeline", {}));
}

function needed(env: Env, name: string): string {
  const value = env[name];
  if (value) return value;
  throw VisibleError.of(problem("comment-variable-missing", { name }));
}

/** The author that GitHub gives to what a workflow's own token writes. */
const WORKFLOW_AUTHOR = "github-actions[bot]";

interface GitHubComment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
}

function gitHubPlace(env: Env): CommentPlace {
  const api = needed(env, "GITHUB_API_URL").replace(/\/$/, "");
  const repository = needed(env, "GITHUB_REPOSITORY");
  const author = env["BOOKINGS_COMMENT_AUTHOR"] ?? WORKFLOW_AUTHOR;
  const headers = {
    authorization: `Bearer ${needed(env, "GITHUB_TOKEN")}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const issues = `${api}/repos/${repository}/issues`;
  return {
    async put(text) {
      const own = await find();
      const body = JSON.stringify({ body: text });
      const url = own ? `${issues}/comments/${own.id}` : `${issues}/${pullRequestOf(env)}/comments`;
      const response = await send(url, { method: own ? "PATCH" : "POST", headers, body });
      return ((await response.json()) as GitHubComment).html_url;
    },
  };

  /** Our comment: by marker and by author, in all pages, as anybody may write the marker. */
  async function find(): Promise<GitHubComment | undefined> {
    let url: string | undefined = `${issues}/${pullRequestOf(env)}/comments?per_page=100`;
    for (let page = 0; url !== undefined; page += 1) {
      if (page === MOST_PAGES) throw notPosted(url, "the list of comments does not end");
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
  if (next !== undefined && !next.startsWith(`${api}/`)) throw notPosted(next, "the next page is elsewhere");
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
  const found = pull?.number ?? number;
  if (found === undefined) throw VisibleError.of(problem("comment-variable-missing", { name: "GITHUB_REF" }));
  return found;
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

function azurePlace(env: Env): CommentPlace {
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
  return {
    async put(text) {
      const own = await find();
      if (own) {
        const body = JSON.stringify({ content: text });
        const url = `${threads}/${own.thread}/comments/${own.comment}?${VERSION}`;
        await send(url, { method: "PATCH", headers, body });
        return url;
      }
      // Closed: a comment of a pipeline must not hold up a policy that all comments be resolved.
      const comments = [{ parentCommentId: 0, content: text, commentType: "text" }];
      const body = JSON.stringify({ comments, status: "closed" });
      const url = `${threads}?${VERSION}`;
      await send(url, { method: "POST", headers, body });
      return url;
    },
  };

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

const notPosted = (url: string, why: string): VisibleError =>
  VisibleError.of(problem("comment-not-posted", { url: url.replace(/\?.*$/, ""), why }));

async function send(url: string, init: RequestInit): Promise<Response> {
  const { protocol, hostname } = new URL(url);
  // A token goes over HTTPS only; a server on this machine is a test's.
  if (protocol !== "https:" && hostname !== "127.0.0.1") throw notPosted(url, "it is not https");
  const headers = { ...init.headers, ...(init.body ? { "content-type": "application/json" } : {}) };
  const options = { ...init, headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const response = await fetch(url, options).catch((error: unknown) => {
    throw notPosted(url, error instanceof Error ? error.message : String(error));
  });
  if (!response.ok) throw notPosted(url, `it answered ${response.status}`);
  return response;
}
