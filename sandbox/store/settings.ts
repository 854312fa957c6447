import { InputError } from "../base/input";
import { isJsonObject } from "../base/json";

interface SettingShape {
  readonly default: string | number | boolean;
  /** The words allowed, for settings that are one of several words. */
  readonly words?: readonly string[];
  readonly about: string;
}

function choice<const W extends readonly string[]>(words: W, about: string, byDefault?: W[number]) {
  // The first word is the default unless another is named.
  return { default: (byDefault ?? words[0]) as W[number], words, about };
}

function flag(byDefault: boolean, about: string) {
  return { default: byDefault as boolean, about };
}

function count(byDefault: number, about: string) {
  return { default: byDefault as number, about };
}

const delays = ["none", "short", "real"] as const;

/** Every setting of a sandbox: what is not established about Graph has a switch here. */
export const settingShapes = {
  membershipApproval: flag(true, "New staff of the tenant are pending until they approve by e-mail."),
  duplicateName: choice(
    ["conflict", "suffix"],
    "Creating a calendar whose address is taken: 409, or a number is added to the address.",
  ),
  markerOnCreate: choice(["keep", "drop"], "Whether businessType given at creation is kept."),
  creatorBecomesStaff: flag(
    true,
    "The creator of a calendar becomes its staff administrator; otherwise it holds only the mailbox.",
  ),
  memberRoleWord: choice(
    ["member", "teamMember"],
    "The word for team members on the wire; the other one is refused.",
  ),
  mailboxDelay: choice(delays, "How long a new calendar cannot be found: none, 2 seconds, 60 seconds."),
  licenceDelay: choice(delays, "How long licences of a group are processed: none, 2 seconds, 10 minutes."),
  replicationDelay: choice(
    delays,
    "How long a new directory object cannot be found: none, 2 seconds, 60 seconds.",
  ),
  lonePlan: choice(
    ["allowed", "perUser", "refused"],
    "Bookings without Exchange in a licence: allowed, an error for users who have no Exchange from elsewhere, or refused in each assignment.",
  ),
  exclusivePlans: choice(
    ["refused", "allowed"],
    "Exchange, or SharePoint, of two licences at one user, such as E3 and F3.",
  ),
  batch: flag(true, "Whether Bookings can be called within $batch."),
  batchOrder: choice(
    ["whole", "any"],
    "Whether items of a batch wait as each says, or a batch must be fully sequential or fully parallel.",
  ),
  throttling: flag(true, "Graph's limits on concurrency and on requests per time."),
  quotaPercent: count(
    100,
    "Share of Graph's limits per time that is granted, in per cent; small to see them in tests.",
  ),
  latency: count(0, "Milliseconds that every Graph request takes at least."),
  addressCase: choice(["asNamed", "lower"], "Whether a new calendar's address keeps the case of its name."),
  mailboxDomain: choice(
    ["domain", "initialDomain"],
    "Domain of new calendars' addresses: what the creator's mailbox policy says.",
  ),
  deletionRole: choice(
    ["exchangeAdministrator", "recipientAdministrator", "none"],
    "Directory role that DELETE of a calendar needs of a person: Exchange Administrator, Exchange Recipient Administrator as well, or none.",
  ),
  deleterOnStaff: flag(
    false,
    "Whether a person who deletes a calendar by that role must also be an administrator among its staff.",
  ),
  unitGroups: choice(
    ["permission", "role"],
    "Creating a group inside an administrative unit: with Group.Create and AdministrativeUnit.Read.All beside the role in the unit, or by that role alone.",
  ),
  memberQueries: choice(
    ["advanced", "plain"],
    "Casts of lists of members, and $select or $top on them: for everybody, or with ConsistencyLevel: eventual and $count=true only.",
  ),
  bookingsPaging: choice(
    ["emptyFirstPage", "pages", "none"],
    "Whether lists of Bookings other than that of calendars come in pages, and whether the first of them may be empty.",
  ),
  directoryPaging: choice(
    ["emptyFirstPage", "pages"],
    "Whether the first page of a list of the directory may be empty and have a next link.",
  ),
  pageSize: count(100, "Entities on a page, where the request does not say it."),
  customersInLists: flag(false, "Whether lists of appointments show the customers, as GET of one does."),
  missingMailbox: choice(
    ["ErrorNonExistentMailbox", "ErrorFolderNotFound", "NotFound"],
    "The code of 404 for a calendar that is not there, or not yet.",
  ),
  listLimit: count(500, "The most calendars that a list returns."),
  listOverflow: choice(
    ["byCaller", "cut", "error"],
    "More calendars than the limit: silently cut, an error, or an error for delegated callers only.",
  ),
  delegatedList: choice(
    ["tenant", "staffed"],
    "Whether a delegated list shows all calendars of the tenant, or those where the caller is staff.",
  ),
  undeclaredProperties: choice(
    ["refused", "ignored"],
    "What happens to a property in a body that Bookings does not declare, such as the postOfficeBox of Microsoft's own examples.",
  ),
  calendarViewNames: choice(
    ["both", "start", "startDateTime"],
    "Which names the span of calendarView may have: start and end, startDateTime and endDateTime, or both.",
  ),
  invalidBody: choice(
    ["unknownError", "badRequest"],
    "How Bookings refuses a body that does not fit: 500 UnknownError, or 400.",
  ),
  lastAdministratorGuard: flag(false, "Whether the last administrator of a calendar can be removed."),
  complexPatch: choice(
    ["replace", "merge"],
    "Whether PATCH of a complex property replaces it or merges into it.",
  ),
  reuseDeletedAddress: flag(true, "Whether the address of a deleted calendar can be taken again at once."),
  creatorNeedsLicence: flag(true, "Whether creating a calendar needs the Bookings plan."),
  bookingMailboxPurpose: choice(["others", "shared", "user"], "userPurpose of a calendar's mailbox."),
  bookingsEnabled: flag(true, "Bookings for the whole tenant."),
  tokenLifetime: count(3600, "Seconds that an access token lasts."),
  refreshTokenRotation: flag(true, "Whether a refresh token can be used once only."),
  refreshTokenGrace: count(0, "Seconds during which a used refresh token still works."),
} as const satisfies Record<string, SettingShape>;

/** The name of a setting. */
export type SettingName = keyof typeof settingShapes;

/** The settings of a sandbox, each with its value. */
export type Settings = { -readonly [N in SettingName]: (typeof settingShapes)[N]["default"] };

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingShapes, name);
}

function check(name: SettingName, value: unknown): void {
  const shape: { default: unknown; words?: readonly string[] } = settingShapes[name];
  if (shape.words && !shape.words.some((word) => word === value))
    throw new InputError(`Setting ${name} must be one of ${shape.words.join(", ")}.`);
  if (typeof value !== typeof shape.default)
    throw new InputError(`Setting ${name} must be a ${typeof shape.default}.`);
  if (typeof value === "number" && !(Number.isInteger(value) && value >= 0))
    throw new InputError(`Setting ${name} must be a whole number, 0 or more.`);
}

/** Settings from outside, each known and of its type. */
export function readSettings(input: unknown): Partial<Settings> {
  if (input === undefined) return {};
  if (!isJsonObject(input)) throw new InputError("Settings must be an object.");
  for (const [name, value] of Object.entries(input)) {
    if (!isSettingName(name))
      throw new InputError(`There is no setting ${name}. Known: ${Object.keys(settingShapes).join(", ")}.`);
    check(name, value);
  }
  // Every name and value was checked above.
  return input as Partial<Settings>;
}

/** Every setting, with its default where nothing else is given. */
export function allSettings(given: Partial<Settings>): Settings {
  const defaults = Object.entries(settingShapes).map(([name, shape]) => [name, shape.default]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** How long a delay that is set to a word lasts, in milliseconds. */
export function delay(word: "none" | "short" | "real", real: number): number {
  return { none: 0, short: 2_000, real }[word];
}
