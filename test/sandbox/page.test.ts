import { expect } from "chai";
import fc from "fast-check";
import { html } from "../../sandbox/base/html";
import { PageTenant } from "./support/page-tenant";

const places = [
  "/",
  "/calendars",
  "/calendars/leedsxray%40nhs.net",
  "/people",
  "/people/amy.shah%40nhs.net",
  "/live",
  "/log",
];
const hostile = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' autofocus onfocus=alert(1) x='`,
  `</title><h1>Gotcha`,
  `&lt;b&gt;&amp;`,
  "{{7*7}}<%= 7*7 %>",
  "\u202egnp.exe\u0000\ud800",
];
const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", minLength: 1 }));

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("the words of the sandbox's page", () => {
  it("are text wherever they stand, whatever they are", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { markup } = html`<a title="${text}">${[text]}</a>`;
        const [, inside = "", between = ""] = /^<a title="([^"<>']*)">([^<>"']*)<\/a>$/.exec(markup) ?? [];
        expect(inside).to.equal(between);
        expect(unescaped(inside)).to.have.lengthOf(text.length);
        expect(markup.isWellFormed()).to.equal(true);
      }),
    );
  });

  it("keep letters of every script, and lose what would turn or hide them", () => {
    expect(html`${"Zoë 王 محمد\u202e\u0007"}`.markup).to.equal("Zoë 王 محمد\ufffd\ufffd");
  });
});

describe("the sandbox's page", () => {
  let tenant: PageTenant;

  before(async () => {
    tenant = await PageTenant.start();
  });

  after(() => tenant.close());

  it("shows the tenant and the settings that differ from the default", async () => {
    const { status, text } = await tenant.page("/");
    expect(status).to.equal(200);
    expect(text).to.contain(tenant.sandbox.tenantId).and.to.contain("nhsnet.onmicrosoft.com");
    expect(text).to.contain("<code>listLimit</code>").and.not.to.contain("<code>batch</code>");
    expect(text)
      .to.contain('<strong>4</strong> <a href="/people">people</a>')
      .and.to.contain('<strong>1</strong> <a href="/calendars">calendar</a>');
  });

  it("shows a calendar with its people, roles, membership, services, marker and appointments", async () => {
    const { text } = await tenant.page("/calendars/LeedsXRay%40nhs.net");
    for (const words of [
      "Amy Shah",
      "Waiting for approval",
      "Administrator",
      "Chest",
      "1 h 30 min",
      "marker",
    ])
      expect(text).to.contain(words);
    expect(text).to.contain("Published").and.to.contain("xray.leeds@nhs.net");
    expect(text).to.contain("Pat Booked").and.to.contain("Pat Seeded").and.to.contain("Guest from outside");
  });

  it("shows a person with mailbox, licences and organisation, by any of their addresses", async () => {
    for (const name of ["amy.shah%40nhs.net", "A.SHAH%40nhs.net"]) {
      const { text } = await tenant.page(`/people/${name}`);
      for (const words of ["Leeds", "Personal mailbox", "ENTERPRISEPACK", "MICROSOFTBOOKINGS"])
        expect(text).to.contain(words);
      expect(text).to.contain("You have been added to LeedsXRay").and.to.contain("New booking in LeedsXRay");
    }
    expect((await tenant.page("/people/bob.jones%40nhs.net")).text).to.contain("not migrated");
    expect((await tenant.page("/people?kind=deleted")).text)
      .to.contain("Old Hand")
      .and.not.to.contain("Amy");
    expect((await tenant.page("/people?text=SHAH")).text)
      .to.contain("Amy Shah")
      .and.not.to.contain("Bob");
  });

  it("has an e-mail for people a seed calls pending, and none for people who have been there for long or is from outside", async () => {
    await tenant.client.admin("POST", "seed", {
      users: [{ address: "cat.lee@nhs.net", displayName: "Cat Lee", organisation: "Leeds" }],
      calendars: [
        {
          displayName: "LeedsUltrasound",
          staff: [
            { address: "cat.lee@nhs.net", role: "viewer", status: "pendingAcceptance" },
            { address: "bob.jones@nhs.net", role: "viewer" },
          ],
        },
      ],
    });
    const cat = await tenant.page("/people/cat.lee%40nhs.net");
    expect(cat.text).to.contain("You have been added to LeedsUltrasound").and.to.contain(">Approve ");
    expect((await tenant.page("/people/bob.jones%40nhs.net")).text).to.contain("No e-mail has come.");
    expect((await tenant.page("/people/friend%40example.org")).status).to.equal(404);
  });

  it("names patients on the calendar's page and nowhere else", async () => {
    const id = await tenant.book("Pat Cancelled");
    await tenant.edit("POST", `/appointments/${id}/cancel`, {});
    await tenant.edit("GET", "/customers/Pat%20Asked");
    await tenant.edit("GET", "/customers?$search=%22Pat%20Asked%22&$top=3");
    for (const place of places.filter((one) => !one.startsWith("/calendars/")))
      expect((await tenant.page(place)).text, place).not.to.match(/\bPat\b/);
    const { text } = await tenant.page("/people/amy.shah%40nhs.net");
    expect(text).to.contain("Cancelled booking in LeedsXRay");
    expect((await tenant.client.admin("GET", "log")).text).not.to.match(/\bPat\b/);
  });

  it("shows no secret: no token of the operator, no token of anybody", async () => {
    const token = await tenant.client.appToken();
    await tenant.client.call(token, "GET", `/users?access_token=${token}`);
    const { observer, calendarOperators } = tenant.sandbox.identities;
    const refresh = calendarOperators["leeds"]?.refreshToken ?? "?";
    for (const place of places) {
      const { text } = await tenant.page(place);
      for (const secret of [tenant.sandbox.adminToken, token, observer.clientSecret, refresh])
        expect(text, place).not.to.contain(secret);
    }
  });

  it("lets no name become markup, on any place", async () => {
    const rename = async (name: string) => {
      await tenant.edit("PATCH", "", { displayName: name });
      await tenant.edit("PATCH", `/staffMembers/${tenant.staffId}`, { displayName: name });
      const user = { method: "PATCH", path: "/users/amy.shah@nhs.net", body: { displayName: name } };
      await tenant.client.admin("POST", "edit", user);
    };
    // Sorted, as calendars stand in the order of their names.
    const tags = async (place: string) => (await tenant.page(place)).text.match(/<[^>]*>/g)?.sort();
    const shown = places.filter((place) => place !== "/log" && place !== "/live");
    await rename("Plain");
    const expected = await Promise.all(shown.map(tags));
    await fc.assert(
      fc.asyncProperty(anyText, async (name) => {
        await rename(name);
        expect(await Promise.all(shown.map(tags))).to.deep.equal(expected);
      }),
      { numRuns: 12, examples: hostile.map((name) => [name]) },
    );
    await rename("Amy Shah");
  });

  it("keeps what is asked for as text", async () => {
    const query = `text=${encodeURIComponent(hostile[1] ?? "")}&who=${encodeURIComponent(hostile[1] ?? "")}`;
    for (const place of ["/calendars", "/people", "/log"])
      expect((await tenant.page(`${place}?${query}`)).text).not.to.contain("<img");
  });

  it("turns pages of long lists, and stays within them", async () => {
    await tenant.client.admin("POST", "seed", {
      generate: { users: 120, calendars: 0, staffPerCalendar: 0 },
    });
    const [first, last] = [await tenant.page("/people"), await tenant.page("/people?page=99")];
    expect(first.text).to.contain("Page 1 of 3").and.to.contain("/people?page=2");
    expect(last.text).to.contain("Page 3 of 3").and.not.to.contain("Next");
    expect((await tenant.page("/people?page=-1e9")).text).to.contain("Page 1 of 3");
  });

  it("shows the newest requests first, writes marked, and finds them by who, what and outcome", async () => {
    await tenant.client.admin("DELETE", "log");
    const observer = await tenant.client.appToken();
    await tenant.client.call(observer, "GET", "/users?$top=1");
    await tenant.client.call(observer, "GET", "/solutions/bookingBusinesses/none@nhs.net");
    await tenant.edit("PATCH", "", { phone: "1" });
    const found = async (query: string) => {
      const { text } = await tenant.page(`/log${query}`);
      const rows = text.match(/<tr role="row"( class="write")?><td.*?<\/tr>/g) ?? [];
      return rows.map((row) => /(\w+\.\w+)[,<]/.exec(/class="small">(.*)/.exec(row)?.[1] ?? "")?.[1]);
    };
    expect(await found("")).to.deep.equal(["bookingBusiness.update", "bookingBusiness.get", "user.list"]);
    expect(await found("?show=writes")).to.deep.equal(["bookingBusiness.update"]);
    expect(await found("?show=refused")).to.deep.equal(["bookingBusiness.get"]);
    expect(await found("?who=PORTAL")).to.deep.equal(["bookingBusiness.update"]);
    expect(await found("?what=/users")).to.deep.equal(["user.list"]);
    expect((await tenant.page("/log")).text.match(/class="write"/g)).to.have.length(1);
  });

  it("goes back through the log by hundreds", async () => {
    await tenant.client.admin("DELETE", "log");
    for (let at = 0; at < 101; at += 1) await tenant.edit("GET", "/services");
    const { text } = await tenant.page("/log?what=service");
    const older = /href="([^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(older).to.contain("what=service");
    const rest = await tenant.page(older);
    expect(rest.text.match(/service\.list/g)).to.have.length(1);
    expect(rest.text).to.contain(">Newest</a>");
  });

  it("shows live what a run does, calendar by calendar, and that nothing happens", async () => {
    await tenant.client.admin("DELETE", "log");
    expect((await tenant.page("/live")).text).to.contain("Nothing is happening");
    await tenant.edit("GET", "/services?$select=id,displayName");
    const before = (await tenant.page("/live")).text;
    expect(before).to.contain("A run is at work").and.contain("No calendar has been changed yet.");
    // Whole questions, with every name coded, fill the screen; the log has them.
    expect(before).to.contain("LeedsXRay@nhs.net/services?…<").and.not.contain("%40");
    expect(before).not.to.contain("Not found").and.not.to.contain("Refused");
    await tenant.edit("GET", "/services/none");
    const absent = (await tenant.page("/live")).text;
    expect(absent).to.contain("Not found").and.not.to.contain("Refused");
    await tenant.edit("PATCH", "", { phone: "1" });
    for (const name of ["one", "two"]) {
      const emailAddress = `${name}@example.org`;
      await tenant.edit("POST", "/staffMembers", { displayName: name, emailAddress, role: "externalGuest" });
    }
    const { text, headers } = await tenant.page("/live");
    expect(headers["refresh"]).to.equal("2");
    expect(text).to.contain("A run is at work").and.contain("changed, 2 people added");
    expect((await tenant.page("/live?refresh=off")).headers["refresh"]).to.equal(undefined);
    await tenant.client.admin("POST", "clock", { set: "2026-11-23T09:10:00Z", freeze: true });
    expect((await tenant.page("/live")).text).to.contain("Nothing is happening");
  });

  it("shows the spec that asks for a calendar, and where to open it", async () => {
    const { text } = await tenant.page("/calendars/leedsxray%40nhs.net");
    expect(text)
      .to.contain('href="vscode://file/estate/specs/leeds/calendars/x-ray.yaml:1"')
      .and.contain("kind: BookingCalendar # &lt;b&gt;");
  });

  it("loads itself again only when asked to", async () => {
    expect((await tenant.page("/log")).headers["refresh"]).to.equal(undefined);
    const { headers, text } = await tenant.page("/log?refresh=on");
    expect(headers["refresh"]).to.equal("5");
    expect(text).to.contain("Stop that");
  });
});
