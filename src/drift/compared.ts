import type { Finding } from "./finding";

/** What a comparison gave. */
export interface Compared {
  readonly findings: readonly Finding[];
  /** What the spec asks for since, and no run has brought about: nobody changed that outside git. */
  readonly notApplied: readonly string[];
}

/** Several comparisons as one. */
export function joined(parts: readonly Compared[]): Compared {
  return {
    findings: parts.flatMap(({ findings }) => findings),
    notApplied: parts.flatMap(({ notApplied }) => notApplied),
  };
}
