import { expect } from "chai";
import fc from "fast-check";
import { pathForLog } from "../../sandbox/graph/request-log";

const business = "/solutions/bookingBusinesses/LeedsXRay%40nhs.net";
const customer = "11111111-2222-3333-4444-555555555555";
const letters = fc.string({ unit: fc.constantFrom(..."ABCDEFGHabcdefgh"), minLength: 6, maxLength: 20 });

describe("what the log keeps of an address", () => {
  it("is the address as it was sent, as a rule", () => {
    for (const path of [
      "/users?$filter=startsWith(displayName,'Amy')&$top=3",
      `${business}/staffMembers/${customer}`,
      `${business}/customers/${customer}`,
      `${business}/calendarView?start=2026-11-23T00:00:00Z&end=2026-11-24T00:00:00Z`,
      `${business}/appointments?$select=id&$top=5`,
      "/users?a=b?c=d&e",
      "/%ff",
      "/",
    ])
      expect(pathForLog(path)).to.equal(path);
  });

  it("has no words of what was asked about patients, however they are written", () => {
    fc.assert(
      fc.property(
        letters,
        fc.constantFrom("$filter", "%24filter", "$search", "%24%66ilter", "q"),
        (name, key) => {
          for (const place of ["customers", "CUSTOMERS", "appointments", "calendarView", "%63ustomers"])
            expect(pathForLog(`${business}/${place}?$top=1&${key}=x eq '${name}'`)).not.to.contain(name);
          expect(pathForLog(`${business}/customers/${name}`)).not.to.contain(name);
          expect(pathForLog(`${business}/customers('${name}')/x`)).not.to.contain(name);
          expect(pathForLog(`${business}/%63ustomers/${name}`)).not.to.contain(name);
        },
      ),
    );
  });

  it("has no token, wherever a client puts it", () => {
    const token = "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2lnbmF0dXJl";
    for (const path of [
      `/users?access_token=${token}`,
      `/users?%61ccess_token=opaque-secret`,
      "/users?$top=1&refresh_token=opaque-secret",
      `/users/${token}`,
      `/users?x=${token}&y=1`,
    ])
      expect(pathForLog(path)).not.to.match(/eyJ|c2ln|opaque/);
  });
});
