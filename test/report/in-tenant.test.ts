import { expect } from "chai";
import type { DriftReport, Finding, FindingKind } from "../../src/drift/finding";
import type { Problem } from "../../src/problem/problem";
import { attentionLines } from "../../src/report/attention-text";
import type { ListedCalendar, ListedPolicy } from "../../src/report/listing";
import { withTenant } from "../../src/report/listing";
import { policyStatusWords, statusWords } from "../../src/report/status-words";
import { calendars } from "./calendars";
import { policy } from "./policies";

const [active] = calendars as readonly [ListedCalendar];

/** What a list shows of a calendar and of a policy that such a finding is about. */
function shown(
  kind: FindingKind,
  code: string,
  of: { calendar?: Partial<ListedCalendar>; policy?: Partial<ListedPolicy> } = {},
): { words: string[]; attention: string[] } {
  const problem = { code, severity: "warning", args: {} } as unknown as Problem;
  const about = (subject: Partial<Finding>): Finding => ({
    kind,
    organisation: "leeds",
    problem,
    ...subject,
  });
  const lists = {
    calendars: [{ ...active, ...of.calendar }],
    policies: [{ ...policy, ...of.policy }],
  };
  const findings = [
    about({ calendar: active.address.toUpperCase() }),
    about({ policy: policy.displayName }),
    about({}),
  ];
  const all = withTenant(lists, [{ findings } as unknown as DriftReport]);
  return {
    words: [...all.calendars.map(statusWords), ...all.policies.map(policyStatusWords)],
    attention: attentionLines(all.calendars, all.policies),
  };
}

describe("how the tenant has what is on record", () => {
  it("is said in the status: gone, changed outside git, there again, or not read [UPD-2]", () => {
    const same = (text: string): string[] => [text, text];
    expect(shown("information", "drift-membership-pending").words).to.deep.equal(same("Active"));
    expect(shown("missing", "drift-calendar-missing").words).to.deep.equal(same("Deleted in the tenant"));
    expect(shown("changed", "drift-field-changed").words).to.deep.equal(same("Active, changed outside git"));
    expect(shown("unmanaged", "drift-person-unmanaged").words).to.deep.equal(
      same("Active, changed outside git"),
    );
    expect(shown("unreadable", "drift-calendar-unreadable").words).to.deep.equal(
      same("Active, tenant not read"),
    );
    const deleted = { calendar: { status: "deleted" }, policy: { status: "deleted" } } as const;
    expect(shown("alive", "drift-alive-again", deleted).words).to.deep.equal(
      same("Deleted, there in the tenant"),
    );
  });

  it("says nothing that was not looked at, and nothing of another's calendar [UPD-2]", () => {
    expect(shown("unmanaged", "calendar-spec-vanished").words[0]).to.equal("Active, tenant not read");
    const planned = { calendar: { status: "planned" } } as const;
    expect(shown("unmanaged", "drift-address-taken", planned).words[0]).to.equal("Not created yet");
    expect(shown("information", "drift-not-recorded", planned).words[0]).to.equal(
      "Not created yet, there in the tenant",
    );
  });

  it("asks no one to approve what is gone, and says what can be done [UPD-2]", () => {
    const lines = shown("missing", "drift-calendar-missing").attention;
    expect(lines).to.deep.equal([
      "LeedsCardiologyHeartFailure is gone from the tenant: run bookings preview to see what can be done",
      "LeedsBookings has lost its group: run bookings preview to see what can be done",
    ]);
    expect(shown("information", "drift-membership-pending").attention.join("\n")).to.contain(
      "has to approve Microsoft's e-mail",
    );
  });
});
