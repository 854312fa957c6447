import { graphFaults } from "./faults-of-graph";

/** How much OData metadata an answer carries. */
export type MetadataLevel = "none" | "minimal" | "full";

const acceptable = /^(\*\/\*|application\/\*|application\/json|text\/json)$/;

/** Reads the Accept header; a caller who cannot take JSON is refused. */
export function metadataLevel(accept: string | undefined): MetadataLevel {
  if (accept === undefined || accept === "*/*" || accept === "application/json") return "minimal";
  const ranges = accept.split(",").map((range) => range.trim().split(/\s*;\s*/));
  const range = ranges.find(([type]) => acceptable.test((type ?? "").toLowerCase()));
  if (!range) throw graphFaults.notAcceptable();
  const level = range.map((part) => /^odata\.metadata=(none|minimal|full)$/i.exec(part)?.[1]).find(Boolean);
  // The expression above lets only these three words through.
  return (level?.toLowerCase() ?? "minimal") as MetadataLevel;
}
