import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { Seed } from "../../sandbox/seed/seed";
import type { SearchLine } from "../../src/records/findings";
import { readJournal } from "../../src/records/journal";
import { EmulatedTenant } from "../playground/emulated-tenant";
import { PRODUCT } from "../playground/product";
import { runBookings } from "../support/run-bookings";
import { type Host, type JobEnded, runJob } from "./workflow";

const CALENDAR = "specs/leeds/calendars/cardiology-heart-failure.yaml";
const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";

/** How the jobs ended that a job needs. */
const RESULTS = "join(needs.*.result, ' ')";

/** Plays npm: what it would install is this product, in any version. */
const NPM = `#!/bin/sh
mkdir -p node_modules/.bin
ln -sfn "${PRODUCT}" node_modules/nhsmail-bookings
ln -sfn ../nhsmail-bookings/bin/bookings node_modules/.bin/bookings
`;
/** Plays GitHub's command line: keeps what it is told, and answers from files; without one it fails, as the real one. */
const GH = `#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$*" in *--body-file*) cat issue.md >> "$GH_LOG";; esac
case "$1 $2" in "issue list") cat "$GH_OPEN" 2>/dev/null || true;; esac
case "$*" in
  "api --paginate repos/example/estate/commits/"*/pulls) cat "$GH_SAYS/pulls.json";;
  "api --paginate repos/example/estate/pulls/7/reviews?per_page=100") cat "$GH_SAYS/reviews.json";;
  "api --paginate repos/example/estate/actions/runs/1/approvals") cat "$GH_SAYS/approvals.json";;
  "api "*) exit 1;;
esac
`;

/** A bare remote, a clone to work in, a tenant, and workflows that run. */
describe("the workflows of bookings init, from pull request to drift", function () {
  this.timeout(300_000);
  let top: string;
  let work: string;
  let tenant: EmulatedTenant;
  let server: Server;
  let posted: string[];
  let runs = 0;

  const git = (...words: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...words], {
      cwd: work,
      encoding: "utf8",
    }).trim();
  const commit = (message: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };

  const env = (workflow: string): Record<string, string> => ({
    PATH: [join(top, "bin"), join(PRODUCT, "node_modules", ".bin"), process.env["PATH"]].join(":"),
    HOME: process.env["HOME"] ?? top,
    BOOKINGS_GRAPH_URL: tenant.sandbox.url,
    BOOKINGS_AUTHORITY_HOST: tenant.sandbox.authority,
    BOOKINGS_TENANT_ID: tenant.sandbox.tenantId,
    NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
    GH_LOG: join(top, "gh.log"),
    GH_OPEN: join(top, "gh-open"),
    GH_SAYS: join(top, "gh-says"),
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_REPOSITORY: "example/estate",
    GITHUB_REF: workflow === "pull-request.yml" ? "refs/pull/1/merge" : "refs/heads/main",
  });

  /** Runs a job of a workflow as main has it, at a commit. */
  function run(
    workflow: string,
    job: string,
    commit: string,
    values: Record<string, string> = {},
  ): Promise<JobEnded> {
    runs += 1;
    const identities = JSON.stringify(tenant.identitiesFile());
    const host: Host = {
      repository: join(top, "remote.git"),
      commit,
      artefacts: join(top, "artefacts"),
      env: env(workflow),
      values: {
        "github.sha": commit,
        "github.token": "t0ken",
        "github.repository": "example/estate",
        "matrix.organisations": "leeds",
        "matrix.name": "leeds",
        "vars.PULUMI_BACKEND_URL": `file://${join(top, "state")}`,
        "vars.AZURE_STORAGE_ACCOUNT": "",
        "vars.AZURE_TENANT_ID": tenant.sandbox.tenantId,
        "vars.BOOKINGS_IDENTITIES": identities,
        "secrets.BOOKINGS_IDENTITIES": identities,
        "github.server_url": "https://github.example",
        "github.run_id": "1",
        "vars.BOOKINGS_JOURNAL": join(top, "journal"),
        "vars.BOOKINGS_FINDINGS": join(top, "findings"),
        "vars.BOOKINGS_BACKUPS": join(top, "backups"),
        ...values,
      },
    };
    return runJob(join(work, ".github", "workflows", workflow), job, join(top, `run-${runs}`, job), host);
  }
  const isFine = ({ code, output }: JobEnded): void => expect(code, output).to.equal(0) && undefined;

  /** Makes a pull request: its branch, and the merge commit that the host offers to jobs. */
  function pullRequest(name: string, change: () => void): { base: string; merge: string } {
    const base = git("rev-parse", "origin/main");
    git("switch", "--quiet", "--create", name, "origin/main");
    change();
    commit(name);
    git("switch", "--quiet", "--detach", "origin/main");
    git("merge", "--quiet", "--no-ff", "--message", "merge", name);
    const merge = git("rev-parse", "HEAD");
    git("push", "--quiet", "origin", `HEAD:refs/pull/1/merge`, "--force");
    return { base, merge };
  }
  const asPull = (base: string) => ({ "github.event.pull_request.base.sha": base });
  /** What GitHub says of the commit: its pull requests, their reviews and the approvals of the run. Absent = no answer. */
  function gitHubSays(answers: Readonly<Record<"pulls" | "reviews" | "approvals", unknown>>): void {
    for (const [name, value] of Object.entries(answers)) {
      const file = join(top, "gh-says", `${name}.json`);
      if (value === undefined) rmSync(file, { force: true });
      else writeFileSync(file, JSON.stringify(value));
    }
  }
  const merged = {
    number: 7,
    html_url: "https://github.example/example/estate/pull/7",
    merged_at: "2026-11-29",
  };
  const review = (login: string, state: string) => ({ user: { login }, state });
  const release = (login: string, environment: string, state = "approved") => ({
    user: { login },
    state,
    environments: [{ name: environment }],
  });
  /** What the last line of the journal says of the pull request. */
  const lastReview = () => {
    const last = readJournal(join(top, "journal", "leeds.jsonl")).lines.at(-1);
    return { change: last?.run.change, approvedBy: last?.run.approvedBy };
  };
  const edit = (from: string, to: string): void =>
    writeFileSync(join(work, CALENDAR), readFileSync(join(work, CALENDAR), "utf8").replace(from, to));

  before(async () => {
    top = mkdtempSync(join(tmpdir(), "bookings-pipelines-"));
    work = join(top, "work");
    for (const folder of ["bin", "state", "artefacts", "gh-says"]) mkdirSync(join(top, folder));
    for (const [name, text] of Object.entries({ npm: NPM, gh: GH })) {
      writeFileSync(join(top, "bin", name), text);
      chmodSync(join(top, "bin", name), 0o755);
    }
    const seed = parse(readFileSync(join(PRODUCT, "sandbox/examples/seed.yaml"), "utf8")) as Seed;
    // As in Entra ID, a secret's refresh token stays valid when it has been used.
    const settings = { ...seed.settings, refreshTokenRotation: false };
    tenant = await EmulatedTenant.start({ seed: { ...seed, settings } });
    posted = [];
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        if (request.method === "POST") posted.push((JSON.parse(text) as { body: string }).body);
        response.end(JSON.stringify(request.method === "GET" ? [] : { html_url: "the comment" }));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    await runBookings(["init", work], { cwd: top, env: { BOOKINGS_ROOT: top } });
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", join(top, "remote.git")]);
    // As on GitHub: any commit may be fetched by its id.
    execFileSync("git", ["-C", join(top, "remote.git"), "config", "uploadpack.allowAnySHA1InWant", "true"]);
    git("init", "--quiet", "--initial-branch=main");
    git("remote", "add", "origin", join(top, "remote.git"));
    commit("Begin");
    git("push", "--quiet", "--set-upstream", "origin", "main");
  });
  after(async () => {
    server?.close();
    await tenant?.close();
    rmSync(top, { recursive: true, force: true });
  });

  it("check, preview and comment a change of specs, apply it once merged, and find what was changed outside git [OPS-3] [OPS-7]", async () => {
    const first = git("rev-parse", "HEAD");
    gitHubSays({ pulls: [], reviews: undefined, approvals: [] });
    isFine(await run("apply.yml", "plan", first));
    isFine(await run("apply.yml", "apply", first));
    expect((await tenant.calendars()).map(({ address }) => address)).to.deep.equal([ADDRESS]);

    const { base, merge } = pullRequest("phone", () => edit("0110", "0111"));
    const checked = await run("pull-request.yml", "check", merge, asPull(base));
    isFine(checked);
    expect(checked.outputs).to.deep.equal({
      jobs: '[{"name":"leeds","organisations":"leeds"}]',
      preview: "true",
    });
    const before = (await tenant.log()).at(-1)?.seq ?? 0;
    isFine(await run("pull-request.yml", "preview", merge, asPull(base)));
    expect((await tenant.log(before)).filter(({ effect }) => effect === "write")).to.deep.equal([]);
    isFine(await run("pull-request.yml", "comment", merge, asPull(base)));
    expect(posted).to.have.length(1);
    expect(posted[0])
      .to.contain("✅ Bookings: ready to be reviewed.")
      .and.to.contain("0110 → +44 113 496 0111");

    git("push", "--quiet", "origin", "HEAD:main");
    git("fetch", "--quiet");
    const found = await run("apply.yml", "organisations", merge, { "github.event.before": first });
    expect(found.outputs).to.deep.equal({ jobs: '[{"name":"leeds","organisations":"leeds"}]' });
    isFine(await run("apply.yml", "plan", merge));
    gitHubSays({
      pulls: [{ ...merged, number: 3, merged_at: null }, merged],
      reviews: [
        review("lee.lead", "CHANGES_REQUESTED"),
        review("lee.lead", "APPROVED"),
        review("lee.lead", "COMMENTED"),
        review("may.mind", "APPROVED"),
        review("may.mind", "CHANGES_REQUESTED"),
        review("dis.missed", "DISMISSED"),
        review("com.ment", "COMMENTED"),
      ],
      approvals: [
        release("env.keeper", "bookings-leeds"),
        release("york.keeper", "bookings-york"),
        release("no.keeper", "bookings-leeds", "rejected"),
      ],
    });
    isFine(await run("apply.yml", "apply", merge));
    expect((await tenant.calendars())[0]?.phone).to.equal("+44 113 496 0111");
    expect(lastReview()).to.deep.equal({ change: merged.html_url, approvedBy: "env.keeper, lee.lead" });

    isFine(await run("drift.yml", "drift", merge));
    const calm = await run("drift.yml", "report", merge, { [RESULTS]: "success success" });
    isFine(calm);
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${ADDRESS}`, { phone: "0113 000 0000" });
    isFine(await run("drift.yml", "drift", merge));
    isFine(await run("drift.yml", "report", merge, { [RESULTS]: "success success" }));
    const told = readFileSync(join(top, "gh.log"), "utf8");
    expect(told).to.contain("issue create --title Bookings: drift").and.to.contain("0113 000 0000");
    writeFileSync(join(top, "gh-open"), "17\n");
    isFine(await run("drift.yml", "report", merge, { [RESULTS]: "success failure" }));
    expect(readFileSync(join(top, "gh.log"), "utf8"))
      .to.contain("issue edit 17")
      .and.to.contain("Some organisations were not read to the end");
    expect(readFileSync(join(top, "gh.log"), "utf8")).not.to.contain("issue close");

    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${ADDRESS}`, { phone: "+44 113 496 0111" });
    rmSync(join(top, "artefacts"), { recursive: true });
    isFine(await run("drift.yml", "drift", merge));
    isFine(await run("drift.yml", "report", merge, { [RESULTS]: "success skipped" }));
    expect(readFileSync(join(top, "gh.log"), "utf8")).not.to.contain("issue close");
    isFine(await run("drift.yml", "report", merge, { [RESULTS]: "success success" }));
    expect(readFileSync(join(top, "gh.log"), "utf8")).to.contain(
      "issue close 17 --comment There is no drift",
    );
    rmSync(join(top, "gh-open"));
    const { lines: searches } = readJournal<SearchLine>(join(top, "findings", "leeds.jsonl"));
    const counts = searches.map(({ found, gone }) => [found.length, gone.length]);
    expect(counts.map(String)).to.deep.equal(["0,0", "1,0", "0,1"]);

    isFine(await run("audit.yml", "pack", merge));
  });

  it("claim no approver where no one approved, nor where GitHub does not say", async () => {
    const apply = async (from: string, to: string): Promise<string> => {
      const { merge } = pullRequest(`phone-${to}`, () => edit(from, to));
      git("push", "--quiet", "origin", `${merge}:main`);
      git("fetch", "--quiet");
      isFine(await run("apply.yml", "plan", merge));
      const applied = await run("apply.yml", "apply", merge);
      isFine(applied);
      return applied.output;
    };
    gitHubSays({ pulls: [merged], reviews: [review("com.ment", "COMMENTED")], approvals: [] });
    expect(await apply("0111", "0112")).not.to.contain("did not say");
    expect(lastReview()).to.deep.equal({ change: merged.html_url, approvedBy: undefined });
    // pushed without a pull request
    gitHubSays({ pulls: [], reviews: undefined, approvals: [] });
    expect(await apply("0112", "0113")).not.to.contain("did not say");
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });
    gitHubSays({ pulls: [merged], reviews: undefined, approvals: [] });
    expect(await apply("0113", "0111")).to.contain("::warning::GitHub did not say who approved");
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });
  });

  it("tell a search for drift that failed or was cancelled, and take it for no drift in no case", async () => {
    const commit = git("rev-parse", "origin/main");
    for (const results of ["success failure", "success cancelled", "cancelled skipped", "failure skipped"]) {
      for (const file of ["artefacts", "gh.log"]) rmSync(join(top, file), { recursive: true, force: true });
      isFine(await run("drift.yml", "report", commit, { [RESULTS]: results }));
      expect(readFileSync(join(top, "gh.log"), "utf8"), results).to.contain("were not read to the end");
    }
    // no organisation at all
    rmSync(join(top, "gh.log"));
    isFine(await run("drift.yml", "report", commit, { [RESULTS]: "success skipped" }));
    expect(readFileSync(join(top, "gh.log"), "utf8")).to.match(/^issue list .*\n$/);
  });

  it("refuse a vanished spec in the check, before anything signs in", async () => {
    const { base, merge } = pullRequest("gone", () => rmSync(join(work, CALENDAR)));
    const before = (await tenant.log()).at(-1)?.seq ?? 0;
    const { code, output } = await run("pull-request.yml", "check", merge, asPull(base));
    expect(code).to.equal(3);
    expect(output).to.contain(`::error file=${CALENDAR},line=1`);
    expect(await tenant.log(before)).to.deep.equal([]);
  });

  for (const file of ["package.json", "Pulumi.yaml", ".github/workflows/apply.yml", "program.ts"]) {
    it(`give a pull request that changes ${file} the check only, by the base's program`, async () => {
      const { base, merge } = pullRequest(`sly-${file.replaceAll("/", "-")}`, () => {
        edit("0111", "0112");
        writeFileSync(join(work, file), "{}\n");
      });
      const ended = await run("pull-request.yml", "check", merge, asPull(base));
      isFine(ended);
      expect(ended.outputs["preview"]).to.equal("false");
      const inFolder = execFileSync("git", ["-C", ended.folder, "rev-parse", "HEAD"], {
        encoding: "utf8",
      }).trim();
      expect(inFolder).to.equal(base);
    });
  }
});
