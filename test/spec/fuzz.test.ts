import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { loadEstate } from "../../src/model/load-estate";
import { formatText } from "../../src/problem/format";
import type { Place } from "../../src/problem/place";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";
import { EXAMPLE_ESTATE } from "../support/example-estate";

const FILES = [
  "specs/tenant.yaml",
  "specs/leeds/organisation.yaml",
  "specs/leeds/calendars/cardiology-heart-failure.yaml",
  "specs/leeds/policies/virtual-visits.yaml",
] as const;
const examples = Object.fromEntries(FILES.map((file) => [file, readFileSync(join(EXAMPLE_ESTATE, file))]));
// FUZZ_EFFORT=20 for a long search.
const EFFORT = Number(process.env["FUZZ_EFFORT"] ?? 1);
const PATIENCE = 60_000 * EFFORT;
const runs = (usual: number) => usual * EFFORT;

function isInside(
  { file, line, column, endColumn }: Place,
  table: Record<string, Uint8Array | string>,
): boolean {
  const content = table[file];
  if (content === undefined) return line === 1 && column === 1;
  const lines = Buffer.from(content)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split("\n");
  const length = lines[line - 1]?.length;
  return length !== undefined && column >= 1 && column <= length + 1 && (endColumn ?? column) <= length + 1;
}

function check(table: Record<string, Uint8Array | string>): void {
  const { problems } = validate("", memoryFiles(table));
  for (const { at, also = [] } of problems) {
    for (const place of [...(at ? [at] : []), ...also]) {
      expect(isInside(place, table), JSON.stringify(place)).to.equal(true);
    }
  }
  const text = formatText(problems, {
    sourceOf: (file) => Buffer.from(table[file] ?? "").toString("utf8"),
  });
  expect(text).not.to.match(/undefined|NaN|\[object/);
}

type Edit = (bytes: Buffer, at: number) => Buffer;
const insert =
  (piece: Uint8Array): Edit =>
  (bytes, at) =>
    Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
const cut =
  (length: number): Edit =>
  (bytes, at) =>
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
const again =
  (length: number): Edit =>
  (bytes, at) =>
    insert(bytes.subarray(at, at + length))(bytes, Math.floor(at / 2));

const piece = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      ..."\t|\r|\n|: |- |? |&a |*a |!t |%|@|\"|'|[|]|{|}|,|#|---\n|...\n|\0|\ufeff|\u202e|\u00a0|é|e\u0301|а|𝒜|__proto__: x\n|<<: x\n|kind: Tenant\n".split(
        "|",
      ),
    )
    .map((text) => Buffer.from(text)),
  fc.string({ unit: "binary", maxLength: 6 }).map((text) => Buffer.from(text)),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  piece.map(insert),
  fc.integer({ min: 1, max: 30 }).map(cut),
  fc.integer({ min: 1, max: 60 }).map(again),
);
const edits = fc.array(fc.tuple(edit, fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 5,
});

function changed(file: string, list: readonly [Edit, number][]): Buffer {
  let bytes: Buffer = examples[file] ?? Buffer.alloc(0);
  for (const [change, where] of list) bytes = change(bytes, Math.floor(where * bytes.length));
  return bytes;
}

describe("any bytes at all", () => {
  it("are read without throwing, and every problem has a place inside its file", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        check({ ...fixture("").table, "specs/leeds/calendars/x.yaml": bytes });
      }),
      { numRuns: runs(300) },
    );
  }).timeout(PATIENCE);

  it("of YAML's own signs are read without throwing", () => {
    const signs = fc.string({
      unit: fc.constantFrom(..."ab:-?[]{},#&*!|>'\"%@` \n\t\\~".split("")),
      maxLength: 80,
    });
    fc.assert(
      fc.property(signs, (text) => check({ ...fixture("").table, "specs/leeds/calendars/x.yaml": text })),
      { numRuns: runs(1_000) },
    );
  }).timeout(PATIENCE);

  it("that were a spec before are read without throwing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), edits, (file, list) => {
        const edited = changed(file, list);
        check({ ...examples, [file]: edited });
      }),
      { numRuns: runs(1_000) },
    );
  }).timeout(PATIENCE);

  it("give the same estate and problems twice", () => {
    fc.assert(
      fc.property(edits, (list) => {
        const file = FILES[2];
        const edited = changed(file, list);
        const load = () => JSON.stringify(loadEstate("", memoryFiles({ ...examples, [file]: edited })));
        expect(load()).to.equal(load());
      }),
      { numRuns: runs(50) },
    );
  }).timeout(PATIENCE);
});
