/**
 * Microsoft's fixed ids that the tenant stack uses, and no others. They are the same in every tenant.
 *
 * - Applications, roles and scopes: microsoftgraph/microsoft-graph-devx-content, permissions/new/provisioningInfo.json,
 *   commit 6cbd6bbd of 2026-08-07, from which Microsoft makes the pages learn.microsoft.com/graph/permissions-reference.
 * - Directory roles: the template ids on learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference.
 */
export const microsoftIds = {
  /** Microsoft Graph itself. */
  graph: "00000003-0000-0000-c000-000000000000",
  /** Azure DevOps, which stands in the subject of the tokens of its service connections. */
  azureDevOps: "499b84ac-1321-427f-aa17-267ca6975798",
  /** Permissions of the observer, an application by itself. All of them read, and hold for the whole tenant. */
  applicationPermissions: {
    "Bookings.Read.All": "6e98f277-b046-4193-a4f2-6bf6a78cd491",
    "GroupMember.Read.All": "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    "LicenseAssignment.Read.All": "e2f98668-2877-4f38-a2f4-8202e0717aa1",
    "MailboxSettings.Read": "40f97065-369a-49f4-947c-6a255697ae91",
    "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
  },
  /** Permissions of directory operators, which Microsoft's page wants beside the role of whoever makes a group in a unit. */
  directoryOperatorPermissions: {
    "AdministrativeUnit.Read.All": "134fd756-38ce-4afd-ba33-e9623dbe66c2",
    "Group.Create": "bf7b1a76-6e77-406b-b258-bf5c7720e98f",
  },
  /** Permissions of an application on behalf of someone who has signed in, never more than that person has. */
  delegatedPermissions: {
    "Bookings.Manage.All": "7f36b48e-542f-4d3b-9bcb-8406f0ab9fdb",
    offline_access: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
  },
  directoryRoles: {
    "directory-readers": "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
    "groups-administrator": "fdd7a751-b60b-444a-984c-02652fe8fa1c",
    "license-administrator": "4d6ac14f-3453-41d0-bef9-a3e0c569773a",
  },
  /** Access to an application as such, where that application has no roles of its own. */
  defaultAccess: "00000000-0000-0000-0000-000000000000",
} as const;
