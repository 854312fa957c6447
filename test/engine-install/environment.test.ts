import { expect } from "chai";
import { stateBackend } from "../../src/engine/backend";
import { engineSettings, environment, type SandboxFacts } from "../../src/engine/environment";

const facts = {
  root: "/clone",
  programs: ["/clone/node", "/cache/bin"],
  env: { PATH: "/usr/bin:/bin" },
};
const sandbox: SandboxFacts = {
  url: "https://127.0.0.1:4433/v1.0",
  authority: "https://127.0.0.1:4433",
  tenantId: "6b1c0f3e-0000-4000-8000-000000000001",
  caFile: "/clone/.bookings/sandbox/ca.pem",
  identitiesFile: "/clone/.bookings/identities.json",
};

describe("the environment that plain Pulumi and our commands share [OPS-1]", () => {
  it("puts a new enough Node first on the PATH, then the engine, then what was there", () => {
    expect(environment(facts)["PATH"]).to.equal("/clone/node:/cache/bin:/usr/bin:/bin");
  });

  it("changes nothing when it is set a second time", () => {
    const once = { ...facts.env, ...environment({ ...facts, sandbox }) };
    expect({ ...once, ...environment({ ...facts, sandbox, env: once }) }).to.deep.equal(once);
  });

  it("keeps state, and everything that Pulumi writes down, in the clone", () => {
    expect(environment(facts)).to.deep.include({
      BOOKINGS_ROOT: "/clone",
      PULUMI_BACKEND_URL: "file:///clone/.bookings/state",
      PULUMI_HOME: "/clone/.bookings/pulumi",
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NODE_COMPILE_CACHE: "/clone/.bookings/compile-cache",
    });
  });

  it("leaves a team's backend, its passphrase and a home of the user's choice alone", () => {
    const chosen = {
      PULUMI_BACKEND_URL: "azblob://state",
      PULUMI_HOME: "/home/amy/.pulumi",
      PULUMI_CONFIG_PASSPHRASE: "x",
    };
    const answer = environment({ ...facts, env: { ...facts.env, ...chosen } });
    expect(answer).to.include({ PULUMI_BACKEND_URL: "azblob://state", PULUMI_HOME: "/home/amy/.pulumi" });
    expect(answer).not.to.have.property("PULUMI_CONFIG_PASSPHRASE");
    const file = environment({ ...facts, env: { PULUMI_CONFIG_PASSPHRASE_FILE: "/secret" } });
    expect(file).not.to.have.property("PULUMI_CONFIG_PASSPHRASE");
  });

  it("names the storage account to the engine where a key signs in and the URL alone names the account", () => {
    const url = "azblob://state?storage_account=nhsbookings";
    const named = (env: Record<string, string>) =>
      environment({ ...facts, env: { PULUMI_BACKEND_URL: url, ...env } })["AZURE_STORAGE_ACCOUNT"];
    expect(named({ AZURE_STORAGE_KEY: "a2V5" })).to.equal("nhsbookings");
    expect(named({}), "an identity signs in").to.equal(undefined);
    expect(named({ AZURE_STORAGE_KEY: "a2V5", AZURE_STORAGE_ACCOUNT: "other" })).to.equal(undefined);
    expect(named({ AZURE_STORAGE_KEY: "a2V5", PULUMI_BACKEND_URL: "azblob://state" })).to.equal(undefined);
    expect(named({ AZURE_STORAGE_KEY: "a2V5", PULUMI_BACKEND_URL: "azblob://[" })).to.equal(undefined);
  });

  it("names the folder of the state as a URL, whatever characters its name has", () => {
    const url = environment({ ...facts, root: "/C#2/50% what?" })["PULUMI_BACKEND_URL"];
    expect(url).to.equal("file:///C%232/50%25%20what%3F/.bookings/state");
  });

  it("takes Pulumi's own forms of a folder, and says why another form is no place", () => {
    const at = (named: string, home?: string) => stateBackend(named, { root: "/clone", home });
    expect(at("file://~", "/home/amy")).to.include({ kind: "disk", folder: "/home/amy" });
    expect(at("file://~/states", "/home/amy")).to.include({ folder: "/home/amy/states" });
    expect(at("file://./states")).to.include({ folder: "/clone/states", url: "file:///clone/states" });
    expect(at("file:///srv/C%232")).to.include({ folder: "/srv/C#2", url: "file:///srv/C%232" });
    expect(at("azblob://states")).to.deep.equal({ kind: "elsewhere", url: "azblob://states" });
    expect(at("file://~")).to.include({ kind: "unusable" });
    expect(at("file:///srv/50%")).to.include({ kind: "unusable" });
    for (const path of ["/srv/states", "~", "~/states", "./states", "../states"])
      expect(at(path, "/home/amy"), path).to.deep.include({
        kind: "unusable",
        why: `it is a path and not a URL; write file://${path}`,
      });
  });

  it("keeps traffic on this machine from a proxy, and lets Node use one for the rest", () => {
    const env = {
      https_proxy: "http://proxy:8080",
      no_proxy: "intranet, example.org",
      NO_PROXY: "localhost",
    };
    const list = "localhost,127.0.0.1,::1,intranet,example.org";
    expect(environment({ ...facts, env })).to.include({
      no_proxy: list,
      NO_PROXY: list,
      NODE_USE_ENV_PROXY: "1",
    });
    expect(environment(facts)).not.to.have.any.keys("no_proxy", "NO_PROXY", "NODE_USE_ENV_PROXY");
  });

  it("gives the engine a home and a name where the account of a container has none", () => {
    expect(environment(facts)).to.include({ HOME: "/clone/.bookings/pulumi", USER: "bookings" });
    const env = { HOME: "/home/amy" };
    expect(environment({ ...facts, env })).not.to.have.any.keys("HOME", "USER");
    expect(environment({ ...facts, env, isNameless: true })).to.include({ USER: "bookings" });
  });

  it("knows which of Pulumi's variables would change a run behind a person's back", () => {
    const env = {
      PULUMI_OPTION_TARGET: "x",
      PULUMI_DEBUG_PROVIDERS: "x",
      PULUMI_BACKEND_URL: "x",
      PULUMI_HOME: "x",
    };
    expect(engineSettings(env)).to.deep.equal(["PULUMI_DEBUG_PROVIDERS", "PULUMI_OPTION_TARGET"]);
  });

  it("leads to a running sandbox, and says nothing of one that does not run", () => {
    expect(environment({ ...facts, sandbox })).to.include({
      BOOKINGS_GRAPH_URL: sandbox.url,
      BOOKINGS_AUTHORITY_HOST: sandbox.authority,
      BOOKINGS_TENANT_ID: sandbox.tenantId,
      BOOKINGS_IDENTITIES: sandbox.identitiesFile,
      NODE_EXTRA_CA_CERTS: sandbox.caFile,
    });
    expect(Object.keys(environment(facts)).filter((name) => /GRAPH|TENANT|CERTS/.test(name))).to.deep.equal(
      [],
    );
  });

  it("works where there is no PATH at all", () => {
    expect(environment({ ...facts, env: {} })["PATH"]).to.equal("/clone/node:/cache/bin");
  });
});
