import { expect } from "chai";
import { userPolicyHandler } from "../../providers/user-policy/handler";
import type { PolicyInputs } from "../../src/model/policy-fields";
import { wantedDigest } from "../../src/plan/steps-to-apply";
import { failureOf } from "./failure-of";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

describe("a user policy whose steps were reviewed", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  beforeEach(async () => {
    tenant = await policyTenant([person("amy"), person("bob"), person("zoe")]);
  });
  afterEach(() => tenant.close());

  const idOf = async (address: string): Promise<string> => {
    const { body } = (await tenant.edit("GET", "/users?$select=id,mail")) as never as {
      body: { value: { id: string; mail: string }[] };
    };
    return body.value.find(({ mail }) => mail === address)?.id ?? "";
  };

  const membersOf = async (group = ""): Promise<string[]> => {
    const { body } = (await tenant.edit("GET", `/groups/${group}/members`)) as never as {
      body: { value: { mail: string }[] };
    };
    return body.value.map(({ mail }) => mail).sort();
  };

  /** Someone adds Zoe by hand. */
  const addZoe = async (group: string): Promise<unknown> =>
    tenant.edit("POST", `/groups/${group}/members/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${await idOf("zoe@nhs.net")}`,
    });

  /** Handlers that may do one step, and which are asked to, after someone has changed the group by hand or not. */
  async function update(wish: PolicyInputs, byHand: (group: string) => Promise<unknown>): Promise<unknown> {
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy"]));
    const { inputs, props } = await tenant.policies().read(id, outs);
    const step = { kind: "update" as const, wanted: wantedDigest(wish), was: wantedDigest(inputs) };
    const reviewed = { [wish.displayName.toLowerCase()]: step };
    const handler = userPolicyHandler(() => ({ ...tenant.context(), reviewed }));
    // the engine has read already: only the handler's own look can see this
    await byHand(outs.live.group);
    return handler.update(id, props, wish);
  }

  it("is changed as long as it is as it was then [OPS-3]", async () => {
    const wish = tenant.policy(["amy", "bob"]);
    await update(wish, async () => undefined);
    const [group] = await tenant.groups();
    expect(await membersOf(group?.id)).to.deep.equal(["amy@nhs.net", "bob@nhs.net"]);
  });

  it("is left as it is where someone was added since whose name was not reviewed [OPS-3]", async () => {
    const error = await failureOf(update(tenant.policy(["amy", "bob"]), addZoe));
    expect(error.message).to.match(/LeedsVirtualVisits was left unchanged: someone changed it/);
    const [group] = await tenant.groups();
    expect(await membersOf(group?.id)).to.deep.equal(["amy@nhs.net", "zoe@nhs.net"]);
  });
});
