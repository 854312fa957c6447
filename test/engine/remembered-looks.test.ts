import { expect } from "chai";
import { rememberingLooks } from "../../src/engine/findings";
import { type Address, toAddress } from "../../src/model/address";
import type { LookedUp } from "../../src/model/person";
import type { PreflightView } from "../../src/preflight/preflight-view";
import { calendar } from "../support/model";

const [AMY, BOB, CAT, DAN] = ["amy.shah", "bob.jones", "cat.lee", "dan.fox"].map((one) =>
  toAddress(`${one}@nhs.net`),
) as [Address, Address, Address, Address];
const MINUTE = 60_000;

const person = (mail: string, mailbox: string): LookedUp => ({
  id: `id of ${mail}`,
  displayName: mail,
  mail,
  addresses: [mail],
  isEnabled: true,
  isGuest: false,
  mailbox,
  organisation: "Leeds",
});

/** A preview found Amy with her mailbox, Bob without being asked for his, and no Cat. */
const FOUND = new Map<string, LookedUp>([
  [AMY, person(AMY, "user")],
  [BOB, person(BOB, "not-asked")],
  [CAT, { near: [] }],
]);

/** What a run asks for that follows such a preview by so long, and what it is told. */
async function askedAfter(milliseconds: number, members: readonly Address[], staying: readonly Address[]) {
  const asked: string[][] = [];
  const lookUp: PreflightView["lookUp"] = async (some, others = []) => {
    asked.push([...some], [...others]);
    return new Map([...some, ...others].map((one) => [one, person(one, "asked now")]));
  };
  const people = { people: FOUND, free: new Map(), at: performance.now() - milliseconds };
  const view = rememberingLooks({ lookUp } as unknown as PreflightView, people);
  const told = await view.lookUp(members, staying);
  return { asked, told };
}

describe("people that a preview has just looked up", () => {
  it("are not asked for again by the run that follows it", async () => {
    const { asked, told } = await askedAfter(1000, [AMY, CAT], [BOB]);
    expect(asked).to.deep.equal([[], []]);
    expect(told).to.deep.equal(FOUND);
  });

  it("are asked for where the preview did not look them up, or not their mailbox, which is needed now", async () => {
    const { asked, told } = await askedAfter(1000, [AMY, BOB], [DAN]);
    expect(asked).to.deep.equal([[BOB], [DAN]]);
    expect(told.get(BOB)).to.deep.equal(person(BOB, "asked now"));
  });

  it("are all asked for again where a minute has passed, as over a question to someone", async () => {
    const { asked } = await askedAfter(MINUTE + 1, [AMY, CAT], [BOB]);
    expect(asked).to.deep.equal([[AMY, CAT], [BOB]]);
  });
});

describe("addresses of new calendars that a preview has just looked at", () => {
  const [first, second] = [
    calendar({ name: "first" }),
    calendar({ name: "second", address: toAddress("second@nhs.net") }),
  ];
  const free = { whose: "no one's", isMarked: false, marker: "" } as const;
  const taken = { whose: "someone's", isMarked: false, marker: "" } as const;

  async function lookedAt(milliseconds: number) {
    const asked: string[] = [];
    const occupants: PreflightView["occupants"] = async (some) => {
      asked.push(...some.map(({ address }) => address));
      return new Map(some.map(({ address }) => [address, taken]));
    };
    const lookedUp = {
      people: new Map(),
      free: new Map([[first.address as string, free]]),
      at: performance.now() - milliseconds,
    };
    const view = rememberingLooks({ occupants } as unknown as PreflightView, lookedUp);
    const found = await view.occupants([first, second]);
    return { asked, first: found.get(first.address), second: found.get(second.address) };
  }

  it("are not looked at again where they were no one's: the handler does so before it makes a calendar", async () => {
    expect(await lookedAt(1000)).to.deep.equal({ asked: [second.address], first: free, second: taken });
  });

  it("are all looked at where a minute has passed", async () => {
    const { asked, first: now } = await lookedAt(MINUTE + 1);
    expect(asked).to.deep.equal([first.address, second.address]);
    expect(now).to.deep.equal(taken);
  });
});
