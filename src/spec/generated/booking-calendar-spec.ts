// Made from schemas/ by `npm run generate`. Do not edit.

/**
 * An NHSmail address.
 */
export type Address = string;

/**
 * One Booking calendar of one organisation. The file is in specs/<organisation>/calendars/. Its display name and address are computed from the organisation's short name, the service area and the clinic name; they are never typed.
 */
export interface BookingCalendarSpec {
  /**
   * What this file describes.
   */
  kind: "BookingCalendar";
  /**
   * The area that the clinic belongs to, such as cardiology, oncology or neurology. Part of the calendar's address, so it cannot be changed later.
   */
  serviceArea: string;
  /**
   * The name of the clinic. Part of the calendar's address, so it cannot be changed later.
   */
  clinicName: string;
  /**
   * The reply e-mail address: it receives all replies to the calendar's messages. An NHSmail account that exists: a person's or a shared mailbox, not a room, equipment or booking mailbox.
   */
  replyTo: string;
  /**
   * The phone number that is paired to the calendar. Put it in quotes, so that it is read as text.
   */
  phone: string;
  /**
   * Calendar admin users: they book on behalf of calendar viewers and see the schedules of all users of the calendar. At least one for an active calendar; no one is both admin and viewer.
   *
   * @minItems 1
   * @maxItems 100
   */
  admins?: Address[];
  /**
   * Calendar viewers: they receive e-mails for appointment bookings and see only their own calendars. Usually the clinicians who attend the appointments.
   *
   * @minItems 1
   * @maxItems 100
   */
  viewers?: Address[];
  /**
   * Leave it out while the calendar is in use. `deleted` asks for its deletion: the file then stays for ever as a record that locks every field and keeps the address from being used again. `handed-over` passes the calendar to another organisation, which has a spec of its own for it: this file then stays as the record of that.
   */
  status?: "active" | "deleted" | "handed-over";
  /**
   * The confirmation of a deletion. Only together with `status: deleted`.
   */
  deletion?: {
    /**
     * The address of the calendar that is to be deleted, exactly as `bookings list` shows it.
     */
    confirm: string;
    /**
     * Why it is deleted, for auditors.
     */
    reason: string;
    /**
     * Set to `true` when patients are booked in it and it is to be deleted all the same.
     */
    withFutureAppointments?: boolean;
  };
  /**
   * Asks to create a calendar again that the tenant has lost. Its appointments do not come back.
   */
  recreate?: {
    /**
     * The address of the calendar to create again, exactly as `bookings list` shows it.
     */
    confirm: string;
    /**
     * How many times in all this calendar may be created again; 1 where this is left out. If it is lost once more after that, write one more.
     */
    times?: number;
  };
  /**
   * A calendar that passes from one organisation to another. The giving organisation's spec has `status: handed-over` and says `to`, `confirm` and `reason`; the receiving one's is in use, has an `adopted` block with the address, and says `from`. Both belong in one change.
   */
  handover?: {
    /**
     * The short name of the organisation that receives the calendar. Only in the spec of the one that gives it.
     */
    to?: string;
    /**
     * The address of the calendar that is handed over, exactly as `bookings list` shows it.
     */
    confirm?: string;
    /**
     * Why it is handed over, for auditors.
     */
    reason?: string;
    /**
     * The short name of the organisation that gives the calendar. Only in the spec of the one that receives it, where it stays.
     */
    from?: string;
  };
  /**
   * The real address and display name of a calendar that existed before it was managed from git, whether or not they follow the naming rule. Written by `bookings adopt`; type it only for a calendar that another organisation hands over.
   */
  adopted?: {
    /**
     * An NHSmail address.
     */
    address: string;
    /**
     * The display name that the existing calendar has.
     */
    displayName?: string;
    /**
     * Whether the calendar is to carry the ownership marker, as calendars that are created from specs do. Written by `bookings adopt --mark`; previews show the marker before it is written.
     */
    mark?: boolean;
  };
  /**
   * Problems of an adopted calendar that are accepted for a while. The problem is then a warning, not an error. Written by `bookings adopt`.
   *
   * @minItems 1
   * @maxItems 100
   */
  exceptions?: {
    /**
     * The code of the problem, as messages show it.
     */
    problem: string;
    /**
     * The address of the person that it is about, if it is about one.
     */
    about?: string;
    /**
     * For `role-unknown`: the role in the Bookings app that the person keeps.
     */
    role?: string;
    /**
     * Why it is accepted.
     */
    reason: string;
    /**
     * Who is responsible for correcting it.
     */
    owner: string;
    /**
     * The last day on which it is accepted, as year-month-day. After it a warning asks for a decision.
     */
    expires: string;
  }[];
}
