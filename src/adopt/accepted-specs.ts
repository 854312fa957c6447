import { type Problem, problem } from "../problem/problem";
import { validate } from "../rules/validate";
import type { SpecFiles } from "../spec/spec-files";
import type { Adoption, NewFile } from "./adoption";
import type { CalendarSpec, Exception } from "./calendar-spec";

/** The specs that are there. */
export interface Specs {
  readonly root: string;
  readonly files: SpecFiles;
}

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
          problem(
            "adopt-exception",
            { calendar: spec.address, what },
            { file: spec.file, line: 1, column: 1 },
          ),
        ),
      ]),
    failed: left.filter(({ at }) => found.some(({ file }) => file === at?.file)),
  };
}

/** The errors that new files would have among the specs that are there. */
export function errorsWith({ root, files }: Specs, added: readonly NewFile[]): Problem[] {
  const more = added.map(({ file, text }) => {
    const bytes = Buffer.from(text);
    return { path: file, kind: "file" as const, size: () => bytes.byteLength, read: () => bytes };
  });
  const both: SpecFiles = { readTree: (from, folder) => [...files.readTree(from, folder), ...more] };
  return validate(
    root,
    both,
    added.map(({ file }) => file),
  ).problems.filter(({ severity }) => severity === "error");
}
