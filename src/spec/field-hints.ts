const COMPUTED =
  "Leave it out: the display name and the address are made of the organisation's short name, the service area and the clinic name.";
const FOLDER = "Leave it out: the folder says which organisation the file belongs to.";

/** What LAs are likely to write instead of a field's name, from the guide and the portal. Keys in lower case. */
export const fieldHints: Readonly<Record<string, { readonly field?: string; readonly hint?: string }>> = {
  displayname: { hint: COMPUTED },
  name: { hint: COMPUTED },
  address: { hint: COMPUTED },
  email: { hint: COMPUTED },
  organisation: { hint: FOLDER },
  organization: { hint: FOLDER },
  replyemailaddress: { field: "replyTo" },
  replyemail: { field: "replyTo" },
  reply: { field: "replyTo" },
  telephone: { field: "phone" },
  phonenumber: { field: "phone" },
  servicename: { field: "serviceArea" },
  service: { field: "serviceArea" },
  area: { field: "serviceArea" },
  clinic: { field: "clinicName" },
  administrators: { field: "admins" },
  visitors: { field: "viewers" },
  members: { field: "users" },
  licence: { field: "baseLicence" },
  license: { field: "baseLicence" },
  apps: { field: "applications" },
};
