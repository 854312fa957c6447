/** A Bookings business (a calendar) as Graph tells it: what this product reads. */
export interface Business {
  /** The mailbox's address. */
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly phone: string;
  /** Free text in Graph; holds our mark. */
  readonly businessType: string;
  readonly isPublished: boolean;
}

/** What is written. */
export type BusinessFields = Partial<Pick<Business, "displayName" | "email" | "phone" | "businessType">>;
