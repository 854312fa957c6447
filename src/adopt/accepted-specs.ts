import { startOf } from "../problem/place";
import { problem } from "../problem/problem";
import { errorsWith, type Specs } from "../rules/validate";
import type { Adoption } from "./adoption";
import type { CalendarSpec, Exception } from "./calendar-spec";

/** Specs with an exception for each problem of the rules; what cannot be written even so is not adopted. */
export function acceptedSpecs(specs: Specs, found: readonly CalendarSpec[]): Adoption {
  const problems = errorsWith(
    specs,
    found.map((spec) => ({ file: spec.file, text: spec.text([]) })),
  );
  const more = (spec: CalendarSpec): Exception[] => [
    ...new Map(
      problems
        .filter(({ at }) => at?.file === spec.file)
        .map(({ code }) => [code, { problem: code }] as const),
    ).values(),
  ];
  const files = found.map((spec) => ({ file: spec.file, text: spec.text(more(spec)) }));
  const left = errorsWith(specs, files);
  const isBad = ({ file }: { readonly file: string }): boolean => left.some(({ at }) => at?.file === file);
  return {
    files: files.filter((one) => !isBad(one)),
    todo: found
      .filter((one) => !isBad(one))
      .flatMap((spec) => [
        ...spec.todo,
        ...more(spec).map(({ problem: what }) =>
          problem("adopt-exception", { calendar: spec.address, what }, startOf(spec.file)),
        ),
      ]),
    failed: left.filter(({ at }) => found.some(({ file }) => file === at?.file)),
  };
}
