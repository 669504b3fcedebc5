import { goString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";

export function writeGo(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const width = Math.max(...Object.keys(request.parameters).map((name) => goString(name).length));
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `${`${goString(name)}:`.padEnd(width + 1)} ${goString(value)},`,
  );
  return `package main

import (
	"encoding/json"
	"fmt"
	"log"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/credentials-go/credentials"
)

func main() {
	// The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else the
	// default credential chain finds.
	credential, err := credentials.NewCredential(nil)
	if err != nil {
		log.Fatal(err)
	}
	client, err := openapi.NewClient(&openapiutil.Config{
		Credential: credential,
		Endpoint:   dara.String(${goString(host)}),
		Protocol:   dara.String("${protocol}"),
	})
	if err != nil {
		log.Fatal(err)
	}
	params := &openapiutil.Params{
		Action:      dara.String("${action}"),
		Version:     dara.String("${version}"),
		Protocol:    dara.String("${protocol}"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		Pathname:    dara.String("/"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	request := &openapiutil.OpenApiRequest{
		Body: map[string]interface{}{${parameters.length === 0 ? "}" : `\n${indent(parameters, "\t\t\t")}\t\t}`},
	}
	response, err := client.CallApi(params, request, &dara.RuntimeOptions{})
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.MarshalIndent(response["body"], "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
`;
}
