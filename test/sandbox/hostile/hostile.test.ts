import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/start";
import { TestClient } from "../support/client";
import { startSandbox } from "../support/plain";
import { plainConnection, rawConnection } from "./raw-connection";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";
// Not shorter: a busy machine takes its time for a handshake, too.
const patience = { headers: 1000, request: 1500, idle: 1000 };

describe("hostile input to the sandbox", function () {
  this.timeout(20_000);
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({
      patience,
      seed: { users: [{ address: "amy@nhs.net" }], calendars: [{ displayName: "Leeds" }] },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All", "User.Read.All"]);
  });

  /** Whatever came before, the sandbox goes on. */
  afterEach(async () => {
    expect((await client.call(token, "GET", calendar)).status).to.equal(200);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const head = (method: string, path: string, more = "") =>
    `${method} /v1.0${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${more}`;
  /** What the server answers to these bytes, and whether it closed. */
  const sent = async (bytes: string | Buffer, milliseconds?: number) => {
    const connection = await rawConnection(sandbox);
    connection.socket.write(bytes);
    const got = await connection.all(milliseconds);
    connection.socket.destroy();
    return { ...got, status: Number(/^HTTP\/1\.1 (\d+)/.exec(got.text)?.[1] ?? 0) };
  };
  const patch = (raw: string) =>
    client.send(`${sandbox.url}${calendar}`, {
      method: "PATCH",
      raw,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });

  const paths: [string, number[]][] = [
    ["/users/..%2f..%2fetc%2fpasswd", [404]],
    ["/users/%2e%2e/%2e%2e/etc", [400, 404]],
    ["/users/../users/amy@nhs.net", [400, 404]],
    ["/./users", [400, 404]],
    ["//users", [400, 404]],
    ["/users//mailboxSettings", [400, 404]],
    ["/users/%00", [400, 404]],
    ["/users/amy@nhs.net%00", [400, 404]],
    ["/users/%c0%af", [400]],
    ["/users/%e0%80%af", [400]],
    ["/users/%ff", [400]],
    ["/users/%", [400]],
    ["/users/%zz", [400]],
    ["/users/%252f", [404]],
    ["/users/amy@nhs.net;x=1", [404]],
    ["/users/('a", [400, 404]],
    ["/users/__proto__", [404]],
    ["/users/constructor/toString", [400, 404]],
    ["/users/amy@nhs.net/__proto__", [400]],
    [`/users/${"a".repeat(20_000)}`, [404, 414, 431]],
    [`${"/a".repeat(5000)}`, [400, 404]],
    [`/users/${"('x')".repeat(1000)}`, [400, 404]],
    [`/users?$filter=${"(".repeat(3000)}`, [400]],
    [`/users?$filter=${"not%20".repeat(3000)}true`, [400]],
    [`/users?$filter=${Array(500).fill("mail%20eq%20'x'").join("%20or%20")}`, [200, 400]],
    [`/users?$filter=mail%20eq%20'${"%27%27".repeat(3000)}'`, [200, 400]],
    ["/users?$select=__proto__", [400]],
    ["/users?$skiptoken=x", [400]],
    ["/users?__proto__=1&constructor=2", [200, 400]],
    [`/users?${"a=b&".repeat(4000)}`, [400]],
    ["/users?%", [400]],
    ["/users?$top=99999999999999999999", [400]],
  ];
  for (const [path, statuses] of paths) {
    it(`answers ${path.slice(0, 50)} as Graph would`, async () => {
      const { status, text } = await sent(`${head("GET", path)}Connection: close\r\n\r\n`);
      expect(statuses).to.include(status);
      if (status >= 400)
        expect(JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4)).error.code).to.be.a("string");
    });
  }

  const bodies: [string, string, number[]][] = [
    ["half of a JSON body", '{"phone":', [400]],
    ["a list for an object", "[]", [400, 500]],
    ["a text for an object", '"x"', [400, 500]],
    ["null", "null", [400, 500]],
    ["a very deep list", "[".repeat(100_000), [400]],
    ["a very deep object", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`, [400]],
    ["a prototype", '{"__proto__":{"polluted":true}}', [400, 500]],
    ["a constructor", '{"constructor":{"prototype":{"polluted":true}}}', [400, 500]],
    ["the same key often", `{${'"phone":"1",'.repeat(1000)}"phone":"2"}`, [204]],
    ["a number beyond all numbers", '{"phone":1e999}', [400, 500]],
    ["broken UTF-8", '{"phone":"\ud800"}', [204, 400, 500]],
    [
      "a hundred thousand keys",
      `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":1`).join(",")}}`,
      [400, 500],
    ],
    ["a NUL", '{"phone":"\\u0000"}', [204, 400, 500]],
    ["more than it may be", `{"phone":"${"1".repeat(5_000_000)}"}`, [413]],
  ];
  for (const [what, raw, statuses] of bodies) {
    it(`answers a body that is ${what}`, async () => {
      const { status, body } = await patch(raw);
      expect(statuses).to.include(status);
      if (status >= 400) expect(body.error.code).to.be.a("string");
      expect({}).not.to.have.property("polluted");
    });
  }

  it("does not read a body that says it is too long", async () => {
    const { status, closed } = await sent(
      head("PATCH", calendar, "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"),
    );
    expect([status, closed]).to.deep.equal([413, true]);
  });

  it("stops a body of many parts when it gets too long", async () => {
    const connection = await rawConnection(sandbox);
    connection.socket.write(
      head("PATCH", calendar, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
    );
    const part = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let n = 0; n < 100 && connection.socket.writable; n += 1) connection.socket.write(part);
    const { text } = await connection.all();
    connection.socket.destroy();
    expect(text).to.match(/^(HTTP\/1\.1 413|$)/);
  });

  const heads: [string, string][] = [
    ["a thousand headers", Array.from({ length: 1000 }, (_, n) => `X-${n}: 1\r\n`).join("")],
    ["one very long header", `X: ${"1".repeat(100_000)}\r\n`],
    ["a header without a name", ": x\r\n"],
    ["a header with a line break in its name", "a\nb: x\r\n"],
    ["two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n"],
    ["a length and parts", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"],
    ["a length that is none", "Content-Length: many\r\n"],
    ["a strange way of parts", "Transfer-Encoding: gzip, identity\r\n"],
  ];
  for (const [what, more] of heads) {
    it(`bears with ${what}`, async () => {
      const { status, closed } = await sent(`${head("GET", calendar)}${more}Connection: close\r\n\r\n`);
      expect(status).to.be.oneOf([0, 200, 400, 431]);
      expect(closed).to.equal(true);
    });
  }

  const garbage: [string, string | Buffer][] = [
    ["garbage", "\x00\x01\x02\xff garbage\r\n\r\n"],
    ["the beginning of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a method of its own", "EAT /v1.0/users HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["no version", "GET /v1.0/users\r\n\r\n"],
    ["another version", "GET /v1.0/users HTTP/9.9\r\nHost: x\r\n\r\n"],
    ["a request line of 100 KB", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`],
  ];
  for (const [what, bytes] of garbage) {
    it(`ends a connection on which there is ${what}`, async () => {
      const { status, closed } = await sent(bytes);
      expect([status === 0 || status >= 400, closed]).to.deep.equal([true, true]);
    });
  }

  it("answers requests sent at once in their order, and ends at garbage after them", async () => {
    const one = `${head("GET", calendar)}\r\n`;
    const last = `${head("GET", calendar)}Connection: close\r\n\r\n`;
    expect((await sent(`${one}${one}${last}`)).text.match(/HTTP\/1\.1 (\d+)/g)).to.deep.equal(
      Array(3).fill("HTTP/1.1 200"),
    );
    const { text, closed } = await sent(`${one}garbage here\r\n\r\n${one}`);
    expect([text.match(/HTTP\/1\.1 (\d+)/g)?.at(-1), closed]).to.deep.equal(["HTTP/1.1 400", true]);
  });

  it("ends connections that send their headers too slowly", async () => {
    const connection = await rawConnection(sandbox);
    connection.socket.write("GET /v1.0/users HTTP/1.1\r\n");
    const drip = setInterval(() => connection.socket.writable && connection.socket.write("X: 1\r\n"), 100);
    const { text, closed } = await connection.all();
    clearInterval(drip);
    connection.socket.destroy();
    expect([text.slice(0, 12), closed]).to.deep.equal(["HTTP/1.1 408", true]);
  });

  it("ends connections that send their body too slowly", async () => {
    const connection = await rawConnection(sandbox);
    connection.socket.write(
      head("PATCH", calendar, "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"),
    );
    const drip = setInterval(() => connection.socket.writable && connection.socket.write(" "), 100);
    const { closed } = await connection.all();
    clearInterval(drip);
    connection.socket.destroy();
    expect(closed).to.equal(true);
  });

  it("ends connections that do nothing, with TLS and without", async () => {
    for (const connection of [await rawConnection(sandbox), await plainConnection(sandbox)]) {
      expect((await connection.all()).closed).to.equal(true);
      connection.socket.destroy();
    }
  });

  it("answers a client that has closed its side already, and closes too", async () => {
    const connection = await rawConnection(sandbox);
    connection.socket.end(`${head("GET", calendar)}\r\n`);
    const { text, closed } = await connection.all();
    connection.socket.destroy();
    expect([text.slice(0, 12), closed]).to.satisfy(
      ([line, end]: [string, boolean]) => end && /^(HTTP\/1\.1 200)?$/.test(line),
    );
  });

  it("forgets clients that go away within their body", async () => {
    for (let n = 0; n < 20; n += 1) {
      const connection = await rawConnection(sandbox);
      connection.socket.write(
        head("PATCH", calendar, "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"),
      );
      connection.socket.destroy();
    }
  });

  it("ends connections on which no TLS is spoken", async () => {
    for (const bytes of [
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
      "\x16\x03\x01\xff\xff garbage",
      "\x00".repeat(1000),
    ]) {
      const connection = await plainConnection(sandbox);
      connection.socket.write(bytes, "latin1");
      expect((await connection.all()).closed, JSON.stringify(bytes.slice(0, 10))).to.equal(true);
      connection.socket.destroy();
    }
  });

  it("serves others while two hundred slow clients wait", async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => plainConnection(sandbox)));
    expect((await client.call(token, "GET", calendar)).status).to.equal(200);
    for (const connection of slow) connection.socket.destroy();
  });
});
