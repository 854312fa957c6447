import { expect } from "chai";
import { engineCache } from "../../src/engine/install/engine-facts";

const facts = { env: {}, home: () => "/home/amy", machine: "linux-x64" };

describe("the folder that engines are kept in", () => {
  it("is in the user's cache, per kind of machine", () => {
    expect(engineCache(facts)).to.equal("/home/amy/.cache/nhsmail-bookings/engine/linux-x64");
  });

  it("follows XDG_CACHE_HOME, unless that is a relative path", () => {
    const at = (folder: string) => engineCache({ ...facts, env: { XDG_CACHE_HOME: folder } });
    expect(at("/var/caches")).to.equal("/var/caches/nhsmail-bookings/engine/linux-x64");
    expect(at("caches")).to.equal(engineCache(facts));
  });

  it("asks for no home folder where it needs none: an account in a container may have none", () => {
    const none = { ...facts, home: () => expect.fail("asked for the home folder") };
    expect(engineCache({ ...none, env: { XDG_CACHE_HOME: "/var/caches" } })).to.contain("/var/caches/");
    expect(engineCache({ ...none, env: { BOOKINGS_ENGINE_CACHE: "/builds" } })).to.equal("/builds");
  });

  it("is none where there is no home folder, and nothing else says where", () => {
    expect(engineCache({ ...facts, home: () => undefined })).to.equal(undefined);
  });

  it("is the one named by BOOKINGS_ENGINE_CACHE, if any", () => {
    const env = { BOOKINGS_ENGINE_CACHE: "/builds", XDG_CACHE_HOME: "/var/caches" };
    expect(engineCache({ ...facts, env })).to.equal("/builds");
  });
});
