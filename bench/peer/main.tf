# The work of `bookings up` in Terraform's language: calendars with their people and the service that each starts with,
# an object for each. Read from data, as someone with a hundred calendars would.
terraform {
  required_providers {
    rest = { source = "nhsmail-bookings.example/bench/rest" }
  }
}

variable "url" {}
variable "ca_file" {}
variable "token" { sensitive = true }

provider "rest" {
  url     = var.url
  token   = var.token
  ca_file = var.ca_file
  headers = { Prefer = "include-unknown-enum-members" }
}

locals {
  root      = "/solutions/bookingBusinesses"
  calendars = jsondecode(file("${path.module}/calendars.json"))
  staff = merge([
    for calendar, each in local.calendars : {
      for person, role in each.staff : "${calendar} ${person}" => { calendar = calendar, person = person, role = role }
    }
  ]...)
}

resource "rest_object" "calendar" {
  for_each = local.calendars
  path     = local.root
  data     = jsonencode(each.value.fields)
}

resource "rest_object" "person" {
  for_each = local.staff
  path     = "${local.root}/${rest_object.calendar[each.value.calendar].id}/staffMembers"
  data = jsonencode({
    "@odata.type" = "#microsoft.graph.bookingStaffMember"
    displayName   = each.value.person
    emailAddress  = each.value.person
    role          = each.value.role
  })
}

resource "rest_object" "service" {
  for_each = local.calendars
  path     = "${local.root}/${rest_object.calendar[each.key].id}/services"
  data     = jsonencode(each.value.service)
}
