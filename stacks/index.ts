import { RunError } from "@pulumi/pulumi";
import { findRoot } from "../src/spec/find-root";
import { organisationProgram } from "./organisation-program";
import { portsOf } from "./ports";

// The program that plain `pulumi` runs. Pulumi starts it in the folder of this file; the root is further up, unless
// BOOKINGS_ROOT names another.
export = async () => {
  const root = findRoot(__dirname, process.env);
  if (root === undefined)
    throw new RunError("There is no specs/tenant.yaml above this program: set BOOKINGS_ROOT.");
  return organisationProgram(portsOf(root, process.env));
};
