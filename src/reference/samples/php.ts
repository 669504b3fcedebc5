import { phpString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";

export function writePhp(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `${phpString(name)} => ${phpString(value)},`,
  );
  return `<?php

require __DIR__ . "/vendor/autoload.php";

use AlibabaCloud\\Credentials\\Credential;
use AlibabaCloud\\Tea\\Utils\\Utils\\RuntimeOptions;
use Darabonba\\OpenApi\\Models\\Config;
use Darabonba\\OpenApi\\Models\\OpenApiRequest;
use Darabonba\\OpenApi\\Models\\Params;
use Darabonba\\OpenApi\\OpenApiClient;

// The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else the
// default credential chain finds.
$config = new Config([
    "credential" => new Credential(),
    "endpoint" => ${phpString(host)},
    "protocol" => "${protocol}",
]);
$params = new Params([
    "action" => "${action}",
    "version" => "${version}",
    "protocol" => "${protocol}",
    "method" => "POST",
    "authType" => "AK",
    "style" => "RPC",
    "pathname" => "/",
    "reqBodyType" => "formData",
    "bodyType" => "json",
]);
$request = new OpenApiRequest([
    "body" => [${parameters.length === 0 ? "]" : `\n${indent(parameters, "        ")}    ]`},
]);

$response = (new OpenApiClient($config))->callApi($params, $request, new RuntimeOptions([]));
echo json_encode($response["body"], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), PHP_EOL;
`;
}
