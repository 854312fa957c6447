import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { Seed } from "../../sandbox/seed/seed";
import { readJournal } from "../../src/records/journal";
import { EmulatedTenant } from "../playground/emulated-tenant";
import { PRODUCT } from "../playground/product";
import { runBookings } from "../support/run-bookings";
import { type AzureEnded, type AzureHost, runAzureJob } from "./azure-pipeline";

const CALENDAR = "specs/leeds/calendars/cardiology-heart-failure.yaml";
/** Plays npm: what it would install is this product, in any version. */
const NPM = `#!/bin/sh
mkdir -p node_modules/.bin
ln -sfn "${PRODUCT}" node_modules/nhsmail-bookings
ln -sfn ../nhsmail-bookings/bin/bookings node_modules/.bin/bookings
`;

/** A bare remote, a clone to work in, a tenant, and the steps of Azure's pipelines. */
describe("the Azure pipelines of bookings init, from pull request to drift", function () {
  this.timeout(300_000);
  let top: string;
  let work: string;
  let tenant: EmulatedTenant;
  let server: Server;
  let posted: string[];
  /** The pull request that Azure DevOps knows for a commit, and its reviewers; without, it does not answer. */
  let pull: { readonly commit: string; readonly reviewers: readonly object[] } | undefined;
  let runs = 0;

  const git = (...words: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...words], {
      cwd: work,
      encoding: "utf8",
    }).trim();

  function run(pipeline: string, job: string, commit: string, more: Record<string, string> = {}) {
    runs += 1;
    const identities = JSON.stringify(tenant.identitiesFile());
    const host: AzureHost = {
      repository: join(top, "remote.git"),
      commit,
      artefacts: join(top, "artefacts"),
      env: {
        PATH: [join(top, "bin"), join(PRODUCT, "node_modules", ".bin"), process.env["PATH"]].join(":"),
        HOME: process.env["HOME"] ?? top,
        BOOKINGS_GRAPH_URL: tenant.sandbox.url,
        BOOKINGS_AUTHORITY_HOST: tenant.sandbox.authority,
        BOOKINGS_TENANT_ID: tenant.sandbox.tenantId,
        BOOKINGS_JOURNAL: join(top, "journal"),
        NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
        PULUMI_BACKEND_URL: `file://${join(top, "state")}`,
        TF_BUILD: "True",
        SYSTEM_COLLECTIONURI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/example/`,
        SYSTEM_TEAMPROJECT: "estate",
        SYSTEM_TEAMPROJECTID: "p1",
        ...(pipeline === "pull-request.yml" && { SYSTEM_PULLREQUEST_PULLREQUESTID: "1" }),
        BUILD_REPOSITORY_ID: "r1",
        BUILD_REPOSITORY_URI: "https://example@dev.azure.com/example/estate/_git/estate",
        BUILD_SOURCEVERSION: commit,
      },
      variables: {
        BASE: "origin/main",
        OBSERVER_IDENTITIES: identities,
        IDENTITIES_leeds: identities,
        "System.AccessToken": "t0ken",
        ...more,
      },
      parameters: { organisation: "leeds" },
    };
    return runAzureJob(join(work, "pipelines", pipeline), job, join(top, `run-${runs}`, job), host);
  }
  const REPOSITORY = "/example/p1/_apis/git/repositories/r1";
  /** Plays Azure DevOps: comments of a pull request, and which pull request a commit comes from. */
  function answerTo(method: string, url: string, text: string): object | undefined {
    if (url.includes("connectionData")) return { authenticatedUser: { id: "me" } };
    if (url.includes("/pullRequests/1/threads")) {
      if (method === "POST") posted.push(text);
      return method === "GET" ? { value: [] } : { id: 1 };
    }
    if (url === `${REPOSITORY}/pullrequestquery?api-version=7.1`) return pull && pullsOf(pull.commit, text);
    if (url === `${REPOSITORY}/pullRequests/9?api-version=7.1`) return { reviewers: pull?.reviewers };
    return undefined;
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
  const isFine = ({ code, output }: AzureEnded): void => expect(code, output).to.equal(0) && undefined;

  before(async () => {
    top = mkdtempSync(join(tmpdir(), "bookings-azure-"));
    work = join(top, "work");
    for (const folder of ["bin", "state", "artefacts"]) mkdirSync(join(top, folder));
    writeFileSync(join(top, "bin", "npm"), NPM);
    chmodSync(join(top, "bin", "npm"), 0o755);
    const seed = parse(readFileSync(join(PRODUCT, "sandbox/examples/seed.yaml"), "utf8")) as Seed;
    tenant = await EmulatedTenant.start({
      seed: { ...seed, settings: { ...seed.settings, refreshTokenRotation: false } },
    });
    posted = [];
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        const answer = answerTo(request.method ?? "", request.url ?? "", text);
        response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    await runBookings(["init", work, "--ci", "azure"], { cwd: top, env: { BOOKINGS_ROOT: top } });
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", join(top, "remote.git")]);
    execFileSync("git", ["-C", join(top, "remote.git"), "config", "uploadpack.allowAnySHA1InWant", "true"]);
    git("init", "--quiet", "--initial-branch=main");
    git("remote", "add", "origin", join(top, "remote.git"));
    git("add", "--all");
    git("commit", "--quiet", "--message", "Begin");
    git("push", "--quiet", "--set-upstream", "origin", "main");
  });
  after(async () => {
    server?.close();
    await tenant?.close();
    rmSync(top, { recursive: true, force: true });
  });

  const edit = (from: string, to: string): void =>
    writeFileSync(join(work, CALENDAR), readFileSync(join(work, CALENDAR), "utf8").replace(from, to));
  /** Commits what was changed and pushes it to a branch; gives the commit. */
  function push(branch: string): string {
    git("add", "--all");
    git("commit", "--quiet", "--message", branch);
    git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
    return git("rev-parse", "HEAD");
  }
  async function planAndApply(commit: string): Promise<string> {
    git("push", "--quiet", "origin", `${commit}:main`);
    isFine(await run("apply.yml", "plan", commit));
    const applied = await run("apply.yml", "apply", commit);
    isFine(applied);
    return applied.output;
  }
  /** What the last line of the journal says of the pull request. */
  const lastReview = () => {
    const { change, approvedBy } =
      readJournal(join(top, "journal", "leeds.jsonl")).lines.at(-1)?.run ?? ({} as Record<string, never>);
    return { change, approvedBy };
  };

  it("check, preview and comment a change, apply exactly its plan once merged, and find drift [OPS-3] [OPS-7]", async () => {
    edit("0110", "0111");
    const change = push("phone");

    const checked = await run("pull-request.yml", "check", change);
    isFine(checked);
    expect(checked.outputs).to.deep.equal({ "jobs.organisations": "leeds", "jobs.preview": "true" });
    isFine(await run("pull-request.yml", "preview", change, { ORGANISATIONS: "leeds" }));
    expect((await tenant.log()).filter(({ effect }) => effect === "write")).to.deep.equal([]);
    isFine(await run("pull-request.yml", "comment", change));
    expect(posted).to.have.length(1);
    expect(posted[0]).to.contain("ready to be reviewed").and.to.contain("0111");

    const voted = (uniqueName: string, vote: number, isContainer = false) => ({
      uniqueName,
      vote,
      isContainer,
    });
    pull = {
      commit: change,
      reviewers: [
        voted("pat.approver@nhs.net", 10),
        voted("sam.suggests@nhs.net", 5),
        voted("wai.waits@nhs.net", -5),
        voted("no.vote@nhs.net", 0),
        voted("vstfs:///Leeds", 10, true),
      ],
    };
    git("push", "--quiet", "origin", `${change}:main`);
    const planned = await run("apply.yml", "plan", change);
    isFine(planned);
    expect(planned.output).to.contain("##vso[task.uploadsummary]");
    isFine(await run("apply.yml", "apply", change));
    expect((await tenant.calendars()).map(({ phone }) => phone)).to.deep.equal(["+44 113 496 0111"]);
    expect(lastReview()).to.deep.equal({
      change: "https://dev.azure.com/example/estate/_git/estate/pullrequest/9",
      approvedBy: "pat.approver@nhs.net, sam.suggests@nhs.net",
    });

    const [made] = await tenant.calendars();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${made?.address}`, { phone: "0113 000 0000" });
    const nightly = await run("nightly.yml", "drift", change);
    isFine(nightly);
    expect(nightly.output).to.contain("##vso[task.complete result=SucceededWithIssues]There is drift.");
    isFine(await run("audit.yml", "pack", change));
    expect(readdirSync(join(top, "artefacts", "audit", "audit")).sort()).to.deep.equal([
      "evidence",
      "status.json",
    ]);
  });

  it("claim no approver where no one approved, nor where Azure DevOps does not say", async () => {
    edit("0111", "0112");
    const unreviewed = push("unreviewed");
    pull = { commit: unreviewed, reviewers: [] };
    expect(await planAndApply(unreviewed)).not.to.contain("did not say");
    const change = "https://dev.azure.com/example/estate/_git/estate/pullrequest/9";
    expect(lastReview()).to.deep.equal({ change, approvedBy: undefined });

    edit("0112", "0113");
    const direct = push("direct");
    expect(await planAndApply(direct)).not.to.contain("did not say");
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });

    edit("0113", "0114");
    const unknown = push("unknown");
    pull = undefined;
    expect(await planAndApply(unknown)).to.contain(
      "##vso[task.logissue type=warning]Azure DevOps did not say who approved",
    );
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });
  });

  it("comment a change that is only checked", async () => {
    posted.length = 0;
    rmSync(join(top, "artefacts"), { recursive: true });
    edit("0114", "0115");
    writeFileSync(join(work, "package.json"), "{}\n");
    const change = push("sly");
    const checked = await run("pull-request.yml", "check", change);
    isFine(checked);
    expect(checked.outputs["jobs.preview"]).to.equal("false");
    isFine(await run("pull-request.yml", "comment", change));
    expect(posted.join("")).to.contain("No preview was made").and.to.contain("package.json");
  });
});
