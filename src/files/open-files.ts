import { type Problem, problem } from "../problem/problem";

/** Measured: a run with the engine takes some 40. macOS allows 256 and Linux 1024 where no one has set it. */
const LEAST = 128;

interface Report {
  readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
}

/** That this account may have too few files open at once: then whatever opens one fails next, with words of its own. */
export function fewOpenFiles(): Problem | undefined {
  // Node would ask for the name of each address that it talks to, and wait
  Object.assign(process.report, { excludeNetwork: true });
  const most = (process.report.getReport() as Report).userLimits?.open_files?.soft;
  return typeof most === "number" && most < LEAST
    ? problem("open-files-few", { most, least: LEAST })
    : undefined;
}
