import type { Chain } from "./chain";
import type { ContractGraph } from "./contract-graph";
import { type ChainResult, runChain } from "./run-chain";

/** What a run of the contract came to. */
export interface ContractReport {
  readonly results: readonly ChainResult[];
  /** Chains that were not run, each with the reason. */
  readonly notRun: readonly string[];
}

function reasonAgainst(chain: Chain, graph: ContractGraph): string | undefined {
  if (chain.leavesBehind && graph.isReal) return "it could leave a calendar that no one can delete";
  const missing = chain.steps.find((step) => !graph.callers.has(step.by));
  return missing && `there is no ${missing.by}`;
}

/** Runs chains one after the other. */
export async function runContract(
  chains: readonly Chain[],
  graph: ContractGraph,
  tell: (line: string) => void,
): Promise<ContractReport> {
  const results: ChainResult[] = [];
  const notRun: string[] = [];
  for (const chain of chains) {
    const reason = reasonAgainst(chain, graph);
    if (reason !== undefined) {
      notRun.push(`${chain.name}: ${reason}`);
      continue;
    }
    const result = await runChain(chain, graph);
    results.push(result);
    tell(`${result.failures.length === 0 ? "ok    " : "FAILED"} ${chain.name}`);
    for (const failure of result.failures) tell(`       ${failure}`);
  }
  return { results, notRun };
}

/** The report in words: what failed, what was not run, and what was learnt of things that are not established. */
export function reportText({ results, notRun }: ContractReport): string {
  const failed = results.filter((one) => one.failures.length > 0);
  const learnt = results.flatMap((one) => one.observations);
  const lines = [
    `${results.length - failed.length} of ${results.length} chains hold; ${notRun.length} were not run.`,
    ...failed.flatMap((one) => [`FAILED ${one.name}`, ...one.failures.map((failure) => `  ${failure}`)]),
    ...notRun.map((one) => `not run: ${one}`),
    ...(learnt.length > 0 ? ["", "What is not established, as it was observed:"] : []),
    ...learnt.map(({ question, answer }) => `  ${question}: ${answer}`),
  ];
  return `${lines.join("\n")}\n`;
}
