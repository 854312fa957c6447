import { expect } from "chai";
import { tombstoneText } from "../../src/spec/edit-spec";

const SPEC = `# yaml-language-server: $schema=../../../schemas/booking-calendar.schema.json
# The heart failure clinic.
kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart Failure # since 2019
replyTo: cardiology.hf@nhs.net

# The switchboard.
phone: "+44 113 496 0000"
# Agreed with the ward.
admins:
  # Covers until May.
  - amy.shah@nhs.net # lead nurse
viewers:
  - bob.jones@nhs.net
# The end.
`;
const deletion = {
  confirm: "LeedsCardiologyHeartFailure@nhs.net",
  reason: "Moved: York.",
  withFutureAppointments: false,
};

describe("turning a spec into a tombstone", () => {
  it("takes out the users, adds the confirmation, and keeps comments, order and spelling [DEL-1]", () => {
    expect(
      tombstoneText(SPEC, deletion),
    ).to.equal(`# yaml-language-server: $schema=../../../schemas/booking-calendar.schema.json
# The heart failure clinic.
kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart Failure # since 2019
replyTo: cardiology.hf@nhs.net

# The switchboard.
phone: "+44 113 496 0000"
# Agreed with the ward.
# Covers until May.
status: deleted
deletion:
  confirm: LeedsCardiologyHeartFailure@nhs.net
  reason: "Moved: York."
# The end.
`);
  });

  it("keeps the ends of lines as they are in a file from Windows", () => {
    const text = tombstoneText("kind: BookingCalendar\r\n# mind\r\nadmins:\r\n  - b@nhs.net\r\n", deletion);
    expect(text.replaceAll("\r\n", "")).to.not.match(/[\r\n]/);
    expect(text).to.contain("# mind\r\nstatus: deleted\r\n");
  });

  it("says that patients are booked only when it was said, and keeps an adopted address", () => {
    const spec =
      "kind: BookingCalendar\nstatus: active\nrecreate: { confirm: x }\nadopted:\n  address: a@nhs.net\nadmins: [b@nhs.net]\n";
    expect(
      tombstoneText(spec, { ...deletion, reason: "007", withFutureAppointments: true }),
    ).to.equal(`kind: BookingCalendar
status: deleted
adopted:
  address: a@nhs.net
deletion:
  confirm: LeedsCardiologyHeartFailure@nhs.net
  reason: "007"
  withFutureAppointments: true
`);
  });
});
