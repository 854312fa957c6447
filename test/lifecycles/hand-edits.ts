import { CLINICS, PEOPLE, type Step } from "./lifecycle";
import { addressOf } from "./lifecycle-specs";
import { type LifecycleTenant, OPERATOR } from "./lifecycle-tenant";

type Hand = Extract<Step, { do: "hand" }>;

/** What was done by hand that explains why a run refuses, by address in lower case. */
export class HandMade {
  /** Calendars that someone made in the web app. */
  readonly foreign = new Set<string>();
  /** Wanted addresses where something was made or taken away by hand. */
  readonly meddled = new Set<string>();
  /** Calendars where someone refused the membership. */
  readonly rejected = new Set<string>();

  /** Calendars with another business type than they had, and such with someone taken off them. */
  readonly unmarked = new Set<string>();
  readonly thinned = new Set<string>();

  constructor(private readonly tenant: LifecycleTenant) {}

  /** Someone does something in the web app. What is not possible there does not happen. */
  async edit({ calendar, edit, person }: Hand): Promise<void> {
    const address = addressOf(CLINICS[calendar] ?? "");
    const at = `/solutions/bookingBusinesses/${address}`;
    const who = `${PEOPLE[person]}@nhs.net`;
    const isForeign = this.foreign.has(address.toLowerCase());
    switch (edit) {
      case "phone":
        return void (await this.tenant.edit("PATCH", at, { phone: "0113 000 0000" }));
      case "unmark":
        this.unmarked.add(address.toLowerCase());
        return void (await this.tenant.edit("PATCH", at, { businessType: "Healthcare" }));
      case "publish":
        return void (await this.tenant.edit("POST", `${at}/publish`));
      case "approve":
        return this.tenant.press("approve", address, who);
      case "reject":
        this.rejected.add(address.toLowerCase());
        return this.tenant.press("reject", address, who);
      case "add":
      case "add-in-capitals":
        return this.add(at, edit === "add" ? who : who.toUpperCase());
      case "remove":
      case "role":
        return this.changeRow(address, who, edit);
      case "delete":
        return isForeign ? undefined : this.remove(at, address);
      case "foreign":
        return this.make(address, "");
      case "foreign-marked":
        return this.make(address, "managed from git: hull/hullcardiology");
    }
  }

  private async add(at: string, emailAddress: string): Promise<void> {
    const row = { displayName: "By hand", emailAddress, role: "scheduler" };
    await this.tenant.edit("POST", `${at}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      ...row,
    });
  }

  private async changeRow(address: string, who: string, edit: "remove" | "role"): Promise<void> {
    const rows = await this.tenant.rows(address);
    const row = rows.find(({ emailAddress }) => emailAddress.toLowerCase() === who);
    if (!row || row.emailAddress.toLowerCase() === OPERATOR) return;
    const at = `/solutions/bookingBusinesses/${address}/staffMembers/${row.id}`;
    if (edit === "remove") this.thinned.add(address.toLowerCase());
    if (edit === "remove") await this.tenant.edit("DELETE", at);
    else
      await this.tenant.edit("PATCH", at, {
        "@odata.type": "#microsoft.graph.bookingStaffMember",
        role: row.role === "administrator" ? "scheduler" : "administrator",
      });
  }

  private async remove(at: string, address: string): Promise<void> {
    const { status } = await this.tenant.edit("DELETE", at);
    if (status >= 300) return;
    this.meddled.add(address.toLowerCase());
  }

  private async make(address: string, businessType: string): Promise<void> {
    const displayName = address.split("@")[0];
    const { status, body } = await this.tenant.edit("POST", "/solutions/bookingBusinesses", {
      displayName,
      ...(businessType ? { businessType } : {}),
    });
    if (status >= 300) return;
    const { id } = body as { id: string };
    // the service account could write to it: only our own care protects it
    await this.tenant.edit("POST", `/solutions/bookingBusinesses/${id}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Service account",
      emailAddress: OPERATOR,
      role: "administrator",
    });
    this.foreign.add(id.toLowerCase());
    this.meddled.add(address.toLowerCase());
  }
}
