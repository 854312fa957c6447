import { RunError } from "@pulumi/pulumi";
import { findRoot } from "../../src/spec/find-root";
import { diskFiles } from "../../src/spec/spec-files";
import { tenantProgram } from "./tenant-program";

// The program of the tenant stack. Pulumi starts it in the folder of its compiled file, from which the root is further up.
export = async () => {
  const root = findRoot(__dirname, process.env);
  if (root === undefined)
    throw new RunError("There is no specs/tenant.yaml above this program: set BOOKINGS_ROOT.");
  return tenantProgram(root, diskFiles);
};
