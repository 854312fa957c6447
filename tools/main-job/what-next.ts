interface Facts {
  /** The sandbox's page for people. */
  readonly page: string;
  /** Some calendar's spec, relative to the root. */
  readonly file?: string;
}

/** What to try once the examples are there. */
export function whatNext({ page, file = "specs/leeds/calendars/heart-failure.yaml" }: Facts): string {
  const organisation = file.split(/[\\/]/)[1] ?? "leeds";
  return `
What to try next:
  Look at the tenant       ${page} (the browser warns, as the sandbox made its own certificate)
  Confirm membership       bin/bookings sandbox approve, then bin/bookings up and bin/bookings status
  Make a change            change a phone number in ${file},
                           then bin/bookings preview ${organisation} and bin/bookings up ${organisation}
  Break something          write the phone number twice, then bin/bookings validate
  Use plain Pulumi         eval "$(bin/bookings env)"; pulumi preview --stack ${organisation}
  Watch what is sent       bin/bookings sandbox log --follow
  Stop                     bin/bookings sandbox stop
`;
}
