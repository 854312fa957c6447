/** The one service that a new calendar starts with: half an hour by Teams. Its admins make of it what they need. */
export const starterService = {
  displayName: "Virtual appointment",
  defaultDuration: "PT30M",
  isLocationOnline: true,
  isAnonymousJoinEnabled: true,
  isHiddenFromCustomers: false,
  isCustomerAllowedToManageBooking: true,
  smsNotificationsEnabled: false,
  maximumAttendeesCount: 1,
  defaultPrice: 0,
  defaultPriceType: "notSet",
} as const;
