// Made from schemas/ by `npm run generate`. Do not edit.
export const schemas = {
  "Tenant": {
    "title": "TenantSpec",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "tenantId",
      "domain",
      "viewerRole",
      "starterService",
      "baseLicences",
      "organisationAttribute"
    ],
    "properties": {
      "kind": {
        "type": "string",
        "const": "Tenant",
        "examples": [
          "Tenant"
        ]
      },
      "tenantId": {
        "type": "string",
        "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
        "examples": [
          "8d1f6f3c-5a53-4f8e-9a53-1f0c6f3f7b21"
        ]
      },
      "domain": {
        "type": "string",
        "maxLength": 189,
        "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
        "examples": [
          "nhs.net"
        ]
      },
      "viewerRole": {
        "type": "string",
        "enum": [
          "teamMember",
          "viewer"
        ],
        "examples": [
          "teamMember"
        ]
      },
      "starterService": {
        "type": "boolean",
        "examples": [
          true
        ]
      },
      "baseLicences": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "name",
            "sku"
          ],
          "properties": {
            "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "examples": [
                "Office 365 E3"
              ]
            },
            "sku": {
              "type": "string",
              "pattern": "^[A-Za-z0-9_]{2,60}$",
              "examples": [
                "ENTERPRISEPACK"
              ]
            }
          }
        },
        "examples": [
          [
            {
              "name": "Office 365 E3",
              "sku": "ENTERPRISEPACK"
            }
          ]
        ]
      },
      "requirePlan": {
        "type": "boolean",
        "examples": [
          true
        ]
      },
      "otherOrganisations": {
        "type": "string",
        "enum": [
          "allowed",
          "refused"
        ],
        "examples": [
          "refused"
        ]
      },
      "markAdopted": {
        "type": "boolean",
        "examples": [
          false
        ]
      },
      "oneUserPolicyPerUser": {
        "type": "boolean",
        "examples": [
          false
        ]
      },
      "organisationAttribute": {
        "type": "string",
        "enum": [
          "companyName",
          "department",
          "officeLocation"
        ],
        "examples": [
          "companyName"
        ]
      },
      "pipelines": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "github": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "owner",
              "ownerId",
              "repository",
              "repositoryId"
            ],
            "properties": {
              "owner": {
                "type": "string",
                "pattern": "^[A-Za-z0-9]([A-Za-z0-9-]{0,37}[A-Za-z0-9])?$",
                "examples": [
                  "nhs-bookings"
                ]
              },
              "ownerId": {
                "type": "string",
                "pattern": "^[1-9][0-9]{0,18}$",
                "examples": [
                  "90210001"
                ]
              },
              "repository": {
                "type": "string",
                "pattern": "^[A-Za-z0-9._-]{1,100}$",
                "examples": [
                  "bookings"
                ]
              },
              "repositoryId": {
                "type": "string",
                "pattern": "^[1-9][0-9]{0,18}$",
                "examples": [
                  "80200001"
                ]
              }
            },
            "examples": [
              {
                "owner": "nhs-bookings",
                "ownerId": "90210001",
                "repository": "bookings",
                "repositoryId": "80200001"
              }
            ]
          },
          "azureDevOps": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "organisationId"
            ],
            "properties": {
              "organisationId": {
                "type": "string",
                "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
                "examples": [
                  "3c2a9d4e-0b6f-4a53-8c2f-6d7a5f0f3c11"
                ]
              }
            },
            "examples": [
              {
                "organisationId": "3c2a9d4e-0b6f-4a53-8c2f-6d7a5f0f3c11"
              }
            ]
          }
        },
        "examples": [
          {
            "github": {
              "owner": "nhs-bookings",
              "ownerId": "90210001",
              "repository": "bookings",
              "repositoryId": "80200001"
            }
          }
        ]
      },
      "observer": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "githubEnvironment": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$",
            "examples": [
              "bookings-observer"
            ]
          },
          "azureServiceConnection": {
            "type": "string",
            "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
            "examples": [
              "5f0f3c11-6d7a-4a53-8c2f-0b6f2a9d4e01"
            ]
          },
          "mailboxSettings": {
            "type": "string",
            "enum": [
              "tenant-wide",
              "scoped-in-exchange"
            ],
            "examples": [
              "scoped-in-exchange"
            ]
          }
        },
        "examples": [
          {
            "githubEnvironment": "bookings-observer"
          }
        ]
      },
      "calendarDeleter": {
        "$ref": "#/definitions/address",
        "examples": [
          "svc.bookings.deletion@nhs.net"
        ]
      },
      "limits": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "calendarsDeleted": {
            "$ref": "#/definitions/limit",
            "examples": [
              {
                "number": 3,
                "percent": 20
              }
            ]
          },
          "membersRemoved": {
            "$ref": "#/definitions/limit",
            "examples": [
              {
                "number": 20,
                "percent": 25
              }
            ]
          },
          "rolesChanged": {
            "$ref": "#/definitions/limit",
            "examples": [
              {
                "number": 20,
                "percent": 25
              }
            ]
          },
          "policiesEmptied": {
            "$ref": "#/definitions/limit",
            "examples": [
              {
                "number": 1,
                "percent": 50
              }
            ]
          },
          "calendarsMissing": {
            "$ref": "#/definitions/limit",
            "examples": [
              {
                "number": 1,
                "percent": 10
              }
            ]
          }
        },
        "examples": [
          {
            "calendarsDeleted": {
              "number": 3,
              "percent": 20
            }
          }
        ]
      }
    },
    "definitions": {
      "limit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "number",
          "percent"
        ],
        "examples": [
          {
            "number": 3,
            "percent": 20
          }
        ],
        "properties": {
          "number": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100000,
            "examples": [
              3
            ]
          },
          "percent": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "examples": [
              20
            ]
          }
        }
      },
      "address": {
        "type": "string",
        "maxLength": 254,
        "examples": [
          "svc.bookings.deletion@nhs.net"
        ]
      }
    },
    "examples": [
      {
        "kind": "Tenant",
        "tenantId": "8d1f6f3c-5a53-4f8e-9a53-1f0c6f3f7b21",
        "domain": "nhs.net",
        "viewerRole": "teamMember",
        "starterService": true,
        "baseLicences": [
          {
            "name": "Office 365 E3",
            "sku": "ENTERPRISEPACK"
          }
        ],
        "organisationAttribute": "companyName"
      }
    ]
  },
  "Organisation": {
    "title": "OrganisationSpec",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "shortName",
      "name",
      "directoryName"
    ],
    "properties": {
      "kind": {
        "type": "string",
        "const": "Organisation",
        "examples": [
          "Organisation"
        ]
      },
      "shortName": {
        "type": "string",
        "pattern": "^(?=.{2,20}$)[A-Za-z0-9]([.-]?[A-Za-z0-9])+$",
        "examples": [
          "Leeds"
        ]
      },
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 120,
        "examples": [
          "Leeds Community Hospitals NHS Trust"
        ]
      },
      "directoryName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 120,
        "examples": [
          "Leeds"
        ]
      },
      "operator": {
        "$ref": "#/definitions/address",
        "examples": [
          "svc.leeds.bookings@nhs.net"
        ]
      },
      "helpdesk": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 120,
            "examples": [
              "Leeds IT Service Desk"
            ]
          },
          "email": {
            "$ref": "#/definitions/address",
            "examples": [
              "leeds.servicedesk@nhs.net"
            ]
          },
          "phone": {
            "type": "string",
            "minLength": 1,
            "maxLength": 40,
            "examples": [
              "0113 496 0100"
            ]
          },
          "hours": {
            "type": "string",
            "minLength": 1,
            "maxLength": 120,
            "examples": [
              "Monday to Friday, 8 am to 6 pm"
            ]
          }
        },
        "examples": [
          {
            "name": "Leeds IT Service Desk",
            "phone": "0113 496 0100"
          }
        ]
      },
      "guidance": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "logo": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "examples": [
              "guidance/leeds/logo.png"
            ]
          },
          "colour": {
            "type": "string",
            "pattern": "^#[0-9A-Fa-f]{6}$",
            "examples": [
              "#005EB8"
            ]
          },
          "processes": {
            "type": "array",
            "maxItems": 30,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "text"
              ],
              "properties": {
                "text": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 300,
                  "examples": [
                    "Requests for a new calendar go to the outpatient manager first."
                  ]
                },
                "for": {
                  "type": "array",
                  "items": {
                    "enum": [
                      "la",
                      "user",
                      "patient"
                    ]
                  },
                  "examples": [
                    [
                      "la"
                    ]
                  ]
                }
              }
            },
            "examples": [
              [
                {
                  "text": "Requests for a new calendar go to the outpatient manager first."
                }
              ]
            ]
          }
        },
        "examples": [
          {
            "colour": "#005EB8"
          }
        ]
      },
      "pipelines": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "githubEnvironment": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$",
            "examples": [
              "bookings-leeds"
            ]
          },
          "azureServiceConnection": {
            "type": "string",
            "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
            "examples": [
              "5f0f3c11-6d7a-4a53-8c2f-0b6f2a9d4e02"
            ]
          }
        },
        "examples": [
          {
            "githubEnvironment": "bookings-leeds"
          }
        ]
      },
      "status": {
        "type": "string",
        "enum": [
          "active",
          "deleted"
        ],
        "examples": [
          "deleted"
        ]
      },
      "deletion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "confirm",
          "reason"
        ],
        "properties": {
          "confirm": {
            "type": "string",
            "minLength": 1,
            "maxLength": 254,
            "examples": [
              "Leeds"
            ]
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "examples": [
              "Merged into York."
            ]
          }
        },
        "examples": [
          {
            "confirm": "Leeds",
            "reason": "Merged into York."
          }
        ]
      },
      "limitOverrides": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "limit",
            "number",
            "reason",
            "expires"
          ],
          "properties": {
            "limit": {
              "type": "string",
              "enum": [
                "calendarsDeleted",
                "membersRemoved",
                "rolesChanged",
                "policiesEmptied",
                "calendarsMissing"
              ],
              "examples": [
                "calendarsDeleted"
              ]
            },
            "number": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100000,
              "examples": [
                40
              ]
            },
            "reason": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "examples": [
                "Outpatients moves to another trust."
              ]
            },
            "expires": {
              "type": "string",
              "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
              "examples": [
                "2026-12-31"
              ]
            }
          }
        },
        "examples": [
          [
            {
              "limit": "calendarsDeleted",
              "number": 40,
              "reason": "Outpatients moves.",
              "expires": "2026-12-31"
            }
          ]
        ]
      }
    },
    "definitions": {
      "address": {
        "type": "string",
        "maxLength": 254,
        "examples": [
          "svc.leeds.bookings@nhs.net"
        ]
      }
    },
    "examples": [
      {
        "kind": "Organisation",
        "shortName": "Leeds",
        "name": "Leeds Community Hospitals NHS Trust",
        "directoryName": "Leeds"
      }
    ]
  },
  "UserPolicy": {
    "title": "UserPolicySpec",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "name",
      "baseLicence",
      "applications"
    ],
    "properties": {
      "kind": {
        "type": "string",
        "const": "UserPolicy",
        "examples": [
          "UserPolicy"
        ]
      },
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "examples": [
          "Virtual Visits"
        ]
      },
      "baseLicence": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100,
        "examples": [
          "Office 365 E3"
        ]
      },
      "applications": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "string",
          "enum": [
            "Microsoft Bookings",
            "Microsoft Teams",
            "Exchange Online",
            "SharePoint Online",
            "Office for the Web",
            "Microsoft Forms",
            "Microsoft Planner",
            "Microsoft To Do",
            "Microsoft Whiteboard",
            "Microsoft Stream",
            "Power Apps",
            "Power Automate",
            "Sway",
            "Viva Engage"
          ]
        },
        "examples": [
          [
            "Microsoft Bookings",
            "Microsoft Teams"
          ]
        ]
      },
      "users": {
        "type": "array",
        "maxItems": 5000,
        "items": {
          "$ref": "#/definitions/address"
        },
        "examples": [
          [
            "amy.shah@nhs.net",
            "bob.jones@nhs.net"
          ]
        ]
      },
      "usersFile": {
        "type": "string",
        "maxLength": 100,
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*[.]csv$",
        "examples": [
          "people.csv"
        ]
      },
      "grantsLicence": {
        "type": "boolean",
        "examples": [
          true
        ]
      },
      "status": {
        "type": "string",
        "enum": [
          "active",
          "deleted"
        ],
        "examples": [
          "deleted"
        ]
      },
      "deletion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "confirm",
          "reason"
        ],
        "properties": {
          "confirm": {
            "type": "string",
            "minLength": 1,
            "maxLength": 254,
            "examples": [
              "LeedsVirtualVisits"
            ]
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "examples": [
              "Replaced by the policy of the integrated care board."
            ]
          }
        },
        "examples": [
          {
            "confirm": "LeedsVirtualVisits",
            "reason": "Replaced."
          }
        ]
      },
      "adopt": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "group"
        ],
        "properties": {
          "group": {
            "type": "string",
            "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
            "examples": [
              "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
            ]
          },
          "complete": {
            "type": "boolean",
            "examples": [
              true
            ]
          }
        },
        "examples": [
          {
            "group": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
          }
        ]
      }
    },
    "definitions": {
      "address": {
        "type": "string",
        "maxLength": 254,
        "examples": [
          "amy.shah@nhs.net"
        ]
      }
    },
    "examples": [
      {
        "kind": "UserPolicy",
        "name": "Virtual Visits",
        "baseLicence": "Office 365 E3",
        "applications": [
          "Microsoft Bookings"
        ],
        "users": [
          "amy.shah@nhs.net"
        ]
      }
    ]
  },
  "BookingCalendar": {
    "title": "BookingCalendarSpec",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "kind",
      "serviceArea",
      "clinicName",
      "replyTo",
      "phone"
    ],
    "properties": {
      "kind": {
        "type": "string",
        "const": "BookingCalendar",
        "examples": [
          "BookingCalendar"
        ]
      },
      "serviceArea": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "examples": [
          "Cardiology",
          "Ear, Nose & Throat"
        ]
      },
      "clinicName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "examples": [
          "Heart Failure",
          "Children's Asthma"
        ]
      },
      "replyTo": {
        "$ref": "#/definitions/address",
        "examples": [
          "cardiology.hf@nhs.net"
        ]
      },
      "phone": {
        "type": "string",
        "maxLength": 40,
        "examples": [
          "+44 113 496 0000",
          "0113 496 0000 ext. 12"
        ]
      },
      "admins": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "$ref": "#/definitions/address"
        },
        "examples": [
          [
            "amy.shah@nhs.net"
          ]
        ]
      },
      "viewers": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "$ref": "#/definitions/address"
        },
        "examples": [
          [
            "bob.jones@nhs.net",
            "carol.evans@nhs.net"
          ]
        ]
      },
      "status": {
        "type": "string",
        "enum": [
          "active",
          "deleted",
          "handed-over"
        ],
        "examples": [
          "deleted"
        ]
      },
      "deletion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "confirm",
          "reason"
        ],
        "properties": {
          "confirm": {
            "type": "string",
            "minLength": 1,
            "maxLength": 254,
            "examples": [
              "LeedsCardiologyHeartFailure@nhs.net"
            ]
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "examples": [
              "Clinic moved to Bradford, change 4711."
            ]
          },
          "withFutureAppointments": {
            "type": "boolean",
            "examples": [
              true
            ]
          }
        },
        "examples": [
          {
            "confirm": "LeedsCardiologyHeartFailure@nhs.net",
            "reason": "Clinic closed."
          }
        ]
      },
      "recreate": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "confirm"
        ],
        "properties": {
          "confirm": {
            "type": "string",
            "minLength": 1,
            "maxLength": 254,
            "examples": [
              "LeedsCardiologyHeartFailure@nhs.net"
            ]
          },
          "times": {
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
            "examples": [
              2
            ]
          }
        },
        "examples": [
          {
            "confirm": "LeedsCardiologyHeartFailure@nhs.net"
          }
        ]
      },
      "handover": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "to": {
            "type": "string",
            "minLength": 1,
            "maxLength": 20,
            "examples": [
              "Bradford"
            ]
          },
          "confirm": {
            "type": "string",
            "minLength": 1,
            "maxLength": 254,
            "examples": [
              "LeedsCardiologyHeartFailure@nhs.net"
            ]
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "examples": [
              "Heart failure clinics moved to Bradford, change 4711."
            ]
          },
          "from": {
            "type": "string",
            "minLength": 1,
            "maxLength": 20,
            "examples": [
              "Leeds"
            ]
          }
        },
        "examples": [
          {
            "to": "Bradford",
            "confirm": "LeedsCardiologyHeartFailure@nhs.net",
            "reason": "Clinic moved."
          }
        ]
      },
      "adopted": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "address"
        ],
        "properties": {
          "address": {
            "$ref": "#/definitions/address",
            "examples": [
              "LeedsHeartClinic@nhs.net"
            ]
          },
          "displayName": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256,
            "examples": [
              "Leeds Heart Clinic"
            ]
          },
          "mark": {
            "type": "boolean",
            "examples": [
              true
            ]
          }
        },
        "examples": [
          {
            "address": "LeedsHeartClinic@nhs.net"
          }
        ]
      },
      "exceptions": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "problem",
            "reason",
            "owner",
            "expires"
          ],
          "properties": {
            "problem": {
              "type": "string",
              "pattern": "^[a-z][a-z0-9-]{1,60}$",
              "examples": [
                "calendar-without-admin"
              ]
            },
            "about": {
              "type": "string",
              "minLength": 1,
              "maxLength": 254,
              "examples": [
                "amy.shah@nhs.net"
              ]
            },
            "role": {
              "type": "string",
              "pattern": "^[A-Za-z]{1,40}$",
              "examples": [
                "scheduler"
              ]
            },
            "reason": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "examples": [
                "Found when the calendar was adopted."
              ]
            },
            "owner": {
              "type": "string",
              "minLength": 1,
              "maxLength": 254,
              "examples": [
                "Leeds IT Service Desk"
              ]
            },
            "expires": {
              "type": "string",
              "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
              "examples": [
                "2027-03-31"
              ]
            }
          }
        },
        "examples": [
          [
            {
              "problem": "calendar-without-admin",
              "reason": "Found when the calendar was adopted.",
              "owner": "Leeds IT Service Desk",
              "expires": "2027-03-31"
            }
          ]
        ]
      }
    },
    "definitions": {
      "address": {
        "type": "string",
        "maxLength": 254,
        "examples": [
          "amy.shah@nhs.net"
        ]
      }
    },
    "examples": [
      {
        "kind": "BookingCalendar",
        "serviceArea": "Cardiology",
        "clinicName": "Heart Failure",
        "replyTo": "cardiology.hf@nhs.net",
        "phone": "+44 113 496 0000",
        "admins": [
          "amy.shah@nhs.net"
        ],
        "viewers": [
          "bob.jones@nhs.net"
        ]
      },
      {
        "kind": "BookingCalendar",
        "serviceArea": "Cardiology",
        "clinicName": "Heart Failure",
        "replyTo": "cardiology.hf@nhs.net",
        "phone": "+44 113 496 0000",
        "status": "deleted",
        "deletion": {
          "confirm": "LeedsCardiologyHeartFailure@nhs.net",
          "reason": "Clinic closed."
        }
      },
      {
        "kind": "BookingCalendar",
        "serviceArea": "Cardiology",
        "clinicName": "Heart Failure",
        "replyTo": "cardiology.hf@nhs.net",
        "phone": "+44 113 496 0000",
        "status": "handed-over",
        "handover": {
          "to": "Bradford",
          "confirm": "LeedsCardiologyHeartFailure@nhs.net",
          "reason": "Heart failure clinics moved to Bradford."
        }
      }
    ]
  }
} as const;
