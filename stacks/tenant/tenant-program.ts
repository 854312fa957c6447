import {
  AdministrativeUnit,
  AppRoleAssignment,
  getServicePrincipalOutput,
  getUserOutput,
  Provider,
  ServicePrincipalDelegatedPermissionGrant,
} from "@pulumi/azuread";
import {
  ComponentResource,
  type ComponentResourceOptions,
  getStack,
  type Input,
  type Output,
  type Resource,
  RunError,
} from "@pulumi/pulumi";
import type { Estate } from "../../src/model/estate";
import type { Organisation } from "../../src/model/organisation";
import type { GitHubRepository, Tenant, TrustedJobs } from "../../src/model/tenant";
import { formatText } from "../../src/problem/format";
import { validate } from "../../src/rules/validate";
import type { SpecFiles } from "../../src/spec/spec-files";
import { CalendarOperator } from "./calendar-operator";
import type { FederatedCredential } from "./declare-application";
import { declareDirectoryOperator } from "./declare-directory-operator";
import { microsoftIds } from "./microsoft-ids";
import { Observer } from "./observer";

/** The one stack of this program. No organisation can be called so (docs/rules/folder-is-organisation.md). */
const STACK = "tenant";

/** All problems of all specs at once, before the first resource is registered; then the resources. */
export function tenantProgram(root: string, files: SpecFiles) {
  if (getStack() !== STACK) {
    throw new RunError(
      `The stack is called “${getStack()}”. A tenant's identities stand in one stack, called “${STACK}”: a second one would make them twice.`,
    );
  }
  const { estate, problems } = validate(root, files);
  if (!estate) {
    const errors = problems.filter(({ severity }) => severity === "error");
    throw new RunError(formatText(errors));
  }
  return declareTenant(estate);
}

/**
 * Registers all identities of the estate with their rights. Returns ids for those who set pipelines up, by stack name; none
 * is a secret.
 */
function declareTenant({ tenant, organisations }: Estate) {
  // Whoever is signed in: what is made is made in this tenant or not at all.
  const provider = new Provider("tenant", { tenantId: tenant.tenantId });
  const options = { provider };
  // Looked up and never managed: it is Microsoft's.
  const graphObjectId = getServicePrincipalOutput({ clientId: microsoftIds.graph }, options).objectId;
  const trusted = federatedCredentials(tenant, tenant.observer);
  const observer = trusted.length > 0 ? new Observer(tenant, trusted, graphObjectId, options) : undefined;
  const shared = { calendarOperator: new CalendarOperator(options), graphObjectId };
  if (tenant.calendarDeleter !== undefined) declareDeleter(tenant.calendarDeleter, shared, options);
  const access = organisations.map(({ organisation }) => {
    const credentials = federatedCredentials(tenant, organisation.pipelines);
    const declared = new OrganisationAccess(organisation, credentials, shared, options);
    return [organisation.stack, outputsOf(declared)] as const;
  });
  return {
    tenantId: tenant.tenantId,
    ...(observer && { observer: { clientId: observer.clientId } }),
    calendarOperator: { clientId: shared.calendarOperator.clientId },
    organisations: Object.fromEntries(access),
  };
}

function outputsOf({ administrativeUnitId, directoryOperatorClientId: clientId }: OrganisationAccess) {
  return { administrativeUnitId, ...(clientId && { directoryOperator: { clientId } }) };
}

/** How the jobs that a spec trusts sign in. None: no one can. */
export function federatedCredentials(
  { tenantId, pipelines: { github, azureDevOps } }: Tenant,
  { githubEnvironment, azureServiceConnection }: TrustedJobs,
): readonly FederatedCredential[] {
  return [
    ...(github && githubEnvironment !== undefined ? [gitHubCredential(github, githubEnvironment)] : []),
    ...(azureDevOps && azureServiceConnection !== undefined
      ? [azureDevOpsCredential(tenantId, azureDevOps.organisationId, azureServiceConnection)]
      : []),
  ];
}

/**
 * Trust in the jobs of one environment of a GitHub repository. The subject has GitHub's numbers beside the names, the
 * form of repositories that were made, renamed or moved after 15 July 2026 or that have opted in; a subject of names
 * alone could be had by whoever takes the name over. Never a branch or a pull request: only an environment has approvers.
 */
function gitHubCredential(
  { owner, ownerId, repository, repositoryId }: GitHubRepository,
  environment: string,
): FederatedCredential {
  return {
    name: "github",
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:${owner}@${ownerId}/${repository}@${repositoryId}:environment:${environment}`,
    description: `Jobs of the environment ${environment} of ${owner}/${repository} on GitHub`,
  };
}

/**
 * Trust in the jobs that use one Azure DevOps service connection. The issuer is Entra ID, which replaces Azure DevOps'
 * own (retired on 1 July 2027); the subject is made of ids alone.
 */
function azureDevOpsCredential(
  tenantId: string,
  organisationId: string,
  serviceConnection: string,
): FederatedCredential {
  const prefix = `/eid1/c/pub/t/${shortened(tenantId)}/a/${shortened(microsoftIds.azureDevOps)}`;
  return {
    name: "azure-devops",
    issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    subject: `${prefix}/sc/${organisationId}/${serviceConnection}`,
    description: `Jobs that use the Azure DevOps service connection ${serviceConnection}`,
  };
}

/** A GUID as Entra ID writes it in subjects: its bytes in Microsoft's order, the first three groups reversed. */
function shortened(guid: string): string {
  const bytes = Buffer.from(guid.replaceAll("-", ""), "hex");
  const reversed = [bytes.subarray(0, 4), bytes.subarray(4, 6), bytes.subarray(6, 8)].map((group) =>
    Buffer.from(group).reverse(),
  );
  return Buffer.concat([...reversed, bytes.subarray(8)]).toString("base64url");
}

/** Everything that one organisation has in Entra ID. */
class OrganisationAccess extends ComponentResource {
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
    // An identity that no one can use would only be one more to watch.
    this.directoryOperatorClientId =
      credentials.length > 0
        ? declareDirectoryOperator(organisation, unit, credentials, shared.graphObjectId, this).application
            .clientId
        : undefined;
    if (operator !== undefined) declareServiceAccount(stack, operator, shared, this);
    this.registerOutputs({ administrativeUnitId: this.administrativeUnitId });
  }
}

/** What all organisations have in common. */
interface Shared {
  readonly calendarOperator: CalendarOperator;
  readonly graphObjectId: Input<string>;
}

/** Lets the account that deletes calendars sign in. The role that Exchange wants of it is given by the tenant's administrators. */
function declareDeleter(address: string, shared: Shared, options: ComponentResourceOptions): void {
  const parent = new ComponentResource("nhsmail:tenant:CalendarDeleter", "calendar-deleter", {}, options);
  declareServiceAccount("calendar-deleter", address, shared, parent);
}

/** Lets one service account, and no one else, sign in through the calendar operator's application. */
function declareServiceAccount(
  stack: string,
  address: string,
  { calendarOperator, graphObjectId }: Shared,
  parent: Resource,
): void {
  const account = getUserOutput({ mail: address }, { parent });
  const { objectId } = calendarOperator.servicePrincipal;
  new AppRoleAssignment(
    `${stack}-service-account`,
    {
      appRoleId: microsoftIds.defaultAccess,
      principalObjectId: account.objectId,
      resourceObjectId: objectId,
    },
    { parent },
  );
  new ServicePrincipalDelegatedPermissionGrant(
    `${stack}-service-account`,
    {
      servicePrincipalObjectId: objectId,
      resourceServicePrincipalObjectId: graphObjectId,
      claimValues: Object.keys(microsoftIds.delegatedPermissions),
      // without it the consent would be for every user of the tenant
      userObjectId: account.objectId,
    },
    { parent },
  );
}
