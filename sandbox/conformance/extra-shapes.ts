import type { TypeShape } from "../model/type-shape";

/** Types which the sandbox answers and the generated slice leaves out, from Microsoft's pages on them. */
export const extraShapes: Readonly<Record<string, TypeShape>> = {
  unifiedRoleAssignment: {
    base: "entity",
    properties: {
      appScopeId: "String",
      condition: "String",
      directoryScopeId: "String",
      principalId: "String",
      roleDefinitionId: "String",
    },
  },
  unifiedRoleDefinition: {
    base: "entity",
    properties: {
      description: "String",
      displayName: "String",
      isBuiltIn: "Boolean",
      isEnabled: "Boolean",
      resourceScopes: "String[]!",
      templateId: "String",
      version: "String",
    },
  },
};
