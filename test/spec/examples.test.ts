import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";

import { EXAMPLE_ESTATE, PROGRAM } from "../support/example-estate";
import { withLiveSpecs } from "../support/no-live-specs";
import { runBookings } from "../support/run-bookings";
import { organisation, validSpecs } from "../support/valid-specs";

interface Seed {
  readonly tenant: { readonly tenantId: string; readonly domain: string };
  readonly organisations: readonly { readonly shortName: string; readonly operator: string }[];
  readonly users: readonly {
    readonly address: string;
    readonly organisation: string;
    readonly mailbox: string;
    readonly licences?: readonly object[];
  }[];
}

describe("the specs in this folder", () => {
  const errorsOf = (root: string) =>
    validate(root, diskFiles).problems.filter(({ severity }) => severity === "error");

  it("are valid, whatever people have made of the examples", () => {
    expect(withLiveSpecs(() => errorsOf(PROGRAM))).to.deep.equal([]);
  });

  it("may get an organisation, people outside the seed and a deletion, and lose an organisation, not be wrong", () => {
    const root = mkdtempSync(join(tmpdir(), "edited-"));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    const calendar = "specs/leeds/calendars/cardiology-arrhythmia.yaml";
    try {
      cpSync(join(EXAMPLE_ESTATE, "specs"), join(root, "specs"), { recursive: true });
      const text = readFileSync(join(root, calendar), "utf8");
      rmSync(join(root, "specs", "staudreys"), { recursive: true });
      write("specs/york/organisation.yaml", organisation("York"));
      write("specs/york/calendars/first.yaml", validSpecs["specs/leeds/calendars/heart-failure.yaml"] ?? "");
      write(
        calendar,
        `${text.slice(0, text.indexOf("admins:"))}status: deleted\ndeletion: { confirm: LeedsCardiologyArrhythmia@nhs.net, reason: moved }\n`,
      );
      expect(errorsOf(root)).to.deep.equal([]);
      write(calendar, text.replace("phone:", "fone:"));
      expect(errorsOf(root).map(({ at }) => at?.file)).to.include(calendar);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  const refusal = /reads .*specs.* of the checkout, which people edit/;

  it("are closed to every other test", async () => {
    expect(errorsOf(PROGRAM).map(({ code }) => code)).to.deep.equal(["no-specs"]);
    expect(() => readFileSync(join(PROGRAM, "specs", "tenant.yaml"))).to.throw(refusal);
    expect(() => readFile(join(PROGRAM, "specs", "tenant.yaml"))).to.throw(refusal);
    expect(() => readdirSync(join(PROGRAM, "specs"))).to.throw(refusal);
    expect(() => cpSync(join(PROGRAM, "specs"), tmpdir(), { recursive: true })).to.throw(refusal);
  });

  it("are closed to the commands that tests start", async () => {
    const { code, stdout } = await runBookings(["validate"], { cwd: PROGRAM });
    expect(code).to.equal(3);
    expect(stdout).to.contain("no-specs");
  });
});

describe("the examples as shipped", () => {
  const seed = parse(readFileSync(join(PROGRAM, "sandbox", "examples", "seed.yaml"), "utf8")) as Seed;
  const { estate, problems } = validate(EXAMPLE_ESTATE, diskFiles);
  const organisations = estate?.organisations ?? [];
  const users = new Map(seed.users.map((user) => [user.address, user]));

  it("have nothing to be told of, advice included", () => expect(problems).to.deep.equal([]));

  it("are of the tenant and the organisations that the sandbox's seed makes", () => {
    expect(estate?.tenant).to.include({ tenantId: seed.tenant.tenantId, domain: seed.tenant.domain });
    const named = organisations.map(({ organisation: { shortName, operator } }) => ({ shortName, operator }));
    expect(named).to.have.deep.members(seed.organisations as object[]);
  });

  it("name only people that the seed knows, in their own organisation, with a mailbox and a licence", () => {
    for (const { organisation, calendars, policies } of organisations) {
      const people = [
        ...calendars.flatMap(({ members }) => Object.keys(members)),
        ...policies.flatMap((p) => p.users),
      ];
      for (const address of people) {
        expect(users.get(address), address).to.include({
          organisation: organisation.directoryName,
          mailbox: "user",
        });
        expect(users.get(address)?.licences, address).to.have.length(1);
      }
      for (const { replyTo } of calendars) {
        expect(["user", "shared"], replyTo).to.include(users.get(replyTo)?.mailbox);
      }
    }
  });

  it("have clinics of one to eight users, shared reply mailboxes, and names with marks and apostrophes", () => {
    const calendars = organisations.flatMap((one) => one.calendars);
    const sizes = calendars.map(({ members }) => Object.keys(members).length);
    expect([Math.min(...sizes), Math.max(...sizes)]).to.deep.equal([1, 8]);
    expect(new Set(calendars.map(({ replyTo }) => replyTo)).size).to.be.below(calendars.length - 3);
    const names = calendars.map(({ clinicName }) => clinicName).join();
    expect(names).to.match(/'/).and.to.match(/-/).and.to.match(/[éöè]/);
  });

  it("leave about forty accounts for trying things out: rooms, equipment, the not migrated and others", () => {
    const used = new Set(
      organisations.flatMap(({ calendars }) =>
        calendars.flatMap((c) => [c.replyTo, ...Object.keys(c.members)]),
      ),
    );
    const spare = seed.users.filter(({ address }) => !used.has(address as never));
    expect(spare.length).to.be.at.least(40);
    for (const mailbox of ["user", "shared", "room", "equipment", "none"]) {
      expect(spare.map((user) => user.mailbox)).to.include(mailbox);
    }
  });
});
