import { expect } from "chai";
import { run } from "../../src/cli/run";
import type { RunOutcome, RunResult } from "../../src/engine/run-result";
import { problem } from "../../src/problem/problem";
import { creation, deletion, unchanged } from "../report/changes";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const changed: Partial<RunResult> = {
  outcome: "changed",
  plan: { organisation: "leeds", changes: [creation, unchanged] },
};
const applied: Partial<RunResult> = {
  outcome: "changed",
  outcomes: [
    { change: creation, outcome: "done", problems: [] },
    { change: unchanged, outcome: "done", problems: [] },
  ],
};

describe("the verbs, with an engine that only answers", () => {
  let folder: SpecsFolder;

  before(() => {
    folder = new SpecsFolder({
      "specs/leeds/organisation.yaml": "kind: Organisation\n",
      "specs/york/organisation.yaml": "kind: Organisation\n",
      "specs/notes/readme.md": "no organisation",
    });
  });

  after(() => folder.remove());

  const io = (options: Partial<ConstructorParameters<typeof FakeIo>[0]> = {}): FakeIo =>
    new FakeIo({ cwd: folder.root, ...options });

  describe("preview", () => {
    it("shows the plan on stdout and nothing else there", async () => {
      const streams = io();
      const code = await run(["preview", "leeds"], streams, servicesOf(new FakeEngine({ leeds: changed })));
      expect(code).to.equal(0);
      expect(streams.stdoutText).to.match(
        /^leeds: 1 to create, 1 unchanged\.\n\n {2}\+ Create LeedsCardiologyHeartFailure@nhs\.net/,
      );
      expect(streams.stderrText).to.equal("leeds: starting …\n");
    });

    it("takes all organisations when none is named, and those named in any case", async () => {
      const engine = new FakeEngine({});
      await run(["preview"], io(), servicesOf(engine));
      await run(["preview", "YORK"], io(), servicesOf(engine));
      expect(engine.asked).to.deep.equal(["preview leeds", "preview york", "preview york"]);
    });

    it("asks “did you mean” for an unknown organisation", async () => {
      const streams = io();
      const engine = new FakeEngine({});
      expect(await run(["preview", "leds"], streams, servicesOf(engine))).to.equal(1);
      expect(streams.stderrText).to.contain("There is no organisation “leds”");
      expect(streams.stderrText).to.contain("Did you mean “leeds”?");
      expect(engine.asked).to.deep.equal([]);
    });

    it("shows Pulumi's own output on request", async () => {
      const streams = io();
      await run(["preview", "leeds", "--pulumi-output"], streams, servicesOf(new FakeEngine({})));
      expect(streams.stderrText).to.contain("what Pulumi said");
    });

    it("keeps stdout free of everything but JSON with --json", async () => {
      const streams = io();
      const failing = { outcome: "invalid", problems: [problem("unknown-calendar", { name: "x" })] } as const;
      await run(["preview", "--json"], streams, servicesOf(new FakeEngine({ leeds: failing })));
      const { outcome } = JSON.parse(streams.stdoutText) as { outcome: string };
      expect(outcome).to.equal("invalid");
      expect(streams.stderrText).to.contain("There is no calendar “x”.");
    });
  });

  describe("exit codes", () => {
    const TABLE: readonly (readonly [outcome: RunOutcome, preview: number, detailed: number, up: number])[] =
      [
        ["unchanged", 0, 0, 0],
        ["changed", 0, 2, 0],
        ["failed", 1, 1, 1],
        ["invalid", 3, 3, 3],
        ["sign-in", 4, 4, 4],
        ["refused", 5, 5, 5],
        ["partial", 6, 6, 6],
        ["unreadable", 7, 7, 7],
        ["interrupted", 130, 130, 130],
      ];
    for (const [outcome, preview, detailed, up] of TABLE) {
      it(`preview that ends “${outcome}”: ${preview}, in detail ${detailed}`, async () => {
        const services = servicesOf(new FakeEngine({ leeds: { outcome } }));
        expect(await run(["preview"], io(), services)).to.equal(preview);
        expect(await run(["preview", "--detailed-exitcode"], io(), services)).to.equal(detailed);
      });

      it(`up that ends “${outcome}”: ${up}`, async () => {
        const services = servicesOf(new FakeEngine({ leeds: changed }, { leeds: { outcome } }));
        expect(await run(["up", "--yes"], io(), services)).to.equal(up);
      });
    }

    it("is partly applied when one organisation was changed and another failed", async () => {
      const york = { ...changed, plan: { organisation: "york", changes: [creation] } };
      const engine = new FakeEngine(
        { leeds: changed, york },
        { leeds: applied, york: { outcome: "sign-in" } },
      );
      expect(await run(["up", "--yes"], io(), servicesOf(engine))).to.equal(6);
    });
  });

  describe("up", () => {
    it("shows the preview, asks, and says what it did", async () => {
      const streams = io({ typed: "yes\n" });
      const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
      expect(await run(["up"], streams, servicesOf(engine))).to.equal(0);
      expect(engine.asked).to.deep.equal(["preview leeds", "preview york", "up leeds"]);
      expect(streams.stderrText).to.contain("Type “yes” to go on: ");
      expect(streams.stdoutText).to.contain("+ Create LeedsCardiologyHeartFailure@nhs.net");
      expect(streams.stdoutText).to.contain("✓ Created LeedsCardiologyHeartFailure@nhs.net");
    });

    it("tells a warning once, and what is new afterwards", async () => {
      const streams = io();
      const [known, fresh] = [
        problem("unknown-calendar", { name: "known" }),
        problem("unknown-calendar", { name: "fresh" }),
      ];
      const engine = new FakeEngine(
        { leeds: { ...changed, problems: [known] } },
        { leeds: { ...applied, problems: [known, fresh] } },
      );
      await run(["up", "leeds", "--yes"], streams, servicesOf(engine));
      expect(streams.stderrText.match(/“known”/g)).to.have.length(1);
      expect(streams.stderrText.match(/“fresh”/g)).to.have.length(1);
    });

    for (const [typed, code] of [
      ["no\n", 0],
      ["N\n", 0],
      ["\n", 1],
      ["", 1],
      ["yess\n", 1],
    ] as const) {
      it(`changes nothing when the answer is ${JSON.stringify(typed)}, exit code ${code}: a no is no error`, async () => {
        const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
        const streams = io({ typed });
        expect(await run(["up", "leeds"], streams, servicesOf(engine))).to.equal(code);
        expect(engine.asked).to.deep.equal(["preview leeds"]);
        if (code === 0)
          expect(streams.stderrText).to.match(
            /\nNothing was changed\.\n$|to go on: Nothing was changed\.\n$/,
          );
        expect(streams.stdoutText).not.to.contain("done");
      });
    }

    it("takes “y” for yes", async () => {
      const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
      expect(await run(["up", "leeds"], io({ typed: "y\n" }), servicesOf(engine))).to.equal(0);
      expect(engine.asked).to.deep.equal(["preview leeds", "up leeds"]);
    });

    it("refuses before it asks, and before anything is changed, where the plan needs an identity that is absent", async () => {
      const streams = io({ typed: "yes\n" });
      const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
      engine.absent = [problem("identity-missing", { identity: "calendarOperators.leeds" })];
      expect(await run(["up", "leeds"], streams, servicesOf(engine))).to.equal(4);
      expect(engine.asked).to.deep.equal(["preview leeds"]);
      expect(streams.stderrText).to.contain("calendarOperators.leeds").and.not.to.contain("Type “yes”");
      const still = new FakeEngine({ leeds: { outcome: "unchanged" } });
      still.absent = engine.absent;
      expect(await run(["up", "leeds"], io(), servicesOf(still))).to.equal(0);
    });

    it("wants the word “delete” where a calendar is deleted", async () => {
      const plan = { organisation: "leeds", changes: [deletion] };
      const engine = new FakeEngine({ leeds: { outcome: "changed", plan } }, { leeds: applied });
      expect(await run(["up", "leeds"], io({ typed: "yes\n" }), servicesOf(engine))).to.equal(1);
      expect(engine.asked).to.deep.equal(["preview leeds"]);
      expect(await run(["up", "leeds"], io({ typed: "delete\n" }), servicesOf(engine))).to.equal(0);
    });

    it("changes nothing without a terminal and without --yes", async () => {
      const streams = io();
      const engine = new FakeEngine({ leeds: changed });
      expect(await run(["up", "leeds"], streams, servicesOf(engine))).to.equal(1);
      expect(engine.asked).to.deep.equal(["preview leeds"]);
      expect(streams.stderrText).to.contain("--yes");
    });

    it("asks nothing and changes nothing when nothing is to change", async () => {
      const streams = io();
      const plan = { organisation: "leeds", changes: [unchanged] };
      const engine = new FakeEngine({ leeds: { plan } });
      expect(await run(["up", "leeds"], streams, servicesOf(engine))).to.equal(0);
      expect(streams.stdoutText).to.equal("leeds: nothing changes: 1 calendar as the specs say.\n");
    });

    it("notes what has moved in the tenant and no spec asks for, such as who has confirmed [USR-8]", async () => {
      const streams = io();
      const plan = { organisation: "leeds", changes: [unchanged] };
      const engine = new FakeEngine({ leeds: { plan, behind: ["leedsphysioknee"] } });
      expect(await run(["up", "leeds"], streams, servicesOf(engine))).to.equal(0);
      expect(engine.asked).to.deep.equal(["preview leeds", "record leeds"]);
      expect(streams.stdoutText).to.equal("leeds: nothing changes: 1 calendar as the specs say.\n");
    });

    it("changes nothing anywhere when one organisation's preview went wrong", async () => {
      const engine = new FakeEngine({ leeds: changed, york: { outcome: "invalid" } });
      expect(await run(["up", "--yes"], io(), servicesOf(engine))).to.equal(3);
      expect(engine.asked).to.deep.equal(["preview leeds", "preview york"]);
    });

    it("prints what was done as JSON, and the preview on stderr", async () => {
      const streams = io();
      const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
      await run(["up", "leeds", "--yes", "--json"], streams, servicesOf(engine));
      expect(JSON.parse(streams.stdoutText)).to.deep.include({ schemaVersion: 1, outcome: "changed" });
      expect(streams.stderrText).to.contain("+ Create LeedsCardiologyHeartFailure@nhs.net");
    });

    it("tells what was done when it is interrupted, and starts no further organisation", async () => {
      const controller = new AbortController();
      const streams = io({ signal: controller.signal });
      const york = { ...changed, plan: { organisation: "york", changes: [creation] } };
      const engine = new FakeEngine(
        { leeds: changed, york },
        { leeds: { ...applied, outcome: "interrupted" } },
        () => engine.asked.includes("up leeds") && controller.abort("SIGTERM"),
      );
      expect(await run(["up", "--yes"], streams, servicesOf(engine))).to.equal(143);
      expect(engine.asked).to.deep.equal(["preview leeds", "preview york", "up leeds"]);
      expect(streams.stdoutText).to.contain("✓ Created LeedsCardiologyHeartFailure@nhs.net");
    });

    it("takes Ctrl-C at the question for a no", async () => {
      const controller = new AbortController();
      const streams = io({ signal: controller.signal });
      Object.assign(streams.isTerminal, { stdin: true });
      const engine = new FakeEngine({ leeds: changed });
      const running = run(["up", "leeds"], streams, servicesOf(engine));
      while (!streams.stderrText.includes("to go on: ")) await new Promise(setImmediate);
      controller.abort("SIGINT");
      expect(await running).to.equal(130);
      expect(engine.asked).to.deep.equal(["preview leeds"]);
      expect(streams.stderrText).to.match(/to go on: Nothing was changed\.\n$/);
    });
  });

  describe("list and status", () => {
    const services = servicesOf(new FakeEngine({}));

    it("lists the calendars of all organisations in order of address [UPD-2]", async () => {
      const streams = io();
      expect(await run(["list"], streams, services)).to.equal(0);
      const addresses = [...streams.stdoutText.matchAll(/\S+@nhs\.net/g)].map(([address]) => address);
      expect(addresses).to.have.length(5);
      expect(addresses).to.deep.equal([...addresses].sort());
    });

    it("shows only the organisations that are named", async () => {
      const streams = io();
      await run(["list", "york"], streams, services);
      expect(streams.stdoutText).to.equal("");
      expect(streams.stderrText).to.contain("There are no calendars and policies yet");
    });

    it("shows only those that the caller is configured for, unless others are named [UPD-3]", async () => {
      const asked = async (...words: string[]) => {
        const engine = new FakeEngine({});
        await run(words, io({ env: { BOOKINGS_ORGANISATIONS: "York" } }), servicesOf(engine));
        return engine.asked;
      };
      expect(await asked("list")).to.deep.equal(["read york"]);
      expect(await asked("status")).to.deep.equal(["read york"]);
      expect(await asked("preview")).to.deep.equal(["preview york"]);
      expect(await asked("list", "leeds")).to.deep.equal(["read leeds"]);
    });

    it("refuses a configured name that no folder has, instead of showing everything", async () => {
      const streams = io({ env: { BOOKINGS_ORGANISATIONS: "leedz, york" } });
      expect(await run(["list"], streams, services)).to.equal(1);
      expect(streams).to.include({ stdoutText: "" });
      expect(streams.stderrText).to.contain("There is no organisation “leedz”");
    });

    it("lists what only the specs know, too", async () => {
      const own = new SpecsFolder(validSpecs);
      const streams = new FakeIo({ cwd: own.root });
      const engine = new FakeEngine({});
      engine.readRecorded = () => Promise.resolve({ calendars: [], policies: [] });
      await run(["list"], streams, servicesOf(engine));
      own.remove();
      expect(streams.stdoutText).to.match(
        /LeedsCardiologyHeartFailure@nhs\.net +Not created yet +1 +0 +0 +0\n/,
      );
    });

    it("lists only what matches a search, and says so where nothing does [UPD-3]", async () => {
      const [found, none] = [io(), io()];
      await run(["list", "--search", "cat lowe"], found, services);
      expect([...found.stdoutText.matchAll(/\S+@nhs\.net/g)].map(([address]) => address)).to.deep.equal([
        "LeedsCardiologyHeartFailure@nhs.net",
      ]);
      expect(await run(["list", "--search", "nowhere"], none, services)).to.equal(1);
      expect(none).to.include({ stdoutText: "" });
      expect(none.stderrText).to.contain("No calendar and no user policy matches “nowhere”");
    });

    it("shows one calendar by its address in any case [USR-8]", async () => {
      const streams = io();
      await run(["status", "leedscardiologyheartfailure@NHS.net"], streams, services);
      expect(streams.stdoutText).to.contain("Bob Jones (bob.jones@nhs.net) – has not confirmed yet");
    });

    it("shows one user policy by its name, and finds policies by person [UPD-3]", async () => {
      const [one, found] = [io(), io()];
      await run(["status", "leedsvirtualVISITS"], one, services);
      expect(one.stdoutText)
        .to.contain("dan.poe@nhs.net – licence failed: no seat of the licence was left")
        .and.not.contain("@nhs.net\n  Status");
      await run(["list", "--search", "dan poe visits"], found, services);
      expect(found.stdoutText)
        .to.match(/^USER POLICY/)
        .and.contain("LeedsVirtualVisits");
    });

    it("says who all calendars wait for [USR-8]", async () => {
      const streams = io();
      await run(["status"], streams, services);
      expect(streams.stdoutText).to.contain("Pending:");
    });

    it("asks “did you mean” for an unknown calendar", async () => {
      const streams = io();
      expect(await run(["status", "LeedsENTVoise"], streams, services)).to.equal(1);
      expect(streams.stderrText).to.contain("Did you mean “LeedsENTVoice”?");
    });

    it("prints JSON [UPD-2]", async () => {
      const streams = io();
      await run(["status", "LeedsENTVoice", "--json"], streams, services);
      const { calendars } = JSON.parse(streams.stdoutText) as { calendars: { status: string }[] };
      expect(calendars.map(({ status }) => status)).to.deep.equal(["half-made"]);
    });
  });

  describe("discard", () => {
    const discard = async (streams: FakeIo, ...words: string[]): Promise<number> =>
      run(["discard", ...words], streams, servicesOf(new FakeEngine({})));

    it("refuses a calendar that is not half made [NAM-3]", async () => {
      const streams = io();
      expect(await discard(streams, "LeedsCardiologyHeartFailure")).to.equal(5);
      expect(streams.stderrText).to.contain("is not half made. Its status is: active. Nothing was changed.");
    });

    it("wants the address typed, and nothing less [NAM-3]", async () => {
      for (const typed of ["yes\n", "\n", "LeedsCardiologyHeartFailure@nhs.net\n"]) {
        const streams = io({ typed });
        expect(await discard(streams, "LeedsENTVoice")).to.equal(1);
        expect(streams.stderrText).to.contain("Type its address to go on: ");
        expect(streams.stderrText).to.contain(
          "you did not type the calendar's address, LeedsENTVoice@nhs.net.",
        );
      }
    });

    it("takes a deliberate no as an answer [NAM-3]", async () => {
      const streams = io({ typed: "no\n" });
      expect(await discard(streams, "LeedsENTVoice")).to.equal(0);
      expect(streams.stderrText).to.contain("to go on: Nothing was changed.");
    });

    it("wants --confirm where there is no terminal [NAM-3]", async () => {
      const streams = io();
      expect(await discard(streams, "LeedsENTVoice")).to.equal(1);
      expect(streams.stderrText).to.contain("add: --confirm LeedsENTVoice@nhs.net");
    });
  });

  describe("what goes wrong in us", () => {
    it("is told with an apology, a stack and exit 1", async () => {
      const streams = io();
      const engine = new FakeEngine({});
      engine.previewOrganisation = () => Promise.reject(new TypeError("x is not a function"));
      expect(await run(["preview"], streams, servicesOf(engine))).to.equal(1);
      expect(streams.stderrText).to.contain("Sorry: this is a mistake in bookings itself");
      expect(streams.stderrText).to.contain("TypeError: x is not a function\n    at ");
    });
  });
});
