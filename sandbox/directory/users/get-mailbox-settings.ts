import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { GraphFault } from "../../odata/graph-fault";
import { present } from "../../odata/present";
import { findUser } from "./find-user";
import type { User } from "./user";

function purposeOf(call: Call, user: User): string {
  if (user.mailbox === "none" || user.mailboxInactiveSince !== undefined) {
    throw new GraphFault(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  }
  return user.mailbox === "booking" ? call.world.settings.bookingMailboxPurpose : user.mailbox;
}

/** GET /users/{user}/mailboxSettings */
export const getMailboxSettings: Operation = {
  name: "mailboxSettings.get",
  method: "GET",
  path: "/users/{user}/mailboxSettings",
  workload: "mailbox",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    const settings = {
      archiveFolder: "",
      timeZone: "GMT Standard Time",
      delegateMeetingMessageDeliveryOptions: "sendToDelegateOnly",
      dateFormat: "dd/MM/yyyy",
      timeFormat: "HH:mm",
      userPurpose: purposeOf(call, user),
      automaticRepliesSetting: null,
      language: { locale: "en-GB", displayName: "English (United Kingdom)" },
      workingHours: null,
    };
    const context = call.context(`users('${encodeURIComponent(call.param("user"))}')/mailboxSettings`);
    return {
      status: 200,
      body: { "@odata.context": context, ...present("mailboxSettings", settings, call.select()) },
    };
  },
};

/** GET /users/{user}/mailboxSettings/userPurpose */
export const getUserPurpose: Operation = {
  name: "userPurpose.get",
  method: "GET",
  path: "/users/{user}/mailboxSettings/userPurpose",
  workload: "mailbox",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    const context = call.context(
      `users('${encodeURIComponent(call.param("user"))}')/mailboxSettings/userPurpose`,
    );
    return { status: 200, body: { "@odata.context": context, value: purposeOf(call, user) } };
  },
};
