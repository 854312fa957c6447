package main

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// object is one object below a collection: made by POST, read by GET, changed by PATCH, deleted by DELETE.
type object struct{ client *client }

type model struct {
	ID   types.String `tfsdk:"id"`
	Path types.String `tfsdk:"path"`
	Data types.String `tfsdk:"data"`
}

func (m model) place() string { return m.Path.ValueString() + "/" + m.ID.ValueString() }

func (*object) Metadata(_ context.Context, ask resource.MetadataRequest, answer *resource.MetadataResponse) {
	answer.TypeName = ask.ProviderTypeName + "_object"
}

func (*object) Schema(_ context.Context, _ resource.SchemaRequest, answer *resource.SchemaResponse) {
	stays := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	moves := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	answer.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":   schema.StringAttribute{Computed: true, PlanModifiers: stays},
		"path": schema.StringAttribute{Required: true, PlanModifiers: moves},
		"data": schema.StringAttribute{Required: true},
	}}
}

func (o *object) Configure(_ context.Context, ask resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	// before the provider is configured there is none: Terraform only validates then
	o.client, _ = ask.ProviderData.(*client)
}

func (o *object) Create(ctx context.Context, ask resource.CreateRequest, answer *resource.CreateResponse) {
	var planned model
	answer.Diagnostics.Append(ask.Plan.Get(ctx, &planned)...)
	if answer.Diagnostics.HasError() {
		return
	}
	id, err := o.make(ctx, planned)
	if err != nil {
		answer.Diagnostics.AddError("Not created", err.Error())
		return
	}
	planned.ID = types.StringValue(id)
	answer.Diagnostics.Append(answer.State.Set(ctx, planned)...)
}

func (o *object) make(ctx context.Context, planned model) (string, error) {
	text, found, err := o.client.send(ctx, "POST", planned.Path.ValueString(), []byte(planned.Data.ValueString()))
	if err != nil {
		return "", err
	}
	var made struct{ ID string }
	if err := json.Unmarshal(text, &made); err != nil {
		return "", err
	}
	if !found || made.ID == "" {
		return "", errors.New("the answer has no id: " + string(text))
	}
	return made.ID, nil
}

func (o *object) Read(ctx context.Context, ask resource.ReadRequest, answer *resource.ReadResponse) {
	var known model
	answer.Diagnostics.Append(ask.State.Get(ctx, &known)...)
	if answer.Diagnostics.HasError() {
		return
	}
	text, found, err := o.client.send(ctx, "GET", known.place(), nil)
	if err == nil && !found {
		answer.State.RemoveResource(ctx)
		return
	}
	if err == nil {
		known.Data, err = seen(known.Data, text)
	}
	if err != nil {
		answer.Diagnostics.AddError("Not read", err.Error())
		return
	}
	answer.Diagnostics.Append(answer.State.Set(ctx, known)...)
}

// seen is what was asked for with the values that the object has now. What the answer does not tell counts as it was.
func seen(asked types.String, text []byte) (types.String, error) {
	var wanted, live map[string]any
	if err := errors.Join(json.Unmarshal([]byte(asked.ValueString()), &wanted), json.Unmarshal(text, &live)); err != nil {
		return asked, err
	}
	differs := false
	for key, value := range wanted {
		if now, told := live[key]; told && !reflect.DeepEqual(now, value) {
			wanted[key] = now
			differs = true
		}
	}
	if !differs {
		return asked, nil
	}
	changed, err := json.Marshal(wanted)
	return types.StringValue(string(changed)), err
}

func (o *object) Update(ctx context.Context, ask resource.UpdateRequest, answer *resource.UpdateResponse) {
	var planned model
	answer.Diagnostics.Append(ask.Plan.Get(ctx, &planned)...)
	if answer.Diagnostics.HasError() {
		return
	}
	_, found, err := o.client.send(ctx, "PATCH", planned.place(), []byte(planned.Data.ValueString()))
	if err == nil && !found {
		err = errors.New(planned.place() + " is not there")
	}
	if err != nil {
		answer.Diagnostics.AddError("Not changed", err.Error())
		return
	}
	answer.Diagnostics.Append(answer.State.Set(ctx, planned)...)
}

func (o *object) Delete(ctx context.Context, ask resource.DeleteRequest, answer *resource.DeleteResponse) {
	var known model
	answer.Diagnostics.Append(ask.State.Get(ctx, &known)...)
	if answer.Diagnostics.HasError() {
		return
	}
	if _, _, err := o.client.send(ctx, "DELETE", known.place(), nil); err != nil {
		answer.Diagnostics.AddError("Not deleted", err.Error())
	}
}
