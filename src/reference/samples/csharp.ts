import { csharpString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";

export function writeCsharp(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `[${csharpString(name)}] = ${csharpString(value)},`,
  );
  return `using System;
using System.Collections.Generic;
using AlibabaCloud.OpenApiClient.Models;
using AlibabaCloud.TeaUtil.Models;

public static class Program
{
    public static void Main()
    {
        // The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else
        // the default credential chain finds.
        var config = new Config
        {
            Credential = new Aliyun.Credentials.Client(),
            Endpoint = ${csharpString(host)},
            Protocol = "${protocol}",
        };
        var parameters = new Params
        {
            Action = "${action}",
            Version = "${version}",
            Protocol = "${protocol}",
            Method = "POST",
            AuthType = "AK",
            Style = "RPC",
            Pathname = "/",
            ReqBodyType = "formData",
            BodyType = "json",
        };
        var request = new OpenApiRequest
        {
            Body = new Dictionary<string, object>
            {
${indent(parameters, "                ")}            },
        };
        var response = new AlibabaCloud.OpenApiClient.Client(config).CallApi(parameters, request, new RuntimeOptions());
        Console.WriteLine(AlibabaCloud.TeaUtil.Common.ToJSONString(response["body"]));
    }
}
`;
}
