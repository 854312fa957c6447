import { getStack, RunError } from "@pulumi/pulumi";
import { formatProblems } from "../../src/problem/format";
import { validate } from "../../src/rules/validate";
import type { SpecFiles } from "../../src/spec/spec-files";
import { declareTenant, type TenantOutputs } from "./declare-tenant";

/** The one stack of this program. No organisation can be called so (docs/rules/folder-is-organisation.md). */
const STACK = "tenant";

/** All problems of all specs at once, before the first resource is registered; then the resources. */
export function tenantProgram(root: string, files: SpecFiles): TenantOutputs {
  if (getStack() !== STACK) {
    throw new RunError(
      `The stack is called “${getStack()}”. A tenant's identities stand in one stack, called “${STACK}”: a second one would make them twice.`,
    );
  }
  const { estate, problems } = validate(root, files);
  if (!estate) {
    const errors = problems.filter(({ severity }) => severity === "error");
    throw new RunError(formatProblems(errors, { as: "text" }));
  }
  return declareTenant(estate);
}
