/**
 * What each kind of identity holds, as docs/tenant.md has administrators approve it; a test compares this with the
 * tenant stack, which gives it.
 */

/** Application permissions of the observer, and the larger ones that do as well. */
export const OBSERVER_NEEDS: Readonly<Record<string, readonly string[]>> = {
  "Bookings.Read.All": ["Bookings.ReadWrite.All", "Bookings.Manage.All"],
  "User.Read.All": ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  "MailboxSettings.Read": ["MailboxSettings.ReadWrite"],
  "LicenseAssignment.Read.All": [
    "LicenseAssignment.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  "GroupMember.Read.All": [
    "GroupMember.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
};

/** Delegated permissions of a calendar operator. Nothing larger does. */
export const OPERATOR_NEEDS: Readonly<Record<string, readonly string[]>> = { "Bookings.Manage.All": [] };

/** Scopes that sign-ins bring along by themselves and that reach nothing. */
export const HARMLESS_SCOPES: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** Directory roles that a directory operator holds in the unit of its organisation: template id → name. */
export const UNIT_ROLES: Readonly<Record<string, string>> = {
  "fdd7a751-b60b-444a-984c-02652fe8fa1c": "Groups Administrator",
  "4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
};

/** The directory role that it holds in the whole tenant: without it Entra ID lets it use no other. */
export const TENANT_ROLES: Readonly<Record<string, string>> = {
  "88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
};
