import { join } from "node:path";
import { expect } from "chai";
import { readJournal } from "../../src/records/journal";
import type { Playground } from "../playground/playground";
import type { ProcessResult } from "../playground/run-process";
import { openClinics } from "../pulumi/clinics";
import { type Bucket, startBucket } from "./support/s3";

const STATE = ".pulumi/stacks/nhsmail-bookings/leeds.json";

const COMMANDS = [
  ["up", "leeds", "--yes"],
  ["preview", "leeds"],
  ["list"],
  ["status", "leeds"],
  ["drift", "leeds"],
  ["unlock", "leeds", "--confirm", "leeds"],
  ["doctor", "leeds"],
];

describe("a state in storage that only the engine reaches", function () {
  this.timeout(240_000);
  let playground: Playground;
  let bucket: Bucket;
  const bookings = (...words: string[]): Promise<ProcessResult> => playground.bookings(words, bucket.env);
  const journal = () => readJournal(join(playground.root.path, ".bookings", "journal", "leeds.jsonl")).lines;

  before(async () => {
    bucket = await startBucket();
    playground = await openClinics("state-elsewhere");
    const made = await bookings("up", "leeds", "--yes");
    expect(made.exitCode, made.stderr).to.equal(0);
  });
  after(async () => {
    await playground.close();
    playground.root.discard();
    await bucket.stop();
  });

  for (const [damage, harm] of [
    ["emptied", () => Buffer.alloc(0)],
    ["cut", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ["zeroed", (whole: Buffer) => Buffer.alloc(whole.length)],
  ] as const)
    it(`that was ${damage} is refused by every command, with what the engine says of it and the way out [OPS-5] [OPS-10]`, async () => {
      const whole = bucket.objects.get(STATE) ?? Buffer.alloc(0);
      const lines = journal().length;
      bucket.objects.set(STATE, harm(whole));
      for (const words of damage === "cut" ? COMMANDS : COMMANDS.slice(0, 1)) {
        const { exitCode, stdout, stderr } = await bookings(...words);
        const said = `bookings ${words.join(" ")}\n${stdout}\n${stderr}`;
        expect(exitCode, said).to.equal(words[0] === "doctor" ? 1 : 5);
        expect(said).to.match(
          /The state of leeds in s3:\S+ is damaged: the engine cannot read it \(\S.*\)\./,
        );
        expect(said).to.contain(STATE).and.to.contain("bookings adopt leeds --recover");
        expect(said).not.to.match(/is recorded|nothing is lost|\n\s+at .*:\d+:\d+|SDK/i);
      }
      expect(journal()).to.have.length(lines);
      expect((await playground.tenant.calendars()).length).to.equal(2);
      bucket.objects.set(STATE, whole);
    });

  it("is rebuilt as the message says, once the damaged one is out of the way [OPS-10]", async () => {
    bucket.objects.delete(STATE);
    const lost = await bookings("up", "leeds", "--yes");
    expect(lost.exitCode, lost.stdout).to.equal(5);
    expect(lost.stderr).to.contain("error state-lost");
    const rebuilt = await bookings("adopt", "leeds", "--recover");
    expect(rebuilt.exitCode, rebuilt.stderr).to.equal(0);
    const next = await bookings("up", "leeds", "--yes");
    expect(next.stdout, next.stderr).to.contain("nothing changes");
  });

  it("says where that storage gives no answer [OPS-5]", async () => {
    await bucket.stop();
    const { exitCode, stderr } = await bookings("list");
    expect(exitCode, stderr).to.equal(7);
    expect(stderr).to.match(/The state in s3:\S+ cannot be reached: /);
  });
});
