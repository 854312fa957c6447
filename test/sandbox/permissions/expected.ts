// What Microsoft's permission tables say, written down here a second time and on purpose: the sandbox's own table is not
// looked at, so that an error in one of the two shows.

/** Permissions of which one is enough. `role`: a person needs a directory role as well, so that no scope alone will do. */
export interface Expected {
  readonly call: string;
  readonly delegated: readonly string[] | "role";
  readonly application: readonly string[];
}

const B = (...names: ("Read" | "ReadWrite" | "Manage" | "Appointment")[]) =>
  names.map((name) =>
    name === "Appointment" ? "BookingsAppointment.ReadWrite.All" : `Bookings.${name}.All`,
  );

const any = B("Read", "ReadWrite", "Manage", "Appointment");
const business = "/solutions/bookingBusinesses/{none}";
const bookings = (call: string, delegated: readonly string[], application: readonly string[]): Expected => ({
  call,
  delegated,
  application,
});

function rows(
  paths: readonly string[],
  delegated: readonly string[],
  application: readonly string[],
): Expected[] {
  return paths.map((call) => bookings(call, delegated, application));
}

const writes = (segment: string) => [
  `POST ${business}/${segment}`,
  `PATCH ${business}/${segment}/{none}`,
  `DELETE ${business}/${segment}/{none}`,
];
const reads = (segment: string) => [`GET ${business}/${segment}`, `GET ${business}/${segment}/{none}`];
const writing = B("ReadWrite", "Manage");
const booking = B("Appointment", "ReadWrite", "Manage");

/** Bookings. */
export const expectedOfBookings: readonly Expected[] = [
  ...rows(["GET /solutions/bookingBusinesses"], any, B("Read", "ReadWrite", "Manage")),
  ...rows(["POST /solutions/bookingBusinesses", `DELETE ${business}`], B("Manage"), []),
  ...rows([`GET ${business}`], any, any),
  ...rows([`PATCH ${business}`], writing, writing),
  ...rows([`POST ${business}/publish`, `POST ${business}/unpublish`], B("Manage"), B("Manage")),
  ...rows([...reads("staffMembers"), ...reads("services")], any, any),
  ...rows([...writes("staffMembers"), ...writes("services")], writing, writing),
  ...rows(reads("appointments"), any, any),
  ...rows(writes("appointments"), booking, any),
  ...rows([`POST ${business}/appointments/{none}/cancel`], booking, writing),
  ...rows([`GET ${business}/calendarView?start=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z`], any, any),
  ...rows(reads("customers"), B("Read", "ReadWrite", "Manage"), any),
  ...rows(writes("customers"), booking, any),
  ...rows(reads("customQuestions"), any, B("Read", "ReadWrite", "Manage")),
  ...rows(writes("customQuestions"), writing, writing),
  ...rows(
    [`POST ${business}/getStaffAvailability`],
    [],
    [...B("Read", "ReadWrite", "Manage"), "Calendars.Read", "Calendars.ReadWrite"],
  ),
  ...rows(["GET /solutions/bookingCurrencies", "GET /solutions/bookingCurrencies/GBP"], any, []),
];

const directory = ["Directory.Read.All", "Directory.ReadWrite.All"];
const userRead = ["User.Read.All", "User.ReadWrite.All", ...directory];
const userBasic = ["User.ReadBasic.All", ...userRead];
const groupRead = [
  "GroupMember.Read.All",
  "GroupMember.ReadWrite.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  ...directory,
];
const memberWrite = ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
const unitRead = ["AdministrativeUnit.Read.All", "AdministrativeUnit.ReadWrite.All", ...directory];
const roleRead = ["RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", ...directory];
const licenceRead = ["LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All"];
const skuRead = [...licenceRead, "Organization.Read.All", "Organization.ReadWrite.All", ...directory];
const mailbox = ["MailboxSettings.Read", "MailboxSettings.ReadWrite"];
const restore = ["User.DeleteRestore.All", "User.ReadWrite.All"];

const read = (call: string, permissions: readonly string[]): Expected => ({
  call: `GET ${call}`,
  delegated: permissions,
  application: permissions,
});
const write = (call: string, permissions: readonly string[]): Expected => ({
  call,
  delegated: "role",
  application: permissions,
});
const licensing = (more: string) => ["LicenseAssignment.ReadWrite.All", more, "Directory.ReadWrite.All"];
const groupCreate = ["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"];

/** The directory and licences. */
export const expectedOfDirectory: readonly Expected[] = [
  read("/users", userBasic),
  read("/users/$count", userBasic),
  { ...read("/users/{amy}", userBasic), delegated: ["User.Read", ...userBasic] },
  { call: "GET /me", delegated: ["User.Read", ...userBasic], application: userBasic },
  write("PATCH /users/{none}", ["User.ReadWrite.All", "Directory.ReadWrite.All"]),
  write("DELETE /users/{none}", restore),
  read("/users/{amy}/mailboxSettings/userPurpose", mailbox),
  read("/users/{amy}/licenseDetails", [...licenceRead, ...userRead]),
  write("POST /users/{none}/assignLicense", licensing("User.ReadWrite.All")),
  write("POST /users/{none}/reprocessLicenseAssignment", ["User.ReadWrite.All", "Directory.ReadWrite.All"]),
  read("/subscribedSkus", skuRead),
  read("/directory/deletedItems/microsoft.graph.user", userRead),
  read("/groups", ["Group.ReadBasic.All", ...groupRead]),
  read("/groups/$count", ["Group.ReadBasic.All", ...groupRead]),
  read("/groups/{none}", ["Group.ReadBasic.All", ...groupRead]),
  write("POST /groups", groupCreate),
  write("PATCH /groups/{none}", memberWrite),
  write("DELETE /groups/{none}", ["Group.ReadWrite.All"]),
  ...["", "/microsoft.graph.user", "/microsoft.graph.group", "/$count"].map((end) =>
    read(`/groups/{none}/members${end}`, ["GroupMember.ReadBasic.All", ...groupRead]),
  ),
  write("POST /groups/{none}/members/$ref", memberWrite),
  write("DELETE /groups/{none}/members/{none}/$ref", memberWrite),
  write("POST /groups/{none}/assignLicense", licensing("Group.ReadWrite.All")),
  read("/directory/administrativeUnits", unitRead),
  read("/directory/administrativeUnits/{none}", unitRead),
  ...["", "/microsoft.graph.user", "/microsoft.graph.group", "/$count"].map((end) =>
    read(`/directory/administrativeUnits/{none}/members${end}`, unitRead),
  ),
  write("POST /directory/administrativeUnits/{none}/members", groupCreate),
  read("/roleManagement/directory/roleAssignments", roleRead),
];
