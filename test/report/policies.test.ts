import { expect } from "chai";
import { attentionLines } from "../../src/report/attention-text";
import { paint } from "../../src/report/paint";
import { policyDetail, policyTable } from "../../src/report/policy-text";
import { expectGolden } from "../support/golden";
import { policies } from "./policies";

describe("user policies for people", () => {
  it("are a line each, with for how many people the directory is at it or failed [UPD-3]", () => {
    expectGolden("report/golden/policy-table.txt", policyTable(policies));
  });

  it("are told in full, person by person: processed, in progress, and why it failed [UPD-3]", () => {
    const all = policies.map((policy) => policyDetail(policy, paint(false)));
    expectGolden("report/golden/policy-detail.txt", all.join(""));
  });

  it("say who and what they wait for [UPD-3]", () => {
    expectGolden("report/golden/policy-attention.txt", `${attentionLines([], policies).join("\n")}\n`);
  });

  it("of thousands that the directory is at are one sentence", () => {
    const users = Array.from({ length: 2000 }, (_, index) => ({
      address: `p${index}@nhs.net`,
      licence: "in-progress" as const,
    }));
    const [first] = policies;
    if (!first) throw new Error("no policy");
    expect(attentionLines([], [{ ...first, users }])).to.have.length(1);
  });
});
