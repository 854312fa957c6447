/** The services behind plans, as `assignedPlans` calls them; a plan that is not here is called by its own name. */
const services: readonly (readonly [RegExp, string])[] = [
  [/^(EXCHANGE_|MICROSOFTBOOKINGS$|MYANALYTICS|MICROSOFT_SEARCH)/, "exchange"],
  [/^SHAREPOINT/, "SharePoint"],
  [/^MCO/, "MicrosoftCommunicationsOnline"],
  [/^TEAMS1$/, "TeamspaceAPI"],
  [/^(YAMMER|VIVAENGAGE)/, "YammerEnterprise"],
  [/^RMS_/, "RMSOnline"],
  [/^OFFICE(SUBSCRIPTION|MOBILE)/, "MicrosoftOffice"],
  [/^FORMS_/, "OfficeForms"],
  [/^PROJECTWORKMANAGEMENT$/, "ProjectWorkManagement"],
  [/^POWERAPPS_/, "PowerAppsService"],
  [/^FLOW_/, "ProcessSimple"],
  [/^INTUNE_/, "SCO"],
  [/^STREAM_/, "MicrosoftStream"],
  [/^KAIZALA_/, "MicrosoftKaizala"],
  [/^WHITEBOARD_/, "WhiteboardServices"],
  [/^BPOS_S_TODO/, "To-Do"],
  [/^SWAY$/, "Sway"],
];

/** The service that a plan belongs to. */
export function planService(planName: string): string {
  return services.find(([pattern]) => pattern.test(planName))?.[1] ?? planName;
}
