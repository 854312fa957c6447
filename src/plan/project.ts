/** The project's name in Pulumi; it is part of every URN, so it never changes. */
export const PROJECT = "nhsmail-bookings";
