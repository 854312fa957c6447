import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const mailboxes = ["user", "shared", "room", "equipment", "none"] as const;
const seed = {
  users: [
    ...mailboxes.map((mailbox) => ({
      address: `${mailbox}@nhs.net`,
      displayName: `The ${mailbox}`,
      organisation: "Leeds",
      mailbox,
    })),
    { address: "o'neil@nhs.net", displayName: "Pat O'Neil", aliases: ["pat@nhs.net"], organisation: "York" },
    { address: "gone@nhs.net", displayName: "Gone", deleted: true },
  ],
};

describe("users in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({ seed });
    client = new TestClient(sandbox);
    token = await client.appToken();
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const get = (path: string) => client.call(token, "GET", path);
  const filtered = async (filter: string, eventual = false) => {
    const url = `/users?$count=true&$select=mail&$filter=${encodeURIComponent(filter)}`;
    const { body } = await client.call(
      token,
      "GET",
      url,
      undefined,
      eventual ? { consistencylevel: "eventual" } : {},
    );
    return body.value?.map((user: { mail: string }) => user.mail) ?? body.error.message;
  };

  it("are found by principal name, by id, and in parentheses with escaped quotes", async () => {
    const { body } = await get("/users/o'neil%40nhs.net");
    expect(Object.keys(body))
      .to.include.members(["displayName", "businessPhones", "id"])
      .and.not.include("companyName");
    expect((await get(`/users/${body.id}`)).body.displayName).to.equal("Pat O'Neil");
    expect((await get("/users('o''neil@nhs.net')")).body.id).to.equal(body.id);
    expect((await get("/users('o%27%27neil@nhs.net')")).body.id).to.equal(body.id);
  });

  it("that are deleted or unknown are not found, in the directory's words", async () => {
    const { status, body } = await get("/users/gone@nhs.net");
    expect([status, body.error.code]).to.deep.equal([404, "Request_ResourceNotFound"]);
    expect(Object.keys(body.error.innerError)).to.deep.equal(["date", "request-id", "client-request-id"]);
  });

  it("are filtered by comparisons, lists, beginnings and aliases", async () => {
    expect(await filtered("mail eq 'ROOM@nhs.net'")).to.deep.equal(["room@nhs.net"]);
    expect(await filtered("mail in ('room@nhs.net','user@nhs.net')")).to.deep.equal([
      "room@nhs.net",
      "user@nhs.net",
    ]);
    expect(await filtered("startswith(userPrincipalName,'sha')")).to.deep.equal(["shared@nhs.net"]);
    expect(await filtered("proxyAddresses/any(p:p eq 'smtp:pat@nhs.net')")).to.deep.equal(["o'neil@nhs.net"]);
    expect(await filtered("mail eq 'user@nhs.net' or userPrincipalName eq 'o''neil@nhs.net'")).to.have.length(
      2,
    );
    expect(await filtered("companyName eq 'York' and accountEnabled eq true")).to.deep.equal([
      "o'neil@nhs.net",
    ]);
    expect(await filtered("not(companyName eq 'Leeds')", true)).to.deep.equal(["o'neil@nhs.net"]);
  });

  it("are refused with a filter that cannot be read", async () => {
    expect(await filtered("mail eq")).to.contain("Invalid filter clause");
    expect(await filtered("colour eq 'red'")).to.contain("Could not find a property named 'colour'");
  });

  it("come in pages, with a link to the next one", async () => {
    const first = await get("/users?$top=4&$select=id");
    expect(first.body.value).to.have.length(4);
    const next = await client.send(first.body["@odata.nextLink"], {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(next.body.value).to.have.length(2);
    expect(next.body).not.to.have.property("@odata.nextLink");
  });

  it("tell what their mailbox is for, unless it is not there", async () => {
    const purposes = await Promise.all(
      mailboxes.map((kind) => get(`/users/${kind}@nhs.net/mailboxSettings/userPurpose`)),
    );
    expect(purposes.map((answer) => answer.body.value ?? answer.body.error.code)).to.deep.equal([
      "user",
      "shared",
      "room",
      "equipment",
      "MailboxNotEnabledForRESTAPI",
    ]);
  });
});
