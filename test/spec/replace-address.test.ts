import { expect } from "chai";
import fc from "fast-check";
import { replaceAddress } from "../../src/spec/edit-spec";

const SPEC = `# Ours since 2024.
kind: BookingCalendar
replyTo: "Amy.Shah@nhs.net"   # hers for now
admins:
  # the lead
  - amy.shah@nhs.net # clinic lead
  - bob.jones@nhs.net
viewers: [cat.lee@nhs.net, 'dan.fox@nhs.net']
phone:   "007"
`;

const replace = (from: string, to: string): string => replaceAddress(SPEC, from, to);

describe("one person in another's place", () => {
  it("changes their mentions in any case, and no other byte: comments, quotes and spaces stay [UPD-3]", () => {
    expect(replace("amy.shah@nhs.net", "eve@nhs.net")).to.equal(
      SPEC.replace('"Amy.Shah@nhs.net"', '"eve@nhs.net"').replace("- amy.shah@nhs.net", "- eve@nhs.net"),
    );
    expect(replace("dan.fox@nhs.net", "eve@nhs.net")).to.equal(SPEC.replace("dan.fox", "eve"));
  });

  it("names no one twice: an admin stays one, whichever of the two it was [USR-1]", () => {
    expect(replace("cat.lee@nhs.net", "bob.jones@nhs.net"))
      .to.contain("- bob.jones@nhs.net\n")
      .and.match(/viewers: \[ *'dan\.fox@nhs\.net' *\]/);
    expect(replace("bob.jones@nhs.net", "cat.lee@nhs.net"))
      .to.contain("- cat.lee@nhs.net\n")
      .and.contain("# the lead")
      .and.not.match(/viewers: .*cat/);
    expect(replace("amy.shah@nhs.net", "bob.jones@nhs.net")).to.equal(
      SPEC.replace('"Amy.Shah@nhs.net"', '"bob.jones@nhs.net"').replace(
        "  - amy.shah@nhs.net # clinic lead\n",
        "",
      ),
    );
    const one = SPEC.replace(", 'dan.fox@nhs.net'", "");
    expect(replaceAddress(one, "cat.lee@nhs.net", "bob.jones@nhs.net")).not.to.contain("viewers");
  });

  it("leaves what does not name them, what is no map, and the locked spec of a deleted calendar", () => {
    for (const text of [SPEC.replaceAll(/amy\.shah/gi, "zoe"), "- a\n- b\n", `${SPEC}status: deleted\n`]) {
      expect(replaceAddress(text, "amy.shah@nhs.net", "eve@nhs.net")).to.equal(text);
    }
  });

  it("there and back again is the same file, for whoever is not in it yet", () => {
    const people = ["amy.shah@nhs.net", "bob.jones@nhs.net", "cat.lee@nhs.net", "dan.fox@nhs.net"];
    const text = SPEC.replace("Amy.Shah", "amy.shah");
    fc.assert(
      fc.property(fc.constantFrom(...people), fc.stringMatching(/^[a-z]{1,9}$/), (from, name) => {
        const to = `x${name}@nhs.net`;
        expect(replaceAddress(replaceAddress(text, from, to), to, from)).to.equal(text);
      }),
    );
  });
});
