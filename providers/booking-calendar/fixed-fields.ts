/** What a calendar is; everything else of it may change. In the words of the specs for people. */
export const FIXED_FIELDS: Readonly<Record<string, string>> = {
  tenantId: "The tenant",
  organisation: "The organisation",
  serviceArea: "The service area",
  clinicName: "The clinic name",
  address: "The address",
};
