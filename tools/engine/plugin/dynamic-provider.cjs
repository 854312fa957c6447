// Starts the copy of Pulumi's dynamic provider that belongs to this plugin, whatever folder the engine starts us in.
require("@pulumi/pulumi/cmd/dynamic-provider");
