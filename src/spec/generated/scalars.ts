// Made from schemas/ by `npm run generate`. Do not edit.
export const scalars = {
  "Tenant": {
    "starterService": "boolean",
    "requirePlan": "boolean",
    "markAdopted": "boolean",
    "oneUserPolicyPerUser": "boolean",
    "limits": {
      "calendarsDeleted": {
        "number": "integer",
        "percent": "integer"
      },
      "membersRemoved": {
        "number": "integer",
        "percent": "integer"
      },
      "rolesChanged": {
        "number": "integer",
        "percent": "integer"
      },
      "policiesEmptied": {
        "number": "integer",
        "percent": "integer"
      },
      "calendarsMissing": {
        "number": "integer",
        "percent": "integer"
      }
    }
  },
  "Organisation": {
    "limitOverrides": {
      "*": {
        "number": "integer"
      }
    }
  },
  "UserPolicy": {
    "grantsLicence": "boolean",
    "adopt": {
      "complete": "boolean"
    }
  },
  "BookingCalendar": {
    "deletion": {
      "withFutureAppointments": "boolean"
    },
    "recreate": {
      "times": "integer"
    },
    "adopted": {
      "mark": "boolean"
    }
  }
} as const;
