import * as pulumi from "@pulumi/pulumi";
import type { SpecFiles } from "../../src/spec/spec-files";
import { tenantProgram } from "../../stacks/tenant/tenant-program";
import type { Declared, Run } from "./declared";

/** A request for a resource on its way to the engine. The mocks are not told its parent nor whether it is protected. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getProvider(): string;
  getProtect(): boolean;
  getObject(): { toJavaScript(): Record<string, unknown> };
}

type Answer = (error: unknown, response: { getUrn(): string }) => void;

/**
 * Runs the tenant stack's program with Pulumi's mocks in place of engine and plugin. Ids are made of names, so that who
 * gets a right over what can be read: `object of leeds-directory-operator`.
 */
export async function runTenantStack(root: string, files: SpecFiles, stack = "tenant"): Promise<Run> {
  const resources: Declared[] = [];
  const lookUps: Run["lookUps"][number][] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({
      id: `id of ${name}`,
      state: { ...inputs, objectId: `object of ${name}`, clientId: `client of ${name}` },
    }),
    call: ({ token, inputs, provider = "" }) => {
      lookUps.push({ token, inputs, provider });
      return { ...inputs, objectId: `object of ${inputs.mail ?? "Microsoft Graph"}` };
    },
  };
  await pulumi.runtime.setMocks(mocks, "nhsmail-bookings-tenant", stack, false);
  watch((resource) => resources.push(resource));
  try {
    const outputs = await settled(() => tenantProgram(root, files));
    return { resources: resources.sort((a, b) => (a.urn < b.urn ? -1 : 1)), lookUps, outputs };
  } catch (error) {
    if (!(error instanceof pulumi.RunError)) throw error;
    return { refusal: error.message, resources, lookUps };
  } finally {
    await pulumi.runtime.disconnect();
  }
}

/** The outputs, once everything that was asked for is there. */
async function settled<T>(program: () => T): Promise<unknown> {
  const outputs = pulumi.output(program());
  const values = new Promise((resolve) => {
    outputs.apply(resolve);
  });
  await pulumi.runtime.disconnect();
  return values;
}

function watch(seen: (resource: Declared) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: RegisterRequest, answer: Answer): unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) =>
    register(request, (error, response) => {
      if (!error) {
        seen({
          urn: response.getUrn(),
          type: request.getType(),
          name: request.getName(),
          inputs: request.getObject().toJavaScript(),
          provider: request.getProvider(),
          protect: request.getProtect(),
        });
      }
      answer(error, response);
    });
}
