import { join } from "node:path";

/** Where the sandbox of a root folder keeps what it needs. All of it is ignored by git. */
export interface RuntimeFiles {
  readonly folder: string;
  /** The sandbox's own data. */
  readonly data: string;
  /** Facts of the running sandbox, its admin token among them: 0600. */
  readonly running: string;
  /** The port of the last sandbox, so that the next one is found where the last one was. */
  readonly port: string;
  /** The first line of a detached sandbox, read once and removed: 0600. */
  readonly firstLine: string;
  /** What a detached sandbox says. */
  readonly talk: string;
  /** The identities for the product: 0600. */
  readonly identities: string;
}

/** The files under `.bookings/`. */
export function runtimeFiles(root: string): RuntimeFiles {
  const folder = join(root, ".bookings", "sandbox");
  return {
    folder,
    data: join(folder, "data"),
    running: join(folder, "running.json"),
    port: join(folder, "port.json"),
    firstLine: join(folder, "start.json"),
    talk: join(folder, "sandbox.log"),
    identities: join(root, ".bookings", "identities.json"),
  };
}
