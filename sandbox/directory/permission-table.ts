/** Permissions of which one is enough; empty: not supported for that kind of caller. */
interface PermissionRow {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}

const both = (...permissions: readonly string[]): PermissionRow => ({
  delegated: permissions,
  application: permissions,
});

const directoryRead = ["Directory.Read.All", "Directory.ReadWrite.All"];
const userRead = ["User.Read.All", "User.ReadWrite.All", ...directoryRead];
const userBasic = ["User.ReadBasic.All", ...userRead];
const licenceRead = ["LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All"];
const groupRead = [
  "GroupMember.Read.All",
  "GroupMember.ReadWrite.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  ...directoryRead,
];
const memberRead = both("GroupMember.ReadBasic.All", ...groupRead);
const memberWrite = both("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All");
const groupCreate = {
  delegated: ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
  application: ["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
};
const unitRead = both("AdministrativeUnit.Read.All", "AdministrativeUnit.ReadWrite.All", ...directoryRead);
const roleRead = both(
  "RoleManagement.Read.Directory",
  "RoleManagement.ReadWrite.Directory",
  ...directoryRead,
);
const skuRead = both(...licenceRead, "Organization.Read.All", "Organization.ReadWrite.All", ...directoryRead);
const restore = both("User.DeleteRestore.All", "User.ReadWrite.All");
const mailbox = both("MailboxSettings.Read", "MailboxSettings.ReadWrite");

const directoryPermissions: Readonly<Record<string, PermissionRow>> = {
  "user.list": both(...userBasic),
  "user.count": both(...userBasic),
  "user.get": { delegated: ["User.Read", ...userBasic], application: userBasic },
  // An application is refused by the operation itself, in other words.
  "me.get": { delegated: ["User.Read", ...userBasic], application: userBasic },
  "user.update": both("User.ReadWrite.All", "Directory.ReadWrite.All"),
  "user.delete": restore,
  "user.assignLicense": both(
    "LicenseAssignment.ReadWrite.All",
    "User.ReadWrite.All",
    "Directory.ReadWrite.All",
  ),
  "user.reprocessLicenseAssignment": both("User.ReadWrite.All", "Directory.ReadWrite.All"),
  "userPurpose.get": mailbox,
  "licenseDetails.list": both(...licenceRead, ...userRead),
  "subscribedSku.list": skuRead,
  "deletedUser.list": both(...userRead),
  "group.list": both("Group.ReadBasic.All", ...groupRead),
  "group.count": both("Group.ReadBasic.All", ...groupRead),
  "group.get": both("Group.ReadBasic.All", ...groupRead),
  "group.create": groupCreate,
  "group.update": memberWrite,
  "group.delete": both("Group.ReadWrite.All"),
  "group.listMembers": memberRead,
  "group.addMember": memberWrite,
  "group.removeMember": memberWrite,
  "group.assignLicense": both(
    "LicenseAssignment.ReadWrite.All",
    "Group.ReadWrite.All",
    "Directory.ReadWrite.All",
  ),
  "administrativeUnit.list": unitRead,
  "administrativeUnit.get": unitRead,
  "administrativeUnit.listMembers": unitRead,
  "administrativeUnit.createMember": groupCreate,
  "roleAssignment.list": roleRead,
};

const read = "Bookings.Read.All";
const write = "Bookings.ReadWrite.All";
const manage = "Bookings.Manage.All";
const appointments = "BookingsAppointment.ReadWrite.All";
const all = [read, write, manage, appointments];
const writing = { delegated: [write, manage], application: [write, manage] };
const reading = { delegated: all, application: all };

const booking = { delegated: [appointments, write, manage], application: all };

function beneath(noun: string, toRead: PermissionRow, toWrite: PermissionRow) {
  return {
    [`${noun}.list`]: toRead,
    [`${noun}.get`]: toRead,
    [`${noun}.create`]: toWrite,
    [`${noun}.update`]: toWrite,
    [`${noun}.delete`]: toWrite,
  };
}

const bookings: Readonly<Record<string, PermissionRow>> = {
  "bookingBusiness.list": { delegated: all, application: [read, write, manage] },
  "bookingBusiness.create": { delegated: [manage], application: [] },
  "bookingBusiness.delete": { delegated: [manage], application: [] },
  "bookingBusiness.get": reading,
  "bookingBusiness.update": writing,
  "bookingBusiness.publish": { delegated: [manage], application: [manage] },
  "bookingBusiness.unpublish": { delegated: [manage], application: [manage] },
  "bookingBusiness.getStaffAvailability": {
    delegated: [],
    application: [read, write, manage, "Calendars.Read", "Calendars.ReadWrite"],
  },
  ...beneath("staffMember", reading, writing),
  ...beneath("service", reading, writing),
  ...beneath("appointment", reading, booking),
  "appointment.cancel": { delegated: [appointments, write, manage], application: [write, manage] },
  "calendarView.list": reading,
  ...beneath("customer", { delegated: [read, write, manage], application: all }, booking),
  ...beneath("customQuestion", { delegated: all, application: [read, write, manage] }, writing),
  "currency.list": { delegated: all, application: [] },
  "currency.get": { delegated: all, application: [] },
};

/** Who may call which operation, by its name. An operation without a row is open to every caller with a valid token. */
export const permissionTable: Readonly<Record<string, PermissionRow>> = {
  ...bookings,
  ...directoryPermissions,
};
