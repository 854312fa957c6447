import type { PolicyChange, SwitchChange } from "../plan/change";

const switchJson = ({ name, on }: SwitchChange): object => ({ name, on });

/** One change of a policy as machines read it. Keys are named one by one: what is published must not grow by accident. */
export function policyJson({
  name,
  displayName,
  kind,
  repairsDrift,
  applications,
  users,
}: PolicyChange): object {
  return {
    name,
    displayName,
    kind,
    repairsDrift,
    applications: applications.map(switchJson),
    users: users.map(switchJson),
  };
}
