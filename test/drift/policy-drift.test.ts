import { join } from "node:path";
import { expect } from "chai";
import type { PolicyPartlyDone } from "../../providers/user-policy/record";
import { driftOf } from "../../src/cli/drift/drift-of";
import type { DriftReport } from "../../src/drift/finding";
import type { RecordedPolicy } from "../../src/engine/run-result";
import { loadEstate } from "../../src/model/load-estate";
import type { PolicyRecord } from "../../src/model/policy-fields";
import { words } from "../../src/problem/words";
import { readJournal } from "../../src/records/journal";
import { driftJson, driftMarkdown, driftOutcome, driftText } from "../../src/report/drift-report";
import { paint } from "../../src/report/paint";
import { memoryFiles } from "../../src/spec/spec-files";
import { failureOf } from "../providers/failure-of";
import { type PolicyTenant, person, policyTenant } from "../providers/policy-tenant";
import { expectValid } from "../report/expect-valid";
import { organisation, validSpecs } from "../support/valid-specs";

const F3 = "4b585984-651b-448a-9e53-3b10f069cf7f";

const spec = (lines: readonly string[], name = "Virtual Visits"): string =>
  [`kind: UserPolicy\nname: ${name}\nbaseLicence: Office 365 E3`, ...lines, ""].join("\n");
const listing = (...users: string[]) => [
  "applications:\n  - Microsoft Bookings",
  "users:",
  ...users.map((one) => `  - ${one}@nhs.net`),
];
const RETIRED = [
  "applications: [Microsoft Bookings]",
  "status: deleted",
  "deletion: { confirm: LeedsVirtualVisits, reason: over }",
];

/** A policy as the state has it. */
const recordedOf = (record: PolicyRecord, status: RecordedPolicy["status"] = "active"): RecordedPolicy => ({
  name: record.displayName.toLowerCase(),
  displayName: record.displayName,
  organisation: "Leeds",
  baseLicence: "Office 365 E3",
  applications: Object.keys(record.applications),
  status,
  file: "specs/leeds/policies/visits.yaml",
  users: [],
  unlisted: 0,
  asked: { applications: ["Microsoft Bookings"], users: ["amy@nhs.net", "bob@nhs.net"] },
  persons: record.live.persons ?? {},
  record,
});

const told = ({ findings }: DriftReport): string[] =>
  findings.map(({ kind, policy, problem: { code, args, at } }) => {
    const what = args["address"] ?? args["application"] ?? args["what"] ?? "";
    return `${kind} ${policy} ${code} ${what} ${at?.file.split("/").at(-1)}:${at?.line}`;
  });

describe("drift of user policies", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  let made: PolicyRecord;

  beforeEach(async () => {
    const bob = { ...person("bob"), aliases: ["bob.alias@nhs.net"] };
    tenant = await policyTenant([person("amy"), bob, person("cat")]);
    made = (await tenant.policies().create(tenant.policy(["amy", "bob"]))).outs;
    await tenant.clearLog();
  });
  afterEach(() => tenant.close());

  const detect = async (
    text: string,
    recorded: readonly RecordedPolicy[] = [recordedOf(made)],
    otherOrganisations: "allowed" | "refused" = "allowed",
  ) => {
    const { estate } = loadEstate(
      "",
      memoryFiles({
        "specs/tenant.yaml": validSpecs["specs/tenant.yaml"] ?? "",
        "specs/leeds/organisation.yaml": organisation("Leeds"),
        ...(text && { "specs/leeds/policies/visits.yaml": text }),
      }),
    );
    const model = estate?.organisations[0];
    if (!estate || !model) throw new Error("no estate");
    const specs = { ...estate.tenant, tenantId: tenant.sandbox.tenantId, otherOrganisations };
    const [report] = await driftOf(tenant.observer(), specs, [{ model, recorded: [], policies: recorded }]);
    if (!report) throw new Error("no report");
    const written = (await tenant.log("?effect=write")) as readonly { via?: string }[];
    expect(written.filter(({ via }) => via !== "portal")).to.deep.equal([]);
    return report;
  };

  it("is none after a run; what a spec asks for since is no drift [WEB-1] [OPS-2]", async () => {
    expect(told(await detect(spec(listing("amy", "bob"))))).to.deep.equal([]);
    expect(told(await detect(spec(listing("bob", "cat"))))).to.deep.equal([
      "information LeedsVirtualVisits drift-not-applied amy@nhs.net,cat@nhs.net visits.yaml:1",
    ]);
    expect(told(await detect(spec(RETIRED)))).to.deep.equal([
      "information LeedsVirtualVisits drift-not-applied its retirement visits.yaml:5",
    ]);
    expect(told(await detect(spec(listing("amy")), []))).to.deep.equal([
      "information LeedsVirtualVisits drift-not-made  visits.yaml:1",
    ]);
  });

  it("tells who has a new address, and that another person has the old one by now [USR-10]", async () => {
    const text = spec(listing("amy", "bob"));
    const readdress = (user: string, mail: string, aliases: readonly string[]) =>
      tenant.admin("PUT", "addresses", { user: `${user}@nhs.net`, mail: `${mail}@nhs.net`, aliases });
    await readdress("bob", "bob.left", []);
    const [renamed] = (await detect(text)).findings;
    expect(told(await detect(text))).to.deep.equal([
      "information LeedsVirtualVisits drift-policy-user-renamed bob@nhs.net visits.yaml:8",
    ]);
    expect(renamed && words(renamed.problem).sentence).to.contain("now has the address bob.left@nhs.net");
    await readdress("cat", "cat", ["bob@nhs.net"]);
    expect(told(await detect(text))).to.deep.equal([
      "changed LeedsVirtualVisits drift-policy-another-person bob@nhs.net visits.yaml:8",
    ]);
    const ids = made.live.persons ?? {};
    await tenant.edit("DELETE", `/groups/${made.id}/members/${ids["bob@nhs.net"]}/$ref`);
    expect(told(await detect(text)), "also where the person is in the group no longer").to.deep.equal([
      "changed LeedsVirtualVisits drift-policy-another-person bob@nhs.net visits.yaml:8",
    ]);
  });

  it("tells that someone's account was deleted, and does not advise to add them again [USR-10]", async () => {
    await tenant.edit("DELETE", `/users/${made.live.persons?.["bob@nhs.net"]}`);
    const { findings } = await detect(spec(listing("amy", "bob")));
    const [gone] = findings.filter(({ problem }) => problem.code === "drift-policy-user-missing");
    const { sentence = "", advice = "" } = gone ? words(gone.problem) : {};
    expect(sentence).to.contain("bob@nhs.net").and.to.contain("the account is not in the directory");
    expect(advice)
      .to.contain("have it restored")
      .and.to.contain("bookings pull")
      .and.not.to.contain("bookings up");
  });

  it("tells who is in another organisation now, as drift only where the tenant forbids it [POL-4] [USR-10]", async () => {
    const text = spec(listing("amy", "bob"));
    const move = (companyName: string) =>
      tenant.edit("PATCH", `/users/${made.live.persons?.["bob@nhs.net"]}`, { companyName });
    await move("York");
    const [moved] = (await detect(text)).findings;
    expect(told(await detect(text))).to.deep.equal([
      "information LeedsVirtualVisits policy-user-moved bob@nhs.net visits.yaml:8",
    ]);
    expect(moved && words(moved.problem).sentence).to.contain("bob@nhs.net now belongs to York");
    const refusing = await detect(text, [recordedOf(made)], "refused");
    expect(refusing.findings.map(({ kind }) => kind)).to.deep.equal(["leaver"]);
    expect(driftOutcome([refusing])).to.equal("drift");
    await move("");
    expect(told(await detect(text)), "an organisation that is not told is no other one").to.deep.equal([]);
  });

  it("tells people and plans that were changed by hand, in text, Markdown and JSON [WEB-1] [OPS-2]", async () => {
    const { body } = (await tenant.edit("GET", "/users?$select=id,mail")) as never as {
      body: { value: { id: string; mail: string }[] };
    };
    const idOf = (name: string) => body.value.find(({ mail }) => mail === `${name}@nhs.net`)?.id ?? "";
    await tenant.edit("DELETE", `/groups/${made.id}/members/${idOf("bob")}/$ref`);
    await tenant.edit("POST", `/groups/${made.id}/members/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${idOf("cat")}`,
    });
    const { body: skus } = (await tenant.edit("GET", "/subscribedSkus")) as never as {
      body: {
        value: {
          skuId: string;
          skuPartNumber: string;
          servicePlans: { servicePlanId: string; servicePlanName: string }[];
        }[];
      };
    };
    const e3 = skus.value.find(({ skuPartNumber }) => skuPartNumber === "ENTERPRISEPACK");
    const disabledPlans = e3?.servicePlans.flatMap((one) =>
      one.servicePlanName === "SWAY" ? [] : [one.servicePlanId],
    );
    await tenant.edit("POST", `/groups/${made.id}/assignLicense`, {
      addLicenses: [{ skuId: e3?.skuId, disabledPlans }],
      removeLicenses: [],
    });
    const report = await detect(spec(listing("amy", "bob")));
    expect(told(report)).to.deep.equal([
      "changed LeedsVirtualVisits drift-application-on Sway visits.yaml:4",
      "changed LeedsVirtualVisits drift-application-off Microsoft Bookings visits.yaml:5",
      "changed LeedsVirtualVisits drift-policy-user-missing bob@nhs.net visits.yaml:8",
      "unmanaged LeedsVirtualVisits drift-policy-user-unmanaged cat@nhs.net visits.yaml:6",
    ]);
    expect(driftOutcome([report])).to.equal("drift");
    expectValid("drift", driftJson([report]));
    const text = driftText(report, paint(false));
    expect(text).to.match(
      /^leeds: .+\n\npolicy LeedsVirtualVisits\n {2}~ changed: Sway is switched on in the group of LeedsVirtualVisits, but not in the spec\./,
    );
    expect(text).to.contain("→ To keep it: bookings pull leeds --calendar LeedsVirtualVisits");
    expect(driftMarkdown([report])).to.contain(
      "### policy LeedsVirtualVisits\n\n- **changed**: Sway is switched on",
    );
  });

  it("is none of a person that the spec lists under another address, and the next run writes nothing [WEB-1]", async () => {
    const renamed = spec(listing("amy", "bob.alias"));
    expect(told(await detect(renamed))).to.deep.equal([]);
    const swapped = await detect(spec(listing("amy", "cat")));
    expect(told(swapped)).to.deep.equal([
      "information LeedsVirtualVisits drift-not-applied bob@nhs.net,cat@nhs.net visits.yaml:1",
    ]);
    const { outs } = await tenant.policies().update(made.id, made, tenant.policy(["amy", "bob.alias"]));
    expect(Object.keys(outs.users)).to.deep.equal(["amy@nhs.net", "bob.alias@nhs.net"]);
    const { lines } = readJournal(join(tenant.folder, ".bookings", "journal", "leeds.jsonl"));
    expect(lines.at(-1)).to.deep.include({ outcome: "done", people: [] });
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("says how to keep only people that a spec can name [WEB-1]", async () => {
    await tenant.admin("POST", "seed", {
      users: [{ ...person("locum"), address: "locum.agency@example.com" }],
    });
    const { body } = (await tenant.edit("GET", "/users?$select=id,mail")) as never as {
      body: { value: { id: string; mail: string }[] };
    };
    for (const { id } of body.value.filter(({ mail }) => /^(cat@|locum)/.test(mail))) {
      await tenant.edit("POST", `/groups/${made.id}/members/$ref`, {
        "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
      });
    }
    const { findings } = await detect(spec(listing("amy", "bob")));
    const advice = Object.fromEntries(
      findings.map(({ problem }) => [problem.args["address"], words(problem).advice]),
    );
    const remove = "To remove them: bookings up leeds";
    expect(advice).to.deep.equal({
      "cat@nhs.net": `${remove}\nTo keep them: bookings pull leeds --calendar LeedsVirtualVisits --person cat@nhs.net`,
      "locum.agency@example.com": `${remove}\nThey cannot be kept: specs name accounts of the tenant's domain only.`,
    });
  });

  it("tells a group that someone put into its group, and a preview's look sees it too [WEB-1]", async () => {
    const group = { displayName: "Cardiology nurses", mailNickname: "nurses", mailEnabled: false };
    const { body } = await tenant.edit("POST", "/groups", { ...group, securityEnabled: true });
    const { id: nurses } = body as { id: string };
    await tenant.edit("POST", `/groups/${made.id}/members/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/groups/${nurses}`,
    });
    const report = await detect(spec(listing("amy", "bob")));
    expect(told(report)).to.deep.equal([
      "unmanaged LeedsVirtualVisits drift-policy-nested-group  visits.yaml:1",
    ]);
    expect(driftText(report, paint(false))).to.contain("has another group in it, Cardiology nurses");
    const { id, props } = await tenant.policies().read(made.id, made);
    expect(props.live.nestedGroups).to.deep.equal(["Cardiology nurses"]);
    expect(Object.keys(props.users)).to.deep.equal(["amy@nhs.net", "bob@nhs.net"]);
    await tenant.edit("DELETE", `/groups/${id}/members/${nurses}/$ref`);
    expect(told(await detect(spec(listing("amy", "bob"))))).to.deep.equal([]);
  });

  it("tells another licence that someone gave to its group, and the next run changes nothing of it [POL-3] [WEB-1]", async () => {
    await tenant.admin("PUT", "settings", { exclusivePlans: "allowed" });
    const given = await tenant.edit("POST", `/groups/${made.id}/assignLicense`, {
      addLicenses: [{ skuId: F3, disabledPlans: [] }],
      removeLicenses: [],
    });
    expect(given.status).to.be.below(300);
    const report = await detect(spec(listing("amy", "bob")));
    expect(told(report)).to.deep.equal([
      "unmanaged LeedsVirtualVisits drift-policy-other-licence  visits.yaml:1",
    ]);
    expect(driftText(report, paint(false))).to.contain("also gives DESKLESSPACK to everyone in it");
    expect(driftOutcome([report])).to.equal("drift");

    const { id, props } = await tenant.policies().read(made.id, made);
    expect(props.live.otherLicences).to.deep.equal(["DESKLESSPACK"]);
    await tenant.clearLog();
    for (const wish of [tenant.policy(["amy"]), tenant.policy(["amy", "bob", "cat"])]) {
      const error = await failureOf(tenant.policies().update(id, props, wish));
      expect(error.message)
        .to.contain("someone gave its group another licence, DESKLESSPACK")
        .and.to.contain("The policy is not changed as long as the group has that licence");
    }
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("tells a group that the tenant lost, and one that is there again after it was retired [WEB-1] [POL-6]", async () => {
    await tenant.edit("POST", `/groups/${made.id}/assignLicense`, {
      addLicenses: [],
      removeLicenses: ["6fd2c87f-b296-42f0-b197-1e91e994b900"],
    });
    await tenant.edit("DELETE", `/groups/${made.id}`);
    expect(told(await detect(spec(listing("amy", "bob"))))).to.deep.equal([
      "missing LeedsVirtualVisits drift-policy-missing  visits.yaml:1",
    ]);
    const retired = recordedOf(made, "deleted");
    expect(told(await detect(spec(RETIRED), [retired]))).to.deep.equal([]);
    await tenant.edit("POST", "/groups", {
      displayName: "LeedsVirtualVisits",
      mailNickname: "LeedsVirtualVisits",
      mailEnabled: false,
      securityEnabled: true,
    });
    expect(told(await detect(spec(RETIRED), [retired]))).to.deep.equal([
      "alive LeedsVirtualVisits drift-policy-alive  visits.yaml:5",
    ]);
  });

  it("tells a policy whose spec is gone, and takes nothing that cannot be read for gone [I10]", async () => {
    expect(told(await detect(""))).to.deep.equal([
      "unmanaged LeedsVirtualVisits policy-spec-vanished  visits.yaml:1",
    ]);
    await tenant.admin("POST", "faults", { operation: "group.get", kind: "500", times: 100 });
    const report = await detect(spec(listing("amy", "bob")));
    expect(told(report)).to.deep.equal(["unreadable LeedsVirtualVisits policy-unreadable  visits.yaml:1"]);
    expect(driftOutcome([report])).to.equal("unreadable");
  });

  it("tells who the directory could not serve, for information [POL-5]", async () => {
    await tenant.close();
    tenant = await policyTenant([person("amy"), person("bob", [])], {
      seed: { subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 3 }] } as never,
    });
    const wish = tenant.policy(["amy", "bob"], { grantsLicence: true });
    const { properties } = (await failureOf(tenant.policies().create(wish))) as PolicyPartlyDone;
    await tenant.clearLog();
    expect(told(await detect(spec(listing("amy", "bob")), [recordedOf(properties)]))).to.deep.equal([
      "information LeedsVirtualVisits drift-policy-not-served bob@nhs.net visits.yaml:1",
    ]);
  });
});
