import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { closest } from "fastest-levenshtein";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

/** Every folder under `specs/` that describes an organisation, in alphabetical order. */
export function allOrganisations(root: string): string[] {
  const specs = join(root, "specs");
  if (!existsSync(specs)) return [];
  return readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(specs, entry.name, "organisation.yaml")))
    .map(({ name }) => name)
    .sort();
}

/** The organisations that the caller names, by short name in any case; all of them if none is named. */
export function chooseOrganisations(root: string, named: readonly string[]): string[] {
  const all = allOrganisations(root);
  if (all.length === 0) throw VisibleError.of(problem("no-organisations", { root }));
  if (named.length === 0) return all;
  const wanted = [...new Set(named.map((name) => name.toLowerCase()))];
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const [first = ""] = unknown;
    throw VisibleError.of(
      problem("unknown-organisation", { names: unknown, near: closest(first, all), all }),
    );
  }
  return wanted;
}
