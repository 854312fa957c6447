import { expect } from "chai";
import { refusalOf, refuse } from "../../providers/refuse";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";

describe("refusals of handlers", () => {
  it("say their code, which leads to its page, as the engine hands on the words alone", () => {
    const { message, code } = refuse("half-made", { calendar: "LeedsX@nhs.net", given: "LeedsX@y.net" });
    const [sentence, advice] = message.split("\n");
    expect(code).to.equal("half-made");
    expect(sentence).to.match(/ and cannot be completed\. \(half-made\)$/);
    expect(advice).to.match(/^Remove it with: bookings discard LeedsX@y\.net/);
  });

  it("keep the code of an error for people, and have that of what was done for one without", () => {
    const known = VisibleError.of(problem("journal-not-written", { file: "x", why: "full" }));
    expect(refusalOf(known, "graph-refused")).to.include({ code: "journal-not-written", cause: known });
    expect(refusalOf(known, "graph-refused").message).to.match(/\(journal-not-written\)\nMake room/);
    const unknown = refusalOf(new VisibleError("No."), "graph-refused");
    expect([unknown.code, unknown.message]).to.deep.equal(["graph-refused", "No. (graph-refused)"]);
  });
});
