import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { startSandbox } from "../sandbox/support/plain";
import { chains } from "./chains";
import type { ContractGraph } from "./contract-graph";
import { runChain } from "./run-chain";
import { contractSeed, sandboxGraph } from "./sandbox-graph";

describe("the contract between Graph and its callers, against the sandbox", () => {
  let sandbox: Sandbox;
  let graph: ContractGraph;

  before(async () => {
    sandbox = await startSandbox({ seed: contractSeed });
    graph = await sandboxGraph(sandbox);
  });

  after(() => sandbox.close());

  it("has at least 150 chains, each with a name of its own", () => {
    expect(chains.length).to.be.at.least(150);
    expect(new Set(chains.map((chain) => chain.name)).size).to.equal(chains.length);
  });

  for (const chain of chains) {
    it(chain.name, async () => {
      const { failures } = await runChain(chain, graph);
      expect(failures).to.deep.equal([]);
    });
  }
});
