import { whatNext } from "../../tools/main-job/what-next";
import { expectGolden } from "../support/golden";

describe("the end of npm start", () => {
  it("says what to try next", () => {
    const facts = { page: "https://127.0.0.1:8443/", file: "specs/york/calendars/knee.yaml" };
    expectGolden("report/golden/what-next.txt", whatNext(facts));
  });
});
