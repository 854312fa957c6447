// `npm run contract`: the contract against a sandbox of its own, or with --tenant against the tenant of the environment.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { VisibleError } from "../../src/problem/visible-error";
import { startSandbox } from "../sandbox/support/plain";
import { chains } from "./chains";
import { type ContractReport, reportText, runContract } from "./contract-report";
import { contractSeed, sandboxGraph } from "./sandbox-graph";
import { TenantRefused, tenantGraph } from "./tenant-graph";

const { values } = parseArgs({
  options: { tenant: { type: "boolean" }, only: { type: "string" }, json: { type: "boolean" } },
});

const chosen = chains.filter((chain) => chain.name.includes(values.only ?? ""));
const tell = (line: string) => void (values.json || process.stdout.write(`${line}\n`));

async function againstSandbox(): Promise<ContractReport> {
  const sandbox = await startSandbox({ seed: contractSeed });
  try {
    return await runContract(chosen, await sandboxGraph(sandbox), tell);
  } finally {
    await sandbox.close();
  }
}

function againstTenant(): Promise<ContractReport> {
  const hasSpecs = (organisation: string) => existsSync(join("specs", organisation.toLowerCase()));
  return runContract(chosen, tenantGraph(process.env, hasSpecs), tell);
}

async function main(): Promise<void> {
  const report = await (values.tenant ? againstTenant() : againstSandbox());
  process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : `\n${reportText(report)}`);
  process.exitCode = report.results.every((one) => one.failures.length === 0) ? 0 : 1;
}

main().catch((error: unknown) => {
  const expected = error instanceof TenantRefused || error instanceof VisibleError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 5;
});
