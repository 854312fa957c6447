import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Command, CommanderError } from "commander";
import { Context } from "../../src/cli/context";
import { buildProgram, run } from "../../src/cli/run";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { EXAMPLE_ESTATE } from "../support/example-estate";
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

/** Verbs that need neither a tenant nor git, or to which the engine of these tests answers. */
const RUN: readonly string[] = [
  "validate",
  "preview",
  "up",
  "status",
  "list",
  "orgs",
  "add",
  "remove",
  "set",
  "replace",
  "journal",
  "completion",
  "new",
];

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

  describe("to Local Administrators", () => {
    const estate = mkdtempSync(join(tmpdir(), "shown-"));
    before(() => cpSync(join(EXAMPLE_ESTATE, "specs"), join(estate, "specs"), { recursive: true }));
    after(() => rmSync(estate, { recursive: true, force: true }));

    /** Without options it asks a person: test/cli/new.test.ts answers. */
    const asks = ([verb, ...more]: readonly string[]) =>
      verb === "new" && !more.some((one) => one.startsWith("-"));
    const shown = typed.filter(
      ({ page, words }) => /^docs\/la\//.test(page) && RUN.includes(words[0] ?? "") && !asks(words),
    );

    it("are run, one after the other, and do what they say", async () => {
      const failed: string[] = [];
      for (const one of shown) {
        const streams = new FakeIo({ cwd: estate });
        const code = await run(one.words, streams, servicesOf(new FakeEngine({})));
        if (code !== 0) failed.push(told(one, `${code} ${streams.stderrText}`));
      }
      expect(failed).to.deep.equal([]);
      expect(shown.length).to.be.above(8);
    });
  });
});
