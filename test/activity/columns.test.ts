import { expect } from "chai";
import fc from "fast-check";
import { parseAppointment, rowsOf } from "../../src/activity/appointment";
import { columns, headingLine, rowLine } from "../../src/activity/columns";
import { minutesIn, momentOf, startOfDay, wallClock } from "../../src/activity/time";
import { cell } from "../../src/files/tsv";

const facts = {
  staff: new Map([["s1", { name: "Amy Shah", address: "amy.shah@nhs.net" }]]),
  currency: "GBP",
  zone: "Europe/London",
};
const body = {
  id: "AAMkA",
  startDateTime: { dateTime: "2026-07-01T08:30:00.0000000", timeZone: "UTC" },
  endDateTime: { dateTime: "2026-07-01T09:15:00.0000000", timeZone: "UTC" },
  staffMemberIds: ["s1", "s-removed"],
  serviceName: "Echo",
  serviceLocation: { displayName: "12 High Street, Leeds" },
  priceType: "fixedPrice",
  price: 12.5,
  smsNotificationsEnabled: false,
  filledAttendeesCount: 2,
  customers: [
    {
      name: "Siân O'Neill",
      emailAddress: "sian@example.org",
      phone: "+44 7700 900123",
      location: { address: { street: "1 Lane", city: "York", postalCode: "YO1 7HH" } },
      customQuestionAnswers: [{ question: "Interpreter?", answer: "No" }],
    },
    { name: "Bob Jones" },
  ],
};

/** Graph has nothing to fill these with. */
const withoutSource = ["Cc Attendees", "Event Type", "Tracking Data"] as const;

/** Filled only on request: they say who a patient is, or may say where they live. */
const patientColumns = [
  "Customer Name",
  "Customer Email",
  "Customer Phone",
  "Customer Address",
  "Location",
  " Custom Fields",
] as const;

describe("a row of an activity report", () => {
  const appointment = parseAppointment(body);
  if (!appointment) throw new Error("no appointment");

  it("has the id of a customer's own booking, and of one that staff made Microsoft's id, as theirs is zeros [REP-1]", () => {
    const idOf = (selfServiceAppointmentId: string): unknown => {
      const one = parseAppointment({ ...body, selfServiceAppointmentId });
      return one && rowsOf(one, facts, false)[0]?.["Booking Id"];
    };
    expect(idOf("5c1b0a7e-1111-4222-8333-444455556666")).to.equal("5c1b0a7e-1111-4222-8333-444455556666");
    expect(idOf("00000000-0000-0000-0000-000000000000")).to.equal("AAMkA");
  });

  it("has the 21 columns of the web app's export, in its order, after a byte order mark [REP-1]", () => {
    expect(headingLine()).to.equal(
      "\uFEFFDate Time\tCustomer Name\tCustomer Email\tCustomer Phone\tCustomer Address\tStaff\tStaff Name\tStaff Email\tService\tLocation\t" +
        "Duration (mins.)\tPricing Type\tPrice\tCurrency\tCc Attendees\tSigned Up Attendees Count\tText Notifications Enabled\t Custom Fields\t" +
        "Event Type\tBooking Id\tTracking Data\n",
    );
    expect(columns).to.have.length(21);
  });

  it("is one for each customer, with times on the calendar's clock [REP-1]", () => {
    const [first, second, ...more] = rowsOf(appointment, facts, true);
    expect(more).to.deep.equal([]);
    expect(first).to.deep.equal({
      "Date Time": "01/07/2026 09:30",
      "Customer Name": "Siân O'Neill",
      "Customer Email": "sian@example.org",
      "Customer Phone": "+44 7700 900123",
      "Customer Address": "1 Lane, York, YO1 7HH",
      Staff: "Amy Shah; s-removed",
      "Staff Name": "Amy Shah; s-removed",
      "Staff Email": "amy.shah@nhs.net",
      Service: "Echo",
      Location: "12 High Street, Leeds",
      "Duration (mins.)": "45",
      "Pricing Type": "fixedPrice",
      Price: "12.5",
      Currency: "GBP",
      "Signed Up Attendees Count": "2",
      "Text Notifications Enabled": "false",
      " Custom Fields": '{"Interpreter?":"No"}',
      "Booking Id": "AAMkA",
    });
    expect(second).to.include({ "Customer Name": "Bob Jones", "Customer Phone": "", "Booking Id": "AAMkA" });
    for (const column of withoutSource) expect(first).not.to.have.property(column);
  });

  it("says nothing of patients unless that is asked for, and still counts them [REP-1]", () => {
    const rows = rowsOf(appointment, facts, false);
    expect(rows).to.have.length(2);
    for (const row of rows) for (const column of patientColumns) expect(row).not.to.have.property(column);
    const listed = parseAppointment({ ...body, customers: [], filledAttendeesCount: 3 });
    expect(listed && rowsOf(listed, facts, false)).to.have.length(3);
  });

  it("is there also for an appointment without customers", () => {
    const empty = parseAppointment({ ...body, customers: [], filledAttendeesCount: 0 });
    expect(empty && rowsOf(empty, facts, true)).to.have.length(1);
  });

  it("is not made up from an appointment whose start cannot be understood", () => {
    for (const startDateTime of [
      undefined,
      {},
      { dateTime: "soon", timeZone: "UTC" },
      { dateTime: "2026-07-01T08:30:00", timeZone: "Mars" },
    ])
      expect(parseAppointment({ ...body, startDateTime })).to.equal(undefined);
  });
});

describe("a cell of an activity report", () => {
  it("is no formula for Excel, unless it is raw [REP-1]", () => {
    for (const text of ["=1+1", "+44 113 496 0000", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"]) {
      expect(cell(text, false)).to.match(/^"?'/);
      expect(cell(text, true).replaceAll('"', "")).to.equal(text);
    }
  });

  it("comes back as it was, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = cell(text, true);
        const back =
          written.startsWith('"') && /["\t\r\n]/.test(text)
            ? written.slice(1, -1).replaceAll('""', '"')
            : written;
        expect(back).to.equal(text);
        expect(
          rowLine({ Service: text }, false)
            .replace(/"(?:[^"]|"")*"/g, "")
            .match(/\t/g),
        ).to.have.length(20);
      }),
    );
  });
});

describe("times of appointments", () => {
  it("follow the clock of the calendar through summer and winter", () => {
    const at = (dateTime: string, timeZone: string) =>
      wallClock(momentOf({ dateTime, timeZone }) ?? Number.NaN, "Europe/London");
    expect(at("2026-03-29T00:59:00.0000000", "UTC")).to.equal("29/03/2026 00:59");
    expect(at("2026-03-29T01:00:00.0000000", "UTC")).to.equal("29/03/2026 02:00");
    expect(at("2026-10-25T01:30:00.0000000", "UTC")).to.equal("25/10/2026 01:30");
    expect(at("2026-07-01T10:00:00", "GMT Standard Time")).to.equal("01/07/2026 10:00");
    expect(at("2026-07-01T10:00:00", "Romance Standard Time")).to.equal("01/07/2026 09:00");
    expect(at("2026-07-01T10:00:00+02:00", "UTC")).to.equal("01/07/2026 09:00");
  });

  it("begin a day at its midnight, of days that there are", () => {
    expect(new Date(startOfDay("2026-07-01", "Europe/London") ?? 0).toISOString()).to.equal(
      "2026-06-30T23:00:00.000Z",
    );
    for (const text of ["2026-02-30", "1/7/2026", "2026-7-1", "today"])
      expect(startOfDay(text, "Europe/London")).to.equal(undefined);
  });

  it("have durations in minutes", () => {
    expect(["PT1H30M", "P1DT5M", "PT0S", "PT90S"].map(minutesIn)).to.deep.equal([90, 1445, 0, 2]);
    expect(["", "P", "90", undefined].map(minutesIn)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
