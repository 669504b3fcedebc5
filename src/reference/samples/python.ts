import { pythonString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";

export function writePython(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `${pythonString(name)}: ${pythonString(value)},`,
  );
  return `import json

from alibabacloud_credentials.client import Client as CredentialClient
from alibabacloud_tea_openapi import utils_models as open_api_util_models
from alibabacloud_tea_openapi.client import Client as OpenApiClient
from darabonba.runtime import RuntimeOptions


def main() -> None:
    # The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else the
    # default credential chain finds.
    config = open_api_util_models.Config(
        credential=CredentialClient(),
        endpoint=${pythonString(host)},
        protocol="${protocol}",
    )
    params = open_api_util_models.Params(
        action="${action}",
        version="${version}",
        protocol="${protocol}",
        method="POST",
        auth_type="AK",
        style="RPC",
        pathname="/",
        req_body_type="formData",
        body_type="json",
    )
    request = open_api_util_models.OpenApiRequest(
        body={${parameters.length === 0 ? "}" : `\n${indent(parameters, "            ")}        }`},
    )
    response = OpenApiClient(config).call_api(params, request, RuntimeOptions())
    print(json.dumps(response["body"], indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
`;
}
