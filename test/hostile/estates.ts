import { formatText } from "../../src/problem/format";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";
import { hostileInputs } from "../spec/hostile-inputs";
import type { HostileCase, HostileClass } from "./hostile-class";

const PLACES = [
  "specs/leeds/calendars/x.yaml",
  "specs/leeds/policies/x.yaml",
  "specs/leeds/organisation.yaml",
  "specs/tenant.yaml",
] as const;

/** Work of the processor that an estate with hostile files may cost. */
const MOST_MS = 15_000;

function worked(work: () => string | undefined): string | undefined {
  const before = process.cpuUsage();
  const found = work();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return found ?? (ms > MOST_MS ? `it took ${Math.round(ms)} ms` : undefined);
}

/** Validates an estate in which these files are hostile: there are problems, and only of those files. */
function check(files: Readonly<Record<string, string | Uint8Array>>): string | undefined {
  return worked(() => {
    const { problems } = validate("", memoryFiles({ ...fixture("").table, ...files }));
    if (problems.length === 0) return "nothing was told";
    const text = formatText(problems);
    return /undefined|NaN|\[object/.test(text) ? "a problem has no words" : undefined;
  });
}

export const estates: HostileClass = {
  name: "hostile estates",
  invariant: "every hostile file is told with its place, and fifty of them cost bounded work",
  *cases(): Generator<HostileCase> {
    for (const { name, content } of hostileInputs)
      for (const place of PLACES)
        yield { name: `${name} as ${place}`, run: () => check({ [place]: content }) };
    const slow = hostileInputs.filter(({ content }) => content.length > 50_000);
    for (const { name, content } of slow) {
      const many = Array.from({ length: 50 }, (_, index) => [`specs/leeds/calendars/${index}.yaml`, content]);
      yield { name: `fifty times ${name}`, run: () => check(Object.fromEntries(many)) };
    }
  },
};
