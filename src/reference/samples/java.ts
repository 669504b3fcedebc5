import { javaString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";

export function writeJava(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `body.put(${javaString(name)}, ${javaString(value)});`,
  );
  return `import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.Map;

public class Main {
    public static void main(String[] args) throws Exception {
        // The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else
        // the default credential chain finds.
        Config config = new Config()
            .setCredential(new com.aliyun.credentials.Client())
            .setEndpoint(${javaString(host)})
            .setProtocol("${protocol}");
        Params params = new Params()
            .setAction("${action}")
            .setVersion("${version}")
            .setProtocol("${protocol}")
            .setMethod("POST")
            .setAuthType("AK")
            .setStyle("RPC")
            .setPathname("/")
            .setReqBodyType("formData")
            .setBodyType("json");
        Map<String, Object> body = new LinkedHashMap<>();
${indent(parameters, "        ")}        OpenApiRequest request = new OpenApiRequest().setBody(body);
        Map<String, ?> response = new Client(config).callApi(params, request, new RuntimeOptions());
        System.out.println(Common.toJSONString(response.get("body")));
    }
}
`;
}
