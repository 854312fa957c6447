import { expect } from "chai";
import fc from "fast-check";
import { editSpec, replaceAddress, type SpecEdit } from "../../src/spec/edit-spec";

const SPEC = `# Asked for in ticket 4711
kind: BookingCalendar
serviceArea: Cardiology
replyTo: cardiology@nhs.net       # shared mailbox
phone: "+44 113 496 0110"         # switchboard
admins:   # who books
  # the lead
  - amara.shah@nhs.net   # until May
  - 'bob.jones@nhs.net'
viewers: [ cat.lee@nhs.net, "dan.fox@nhs.net" ] # they read
# The end.
`;
const windows = (text: string): string => text.replaceAll("\n", "\r\n");

const cases: ReadonlyArray<readonly [string, SpecEdit, readonly [string, string]]> = [
  [
    "a value, in its quotes, and keeps comments aligned",
    { set: "phone", to: "+44 113 1" },
    [`"+44 113 496 0110"         #`, `"+44 113 1"                #`],
  ],
  [
    "a longer value than there is room for",
    { set: "replyTo", to: "the.whole.cardiology.department@nhs.net" },
    ["cardiology@nhs.net       #", "the.whole.cardiology.department@nhs.net #"],
  ],
  [
    "a new field, at its usual place",
    { set: "clinicName", to: "Heart: Failure" },
    ["Cardiology\n", 'Cardiology\nclinicName: "Heart: Failure"\n'],
  ],
  [
    "a field away, and keeps comments on lines of their own",
    { remove: "admins" },
    [SPEC.slice(SPEC.indexOf("admins:"), SPEC.indexOf("viewers")), "# the lead\n"],
  ],
  [
    "an entry to a list of lines, in the quotes of the last",
    { add: "admins", entry: "eve@nhs.net" },
    ["'bob.jones@nhs.net'\n", "'bob.jones@nhs.net'\n  - 'eve@nhs.net'\n"],
  ],
  [
    "an entry to a list in one line",
    { add: "viewers", entry: "eve@nhs.net" },
    [`"dan.fox@nhs.net" ]`, `"dan.fox@nhs.net", "eve@nhs.net" ]`],
  ],
  [
    "a list of its own for the first entry",
    { add: "users", entry: "eve@nhs.net" },
    ["# they read\n", "# they read\nusers:\n  - eve@nhs.net\n"],
  ],
  [
    "an entry away, with the remark behind it",
    { drop: "admins", entry: "AMARA.shah@nhs.net" },
    ["  - amara.shah@nhs.net   # until May\n", ""],
  ],
  [
    "the first entry of a list in one line away",
    { drop: "viewers", entry: "cat.lee@nhs.net" },
    ["cat.lee@nhs.net, ", ""],
  ],
  [
    "the last entry of a list in one line away",
    { drop: "viewers", entry: "dan.fox@nhs.net" },
    [`, "dan.fox@nhs.net"`, ""],
  ],
  [
    "another name into an entry",
    { rename: "viewers", entry: "dan.fox@nhs.net", to: "eve@nhs.net" },
    ["dan.fox", "eve"],
  ],
];

describe("editing a spec", () => {
  for (const [title, edit, [before, after]] of cases) {
    it(`puts ${title}, and no other byte changes, with either end of lines [UPD-1]`, () => {
      expect(SPEC).to.contain(before);
      expect(editSpec(SPEC, [edit])).to.equal(SPEC.replace(before, after));
      expect(editSpec(windows(SPEC), [edit])).to.equal(windows(SPEC.replace(before, after)));
    });
  }

  it("removes a list with its last entry, and keeps a missing end of line missing where it can", () => {
    const text = "kind: BookingCalendar\nviewers:\n  - a@nhs.net";
    expect(editSpec(text, [{ drop: "viewers", entry: "a@nhs.net" }])).to.equal("kind: BookingCalendar\n");
    expect(editSpec(text, [{ add: "viewers", entry: "b@nhs.net" }])).to.equal(`${text}\n  - b@nhs.net\n`);
    expect(editSpec("kind: X\nviewers: []\n", [{ add: "viewers", entry: "b@nhs.net" }])).to.equal(
      "kind: X\nviewers: [b@nhs.net]\n",
    );
    expect(editSpec("kind: X\nviewers:\n", [{ add: "viewers", entry: "b@nhs.net" }])).to.equal(
      "kind: X\nviewers:\n  - b@nhs.net\n",
    );
  });

  it("sets one key of a block and takes it away again, and leaves the rest of the block with its comments", () => {
    const lines =
      "kind: X\nadopted: # found in June\n    address: a@nhs.net # the old one\n\nadmins: [b@nhs.net]\n";
    const flow = "kind: X\nadopted: { address: a@nhs.net } # found in June\nadmins: [b@nhs.net]\n";
    const mark = { put: "adopted", key: "mark" };
    for (const spec of [lines, windows(lines), flow]) {
      const marked = editSpec(spec, [{ ...mark, to: true }]);
      expect(marked.replace(/(, |\r?\n {4})mark: true/, ""), "nothing else changed").to.equal(spec);
      expect(editSpec(marked, [mark])).to.equal(spec);
      expect(editSpec(spec, [mark]), "what is not there need not go").to.equal(spec);
      expect(editSpec(spec, [{ put: "adopted", key: "address", to: "c@nhs.net" }])).to.equal(
        spec.replace("a@nhs.net", "c@nhs.net"),
      );
    }
    expect(editSpec("kind: X\nadmins: [b@nhs.net]\n", [{ ...mark, to: true }])).to.equal(
      "kind: X\nadopted:\n  mark: true\nadmins: [b@nhs.net]\n",
    );
  });

  it("refuses what it cannot do without rewriting the file", () => {
    for (const text of [
      "{ kind: BookingCalendar }\n",
      "- a\n",
      "kind: X\nadmins: &all\n  - a@nhs.net\nviewers: *all\n",
    ])
      expect(() => editSpec(text, [{ set: "admins", to: ["b@nhs.net"] }])).to.throw(
        /rewriting the whole file/,
      );
  });

  it("takes one of two people out of a file from Windows and touches no other line", () => {
    const text = windows(`phone: "1"   # switchboard
admins:   # who books
  - amara.shah@nhs.net
viewers:
  - bronwen.pryce@nhs.net
`);
    expect(replaceAddress(text, "bronwen.pryce@nhs.net", "amara.shah@nhs.net")).to.equal(
      text.slice(0, text.indexOf("viewers")),
    );
  });

  it("says afterwards exactly what was asked for, whatever the values", () => {
    const value = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12 }).filter((text) => /^[ -~]*$/.test(text)),
      fc.constantFrom("007", "no", "2026-01-01", "a: b", "a #b", "'", '"', "- a", "+44", "x,y", "[a]", "é"),
    );
    fc.assert(
      fc.property(value, fc.constantFrom("replyTo", "phone", "clinicName", "reason"), (to, field) => {
        const text = editSpec(SPEC, [{ set: field, to }]);
        expect(
          editSpec(text, [
            { add: "admins", entry: to },
            { add: "viewers", entry: to },
          ]),
        ).to.contain("# The end.\n");
      }),
    );
  });
});
