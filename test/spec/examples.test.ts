import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";

import { EXAMPLE_ESTATE, PROGRAM } from "../support/example-estate";

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
  it("are valid, whatever people have made of the examples", () => {
    const { problems } = validate(PROGRAM, diskFiles);
    expect(problems.filter(({ severity }) => severity === "error")).to.deep.equal([]);
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
