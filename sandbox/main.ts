import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "./base/input";
import { type SandboxOptions, startSandbox } from "./start";
import { DataFolderBusyError } from "./store/store";

function options(): SandboxOptions {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      data: { type: "string" },
      seed: { type: "string" },
      settings: { type: "string" },
      faults: { type: "string" },
      json: { type: "boolean" },
    },
  });
  return {
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.settings === undefined ? {} : { settingsFrom: values.settings }),
    ...(values.faults === undefined ? {} : { faultsFrom: values.faults }),
  };
}

/** Starts a sandbox and says, in one line of JSON, how to reach it. With a data folder the same line is in `running.json`. */
async function main(): Promise<void> {
  const chosen = options();
  const { close, ...reachable } = await startSandbox(chosen);
  const line = JSON.stringify({ ...reachable, pid: process.pid });
  const running = chosen.dataDir ? join(chosen.dataDir, "running.json") : undefined;
  if (running) writeFileSync(running, `${line}\n`, { mode: 0o600 });
  process.stdout.write(`${line}\n`);
  const stop = () => {
    if (running) rmSync(running, { force: true });
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  const expected = error instanceof InputError || error instanceof DataFolderBusyError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(error instanceof DataFolderBusyError ? 5 : 1);
});
