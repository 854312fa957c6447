import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { InputError } from "../../sandbox/base/input";
import type { Sandbox } from "../../sandbox/start";
import { MAIN, quietEnv } from "../support/run-bookings";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

describe("the sandbox as a process of its own", () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-process-"));
    mkdirSync(join(folder, "specs"));
    writeFileSync(join(folder, "specs", "tenant.yaml"), "");
  });

  afterEach(async () => {
    if (child && child.exitCode === null) {
      child.kill();
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true });
  });

  const start = (...words: string[]) => {
    child = spawn(process.execPath, ["--no-warnings", MAIN, "sandbox", "start", ...words], {
      cwd: folder,
      env: quietEnv(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    return child;
  };
  const started = async (...words: string[]): Promise<Sandbox> => {
    const { stdout } = start(...words);
    if (!stdout) throw new Error("no output");
    const [line] = await once(createInterface(stdout), "line");
    return JSON.parse(String(line));
  };

  it("takes settings and faults from the command line, as text or from a file", async () => {
    writeFileSync(
      join(folder, "faults.yaml"),
      "- { operation: bookingBusiness.list, kind: '503', retryAfter: 9 }\n",
    );
    const sandbox = await started(
      "--settings",
      "{ listLimit: 3, memberRoleWord: teamMember }",
      "--faults",
      "faults.yaml",
      "--json",
    );
    const client = new TestClient(sandbox);
    const { body } = await client.admin("GET", "settings");
    expect(body).to.include({ listLimit: 3, memberRoleWord: "teamMember" });
    const token = await client.appToken();
    const answers = [
      await client.call(token, "GET", "/solutions/bookingBusinesses"),
      await client.call(token, "GET", "/solutions/bookingBusinesses"),
    ];
    client.close();
    expect(answers.map(({ status }) => status)).to.deep.equal([503, 200]);
    expect(answers[0]?.headers["retry-after"]).to.equal("9");
  });

  const wrong: [string, string[], RegExp][] = [
    ["an unknown setting", ["--settings", "{ colour: red }"], /no setting colour/],
    ["a setting of the wrong kind", ["--settings", "{ listLimit: many }"], /listLimit must be a number/],
    ["faults that are no list", ["--faults", "{ kind: '500' }"], /must be a list/],
    ["a fault of no kind", ["--faults", "[{ kind: quick }]"], /needs a kind/],
    ["a file that is not there", ["--settings", "nowhere.yaml"], /settings nowhere.yaml cannot be read/],
  ];
  for (const [what, words, message] of wrong) {
    it(`does not start with ${what}, and says so`, async () => {
      const [option, given = ""] = words;
      const from = option === "--faults" ? { faultsFrom: given } : { settingsFrom: given };
      const failure = await startSandbox(from).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(InputError).with.property("message").that.matches(message);
    });
  }

  it("ends with the words of a refusal, and without a stack", async () => {
    const { stderr } = start("--settings", "{ colour: red }");
    let text = "";
    stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    const [code] = await once(child as ChildProcess, "close");
    expect(code).to.equal(1);
    expect(text)
      .to.match(/no setting colour/)
      .and.not.match(/\n\s+at /);
  });
});
