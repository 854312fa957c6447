import type { Place } from "../problem/place";
import type { BookingCalendarSpec } from "./generated/booking-calendar-spec";
import type { OrganisationSpec } from "./generated/organisation-spec";
import type { TenantSpec } from "./generated/tenant-spec";
import type { UserPolicySpec } from "./generated/user-policy-spec";

interface DocumentOf<K extends SpecKind> {
  readonly file: string;
  readonly kind: K;
  /** Folder of the organisation below specs/; empty for the tenant's file. */
  readonly folder: string;
  readonly value: SpecKinds[K];
  /** Parts that could not be understood were left out: what is missing here may be there, only misspelt. */
  readonly salvaged: boolean;
  readonly placeOf: PlaceOf;
}

/** Finds where a value or its key stands; see `Sourced` in the model. */
export type PlaceOf = (pointer: string, part?: "key" | "value") => Place;

/** A spec that has the shape of its kind. */
export type SpecDocument<K extends SpecKind = SpecKind> = { [One in K]: DocumentOf<One> }[K];

/** The shape of a spec by its kind. */
interface SpecKinds {
  readonly Tenant: TenantSpec;
  readonly Organisation: OrganisationSpec;
  readonly UserPolicy: UserPolicySpec;
  readonly BookingCalendar: BookingCalendarSpec;
}

/** What a file may describe. */
export type SpecKind = keyof SpecKinds;
