import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { enginePins } from "../../src/engine/install/engine-facts";
import { PRODUCT } from "../playground/product";

/** The versions with which every piece was tried. Whoever changes one runs the tests below first. */
const TRIED = { library: "3.276.0", engine: "3.276.0", download: "3.221.0" };

interface Piece {
  /** What of Pulumi it leans on that no documentation promises. */
  readonly leansOn: string;
  /** The tests that fail where that has another shape. */
  readonly tests: readonly string[];
}

const PIECES: Readonly<Record<string, Piece>> = {
  "debug-log": {
    leansOn:
      "the engine logs into a folder “logs” below PULUMI_HOME, and does without where a file has that name",
    tests: ["test/engine/without-debug-log.test.ts"],
  },
  "engine-events": {
    leansOn:
      "the fields of the engine's events, how it lists errors in their messages, and its words for a damaged state",
    tests: [
      "test/engine/plan-of.test.ts",
      "test/engine/failure-of.test.ts",
      "test/engine/state-elsewhere.test.ts",
    ],
  },
  "exported-state": {
    leansOn: "the fields of an exported state: resources, pending_operations, the stack's outputs",
    tests: ["test/engine/pending.test.ts", "test/pulumi/plain-pulumi.test.ts"],
  },
  "light-pulumi": {
    leansOn: "which packages Pulumi's library loads although only closures need them",
    tests: ["test/engine/light-pulumi.test.ts"],
  },
  "lock-files": {
    leansOn: "where locks are, what they say, and the words of an engine that found one",
    tests: ["test/engine/read-locks.test.ts", "test/engine/lock.test.ts"],
  },
  passphrase: {
    leansOn: "the form of encryptionsalt, and the words for a wrong passphrase",
    tests: ["test/cli/machines.test.ts"],
  },
  "stack-settings": {
    leansOn: "where the settings of a stack are, and the lengths in their encryptionsalt",
    tests: ["test/engine/stack-settings.test.ts"],
  },
  "state-files": {
    leansOn: "where a folder keeps the state of a stack, and that it is JSON with a checkpoint",
    tests: ["test/engine/state-files.test.ts", "test/pulumi/plain-pulumi.test.ts"],
  },
  "state-store": {
    leansOn:
      "the names of states, histories and backups, with the time in them, and the attributes beside a file",
    tests: ["test/engine/state-store.test.ts"],
  },
  "stored-state": {
    leansOn: "version 3 of the form of a state, and the sign of a secret in it",
    tests: ["test/pulumi/plain-pulumi.test.ts"],
  },
  "which-engine": {
    leansOn: "that the library starts the engine which is first on the PATH",
    tests: ["test/pulumi/one-run-at-a-time.test.ts"],
  },
  workspace: {
    leansOn: "the Automation API with a root of its own, its errors, and Pulumi.yaml's settings",
    tests: ["test/pulumi/one-run-at-a-time.test.ts"],
  },
};

/** The engine starts this one by its name, before it runs our program: so it cannot be in the folder. */
const PLUGIN: Piece = {
  leansOn:
    "cmd/dynamic-provider of Pulumi's library, and that it runs what a state names by require-from-string",
  tests: ["test/engine-install/plugin.test.ts"],
};

const FOLDER = join(PRODUCT, "src", "engine", "internals");
const versionOf = (name: string): string =>
  String(JSON.parse(readFileSync(join(PRODUCT, "node_modules", name, "package.json"), "utf8")).version);

/** What to do when a version changes, in words. */
const advice = (what: string, now: string, tried: string): string =>
  [
    `${what} is ${now}, and src/engine/internals was tried with ${tried}. Run these tests with the new one, mend what fails, and write the new version here:`,
    ...Object.entries({ ...PIECES, "tools/engine/plugin": PLUGIN }).map(
      ([piece, { leansOn, tests }]) => `- ${piece} leans on ${leansOn}: ${tests.join(", ")}`,
    ),
  ].join("\n");

describe("what leans on Pulumi's insides", () => {
  it("was tried with the library and the engines that are used here", () => {
    const library = versionOf("@pulumi/pulumi");
    expect(library, advice("Pulumi's library", library, TRIED.library)).to.equal(TRIED.library);
    const { cli, download } = enginePins;
    expect(cli, advice("the engine that is built", cli, TRIED.engine)).to.equal(TRIED.engine);
    const { version } = download;
    expect(version, advice("the engine that is downloaded", version, TRIED.download)).to.equal(
      TRIED.download,
    );
  });

  it("is imported by those pieces and by the engine's plugin alone", () => {
    const importing = ["src", "providers", "stacks", "tools"].flatMap((folder) =>
      readdirSync(join(PRODUCT, folder), { recursive: true, encoding: "utf8" })
        .map((file) => join(folder, file))
        .filter((file) => /\.[cm]?[jt]s$/.test(file))
        .filter((file) => /["']@pulumi\/pulumi\//.test(readFileSync(join(PRODUCT, file), "utf8"))),
    );
    const places = new Set(importing.map((file) => file.slice(0, file.lastIndexOf("/"))));
    expect([...places].sort()).to.deep.equal(["src/engine/internals", "tools/engine/plugin"]);
  });

  it("is known piece by piece, each with a test that there is", () => {
    const pieces = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ""));
    expect(pieces, "each says here what it leans on, and which test tells").to.deep.equal(
      Object.keys(PIECES).sort(),
    );
    for (const [piece, { tests }] of Object.entries({ ...PIECES, PLUGIN })) {
      const texts = tests.map((file) => readFileSync(join(PRODUCT, file), "utf8"));
      expect(texts.join(""), `${piece}: ${tests.join(", ")}`).to.match(/it\(/);
    }
  });
});
