import { expect } from "chai";
import { jobsFor, MOST_JOBS, reviewersOf } from "../../src/review/touched";

const owners = (text: string, path: string): string[] => reviewersOf(text, [path]).map(({ owner }) => owner);

describe("who must approve, by CODEOWNERS", () => {
  const cases: readonly [pattern: string, fits: readonly string[], others: readonly string[]][] = [
    ["*", ["a", "a/b/c.yaml"], []],
    ["*.js", ["a.js", "b/c.js"], ["a.ts"]],
    ["/build/logs/", ["build/logs/a", "build/logs/b/c"], ["x/build/logs/a", "build/logs"]],
    ["docs/*", ["docs/a.md"], ["docs/b/a.md"]],
    ["apps/", ["apps/a", "x/apps/b"], ["apps"]],
    ["**/logs", ["logs/a", "build/logs/a", "a/b/logs/c"], ["logs2/a"]],
    ["/specs/leeds", ["specs/leeds/a/b.yaml"], ["specs/leedsnorth/a.yaml", "x/specs/leeds/a"]],
    ["/a\\ b/", ["a b/c"], ["a/b"]],
    ["/specs/**/people.csv", ["specs/people.csv", "specs/a/b/people.csv"], ["people.csv"]],
    ["/specs/?.yaml", ["specs/a.yaml"], ["specs/ab.yaml", "specs/axyaml"]],
  ];
  for (const [pattern, fits, others] of cases) {
    it(`reads ${pattern} as GitHub does`, () => {
      for (const path of fits) expect(owners(`${pattern} @one`, path), path).to.deep.equal(["@one"]);
      for (const path of others) expect(owners(`${pattern} @one`, path), path).to.deep.equal([]);
    });
  }

  it("takes the last line that fits, comments left out, and a line without owners as no one's", () => {
    const text = "# all\n* @all # really\n/specs/ @specs a@nhs.net\n/specs/open/\n";
    expect(owners(text, "README.md")).to.deep.equal(["@all"]);
    expect(owners(text, "specs/a.yaml")).to.deep.equal(["@specs", "a@nhs.net"]);
    expect(owners(text, "specs/open/a.yaml")).to.deep.equal([]);
  });
});

describe("the jobs of a pipeline", () => {
  it("are one for each organisation, and never more than a matrix may have [OPS-7]", () => {
    expect(jobsFor([])).to.deep.equal([]);
    expect(jobsFor(["a", "b"]).map(({ name }) => name)).to.deep.equal(["a", "b"]);
    for (const count of [256, 257, 512, 513, 1500]) {
      const names = Array.from({ length: count }, (_, index) => `org${index}`);
      const jobs = jobsFor(names);
      expect(jobs.length).to.be.at.most(MOST_JOBS);
      expect(jobs.flatMap(({ organisations }) => organisations)).to.deep.equal(names);
    }
  });
});
