import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { near } from "../spec/near";
import type { Io } from "./context";

/** Every folder under `specs/` that describes an organisation, in alphabetical order. */
export function allOrganisations(root: string): string[] {
  const specs = join(root, "specs");
  if (!existsSync(specs)) return [];
  return readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(specs, entry.name, "organisation.yaml")))
    .map(({ name }) => name)
    .sort();
}

/** Whoever looks after some of the organisations names them once, in BOOKINGS_ORGANISATIONS, and sees no other unasked. */
const configured = ({ env }: Pick<Io, "env">): string[] =>
  (env["BOOKINGS_ORGANISATIONS"] ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name !== "");

/** The organisations of whoever names none: those configured, else all. Whether they exist is not looked at. */
export function usualOrganisations(io: Pick<Io, "env">, root: string): string[] {
  const names = configured(io);
  return names.length > 0 ? names : allOrganisations(root);
}

/** The organisations that the caller names, by short name in any case; the usual ones if none is named. */
export function chooseOrganisations(
  io: Pick<Io, "env">,
  root: string,
  named: readonly string[] = [],
): string[] {
  const all = allOrganisations(root);
  if (all.length === 0) throw VisibleError.of(problem("no-organisations", { root }));
  const names = named.length > 0 ? named : usualOrganisations(io, root);
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const [first = ""] = unknown;
    throw VisibleError.of(problem("unknown-organisation", { names: unknown, near: near(first, all), all }));
  }
  return wanted;
}
