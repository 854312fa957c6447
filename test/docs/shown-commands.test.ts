import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Command, CommanderError } from "commander";
import { Context } from "../../src/cli/context";
import { buildProgram, run } from "../../src/cli/run";
import { openRecords } from "../../src/records/open-records";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { EXAMPLE_ESTATE } from "../support/example-estate";
import { SpecsFolder } from "../support/specs-folder";
import { organisation } from "../support/valid-specs";
import { codeOf, pages, root } from "./pages";

/** A line of shell as words: quotes hold words together; a comment, a pipe or the next command ends it. */
function words(line: string): string[] {
  const found: string[] = [];
  for (const [, double, single, end, plain] of line.matchAll(
    /"([^"]*)"|'([^']*)'|(\s#.*|[|;&].*)|((?:[^\s"'|;&]|(?<=\S)#)+)/g,
  )) {
    if (end !== undefined) break;
    found.push(double ?? single ?? plain ?? "");
  }
  return found;
}

interface Shown {
  readonly page: string;
  readonly words: readonly string[];
}

/** Lines that someone types: code that begins with the command. */
const typed: readonly Shown[] = pages.flatMap((page) =>
  codeOf(page).flatMap((code) => {
    const rest = /^\s*(?:\$ )?(?:npx |bin\/)?bookings (.+)$/.exec(code)?.[1];
    // “bookings.io”, a pattern such as “bookings …” or an address with dots left out
    if (rest === undefined || /…|\.\.\.|<|\[/.test(rest)) return [];
    return [{ page: page.path, words: words(rest.replace(/\\$/, "")) }];
  }),
);

const told = ({ page, words }: Shown, why: string): string => `${page}: bookings ${words.join(" ")}: ${why}`;

/** Keeps every verb from doing anything. */
function disarm(command: Command): void {
  command.action(() => undefined);
  command.commands.forEach(disarm);
}

/** Why the argument parser does not take it; a mention may leave out what is needed. */
async function refusal(shown: Shown): Promise<string | undefined> {
  const streams = new FakeIo({ cwd: root });
  const program = await buildProgram(shown.words, new Context(streams, servicesOf(new FakeEngine({}))));
  program.commands.forEach(disarm);
  try {
    await program.parseAsync([...shown.words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isMention = [
      "commander.missingArgument",
      "commander.missingMandatoryOptionValue",
      "commander.optionMissingArgument",
    ].includes(error.code);
    if (error.exitCode !== 0 && !isMention) return told(shown, error.message);
  }
  return undefined;
}

/** Why a command is read by the argument parser only, and what runs it instead. */
const NOT_RUN: Readonly<Record<string, string>> = {
  adopt: "looks at a tenant: test/scenarios/adoption",
  audit: "needs git: test/audit",
  check: "needs git: test/review",
  comment: "posts to a forge: test/pipelines",
  delete: "asks for the address: test/cli/deletion.test.ts",
  discard: "changes a tenant: test/cli/discard.test.ts",
  doctor: "looks at a machine and a tenant: test/doctor",
  drift: "looks at a tenant: test/drift",
  fmt: "rewrites the specs that the others need: test/cli/fmt.test.ts",
  guidance: "writes slides: test/guidance",
  init: "begins another folder: test/cli/init-editor.test.ts",
  pull: "looks at a tenant: test/adopt",
  report: "reads a tenant: test/activity",
  review: "needs git: test/audit/review.test.ts",
  sandbox: "starts a server: test/cli/sandbox.test.ts",
  "sign-in": "asks Microsoft: test/cli/sign-in.test.ts",
  state: "moves a state: test/engine",
  unlock: "breaks a lock: test/cli/locks.test.ts",
  user: "looks at a directory: test/cli/user.test.ts",
};

describe("commands that pages show", () => {
  it("are taken by the argument parser, every one", async () => {
    const refused: string[] = [];
    for (const shown of typed) {
      const why = await refusal(shown);
      if (why !== undefined) refused.push(why);
    }
    expect(refused).to.deep.equal([]);
    expect(typed.length).to.be.above(100);
  });

  describe("on every page", () => {
    /** An estate with what pages speak of: the example's organisations, York, and a journal. */
    async function estate(): Promise<SpecsFolder> {
      const folder = new SpecsFolder({ "specs/york/organisation.yaml": organisation("York") });
      cpSync(join(EXAMPLE_ESTATE, "specs"), join(folder.root, "specs"), { recursive: true });
      const records = openRecords({
        root: folder.root,
        env: {},
        now: () => new Date("2026-11-23T09:00:00Z"),
      });
      const calendar = "LeedsCardiologyHeartFailure@nhs.net";
      await records.note("leeds", { calendar, what: "update", outcome: "done" });
      return folder;
    }

    /** In place of a name that the reader puts in, without options (it asks then), or of a tenant and git after all. */
    const isForm = ([verb, ...more]: readonly string[]) =>
      more.some((one) => /^[A-Z]{3,}$/.test(one)) ||
      (verb === "new" && !more.some((one) => one.startsWith("-"))) ||
      more.some((one) => ["--live", "--changed-since"].includes(one));
    const shown = typed.filter(({ words }) => !(String(words[0]) in NOT_RUN) && !isForm(words));

    const MENTION = "leaves out what it needs";

    /** Why it does not do what it says, if so. */
    async function outcomeOf(one: Shown, cwd: string): Promise<string | undefined> {
      const streams = new FakeIo({ cwd });
      const code = await run(one.words, streams, servicesOf(new FakeEngine({})));
      if (code === 0) return undefined;
      const isMention = /missing required argument|argument missing/.test(streams.stderrText);
      return isMention ? MENTION : told(one, `${code} ${streams.stderrText}`);
    }

    it("are run, one after the other, and do what they say", async function () {
      this.timeout(60_000);
      const outcomes: (string | undefined)[] = [];
      for (const page of new Set(shown.map((one) => one.page))) {
        const folder = await estate();
        for (const one of shown.filter((other) => other.page === page))
          outcomes.push(await outcomeOf(one, folder.root));
        folder.remove();
      }
      const failed = outcomes.filter((one) => one !== undefined && one !== MENTION);
      const count = outcomes.filter((one) => one !== MENTION).length;
      expect(failed).to.deep.equal([]);
      expect(count).to.be.above(80);
    });

    it("are left to other tests only where pages show them, and where those tests are", () => {
      const unused = Object.keys(NOT_RUN).filter((verb) => !typed.some(({ words }) => words[0] === verb));
      expect(unused).to.deep.equal([]);
      const gone = Object.values(NOT_RUN)
        .map((why) => why.split(": ")[1] ?? "")
        .filter((path) => !existsSync(join(root, path)));
      expect(gone).to.deep.equal([]);
    });
  });
});
