/** Sets of Graph which the generated slice of the metadata leaves out, by path, with the type of their members. */
export const setsBeyondTheSlice: Readonly<Record<string, string>> = {
  "directory/administrativeunits": "administrativeUnit",
  "directory/deleteditems": "directoryObject",
  "rolemanagement/directory/roleassignments": "unifiedRoleAssignment",
  "rolemanagement/directory/roledefinitions": "unifiedRoleDefinition",
};

/** Actions that it leaves out, by the type they are bound to, with what they answer. */
export const actionsBeyondTheSlice: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  user: { reprocesslicenseassignment: "user" },
  directoryObject: { restore: "directoryObject" },
};
