import { expect } from "chai";
import type { GraphCall } from "../../src/graph/call";
import { GraphError } from "../../src/graph/graph-error";
import { batchOf, fakeGraph, type Said, type Seen } from "./fake-graph";

const list: GraphCall = { method: "GET", path: "/solutions/bookingBusinesses/a/staffMembers" };
const linkTo = (page: string) => `https://graph.microsoft.com/v1.0${list.path}?$skiptoken=${page}`;
const page = (items: readonly string[], next?: string): Said => ({
  status: 200,
  body: { value: items.map((id) => ({ id })), ...(next && { "@odata.nextLink": next }) },
});

/** A service that gives one page for each token. */
const pages =
  (byToken: Readonly<Record<string, Said>>) =>
  (request: Seen): Said =>
    request.path === "/$batch"
      ? batchOf(request, ({ url }) => said(byToken, url))
      : said(byToken, request.path);

const said = (byToken: Readonly<Record<string, Said>>, url: string): Said =>
  byToken[/skiptoken=(\w+)/.exec(url)?.[1] ?? "first"] ?? { status: 404 };

async function failure(byToken: Readonly<Record<string, Said>>): Promise<GraphError> {
  const error = await fakeGraph(pages(byToken))
    .graph.send(list)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).to.be.instanceOf(GraphError);
  return error as GraphError;
}

describe("lists with several pages", () => {
  it("come whole, also when the first page is empty", async () => {
    const { graph } = fakeGraph(
      pages({ first: page([], linkTo("two")), two: page(["a"], linkTo("three")), three: page(["b"]) }),
    );
    const { body } = await graph.send(list);
    expect(body).to.deep.equal({ value: [{ id: "a" }, { id: "b" }] });
  });

  it("come whole for every call of a batch, with their own items", async () => {
    const { graph } = fakeGraph(
      pages({
        first: page(["a"], linkTo("two")),
        two: page(["b"]),
        x: page(["x"], linkTo("y")),
        y: page(["y"]),
      }),
    );
    const outcomes = await graph.sendAll([list, { ...list, path: `${list.path}?$skiptoken=x` }]);
    expect(outcomes.map((one) => one.ok && one.answer.body)).to.deep.equal([
      { value: [{ id: "a" }, { id: "b" }] },
      { value: [{ id: "x" }, { id: "y" }] },
    ]);
  });

  it("fail as a whole when one page cannot be read [DEL-5]", async () => {
    const error = await failure({ first: page(["a"], linkTo("two")), two: { status: 403 } });
    expect(error.kind).to.equal("denied");
  });

  it("fail when a page is not a list", async () => {
    const error = await failure({ first: page(["a"], linkTo("two")), two: { status: 200, body: {} } });
    expect(error.message).to.contain("a page of the list is not a list");
  });

  it("fail when they lead in a circle, or nowhere", async () => {
    const circle = await failure({ first: page([], linkTo("two")), two: page([], linkTo("two")) });
    expect(circle.message).to.contain("does not come to an end");
    const nowhere = await failure({ first: page([], "not an address") });
    expect(nowhere.message).to.contain("does not come to an end");
  });

  it("end with the first page that has any items, where the first items will do", async () => {
    const more = { first: page([], linkTo("two")), two: page(["a"], linkTo("three")) };
    const { graph, seen } = fakeGraph(pages(more));
    const { body } = await graph.send({ ...list, firstItemsOnly: true });
    expect(body).to.have.deep.property("value").with.length(1);
    expect(seen).to.have.length(2);
  });

  it("end with the first page where that is only a help to people", async () => {
    const { graph, seen } = fakeGraph(pages({ first: page(["a"], linkTo("two")) }));
    await graph.send({ ...list, firstPageOnly: true });
    expect(seen).to.have.length(1);
  });
});
