import type { RecordedUser } from "../engine/run-result";
import { counted } from "./counted";
import { labelled } from "./labelled";
import type { ListedPolicy } from "./listed-policy";
import type { Paint } from "./paint";
import { personName } from "./person-name";
import { licenceWords, POLICY_STATUS_WORDS } from "./status-words";

function userText(user: RecordedUser, isAsked: boolean, paint: Paint): string {
  const words = isAsked ? licenceWords(user) : "";
  const name = personName(user.address);
  if (words === "") return name;
  return `${name} ${(user.licence === "failed" ? paint.bad : paint.warning)(`– ${words}`)}`;
}

/** Everything that is known about one user policy: its people with what the directory has made of their licences. */
export function policyDetail(policy: ListedPolicy, paint: Paint): string {
  const { displayName, status, organisation, baseLicence, applications, file, users, unlisted } = policy;
  const people = users.map((user) => userText(user, status !== "planned", paint));
  const more =
    unlisted > 0
      ? [`and ${counted(unlisted, "person", "people")} in its group, not listed in the spec yet`]
      : [];
  const or = (texts: readonly string[]): readonly string[] => (texts.length > 0 ? texts : ["none"]);
  return [
    paint.strong(displayName),
    ...labelled("Status", [POLICY_STATUS_WORDS[status]]),
    ...labelled("Organisation", [organisation]),
    ...labelled("Base licence", [baseLicence]),
    ...labelled("Applications", or(applications)),
    ...labelled("Spec", file ? [file] : []),
    ...labelled("Users", or([...people, ...more])),
    "",
  ].join("\n");
}
