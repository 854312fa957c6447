import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";

const REPOSITORY = "/example/p1/_apis/git/repositories/r1";
/** How an open work item for drift is asked for, in a project whose tasks end as “All done” or “Won't need it”. */
const QUERY =
  "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.WorkItemType] = 'Task'" +
  " AND [System.Title] = 'Bookings: drift' AND [System.State] NOT IN ('All done', 'Won''t need it') ORDER BY [System.Id]";
const STATES = [
  { name: "To do", category: "Proposed" },
  { name: "All done", category: "Completed" },
  { name: "Won't need it", category: "Removed" },
];

/** Plays Azure DevOps: comments of a pull request, which pull request a commit comes from, and work items. */
export class PlayedAzureDevOps {
  /** Comments as they were sent. */
  readonly posted: string[] = [];
  canComment = true;
  /** The pull request that is known for a commit, and its reviewers; without, there is no answer. */
  pull: { readonly commit: string; readonly reviewers: readonly object[] } | undefined;
  /** Fields of the project's work items, by id. */
  readonly items = new Map<number, Readonly<Record<string, string>>>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        const answer = this.#answerTo(request.method ?? "", request.url ?? "", text);
        response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}));
      });
    });
  }

  listen(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  close(): void {
    this.#server.close();
  }

  /** The address of the organisation in Azure DevOps. */
  get collection(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/example/`;
  }

  #answerTo(method: string, url: string, text: string): object | undefined {
    if (url.includes("connectionData")) return { authenticatedUser: { id: "me" } };
    if (url.includes("/pullRequests/1/threads")) return this.#threads(method, text);
    if (url === `${REPOSITORY}/pullrequestquery?api-version=7.1`)
      return this.pull && pullsOf(this.pull.commit, text);
    if (url === `${REPOSITORY}/pullRequests/9?api-version=7.1`) return { reviewers: this.pull?.reviewers };
    const [, item] = /^\/example\/p1\/_apis\/wit\/(.*)\?api-version=7\.1$/.exec(url) ?? [];
    return item === undefined ? undefined : this.#workItems(method, item, text);
  }

  #threads(method: string, text: string): object | undefined {
    if (method === "GET") return { value: [] };
    if (!this.canComment) return undefined;
    this.posted.push(text);
    return { id: 1 };
  }

  #workItems(method: string, url: string, text: string): object | undefined {
    if (url === "workitemtypes/Task") return { states: STATES };
    if (url === "wiql") {
      expect(JSON.parse(text)).to.deep.equal({ query: QUERY });
      const open = [...this.items].filter(([, { "System.State": state }]) => state === "To do");
      return { workItems: open.map(([id]) => ({ id })) };
    }
    const id = url === "workitems/$Task" ? 40 + this.items.size : Number(/^workitems\/(\d+)$/.exec(url)?.[1]);
    expect(method).to.equal(this.items.has(id) ? "PATCH" : "POST");
    const patch = JSON.parse(text) as { op: string; path: string; value: string }[];
    const fields = patch.map(({ op, path, value }) => {
      expect(op).to.equal("add");
      return [path.replace(/^\/fields\//, ""), value];
    });
    this.items.set(id, { "System.State": "To do", ...this.items.get(id), ...Object.fromEntries(fields) });
    return { id };
  }
}

function pullsOf(commit: string, query: string): object {
  const { queries } = JSON.parse(query) as { queries: { type: string; items: string[] }[] };
  const isAsked = queries.some(({ type, items }) => type === "lastMergeCommit" && items.includes(commit));
  const pulls = [
    { pullRequestId: 3, status: "abandoned" },
    { pullRequestId: 9, status: "completed" },
  ];
  return { results: [isAsked ? { [commit]: pulls } : {}] };
}
