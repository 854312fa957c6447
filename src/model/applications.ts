interface KnownPlan {
  readonly name: string;
  /** The same in every tenant and in every licence that holds it. */
  readonly id: string;
}

/** The application that all this is about. */
export const BOOKINGS = "Microsoft Bookings";

const plan = (name: string, id: string): KnownPlan => ({ name, id });

/**
 * Which service plans an application consists of. Licences have different plans for the same thing (Exchange of E3 and of
 * F3): those that a licence holds are the ones meant. From Microsoft's reference of product names and service plans,
 * 2025-10-29.
 */
export const applications: Readonly<Record<string, readonly KnownPlan[]>> = {
  [BOOKINGS]: [plan("MICROSOFTBOOKINGS", "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2")],
  "Microsoft Teams": [plan("TEAMS1", "57ff2da0-773e-42df-b2af-ffb7a2317929")],
  "Exchange Online": [
    plan("EXCHANGE_S_ENTERPRISE", "efb87545-963c-4e0d-99df-69c6916d9eb0"),
    plan("EXCHANGE_S_DESKLESS", "4a82b400-a79f-41a4-b4e2-e94f5787b113"),
  ],
  "SharePoint Online": [
    plan("SHAREPOINTENTERPRISE", "5dbe027f-2339-4123-9542-606e4d348a72"),
    plan("SHAREPOINTDESKLESS", "902b47e5-dcb2-4fdc-858b-c63a90a2bdb9"),
  ],
  "Office for the Web": [plan("SHAREPOINTWAC", "e95bec33-7c88-4a70-8e19-b10bd9d0c014")],
  "Microsoft Forms": [
    plan("FORMS_PLAN_E3", "2789c901-c14e-48ab-a76a-be334d9d793a"),
    plan("FORMS_PLAN_K", "f07046bd-2a3c-4b96-b0be-dea79d7cbfb8"),
  ],
  "Microsoft Planner": [plan("PROJECTWORKMANAGEMENT", "b737dad2-2f6c-4c65-90e3-ca563267e8b9")],
  "Microsoft To Do": [
    plan("BPOS_S_TODO_2", "c87f142c-d1e9-4363-8630-aaea9c4d9ae5"),
    plan("BPOS_S_TODO_FIRSTLINE", "80873e7a-cd2a-4e67-b061-1b5381a676a5"),
  ],
  "Microsoft Whiteboard": [
    plan("WHITEBOARD_PLAN2", "94a54592-cd8b-425e-87c6-97868b000b91"),
    plan("WHITEBOARD_FIRSTLINE1", "36b29273-c6d0-477a-aca6-6fbe24f538e3"),
  ],
  "Microsoft Stream": [
    plan("STREAM_O365_E3", "9e700747-8b1d-45e5-ab8d-ef187ceec156"),
    plan("STREAM_O365_K", "3ffba0d2-38e5-4d5e-8ec0-98f2b05c09d9"),
  ],
  "Power Apps": [
    plan("POWERAPPS_O365_P2", "c68f8d98-5534-41c8-bf36-22fa496fa792"),
    plan("POWERAPPS_O365_S1", "e0287f9f-e222-4f98-9a83-f379e249159a"),
  ],
  "Power Automate": [
    plan("FLOW_O365_P2", "76846ad7-7776-4c40-a281-a386362dd1b9"),
    plan("FLOW_O365_S1", "bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a"),
  ],
  Sway: [plan("SWAY", "a23b959c-7ce8-4e57-9140-b90eb88a9e97")],
  "Viva Engage": [
    plan("VIVAENGAGE_CORE", "a82fbf69-b4d7-49f4-83a6-915b2cf354f4"),
    plan("YAMMER_ENTERPRISE", "7547a3fe-08ee-4ccb-b430-5077c5041653"),
  ],
};
