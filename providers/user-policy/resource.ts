import * as pulumi from "@pulumi/pulumi";
import type { PolicyInputs } from "../../src/model/policy-fields";
import { LOADING_TEXT } from "./record";

/** The type in state and URNs: frozen, as state keeps it for ever. */
export const USER_POLICY_TYPE = "pulumi-nodejs:dynamic/nhsmail:UserPolicy";

/** A user policy with its people. Protected: Pulumi alone never deletes one. */
export class UserPolicy extends pulumi.CustomResource {
  constructor(name: string, inputs: PolicyInputs, options?: pulumi.CustomResourceOptions) {
    super(USER_POLICY_TYPE, name, { ...inputs, __provider: LOADING_TEXT }, { ...options, protect: true });
  }
}
