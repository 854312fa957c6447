// A provider for Terraform that knows one kind of thing: an object of a REST API, as the generic providers of Terraform's
// registry have it. `npm run bench -- peer` measures Terraform's own engine with it. It is never part of the product.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	open := func() provider.Provider { return rest{} }
	options := providerserver.ServeOpts{Address: "nhsmail-bookings.example/bench/rest"}
	if err := providerserver.Serve(context.Background(), open, options); err != nil {
		log.Fatal(err)
	}
}

type rest struct{}

type settings struct {
	URL     types.String `tfsdk:"url"`
	Token   types.String `tfsdk:"token"`
	CAFile  types.String `tfsdk:"ca_file"`
	Headers types.Map    `tfsdk:"headers"`
}

func (rest) Metadata(_ context.Context, _ provider.MetadataRequest, answer *provider.MetadataResponse) {
	answer.TypeName = "rest"
}

func (rest) Schema(_ context.Context, _ provider.SchemaRequest, answer *provider.SchemaResponse) {
	answer.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"url":     schema.StringAttribute{Required: true},
		"token":   schema.StringAttribute{Required: true, Sensitive: true},
		"ca_file": schema.StringAttribute{Required: true},
		"headers": schema.MapAttribute{Optional: true, ElementType: types.StringType},
	}}
}

func (rest) Configure(ctx context.Context, ask provider.ConfigureRequest, answer *provider.ConfigureResponse) {
	var given settings
	answer.Diagnostics.Append(ask.Config.Get(ctx, &given)...)
	headers := map[string]string{}
	answer.Diagnostics.Append(given.Headers.ElementsAs(ctx, &headers, true)...)
	if answer.Diagnostics.HasError() {
		return
	}
	client, err := newClient(given.URL.ValueString(), given.Token.ValueString(), given.CAFile.ValueString(), headers)
	if err != nil {
		answer.Diagnostics.AddError("The API cannot be reached", err.Error())
		return
	}
	answer.ResourceData = client
}

func (rest) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &object{} }}
}

func (rest) DataSources(context.Context) []func() datasource.DataSource { return nil }
