import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Clock, type ClockState } from "./base/clock";
import { InputError, readInput } from "./base/input";
import { FaultBook, Gate, readFaultRule } from "./graph/fault-book";
import { RequestLog } from "./graph/request-log";
import type { Runtime } from "./graph/runtime";
import type { ServedWorld } from "./graph/serve";
import { Throttle } from "./graph/throttle";
import { type Identities, identitiesOf, registerApplications } from "./identity/identities";
import { signingKey, TokenIssuer, TokenVerifier } from "./identity/token-issuer";
import { createGraphService } from "./operations";
import { users } from "./records/user";
import { applySeed } from "./seed/apply-seed";
import { openSeed, type Seed } from "./seed/seed";
import { certificates } from "./server/certificates";
import type { Exchange } from "./server/graph-endpoint";
import { createHandler } from "./server/handler";
import { type Handler, listen, type Patience } from "./server/listen";
import { allSettings, readSettings, type Settings } from "./store/settings";
import { Store } from "./store/store";
import type { Tenant } from "./store/world";

/** How a sandbox is to be started. */
export interface SandboxOptions {
  readonly port?: number;
  /** Where it keeps its tenant; without it everything is in memory. */
  readonly dataDir?: string;
  /** A seed, or a file of one; used when the tenant is new. */
  readonly seed?: Seed | string;
  readonly settings?: Partial<Settings>;
  readonly faults?: readonly object[];
  /** More of both: a file of YAML or JSON, or its text. */
  readonly settingsFrom?: string;
  readonly faultsFrom?: string;
  /** The time it is in the tenant at the start, as ISO text or milliseconds. */
  readonly clock?: string | number;
  /** How long slow clients are borne with; the usual times are some seconds. */
  readonly patience?: Partial<Patience>;
  /** Which file asks for a calendar: the page then shows it. */
  readonly specOf?: Runtime["specOf"];
}

/** A running sandbox. */
export interface Sandbox {
  /** Graph: `https://127.0.0.1:PORT/v1.0`. */
  readonly url: string;
  /** Authority host, without a tenant. */
  readonly authority: string;
  /** The tenant's id as it is now; a reset changes it. */
  readonly tenantId: string;
  readonly caFile: string;
  readonly adminUrl: string;
  readonly adminToken: string;
  readonly identities: Identities;
  /** Whether the tenant was made at this start; only then is a seed used. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

function tenantOf(seed: Seed): Tenant {
  const {
    tenantId = randomUUID(),
    domain = "nhs.net",
    initialDomain = "nhsnet.onmicrosoft.com",
  } = seed.tenant ?? {};
  return { tenantId, domain, initialDomain };
}

function populate(world: ServedWorld, seed: Seed): void {
  world.store.transaction(() => {
    world.tenant = tenantOf(seed);
    world.store.setMeta("tenant", world.tenant);
    world.store.setMeta("seed", seed);
    registerApplications(world);
    applySeed(world, seed);
  });
}

function openFaults({ faults = [], faultsFrom }: SandboxOptions): FaultBook {
  const more = faultsFrom === undefined ? [] : readInput(faultsFrom, "faults");
  if (!Array.isArray(more)) throw new InputError("Faults must be a list of rules.");
  return new FaultBook([...faults, ...more].map(readFaultRule));
}

function openSettings({ settings, settingsFrom }: SandboxOptions): Partial<Settings> {
  const more = settingsFrom === undefined ? undefined : readInput(settingsFrom, "settings");
  return { ...readSettings(settings), ...readSettings(more) };
}

/** Settings that stand in for the defaults of every sandbox that a test run starts, in whatever process. */
function defaultSettings(): Partial<Settings> {
  const text = process.env["BOOKINGS_SANDBOX_SETTINGS"];
  return text ? readSettings(readInput(text, "settings")) : {};
}

/** The `observe` of a module of the tests: it is told of every exchange of every sandbox, in whatever process. */
async function observer(): Promise<((exchange: Exchange) => void) | undefined> {
  const file = process.env["BOOKINGS_SANDBOX_OBSERVER"];
  return file ? (await import(pathToFileURL(file).href)).observe : undefined;
}

function createWorld(store: Store, origin: string, options: SandboxOptions, faults: FaultBook): ServedWorld {
  const clock = new Clock(store.meta<ClockState>("clock"));
  if (options.clock !== undefined) clock.set(new Date(options.clock).getTime());
  const settings = allSettings({ ...defaultSettings(), ...store.meta<Partial<Settings>>("settings") });
  return {
    store,
    clock,
    settings,
    faults,
    gate: new Gate(),
    throttle: new Throttle(settings, clock, () => store.of(users).count()),
    log: new RequestLog(store),
    tenant: store.meta<Tenant>("tenant") ?? tenantOf({}),
    origin,
    graphUrl: `${origin}/v1.0`,
  };
}

async function createRuntime(
  world: ServedWorld,
  { dataDir, specOf = () => undefined }: SandboxOptions,
): Promise<Runtime> {
  const persistent = dataDir !== undefined;
  const key = await signingKey(world.store, "signing-key", persistent);
  const federationKey = await signingKey(world.store, "federation-key", persistent);
  const verifier = new TokenVerifier(world, key);
  const adminToken = world.store.meta<string>("admin-token") ?? randomBytes(24).toString("base64url");
  world.store.setMeta("admin-token", adminToken);
  return {
    world,
    graph: createGraphService(world),
    identity: { world, issuer: new TokenIssuer(world, key), federationKey },
    verifier,
    adminToken,
    pageToken: randomBytes(24).toString("base64url"),
    specOf,
    reset(seed = { ...(world.store.meta<Seed>("seed") ?? {}) }) {
      const { tenantId: _old, ...tenant } = seed.tenant ?? {};
      world.store.transaction(() => {
        world.store.clear();
        populate(world, { ...seed, tenant });
      });
      world.faults.clear();
      verifier.forget();
      return identitiesOf(world);
    },
  };
}

/** Starts a sandbox; it runs until it is closed. Its port, tenant and identities are in what it answers. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const seed = openSeed(options.seed);
  const settings = openSettings(options);
  const faults = openFaults(options);
  const folder = options.dataDir
    ? resolve(options.dataDir)
    : mkdtempSync(join(tmpdir(), "bookings-sandbox-"));
  const store = new Store(options.dataDir ? folder : undefined);
  let handler: Handler = async () => {};
  const certificate = await certificates(folder);
  const listening = await listen(certificate, options.port ?? 0, () => handler, options.patience).catch(
    (error: unknown) => {
      store.close();
      throw error;
    },
  );
  const isNew = store.meta<Tenant>("tenant") === undefined;
  const world = createWorld(store, listening.origin, options, faults);
  const runtime = await createRuntime(world, options);
  if (isNew) populate(world, seed);
  Object.assign(world.settings, settings);
  handler = createHandler(runtime, await observer());
  const flushing = setInterval(() => world.log.flush(), 500);
  flushing.unref();
  return {
    url: world.graphUrl,
    authority: listening.origin,
    get tenantId() {
      return world.tenant.tenantId;
    },
    caFile: certificate.caFile,
    adminUrl: `${listening.origin}/admin`,
    adminToken: runtime.adminToken,
    identities: identitiesOf(world),
    isNew,
    async close() {
      clearInterval(flushing);
      world.gate.release();
      await listening.close();
      world.log.flush();
      store.close();
      if (!options.dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}
