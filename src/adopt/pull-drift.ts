import type { Finding } from "../drift/finding";
import type { BookingCalendar } from "../model/booking-calendar";
import type { OrganisationModel } from "../model/estate";
import type { UserPolicy } from "../model/user-policy";
import type { Problem } from "../problem/problem";
import { editSpec, type SpecEdit } from "../spec/edit-spec";
import { addToUsersFile, dropFromUsersFile, usersFilePath } from "../spec/users-file";

/** One deviation that a spec can take over from the tenant. */
export interface Pull {
  /** The calendar's address or the policy's name. */
  readonly subject: string;
  /** The person it is about, if any. */
  readonly person?: string;
  readonly problem: Problem;
  readonly file: string;
  /** The file's text with what the tenant has, and every other byte as it was. */
  change(text: string): string;
}

/** What specs can take over of what was found: fields, people, roles, and the users and applications of policies. */
export function pullsOf(findings: readonly Finding[], { calendars, policies }: OrganisationModel): Pull[] {
  const isAddition = ({ kind }: Finding): boolean => kind === "unmanaged";
  // additions first: a list that loses everybody goes, with its comments
  const sorted = [...findings.filter(isAddition), ...findings.filter((one) => !isAddition(one))];
  return sorted.flatMap((finding) => {
    const calendar = calendars.find(({ address }) => address === finding.calendar);
    const policy = policies.find(({ displayName }) => displayName === finding.policy);
    if (calendar) return pullOfCalendar(finding, calendar) ?? [];
    return policy ? (pullOfPolicy(finding, policy) ?? []) : [];
  });
}

type Args = Readonly<Record<string, string>>;

const listOf = (role: string): string => `${role}s`;
const isKnownRole = (role: string | undefined): boolean => role === "admin" || role === "viewer";

/** Whether a spec could say it: of the people, specs name accounts of the tenant's domain only. */
const mayBeKept = ({ args }: Problem): boolean => args["keepable"] !== false;

function pullOfCalendar({ problem }: Finding, calendar: BookingCalendar): Pull | undefined {
  const args = problem.args as Args;
  if (!mayBeKept(problem)) return undefined;
  const edits = calendarEdits(problem.code, args, calendar);
  if (!edits) return undefined;
  const person = problem.code === "drift-field-changed" ? undefined : args["address"];
  return {
    subject: calendar.address,
    problem,
    file: calendar.source.file,
    ...(person !== undefined && { person }),
    change: (text) => editSpec(text, edits),
  };
}

/** Undefined where specs have no words for it, such as another display name than computed. */
function calendarEdits(code: Problem["code"], args: Args, calendar: BookingCalendar): SpecEdit[] | undefined {
  const { address = "", field = "", tenant = "", spec = "", role = "" } = args;
  switch (code) {
    case "drift-field-changed":
      return fieldEdits(field, tenant, calendar);
    case "drift-person-missing":
      return isKnownRole(role) ? [{ drop: listOf(role), entry: address }] : undefined;
    case "drift-person-unmanaged":
      return isKnownRole(role) ? [{ add: listOf(role), entry: address }] : undefined;
    case "drift-role-changed":
      return isKnownRole(tenant) && isKnownRole(spec)
        ? [
            { add: listOf(tenant), entry: address },
            { drop: listOf(spec), entry: address },
          ]
        : undefined;
    default:
      return undefined;
  }
}

/** A display name stands in the block of an adopted calendar only; a marker that was taken away is no longer asked for. */
function fieldEdits(field: string, to: string, { adopted }: BookingCalendar): SpecEdit[] | undefined {
  if (field === "marker") return [{ put: "adopted", key: "mark" }];
  if (field !== "displayName") return [{ set: field, to }];
  return adopted ? [{ put: "adopted", key: field, to }] : undefined;
}

function pullOfPolicy({ problem }: Finding, policy: UserPolicy): Pull | undefined {
  const { address = "", application = "" } = problem.args as Args;
  if (!mayBeKept(problem)) return undefined;
  const subject = policy.displayName;
  const spec = { subject, problem, file: policy.source.file };
  const edited = (edit: SpecEdit) => (text: string) => editSpec(text, [edit]);
  const usersFile = policy.spec.usersFile && usersFilePath(policy.source.file, policy.spec.usersFile);
  switch (problem.code) {
    case "drift-application-on":
      return { ...spec, change: edited({ add: "applications", entry: application }) };
    case "drift-application-off":
      return { ...spec, change: edited({ drop: "applications", entry: application }) };
    case "drift-policy-user-missing":
      return usersFile
        ? { ...spec, person: address, file: usersFile, change: (text) => dropFromUsersFile(text, address) }
        : { ...spec, person: address, change: edited({ drop: "users", entry: address }) };
    case "drift-policy-user-unmanaged":
      return usersFile
        ? { ...spec, person: address, file: usersFile, change: (text) => addToUsersFile(text, address) }
        : { ...spec, person: address, change: edited({ add: "users", entry: address }) };
    default:
      return undefined;
  }
}
