import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { Seed } from "../../sandbox/seed/seed";
import { readJournal } from "../../src/records/journal";
import { EmulatedTenant } from "../playground/emulated-tenant";
import { PRODUCT } from "../playground/product";
import { runBookings } from "../support/run-bookings";
import { PlayedAzureDevOps } from "./azure-devops";
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
  const azure = new PlayedAzureDevOps();
  let runs = 0;

  const git = (...words: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...words], {
      cwd: work,
      encoding: "utf8",
    }).trim();

  function run(
    pipeline: string,
    job: string,
    commit: string,
    more: Record<string, string> = {},
    env: Record<string, string> = {},
  ) {
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
        SYSTEM_COLLECTIONURI: azure.collection,
        SYSTEM_TEAMPROJECT: "estate",
        SYSTEM_TEAMPROJECTID: "p1",
        ...(pipeline === "pull-request.yml" && { SYSTEM_PULLREQUEST_PULLREQUESTID: "1" }),
        BUILD_REPOSITORY_ID: "r1",
        BUILD_REPOSITORY_URI: "https://example@dev.azure.com/example/estate/_git/estate",
        BUILD_SOURCEVERSION: commit,
        BUILD_BUILDID: "1",
        ...env,
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
    await azure.listen();
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
    azure.close();
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
    expect(azure.posted).to.have.length(1);
    expect(azure.posted[0]).to.contain("ready to be reviewed").and.to.contain("0111");

    const voted = (uniqueName: string, vote: number, isContainer = false) => ({
      uniqueName,
      vote,
      isContainer,
    });
    azure.pull = {
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

    isFine(await run("audit.yml", "pack", change));
    expect(readdirSync(join(top, "artefacts", "audit", "audit")).sort()).to.deep.equal([
      "evidence",
      "status.json",
    ]);
  });

  it("open one work item for drift, update it, and close it when every organisation was read and has none", async () => {
    const commit = git("rev-parse", "origin/main");
    const [made] = await tenant.calendars();
    const phone = async (phone: string) => {
      await tenant.edit("PATCH", `/solutions/bookingBusinesses/${made?.address}`, { phone });
      return run("nightly.yml", "drift", commit);
    };
    const told = () => [...azure.items].map(([id, fields]) => [id, fields["System.State"]]);
    isFine(await phone("+44 113 496 0111"));
    expect(told()).to.deep.equal([]);

    const first = await phone("0113 <b>0000</b>");
    isFine(first);
    expect(first.output).to.contain("##vso[task.complete result=SucceededWithIssues]There is drift.");
    expect(told()).to.deep.equal([[40, "To do"]]);
    // one text, whatever is written in it
    expect(azure.items.get(40)?.["System.Description"]).to.match(/^<pre>[^<>]*0113 [^<>]*0000[^<>]*<\/pre>$/);
    const blind = await run("nightly.yml", "drift", commit, { OBSERVER_IDENTITIES: "{}" });
    expect(blind.code).not.to.equal(0);
    expect(told()).to.deep.equal([[40, "To do"]]);
    expect(azure.items.get(40)?.["System.Description"]).to.contain("were not read to the end");

    isFine(await phone("+44 113 496 0111"));
    expect(told()).to.deep.equal([[40, "All done"]]);
    expect(azure.items.get(40)?.["System.History"]).to.contain("no drift any more");
  });

  it("claim no approver where no one approved, nor where Azure DevOps does not say", async () => {
    edit("0111", "0112");
    const unreviewed = push("unreviewed");
    azure.pull = { commit: unreviewed, reviewers: [] };
    expect(await planAndApply(unreviewed)).not.to.contain("did not say");
    const change = "https://dev.azure.com/example/estate/_git/estate/pullrequest/9";
    expect(lastReview()).to.deep.equal({ change, approvedBy: undefined });

    edit("0112", "0113");
    const direct = push("direct");
    expect(await planAndApply(direct)).not.to.contain("did not say");
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });

    edit("0113", "0114");
    const unknown = push("unknown");
    azure.pull = undefined;
    expect(await planAndApply(unknown)).to.contain(
      "##vso[task.logissue type=warning]Azure DevOps did not say who approved",
    );
    expect(lastReview()).to.deep.equal({ change: undefined, approvedBy: undefined });
  });

  it("comment a change that is only checked, also a fork's where its token may comment", async () => {
    azure.posted.length = 0;
    rmSync(join(top, "artefacts"), { recursive: true });
    edit("0114", "0115");
    writeFileSync(join(work, "package.json"), "{}\n");
    const change = push("sly");
    const checked = await run("pull-request.yml", "check", change);
    isFine(checked);
    expect(checked.outputs["jobs.preview"]).to.equal("false");
    isFine(await run("pull-request.yml", "comment", change));
    expect(azure.posted.join("")).to.contain("No preview was made").and.to.contain("package.json");

    azure.posted.length = 0;
    const comment = (isFork: string) =>
      run("pull-request.yml", "comment", change, {}, { SYSTEM_PULLREQUEST_ISFORK: isFork });
    isFine(await comment("True"));
    expect(azure.posted).to.have.length(1);
    azure.canComment = false;
    const refused = await comment("True");
    isFine(refused);
    expect(refused.output).to.contain("type=warning]This build comes from a fork, and could not comment.");
    expect((await comment("False")).code).not.to.equal(0);
    azure.canComment = true;
  });

  for (const file of ["package.json", "Pulumi.yaml", "pipelines/apply.yml", "program.ts"]) {
    it(`give a pull request that changes ${file} the check only, by the base's program`, async () => {
      git("reset", "--quiet", "--hard", "origin/main");
      edit("0114", "0115");
      writeFileSync(join(work, file), "{}\n");
      const change = push(`sly-${file.replaceAll("/", "-")}`);
      const checked = await run("pull-request.yml", "check", change);
      isFine(checked);
      expect(checked.outputs).to.deep.equal({ "jobs.organisations": "leeds", "jobs.preview": "false" });
      expect(git("-C", checked.folder, "rev-parse", "HEAD")).to.equal(git("rev-parse", "origin/main"));
    });
  }
});
