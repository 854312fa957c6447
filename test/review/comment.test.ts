import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { canonicalText, type ReviewedPlan } from "../../src/plan/reviewed-plan";
import { problemsToJson } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import {
  type CommentInput,
  comment as commentOf,
  MARKER,
  MOST_CHARACTERS,
  type PreviewReport,
} from "../../src/report/comment";
import { checkJson } from "../../src/report/finding-formats";
import { reviewedPlanMarkdown } from "../../src/report/reviewed-plan-text";
import { previewJson, refusalJson } from "../../src/report/run-json";
import { reviewedPlan } from "../hostile/evidence";
import { deletion, everyKind, people, place } from "../report/changes";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

const renderer = new MarkdownIt({ html: true, linkify: true });
renderer.linkify.set({ fuzzyEmail: true, fuzzyLink: true });

/** A comment of what is given, and of nothing else. */
const comment = (given: Partial<CommentInput>): string =>
  commentOf({ checks: [], previews: [], plans: [], refusals: [], empty: [], ...given });

const result = (changes: typeof everyKind, organisation = "leeds") => ({
  organisation,
  plan: { organisation, changes, people },
  problems: [problem("limit-override-expired", { limit: "membersRemoved", expires: "2026-01-01" }, place(3))],
  outcomes: [],
  outcome: "changed" as const,
  behind: [],
  pulumiOutput: "",
  seconds: 1,
});
const preview = (changes = everyKind): PreviewReport =>
  JSON.parse(JSON.stringify(previewJson("changed", [result(changes)])));
const check = {
  ...(checkJson({
    problems: [],
    files: [],
    toolVersion: "0.1.0",
    organisations: ["leeds"],
    otherFiles: ["README.md"],
    reviewers: [{ owner: "@example/leeds", files: ["specs/leeds/a.yaml"] }],
  }) as { organisations: string[]; otherFiles: string[] }),
  problems: [],
  reviewers: [{ owner: "@example/leeds", files: ["specs/leeds/a.yaml"] }],
};

/** What stands outside code once the comment is rendered: tags, and text that a host would turn into mentions. */
function outsideCode(text: string) {
  const html = renderer.render(text).replaceAll(/<(code|pre)\b[^>]*>.*?<\/\1>/gs, "");
  return { tags: new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = ""]) => tag)), html };
}
/** Expects that only what we wrote means anything in a rendered text. */
function isHarmless(text: string): void {
  const { tags, html } = outsideCode(text);
  const foreign = [...tags].filter((tag) => !OUR_TAGS.includes(tag));
  expect(foreign, text).to.deep.equal([]);
  expect(html, text).to.not.match(/@|#\d|https?:|www\.|<!--|javascript/);
}
const OUR_TAGS = [
  "h3",
  "ul",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "p",
  "strong",
  "details",
  "summary",
];

describe("bookings comment", () => {
  it("tells verdict, counts, deletions and people by name, with the details folded [OPS-3]", () => {
    const text = comment({ checks: [check], previews: [preview()] });
    expect(text.split("\n").slice(0, 2)).to.deep.equal([
      MARKER,
      "### ⚠️ Bookings: this change DELETES 1 calendar.",
    ]);
    expect(text).to.contain("To be approved by: ` @example/leeds `");
    expect(text).to.contain("**Deleted for good:** ` LeedsOldClinic@nhs.net ` (**2 future appointments**)");
    expect(text).to.contain("Amy Shah (amy.shah@nhs.net)");
    expect(text.indexOf("<details>")).to.be.greaterThan(text.indexOf("limit-override-expired"));
  });

  it("says first that a change cannot be applied", () => {
    const problems = problemsToJson([problem("revision-unknown", { revision: "x" })]) as typeof check;
    const text = comment({ checks: [{ ...check, problems: problems.problems }] });
    expect(text).to.contain("### ❌ Bookings: 1 error. This change cannot be applied as it is.");
    expect(comment({ checks: [check] })).to.contain("No preview was made.");
  });

  it("tells a plan that preview --out wrote as it tells a preview", () => {
    const text = comment({ checks: [check], plans: [reviewedPlan] });
    expect(text).to.contain("### ⚠️ Bookings: this change DELETES 1 calendar.");
    expect(text).to.contain("| ` leeds ` | changed | 6 changes |");
    expect(text).to.contain("**Deleted for good:** ` LeedsOldClinic@nhs.net ` (**2 future appointments**)");
    expect(text).to.contain("Override of deletions: 3 until 2026-12-01");
    expect(text).to.contain("    Add bob.jones12@nhs.net as viewer");
    const [organisation] = reviewedPlan.organisations;
    const still = { ...reviewedPlan, organisations: [{ ...organisation, steps: [] }] } as ReviewedPlan;
    expect(comment({ plans: [still] })).to.contain("✅ Bookings: nothing changes.");
  });

  it("tells a refusal with its problems, or in its own words where it has none", () => {
    const refusal = (problems: Parameters<typeof refusalJson>[0]["problems"]) =>
      JSON.parse(
        JSON.stringify(
          refusalJson({ message: "The folder has no specs.", advice: "Go there.", problems }, 1),
        ),
      );
    const one = comment({
      checks: [check],
      refusals: [refusal([problem("revision-unknown", { revision: "x" })])],
    });
    expect(one).to.contain("❌ Bookings: 1 error.").and.to.contain("error revision-unknown:");
    expect(one).not.to.contain("The folder has no specs.");
    const bare = comment({ checks: [check], refusals: [refusal([])] });
    expect(bare)
      .to.contain("❌ Bookings: 1 error.")
      .and.to.contain("The folder has no specs.\n  → Go there.");
  });

  it("never takes a report without content for a preview without changes", () => {
    const text = comment({ checks: [check], previews: [preview([])], empty: ["preview-leeds.json"] });
    expect(text).to.contain("❌ Bookings: 1 report without content.");
    expect(text).to.contain("**Nothing is in** ` preview-leeds.json `");
  });

  it("is at most 60,000 characters, and says how much did not fit", () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      ...deletion,
      address: `LeedsClinic${index}@nhs.net`,
    }));
    const problems = Array.from({ length: 500 }, () =>
      problem("revision-unknown", { revision: "x".repeat(900) }),
    );
    const organisations = Array.from({ length: 300 }, (_, index) => result(many.slice(0, 3), `org${index}`));
    const previews = [
      JSON.parse(JSON.stringify(previewJson("changed", [{ ...result(many), problems }, ...organisations]))),
    ];
    const text = comment({ previews });
    expect(text.length).to.be.at.most(MOST_CHARACTERS);
    expect(text).to.match(/\*\*\d+ more changes did not fit here\.\*\*/);
    expect(text).to.contain("and 271 organisations more");
    expect(text).to.match(/```\n\n<\/details>/);
  });

  it("shows hostile names as the text they are: no link, mention, image or HTML that we did not write", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          "@octocat",
          "#123",
          "`",
          "```",
          "``` \n",
          "|",
          "\n\n",
          "<img src=x>",
          "](https://e.example)",
          "![a]",
        ],
        ...[
          "www.e.example",
          "https://e.example",
          "a@e.example",
          "</details>",
          "<!--",
          "\\",
          "    x",
          "~~~",
          "\u2028",
        ],
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    );
    const hostile = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, value, file) => {
        const change = {
          ...deletion,
          address: name,
          at: place(3, file),
          fields: [{ field: value, from: name, to: value }],
          members: [{ address: value, from: "admin" as const }],
          deletion: { reason: value },
        };
        const changes = [change, { ...change, kind: "update" as const }];
        const [organisation] = reviewedPlan.organisations;
        const step = {
          of: "calendar" as const,
          name,
          title: name,
          kind: "delete" as const,
          changes: [{ what: "person" as const, name: value, to: file }],
          deletion: { reason: value },
          seen: "absent",
        };
        const override = { limit: value, number: 3, expires: file };
        const parts = [{ ...organisation, organisation: name, steps: [step], overrides: [override] }];
        const plan = { ...reviewedPlan, tool: value, organisations: parts } as ReviewedPlan;
        const text = comment({
          plans: [plan],
          refusals: [{ refused: { message: name, advice: value }, problems: [] }],
          empty: [file],
          checks: [
            {
              ...check,
              organisations: [name],
              otherFiles: [file],
              reviewers: [{ owner: value, files: [file] }],
              problems: [
                { code: "no-root", severity: "error", sentence: value, advice: name, at: place(1, file) },
              ],
            },
          ],
          previews: [JSON.parse(JSON.stringify(previewJson("changed", [result(changes, name)])))],
        });
        isHarmless(text.replace(MARKER, ""));
        isHarmless(reviewedPlanMarkdown(plan));
        expect(text.split("\n").filter((line) => line === MARKER)).to.have.length(1);
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);
});

describe("the files that bookings comment reads", () => {
  const read = async (texts: Readonly<Record<string, string>>) => {
    const folder = new SpecsFolder({});
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder.root, name), text);
    const told = await runBookings(["comment", ...Object.keys(texts)], { cwd: folder.root });
    folder.remove();
    return told;
  };

  it("are checks, previews, plans, refusals and empty files, told apart by what is in them", async () => {
    const refusal = refusalJson({ message: "No specs.", problems: [] }, 1);
    const { code, stdout, stderr } = await read({
      "plan-leeds.json": canonicalText(reviewedPlan),
      "preview-york.json": JSON.stringify(refusal),
      "preview-hull.json": "\n",
    });
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain("| ` leeds ` | changed | 6 changes |");
    expect(stdout).to.contain("error refused: No specs.");
    expect(stdout).to.contain("**Nothing is in** ` preview-hull.json `");
  });

  it("are refused where they are anything else, also a plan that someone edited", async () => {
    const plan = canonicalText(reviewedPlan);
    const [organisation] = reviewedPlan.organisations;
    const brokenStep = canonicalText({
      ...reviewedPlan,
      organisations: [{ ...organisation, steps: [{ title: "x", kind: "create", changes: [null] }] }],
    });
    for (const text of ["{", "[]", plan.replace(": ", ":"), brokenStep]) {
      const { code, stderr } = await read({ "plan.json": text });
      expect(code, text.slice(0, 40)).to.equal(1);
      expect(stderr).to.contain("is not a report to comment on");
    }
  });
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
    writeFileSync(
      join(folder.root, "check.json"),
      JSON.stringify({ schemaVersion: 1, ...check, counts: { errors: 0, warnings: 0, advice: 0 } }),
    );
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
