import { AdministrativeUnit } from "@pulumi/azuread";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Organisation } from "../../src/model/organisation";
import { declareDirectoryOperator } from "./declare-directory-operator";
import { declareServiceAccount } from "./declare-service-account";
import type { FederatedCredential } from "./federated-credential";
import type { Shared } from "./shared";

/** Everything that one organisation has in Entra ID. */
export class OrganisationAccess extends ComponentResource {
  readonly administrativeUnitId: Output<string>;
  /** Absent while no pipeline may sign in as it. */
  readonly directoryOperatorClientId: Output<string> | undefined;

  constructor(
    organisation: Organisation,
    credentials: readonly FederatedCredential[],
    shared: Shared,
    options: ComponentResourceOptions,
  ) {
    const { stack, shortName, name, operator } = organisation;
    super("nhsmail:tenant:Organisation", stack, {}, options);
    const unit = new AdministrativeUnit(
      stack,
      {
        displayName: `Bookings ${shortName}`,
        description: `The groups of the Bookings user policies of ${name}. No users: rights over a group are enough.`,
        preventDuplicateNames: true,
      },
      // with the unit its groups would leave the directory operator's reach
      { parent: this, protect: true },
    );
    this.administrativeUnitId = unit.objectId;
    // An identity that nobody can use would only be one more to watch.
    this.directoryOperatorClientId =
      credentials.length > 0
        ? declareDirectoryOperator(organisation, unit, credentials, this).application.clientId
        : undefined;
    if (operator !== undefined) declareServiceAccount(stack, operator, shared, this);
    this.registerOutputs({ administrativeUnitId: this.administrativeUnitId });
  }
}
