import type { SpecFiles } from "../../src/spec/spec-files";
import { CLINICS, type Step } from "./lifecycle";

/** The spec of one calendar, as people write it. */
export interface CalendarSpec {
  readonly clinicName: string;
  readonly phone: string;
  readonly members: Readonly<Record<string, "admin" | "viewer">>;
  readonly deletion?: { readonly confirm?: string };
  readonly recreate?: boolean;
}

type SpecStep = Exclude<Step, { do: "hand" | "preview" | "up" | "destroy" }>;

const ORGANISATION = [
  "kind: Organisation",
  "shortName: Leeds",
  "name: Leeds Riverside Hospitals NHS Trust",
  "directoryName: Leeds",
  "operator: svc.leeds.bookings@nhs.net",
].join("\n");

/** Where every calendar of a lifecycle is, by its clinic's name. */
export const addressOf = (clinicName: string): string =>
  `LeedsCardiology${clinicName.replaceAll(" ", "")}@nhs.net`;

/** The specs of an organisation through its lifecycle: what they say now, and said when the last run was not refused. */
export class LifecycleSpecs {
  #now: (CalendarSpec | undefined)[] = CLINICS.map(() => undefined);
  #active: (CalendarSpec | undefined)[] = CLINICS.map(() => undefined);
  #accepted: (CalendarSpec | undefined)[] = CLINICS.map(() => undefined);

  get calendars(): readonly (CalendarSpec | undefined)[] {
    return this.#now;
  }

  /** Someone edits a file. What cannot be done to it is not done. */
  edit(step: SpecStep): void {
    const { calendar } = step;
    if (step.do === "spec") {
      const { phone, members } = step;
      const clinicName = CLINICS[calendar] ?? "";
      this.put(calendar, { clinicName, phone: `+44 113 496 000${phone}`, members });
      return;
    }
    const now = this.#now[calendar];
    if (now) this.#now[calendar] = edited(now, step, this.#active[calendar]);
  }

  /** A run was not refused: these specs are what the next one is compared with. */
  accept(): void {
    this.#accepted = [...this.#now];
  }

  /** What someone does after a refusal: takes back what was edited since the last run that was none. */
  takeBack(): void {
    this.#now = [...this.#accepted];
  }

  /** What someone does who is told that a deletion has begun, which nothing takes back. */
  buryAgain(address: string): void {
    const calendar = CLINICS.findIndex((name) => addressOf(name).toLowerCase() === address);
    if (calendar >= 0) this.edit({ do: "tombstone", calendar, confirm: "right" });
  }

  /** The files with their texts; `turned` gives the same specs with people in another order. */
  texts(tenantId: string, starterService: boolean, turned = false): [path: string, text: string][] {
    return [
      ["specs/tenant.yaml", tenantYaml(tenantId, starterService)],
      ["specs/leeds/organisation.yaml", ORGANISATION],
      ...this.#now.flatMap((spec, index): [string, string][] =>
        spec ? [[`specs/leeds/calendars/calendar-${index}.yaml`, calendarYaml(spec, turned)]] : [],
      ),
    ];
  }

  /** The same for who reads files; `turned` turns their order as well. */
  files(tenantId: string, starterService: boolean, turned = false): SpecFiles {
    const files = this.texts(tenantId, starterService, turned).map(([path, text]) => ({
      path,
      kind: "file" as const,
      size: () => Buffer.byteLength(text),
      read: () => Buffer.from(text),
    }));
    return { readTree: () => (turned ? files.toReversed() : files) };
  }

  private put(calendar: number, spec: CalendarSpec): void {
    this.#now[calendar] = spec;
    this.#active[calendar] = spec;
  }
}

function edited(
  now: CalendarSpec,
  step: Exclude<SpecStep, { do: "spec" }>,
  active: CalendarSpec | undefined,
): CalendarSpec | undefined {
  switch (step.do) {
    case "tombstone": {
      const address = addressOf(now.clinicName);
      const confirm = step.confirm === "right" ? address : `x${address}`;
      const { recreate: _none, ...rest } = now;
      return { ...rest, members: {}, deletion: step.confirm === "none" ? {} : { confirm } };
    }
    case "revert":
      return active;
    case "rename":
      return { ...now, clinicName: `${CLINICS[step.calendar]} Two` };
    case "vanish":
      return undefined;
    case "recreate":
      return now.deletion ? now : { ...now, recreate: true };
  }
}

function tenantYaml(tenantId: string, starterService: boolean): string {
  // Refusals by limits are tested elsewhere: here they would end most lifecycles before anything has happened.
  const limits = ["calendarsDeleted", "membersRemoved", "rolesChanged", "calendarsMissing"].map(
    (name) => `  ${name}: { number: 100, percent: 100 }`,
  );
  return [
    "kind: Tenant",
    `tenantId: ${tenantId}`,
    "domain: nhs.net",
    "viewerRole: teamMember",
    `starterService: ${starterService}`,
    "baseLicences: [{ name: Office 365 E3, sku: ENTERPRISEPACK }]",
    "organisationAttribute: companyName",
    "limits:",
    ...limits,
  ].join("\n");
}

function calendarYaml(spec: CalendarSpec, turned: boolean): string {
  const { clinicName, phone, members, deletion, recreate } = spec;
  const people = turned ? Object.entries(members).toReversed() : Object.entries(members);
  const list = (role: string) =>
    people.filter(([, one]) => one === role).map(([name]) => `"${name}@nhs.net"`);
  const confirm = deletion?.confirm;
  return [
    "kind: BookingCalendar",
    "serviceArea: Cardiology",
    `clinicName: ${clinicName}`,
    "replyTo: amy.shah@nhs.net",
    `phone: "${phone}"`,
    ...(deletion
      ? ["status: deleted", "deletion:", "  reason: moved", ...(confirm ? [`  confirm: ${confirm}`] : [])]
      : []),
    ...(["admin", "viewer"] as const).flatMap((role) => {
      const names = list(role);
      return names.length > 0 ? [`${role}s: [${names.join(", ")}]`] : [];
    }),
    ...(recreate ? ["recreate:", `  confirm: ${addressOf(clinicName)}`] : []),
  ].join("\n");
}
