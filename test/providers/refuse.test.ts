import { expect } from "chai";
import { Refusal, refuse, refusedInWords } from "../../providers/refuse";
import { carried, carry } from "../../src/problem/carry";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";

describe("refusals of handlers", () => {
  it("carry their problems as data through the text that the engine hands on", () => {
    const problems = [
      problem("half-made", { calendar: "LeedsX@nhs.net", given: "Leeds “X”\n@y.net" }),
      problem("plan-needs-another", {
        policy: "LeedsVisits",
        plan: "P",
        lacking: ["a@nhs.net", "b@nhs.net"],
      }),
    ];
    const { message } = new Refusal("half-made", problems);
    expect(carried(`1 error occurred:\n\t* resource has a problem: ${message}\n\n`)).to.deep.equal(problems);
  });

  it("are told as they stand where a text carries nothing, or nothing that this version knows", () => {
    for (const message of [
      "socket hang up",
      'bookings-problem {"code":"no-such-code","args":{}}',
      "bookings-problem {",
    ])
      expect(carried(message)).to.deep.equal([problem("handler-failed", { message })]);
  });

  it("say their code, which leads to its page, as the engine hands on the words alone", () => {
    const { message, code } = refuse("half-made", { calendar: "LeedsX@nhs.net", given: "LeedsX@y.net" });
    const [sentence, advice] = message.split("\n");
    expect(code).to.equal("half-made");
    expect(sentence).to.match(/ and cannot be completed\. \(half-made\)$/);
    expect(advice).to.match(/^Remove it, then run again: bookings discard LeedsX@y\.net/);
  });

  it("keep the code of an error for people, and have that of what was done for one without", async () => {
    const otherwise = (why: string) => problem("graph-refused", { calendar: "LeedsX@nhs.net", why });
    const refusalOf = (error: Error): Promise<Refusal> =>
      refusedInWords("LeedsX@nhs.net", () => Promise.reject(error), otherwise).catch((one) => one);
    const cause = VisibleError.of(problem("journal-not-written", { file: "x", why: "full" }));
    expect(await refusalOf(cause)).to.include({ code: "journal-not-written", cause });
    expect((await refusalOf(cause)).message).to.match(/\(journal-not-written\)\nFree some space/);
    const { code, message } = await refusalOf(new VisibleError("No."));
    expect([code, message]).to.deep.equal(["graph-refused", carry([otherwise("No.")])]);
    const bug = new TypeError("x is undefined");
    expect(await refusalOf(bug)).to.equal(bug);
  });
});
