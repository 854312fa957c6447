import type { TestTenant } from "./sandbox-tenant";

/** Someone deletes a calendar in the web app and makes another one, which gets the same address. */
export async function replaceByHand(tenant: TestTenant, address: string): Promise<void> {
  const businesses = "/solutions/bookingBusinesses";
  await tenant.edit("DELETE", `${businesses}/${address}`);
  await tenant.edit("POST", businesses, { displayName: address.split("@")[0] });
  await tenant.edit("POST", `${businesses}/${address}/staffMembers`, {
    "@odata.type": "#microsoft.graph.bookingStaffMember",
    displayName: "Amy Shah",
    emailAddress: "amy.shah@nhs.net",
    role: "administrator",
  });
}
