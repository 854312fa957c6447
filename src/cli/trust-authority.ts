import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** Node reads NODE_EXTRA_CA_CERTS when it starts, which is over: what it names is added by hand. */
export function trustAuthority(caFile: string | undefined): void {
  if (!caFile) return;
  setDefaultCACertificates([...getCACertificates("default"), readFileSync(caFile, "utf8")]);
}
