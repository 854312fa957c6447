import type { Seed } from "../../../sandbox/seed/seed";
import type { Sandbox } from "../../../sandbox/start";
import { type Answer, TestClient } from "./client";
import { startSandbox } from "./plain";

const calendar = "/solutions/bookingBusinesses/LeedsXRay@nhs.net";

const seed: Seed = {
  organisations: [{ shortName: "Leeds" }],
  settings: { listLimit: 200 },
  users: [
    {
      address: "amy.shah@nhs.net",
      displayName: "Amy Shah",
      organisation: "Leeds",
      aliases: ["a.shah@nhs.net"],
      licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
    },
    { address: "bob.jones@nhs.net", displayName: "Bob Jones", organisation: "Leeds", mailbox: "none" },
    { address: "old.hand@nhs.net", displayName: "Old Hand", organisation: "Leeds", deleted: true },
  ],
  calendars: [
    {
      displayName: "LeedsXRay",
      email: "xray.leeds@nhs.net",
      businessType: "marker",
      published: true,
      staff: [
        { address: "bob.jones@nhs.net", role: "administrator" },
        { address: "friend@example.org", role: "externalGuest", displayName: "A Friend" },
      ],
      appointments: [
        {
          start: "2026-12-01T09:00:00Z",
          end: "2026-12-01T09:30:00Z",
          customer: "Pat Seeded",
          staff: ["bob.jones@nhs.net"],
        },
      ],
    },
  ],
};

/** What its page shows as the calendar's spec. */
const SPEC = {
  path: "specs/leeds/calendars/x-ray.yaml",
  text: "kind: BookingCalendar # <b>\n",
  editor: "vscode://file/estate/specs/leeds/calendars/x-ray.yaml:1",
};

/** A sandbox for tests of its page, with someone who has been put on a calendar and has not answered yet. */
export class PageTenant {
  private constructor(
    readonly sandbox: Sandbox,
    readonly client: TestClient,
    public staffId = "",
  ) {}

  static async start(dataDir?: string): Promise<PageTenant> {
    const sandbox = await startSandbox({
      seed,
      specOf: (address) => (address === "LeedsXRay@nhs.net" ? SPEC : undefined),
      ...(dataDir === undefined ? {} : { dataDir }),
    });
    const tenant = new PageTenant(sandbox, new TestClient(sandbox));
    await tenant.prepare();
    return tenant;
  }

  /** Begins again, with the same address and key. */
  async reset(): Promise<void> {
    await this.client.admin("POST", "reset");
    await this.client.admin("DELETE", "log");
    await this.prepare();
  }

  private async prepare(): Promise<void> {
    await this.client.admin("POST", "clock", { set: "2026-11-23T09:00:00Z", freeze: true });
    const member = { displayName: "Amy Shah", emailAddress: "A.Shah@nhs.net", role: "administrator" };
    this.staffId = (await this.edit("POST", "/staffMembers", member)).body.body.id;
    await this.edit("POST", "/services", { displayName: "Chest", defaultDuration: "PT1H30M" });
    await this.book("Pat Booked");
  }

  /** Any change to the calendar, as a person in the web app does it. */
  edit(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.client.admin("POST", "edit", { method, path: `${calendar}${path}`, body });
  }

  /** An appointment of a made-up patient with the person who has not answered yet; its id. */
  async book(name: string): Promise<string> {
    const answer = await this.edit("POST", "/appointments", {
      staffMemberIds: [this.staffId],
      startDateTime: { dateTime: "2026-12-02T10:00:00", timeZone: "UTC" },
      endDateTime: { dateTime: "2026-12-02T10:30:00", timeZone: "UTC" },
      serviceName: "Chest",
      customers: [{ "@odata.type": "#microsoft.graph.bookingCustomerInformation", name }],
    });
    return answer.body.body.id;
  }

  page(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.client.send(`${this.sandbox.authority}${path}`, { headers });
  }

  /** Presses a button as a browser does, with anything about it changed. */
  press(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.client.send(`${this.sandbox.authority}/answer`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: this.sandbox.authority,
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      raw: new URLSearchParams(fields).toString(),
    });
  }

  /** What the form in a person's mailbox would send. */
  async form(): Promise<{ token: string; mail: string }> {
    const { text } = await this.page("/people/amy.shah%40nhs.net");
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    return { token: value("token"), mail: value("mail") };
  }

  /** The person's membership as Graph tells it. */
  async membership(): Promise<string> {
    const token = await this.client.minted(["Bookings.Read.All"]);
    const { body } = await this.client.call(token, "GET", `${calendar}/staffMembers/${this.staffId}`);
    return body.membershipStatus;
  }

  /** The same tenant, in a sandbox that was started again. */
  in(sandbox: Sandbox): PageTenant {
    return new PageTenant(sandbox, new TestClient(sandbox), this.staffId);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.sandbox.close();
  }
}
