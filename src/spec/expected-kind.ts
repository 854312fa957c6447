import type { SpecKind } from "./spec-kind";

/** What a file at its place in the tree has to be. */
export interface Expected {
  readonly kind: SpecKind;
  /** Folder of the organisation below specs/; empty for the tenant's file. */
  readonly folder: string;
}

/** Which kind of spec belongs at a path; undefined where none does. Below calendars/ and policies/ there may be folders. */
export function expectedKind(path: string): Expected | undefined {
  const steps = path.split("/");
  if (path === "specs/tenant.yaml") return { kind: "Tenant", folder: "" };
  const [, folder = "", third, ...rest] = steps;
  if (steps.length === 3 && third === "organisation.yaml") return { kind: "Organisation", folder };
  if (third === "calendars" && rest.length > 0) return { kind: "BookingCalendar", folder };
  if (third === "policies" && rest.length > 0) return { kind: "UserPolicy", folder };
  return undefined;
}

const BELONGS: Readonly<Record<SpecKind, string>> = {
  Tenant: "The tenant's settings stand in specs/tenant.yaml.",
  Organisation: "An organisation is described in specs/<short name in lower case>/organisation.yaml.",
  BookingCalendar: "A calendar belongs in specs/<organisation>/calendars/.",
  UserPolicy: "A user policy belongs in specs/<organisation>/policies/.",
};

/** Where a kind of spec belongs, in words; of all kinds when it is not known. */
export function belongs(kind: string | undefined): string {
  return kind !== undefined && Object.hasOwn(BELONGS, kind)
    ? BELONGS[kind as SpecKind]
    : Object.values(BELONGS).join("\n");
}

/** The kinds that there are. */
export const specKinds = Object.keys(BELONGS) as readonly SpecKind[];
