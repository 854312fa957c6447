import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { publint } from "publint";
import { parse } from "yaml";
import { PRODUCT } from "../playground/product";
import { describeWith, program } from "../support/programs";
import { quietEnv } from "../support/run-bookings";

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  /** Where it is not that of its folder. */
  readonly name?: string;
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

interface ReleaseJob {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, string>>;
  }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly version: string }[];
}

const lockedPackages = (): Lock["packages"] =>
  (JSON.parse(readFileSync(join(PRODUCT, "package-lock.json"), "utf8")) as Lock).packages;

/** Links what `npm install` would bring beside the package: everything that is not for development only. */
function installDependencies(estate: string): void {
  for (const [path, { dev, devOptional }] of Object.entries(lockedPackages())) {
    const isTop = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
    if (!isTop || dev || devOptional || !existsSync(join(PRODUCT, path))) continue;
    mkdirSync(join(estate, dirname(path)), { recursive: true });
    symlinkSync(join(PRODUCT, path), join(estate, path));
  }
  mkdirSync(join(estate, "node_modules", ".bin"), { recursive: true });
  const node = join(PRODUCT, "node_modules", ".bin", "node");
  if (existsSync(node)) symlinkSync(node, join(estate, "node_modules", ".bin", "node"));
  symlinkSync("../nhsmail-bookings/bin/bookings", join(estate, "node_modules", ".bin", "nhsmail-bookings"));
}

/** What does not keep to the schema that CycloneDX publishes for its version 1.5: the places. */
function faultsByCycloneDX(bill: unknown): string[] {
  const schema = (name: string) => {
    const library = dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json"));
    return JSON.parse(readFileSync(join(library, "res", "schema", `${name}.SNAPSHOT.schema.json`), "utf8"));
  };
  // forms such as `iri-reference` are not checked
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  ajv.validate(schema("bom-1.5"), bill);
  return (ajv.errors ?? []).map(({ instancePath }) => instancePath);
}

describe("the package", function () {
  this.timeout(300_000);
  let top: string;
  let estate: string;
  let files: string[];
  const installed = () => join(estate, "node_modules", "nhsmail-bookings");

  before(() => {
    top = mkdtempSync(join(tmpdir(), "bookings-package-"));
    estate = join(top, "estate");
    const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", top];
    const [packed] = JSON.parse(
      execFileSync("npm", words, { cwd: PRODUCT, encoding: "utf8", stdio: "pipe" }),
    );
    files = packed.files.map(({ path }: { path: string }) => path);
    mkdirSync(installed(), { recursive: true });
    execFileSync("tar", ["-xzf", join(top, packed.filename), "-C", installed(), "--strip-components=1"]);
    installDependencies(estate);
  });
  after(() => rmSync(top, { recursive: true, force: true }));

  const bookings = (...words: string[]) => run(join(installed(), "bin", "bookings"), words);
  const run = (file: string, words: string[]) => {
    const { status, stdout, stderr } = spawnSync(file, words, {
      cwd: estate,
      env: quietEnv({ NO_COLOR: "1" }),
      encoding: "utf8",
    });
    return { status, stdout, stderr, all: stdout + stderr };
  };

  it("holds the program, its schemas and templates, and nothing of tests, sources or this machine", () => {
    for (const part of [
      "bin/bookings",
      "dist/src/cli/main.js",
      "schemas/tenant.schema.json",
      "LICENSE",
      "NOTICE",
    ])
      expect(files).to.include(part);
    const foreign = files.filter((file) =>
      /^(test|bench|specs|coverage|dist\/(test|bench|tools))\b|\.(map|tsbuildinfo)$/.test(file),
    );
    expect(foreign).to.deep.equal([]);
    expect(files.filter((file) => /\.ts$/.test(file))).to.deep.equal([]);
  });

  it("is found faultless by publint", async () => {
    const { messages } = await publint({ pkgDir: installed(), strict: true, pack: false });
    expect(messages).to.deep.equal([]);
  });

  it("is found faultless by arethetypeswrong: whoever imports it is told no wrong types", async () => {
    const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
    const [file = ""] = readdirSync(top).filter((name) => name.endsWith(".tgz"));
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(join(top, file))));
    expect(analysis.types === false ? [] : analysis.problems).to.deep.equal([]);
  });

  it("has a bill of materials in CycloneDX that names every package that is installed with it, and no tools", () => {
    const text = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: PRODUCT, encoding: "utf8" });
    const { bomFormat, metadata, components } = JSON.parse(text) as Bill;
    expect([bomFormat, metadata.component.name]).to.deep.equal(["CycloneDX", "nhsmail-bookings"]);
    const nameIn = (path: string) => path.replace(/^.*node_modules\//, "");
    const locked = Object.entries(lockedPackages())
      .filter(([path, { dev }]) => path !== "" && !dev)
      .map(([path, { name, version }]) => `${name ?? nameIn(path)}@${version}`);
    const named = components.map(({ name, version }) => `${name}@${version}`);
    expect(named.sort()).to.deep.equal([...new Set(locked)].sort());
    expect(faultsByCycloneDX(JSON.parse(text))).to.deep.equal([]);
    const spoiled = JSON.parse(text);
    spoiled.components[0].licenses = [{ license: { id: "no licence of SPDX" } }];
    expect(faultsByCycloneDX(spoiled)).to.include("/components/0/licenses/0/license/id");
  });

  it("works where it is installed, without install scripts: from init over sandbox and preview to up", () => {
    const made = run("npx", ["--no-install", "nhsmail-bookings", "init", "."]);
    expect(made.status, made.all).to.equal(0);
    const seed = join(installed(), "sandbox", "examples", "seed.yaml");
    const started = bookings("sandbox", "start", "--detach", "--seed", seed);
    expect(started.status, started.all).to.equal(0);
    try {
      const preview = bookings("preview");
      expect(preview.status, preview.all).to.equal(0);
      expect(preview.stdout).to.contain("Create LeedsCardiologyHeartFailure@nhs.net");
      const up = bookings("up", "--yes");
      expect(up.status, up.all).to.equal(0);
      expect(bookings("preview").stdout).to.contain("nothing changes");
    } finally {
      bookings("sandbox", "stop");
    }
  });
});

describe("the workflow that releases", () => {
  it("publishes with provenance, after all tests, without install scripts and without a token", () => {
    const file = join(PRODUCT, ".github", "workflows", "release.yml");
    const text = readFileSync(file, "utf8");
    const { steps } = (parse(text) as { jobs: { publish: ReleaseJob } }).jobs.publish;
    const place = (what: RegExp) => steps.findIndex(({ run, uses }) => what.test(run ?? uses ?? ""));
    const order = [
      /^\.ci\/run$/,
      /^npm run try-package$/,
      /^npm pack --ignore-scripts$/m,
      /^actions\/attest-build-provenance@[0-9a-f]{40}$/,
      /^npm publish --ignore-scripts --provenance /,
    ].map(place);
    expect(order).to.not.include(-1);
    expect([...order].sort((one, other) => one - other)).to.deep.equal(order);
    expect(text).not.to.contain("secrets.");
  });

  it("puts the attestation beside the package on GitHub, by a job that can sign nothing", () => {
    const text = readFileSync(join(PRODUCT, ".github", "workflows", "release.yml"), "utf8");
    const { publish, announce } = (parse(text) as { jobs: Record<"publish" | "announce", ReleaseJob> }).jobs;
    expect(publish.permissions).to.include({ "id-token": "write", contents: "read" });
    expect(announce.permissions).to.deep.equal({ contents: "write" });
    const uploaded = publish.steps.at(-1)?.with?.["path"];
    expect(uploaded).to.contain("*.tgz").and.to.contain(".intoto.jsonl").and.to.contain("sbom.cdx.json");
    expect(announce.steps.at(-1)?.run).to.match(/^gh release create .* package\/\*$/);
  });
});

describeWith(["zizmor"], "our own workflows, judged by zizmor", function () {
  this.timeout(60_000);
  it("have no finding, pedantic ones included", () => {
    const folder = join(PRODUCT, ".github", "workflows");
    expect(readdirSync(folder)).to.include("release.yml");
    const words = ["--offline", "--persona", "pedantic", "--format", "json", folder];
    expect(
      JSON.parse(execFileSync(program("zizmor"), words, { encoding: "utf8", stdio: "pipe" })),
    ).to.deep.equal([]);
  });
});
