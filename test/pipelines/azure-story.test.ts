import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { Seed } from "../../sandbox/seed/seed";
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
        SYSTEM_PULLREQUEST_PULLREQUESTID: "1",
        BUILD_REPOSITORY_ID: "r1",
      },
      variables: {
        BASE: "origin/main",
        OBSERVER_IDENTITIES: identities,
        IDENTITIES_leeds: identities,
        "System.AccessToken": "t0ken",
        "Build.RequestedFor": "Mo Merger",
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
    posted = [];
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        if (request.method === "POST") posted.push(text);
        response.end(JSON.stringify(request.method === "GET" ? { value: [] } : { id: 1 }));
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

  it("check, preview and comment a change, apply exactly its plan once merged, and find drift [OPS-3] [OPS-7]", async () => {
    writeFileSync(join(work, CALENDAR), readFileSync(join(work, CALENDAR), "utf8").replace("0110", "0111"));
    git("add", "--all");
    git("commit", "--quiet", "--message", "phone");
    git("push", "--quiet", "origin", "HEAD:refs/heads/phone");
    const change = git("rev-parse", "HEAD");

    const checked = await run("pull-request.yml", "check", change);
    isFine(checked);
    expect(checked.outputs).to.deep.equal({ "jobs.organisations": "leeds", "jobs.preview": "true" });
    isFine(await run("pull-request.yml", "preview", change, { ORGANISATIONS: "leeds" }));
    expect((await tenant.log()).filter(({ effect }) => effect === "write")).to.deep.equal([]);
    expect(posted.join("")).to.contain("ready to be reviewed");

    git("push", "--quiet", "origin", "HEAD:main");
    const planned = await run("apply.yml", "plan", change);
    isFine(planned);
    expect(planned.output).to.contain("##vso[task.uploadsummary]");
    isFine(await run("apply.yml", "apply", change));
    expect((await tenant.calendars()).map(({ phone }) => phone)).to.deep.equal(["+44 113 496 0111"]);
    expect(readFileSync(join(top, "journal", "leeds.jsonl"), "utf8")).to.contain("Mo Merger");

    const [made] = await tenant.calendars();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${made?.address}`, { phone: "0113 000 0000" });
    const nightly = await run("nightly.yml", "drift", change);
    isFine(nightly);
    expect(nightly.output).to.contain("##vso[task.complete result=SucceededWithIssues]There is drift.");
  });
});
