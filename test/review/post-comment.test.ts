import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { MARKER } from "../../src/report/comment";
import { checkJson } from "../../src/report/finding-formats";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

const check = checkJson({
  problems: [],
  files: [],
  toolVersion: "0.1.0",
  organisations: ["leeds"],
  otherFiles: [],
  reviewers: [],
});

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: { readonly body?: string; readonly content?: string } | undefined;
}

describe("bookings comment --post", function () {
  this.timeout(30_000);
  let server: Server;
  let folder: SpecsFolder;
  let asked: Asked[];
  let answer: (asked: Asked) => { readonly status?: number; readonly link?: string; readonly value: unknown };
  let base: string;

  beforeEach((done) => {
    folder = new SpecsFolder({});
    writeFileSync(join(folder.root, "check.json"), JSON.stringify(check));
    asked = [];
    server = createServer((request, response) => {
      void textOf(request).then((text) => {
        const { method = "", url = "", headers } = request;
        const one = {
          method,
          url,
          authorization: headers.authorization,
          body: text ? JSON.parse(text) : undefined,
        };
        asked.push(one);
        const { status = 200, link, value } = answer(one);
        response.writeHead(status, { "content-type": "application/json", ...(link && { link }) });
        response.end(JSON.stringify(value));
      });
    }).listen(0, "127.0.0.1", () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  afterEach(() => {
    server.close();
    folder.remove();
  });

  const post = (env: Record<string, string>) =>
    runBookings(["comment", "check.json", "--post"], { cwd: folder.root, env });
  const gitHub = () => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: base,
    GITHUB_REPOSITORY: "example/estate",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_TOKEN: "t0ken",
    TF_BUILD: "",
  });
  const azure = () => ({
    GITHUB_ACTIONS: "",
    TF_BUILD: "True",
    SYSTEM_COLLECTIONURI: `${base}/example/`,
    SYSTEM_TEAMPROJECT: "Our Bookings",
    BUILD_REPOSITORY_ID: "repo",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
    SYSTEM_ACCESSTOKEN: "t0ken",
  });
  const by = (login: string, id: number, body = `${MARKER}\nold`) => ({
    id,
    body,
    user: { login },
    html_url: `at ${id}`,
  });

  it("updates our own comment on GitHub, on whatever page it stands, and no one else's with our marker", async () => {
    const others = Array.from({ length: 100 }, (_, index) => by("mallory", index));
    answer = ({ method, url }) =>
      method === "PATCH"
        ? { value: by("github-actions[bot]", 777) }
        : url.includes("page=2")
          ? { value: [by("github-actions[bot]", 776, "hello"), by("github-actions[bot]", 777)] }
          : {
              value: others,
              link: `<${base}/repos/example/estate/issues/7/comments?per_page=100&page=2>; rel="next"`,
            };
    const { code, stderr } = await post(gitHub());
    expect([code, stderr]).to.deep.equal([0, "The comment is at at 777.\n"]);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      "GET /repos/example/estate/issues/7/comments?per_page=100",
      "GET /repos/example/estate/issues/7/comments?per_page=100&page=2",
      "PATCH /repos/example/estate/issues/comments/777",
    ]);
    expect(asked.every(({ authorization }) => authorization === "Bearer t0ken")).to.equal(true);
    expect(asked.at(-1)?.body?.body).to.match(/^<!-- nhsmail-bookings/);
  });

  it("makes one on GitHub where there is none", async () => {
    answer = ({ method }) => ({
      value: method === "POST" ? by("github-actions[bot]", 1) : [],
      status: method === "POST" ? 201 : 200,
    });
    expect((await post(gitHub())).code).to.equal(0);
    expect(asked.at(-1)).to.include({ method: "POST", url: "/repos/example/estate/issues/7/comments" });
  });

  it("posts nothing where the list of comments could not be read: unknown is not none", async () => {
    answer = () => ({ status: 502, value: {} });
    const { code, stderr } = await post(gitHub());
    expect(code).to.equal(1);
    expect(stderr)
      .to.contain("it answered 502")
      .and.to.contain("pull-requests: write")
      .and.not.to.contain("t0ken");
    expect(asked).to.have.length(1);
  });

  it("sends its token to no other server", async () => {
    answer = () => ({ value: [], link: `<https://elsewhere.example/comments>; rel="next"` });
    expect((await post(gitHub())).stderr).to.contain("the next page is elsewhere");
  });

  it("updates our own thread on Azure DevOps, or makes a closed one", async () => {
    const thread = (id: number, author: string, content = `${MARKER}\nold`) => ({
      id,
      comments: [{ id: 1, content, author: { id: author } }],
    });
    let threads = [thread(1, "mallory"), thread(2, "me", "hello"), thread(3, "me")];
    answer = ({ url }) =>
      url.includes("connectionData")
        ? { value: { authenticatedUser: { id: "me" } } }
        : { value: { value: threads } };
    expect((await post(azure())).code).to.equal(0);
    const path = "/example/Our%20Bookings/_apis/git/repositories/repo/pullRequests/7/threads";
    expect(asked.at(-1)).to.include({ method: "PATCH", url: `${path}/3/comments/1?api-version=7.1` });
    threads = threads.slice(0, 2);
    expect((await post(azure())).code).to.equal(0);
    expect(asked.at(-1)).to.include({ method: "POST", url: `${path}?api-version=7.1` });
    expect(asked.at(-1)?.body).to.include({ status: "closed" });
  });

  it("names the variable that a step lacks, and says that it works in pipelines only", async () => {
    const { GITHUB_TOKEN: _, ...less } = gitHub();
    expect((await post({ ...less, GITHUB_TOKEN: "" })).stderr).to.contain(
      "the variable GITHUB_TOKEN is not set",
    );
    const { stderr } = await post({ GITHUB_ACTIONS: "", TF_BUILD: "" });
    expect(stderr).to.contain("works in GitHub Actions and in Azure Pipelines only");
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
