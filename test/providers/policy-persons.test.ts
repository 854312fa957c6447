import { expect } from "chai";
import { PolicyPartlyDone } from "../../providers/user-policy/record";
import { switchesOf } from "../../src/model/policy-fields";
import { words } from "../../src/problem/words";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

describe("people of a policy, by their accounts", function () {
  this.timeout(30_000);
  let tenant: PolicyTenant;
  afterEach(() => tenant.close());

  const readdress = (user: string, mail: string, aliases: readonly string[] = []) =>
    tenant.admin("PUT", "addresses", { user, mail, aliases });
  const members = async (): Promise<string[]> => {
    const [{ id } = { id: "" }] = await tenant.groups();
    const { body } = (await tenant.edit("GET", `/groups/${id}/members`)) as never as {
      body: { value: { mail: string }[] };
    };
    return body.value.map(({ mail }) => mail).sort();
  };
  /** Bob has another address, and Dan has got Bob's. */
  const swapped = async () => {
    tenant = await policyTenant([person("amy"), person("bob"), person("dan")]);
    const wish = tenant.policy(["amy", "bob"]);
    const { id, outs } = await tenant.policies().create(wish);
    await readdress("bob@nhs.net", "bob.left@nhs.net");
    await readdress("dan@nhs.net", "dan@nhs.net", ["bob@nhs.net"]);
    return { id, outs, wish };
  };

  it("are listed as before when their address becomes another person's, who gets nothing by it [USR-10] [POL-5]", async () => {
    const { id, outs, wish } = await swapped();
    const read = await tenant.policies().read(id, outs);
    expect(read.props.users).to.deep.equal(switchesOf(["amy@nhs.net", "bob@nhs.net"]));
    expect(read.props.live.renamed).to.deep.equal({ "bob@nhs.net": "bob.left@nhs.net" });
    expect(read.props.live.persons).to.deep.equal(outs.live.persons);
    expect((await tenant.policies().diff(id, read.props, wish)).changes).to.equal(false);
    const change = { ...wish, applications: switchesOf(["Microsoft Bookings", "Sway"]) };
    const { outs: after } = await tenant.policies().update(id, read.props, change);
    expect(await members()).to.deep.equal(["amy@nhs.net", "bob.left@nhs.net"]);
    expect(after.live.persons).to.deep.equal(outs.live.persons);
  });

  it("are not added again by an address that is another person's by now [USR-10]", async () => {
    const { id, outs, wish } = await swapped();
    const [{ id: group } = { id: "" }] = await tenant.groups();
    const bob = outs.live.persons?.["bob@nhs.net"];
    await tenant.edit("DELETE", `/groups/${group}/members/${bob}/$ref`);
    const read = await tenant.policies().read(id, outs);
    const error = (await tenant
      .policies()
      .update(id, read.props, wish)
      .catch((one: unknown) => one)) as PolicyPartlyDone & {
      properties: { live: { failures: object; persons: object } };
    };
    expect(error.properties.live.failures).to.deep.equal({ "bob@nhs.net": "AnotherPerson" });
    const [told] = error.problems.map(words);
    expect(told?.sentence).to.contain("the address belongs to another account now");
    expect(told?.advice).to.contain("Find out who has the address now.");
    expect(error.properties.live.persons).to.deep.equal(outs.live.persons);
    expect(await members()).to.deep.equal(["amy@nhs.net"]);
  });

  it("are told as gone where their account was deleted, with what can be done about that [USR-3]", async () => {
    tenant = await policyTenant([person("amy"), person("bob")]);
    const wish = tenant.policy(["amy", "bob"]);
    const { id, outs } = await tenant.policies().create(wish);
    await tenant.edit("DELETE", `/users/${outs.live.persons?.["bob@nhs.net"]}`);
    const read = await tenant.policies().read(id, outs);
    const error = (await tenant
      .policies()
      .update(id, read.props, wish)
      .catch((one: unknown) => one)) as PolicyPartlyDone;
    expect(error).to.be.instanceOf(PolicyPartlyDone);
    const [told] = error.problems.map(words);
    expect(told?.sentence).to.match(/bob@nhs\.net .* the account is not in the directory\.$/);
    expect(told?.advice).to.contain("bookings replace bob@nhs.net NEW-ADDRESS");
  });

  it("are whoever has the address once the line was taken out and applied [USR-10]", async () => {
    const { id, outs, wish } = await swapped();
    const read = await tenant.policies().read(id, outs);
    const without = { ...wish, users: switchesOf(["amy@nhs.net"]) };
    const { outs: less } = await tenant.policies().update(id, read.props, without);
    expect(Object.keys(less.live.persons ?? {})).to.deep.equal(["amy@nhs.net"]);
    expect(await members()).to.deep.equal(["amy@nhs.net"]);
    const again = await tenant.policies().read(id, less);
    const { outs: more } = await tenant.policies().update(id, again.props, wish);
    expect(await members()).to.deep.equal(["amy@nhs.net", "dan@nhs.net"]);
    expect(more.live.persons?.["bob@nhs.net"]).not.to.equal(outs.live.persons?.["bob@nhs.net"]);
  });
});
