import type { SandboxLine } from "./sandbox-line";

/** Where things are in a running sandbox. The admin token is not among them: it is no text for screens and logs. */
export function sandboxText({ url, authority, tenantId, adminUrl }: SandboxLine): string {
  const page = new URL("/", url).href;
  return [
    `The sandbox runs at ${page}`,
    `  Tenant:  ${tenantId}`,
    `  Graph:   ${url}`,
    `  Sign-in: ${authority}`,
    `  Admin:   ${adminUrl}`,
    "",
  ].join("\n");
}
