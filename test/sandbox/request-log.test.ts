import { expect } from "chai";
import { type LogEntry, RequestLog } from "../../sandbox/graph/request-log";
import { Store } from "../../sandbox/store/store";

function line(number: number): LogEntry {
  return {
    time: number,
    who: number % 2 === 0 ? "Amy Shah" : "Bookings observer",
    appId: "",
    kind: "application",
    via: "http",
    method: "GET",
    path: `/users/${number}`,
    operation: number % 10 === 0 ? "group.get" : "user.get",
    status: number % 7 === 0 ? 404 : 200,
    effect: number % 50 === 0 ? "write" : "none",
    requestId: "",
    clientRequestId: "",
    milliseconds: 0,
  };
}

const numbers = (entries: readonly { readonly seq: number }[]) => entries.map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe("the sandbox's request log", () => {
  let store: Store;
  let log: RequestLog;

  beforeEach(() => {
    store = new Store();
    log = new RequestLog(store);
    for (const number of upTo(333)) log.record(line(number));
  });

  afterEach(() => store.close());

  it("numbers every request once, in the order in which they came", () => {
    const entries = log.entries();
    expect(numbers(entries)).to.deep.equal(upTo(333));
    expect(entries.map(({ time }) => time)).to.deep.equal(upTo(333));
  });

  it("goes on after any number, for as many as are wanted", () => {
    for (const after of [0, 1, 49, 50, 51, 332, 333])
      expect(numbers(log.entries({ after, limit: 3 })), `after ${after}`).to.deep.equal(
        upTo(333).slice(after, after + 3),
      );
    expect(log.entries({ limit: 0 })).to.have.length(0);
  });

  it("shows the newest first, before any number", () => {
    for (const before of [334, 333, 51, 50, 2, 1])
      expect(numbers(log.latest({ limit: 4, before })), `before ${before}`).to.deep.equal(
        upTo(before - 1)
          .reverse()
          .slice(0, 4),
      );
  });

  it("finds by operation, effect, outcome, person and path, whatever the case", () => {
    const limit = 1000;
    const every = (count: number) => upTo(333).filter((number) => number % count === 0);
    expect(numbers(log.entries({ operation: "GROUP.*" }))).to.deep.equal(every(10));
    expect(numbers(log.entries({ effect: "write" }))).to.deep.equal(every(50));
    expect(numbers(log.latest({ limit, show: "writes" }).reverse())).to.deep.equal(every(50));
    expect(numbers(log.latest({ limit, show: "refused" }).reverse())).to.deep.equal(every(7));
    expect(numbers(log.latest({ limit, who: "amy" }).reverse())).to.deep.equal(every(2));
    expect(numbers(log.latest({ limit, what: "get /Users/33" }))).to.deep.equal([333, 332, 331, 330, 33]);
  });

  it("goes on counting after a restart on the same folder, and starts from one when it was emptied", () => {
    log.flush();
    const again = new RequestLog(store);
    again.record(line(334));
    expect(numbers(again.entries({ after: 332 }))).to.deep.equal([333, 334]);
    again.clear();
    expect(again.entries()).to.have.length(0);
  });

  it("keeps the last 100,000 requests", () => {
    for (let number = 334; number <= 100_500; number += 1) log.record(line(number));
    const entries = log.entries({ limit: 200_000 });
    expect(entries[0]?.seq).to.be.within(100_500 - 100_000 - 48, 501);
    expect(entries.at(-1)?.seq).to.equal(100_500);
  });
});
