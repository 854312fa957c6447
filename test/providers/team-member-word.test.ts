import { expect } from "chai";
import { TeamMemberWords } from "../../providers/booking-calendar/run-memory";

describe("Graph's word for team members", () => {
  it("is the one that is reported from real tenants until someone knows better", () => {
    const memory = new TeamMemberWords();
    expect([memory.word, memory.isKnown]).to.deep.equal(["member", false]);
    memory.saw(undefined);
    expect(memory.isKnown).to.equal(false);
    memory.saw("teamMember");
    expect([memory.word, memory.isKnown]).to.deep.equal(["teamMember", true]);
  });

  it("changes when one is refused, and not any more once one was taken", () => {
    const memory = new TeamMemberWords();
    expect(memory.refused("member")).to.equal(true);
    expect(memory.word).to.equal("teamMember");
    memory.took("teamMember");
    expect(memory.refused("teamMember"), "it is something else").to.equal(false);
    expect(memory.refused("member"), "others have found out meanwhile").to.equal(true);
    expect(memory.word).to.equal("teamMember");
  });

  it("is found out by one, while the others wait and then go together", async () => {
    const memory = new TeamMemberWords();
    const said: string[] = [];
    let open = () => {};
    const first = memory.inTurn(async () => {
      said.push(memory.word);
      await new Promise<void>((resolve) => {
        open = resolve;
      });
      memory.took("teamMember");
    });
    const others = [1, 2].map(() => memory.inTurn(async () => void said.push(memory.word)));
    await Promise.resolve();
    expect(said).to.deep.equal(["member"]);
    open();
    await Promise.all([first, ...others]);
    expect(said).to.deep.equal(["member", "teamMember", "teamMember"]);
  });

  it("is asked for again where the first has not found it out", async () => {
    const memory = new TeamMemberWords();
    const first = memory.inTurn(() => Promise.reject(new Error("no answer")));
    const second = memory.inTurn(async () => memory.took("member"));
    expect(await first.catch((error: Error) => error.message)).to.equal("no answer");
    await second;
    expect(memory.isKnown).to.equal(true);
  });
});
