/** What is said at the object address; placeholders as in the diagnoses. */
export const objectDoorTexts: Readonly<Record<string, string>> = {
  "The request is not signed.": "请求未签名。",
  "The request is not signed. Nothing in this store is public: sign it, or use a signed URL.":
    "请求未签名。这里没有任何公开的对象：请对请求签名，或使用已签名的 URL。",
  "OSS authentication requires a valid Date.": "OSS 身份验证需要有效的 Date。",
  "{0} cannot be read.": "{0} 无法解析。",
  "Authorization is OSS, the AccessKey ID, a colon and the signature (version 1), or OSS4-HMAC-SHA256 with its fields (version 4). Version 2 (OSS2) is not served: choose another one in the client.":
    "Authorization 应为 OSS、AccessKey ID、冒号和签名（V1），或 OSS4-HMAC-SHA256 及其各字段（V4）。不支持 V2（OSS2）：请在客户端选择其他版本。",
  "{0} comes more than once.": "{0} 出现了多次。",
  "The request is signed in several ways. Sign it in one.": "请求中有多种签名。请只使用一种签名方式。",
  "x-oss-expires must be 1 to 604800 seconds.": "x-oss-expires 须为 1 到 604800 秒。",
  "This server has no such AccessKey, or the key that a temporary one was made with is gone.":
    "本服务器没有此 AccessKey，或用于获取此临时 AccessKey 的密钥已不存在。",
  "The AccessKey is switched off.": "该 AccessKey 已被禁用。",
  "A temporary AccessKey counts only together with its security token.": "临时 AccessKey 必须与其安全令牌一起使用。",
  "The token is not one that this server could have made: it was cut or changed on its way.":
    "安全令牌不是由本服务器颁发的：可能在传输途中被截断或更改。",
  "Id and token come from two different credentials.": "AccessKeyId 和安全令牌来自两个不同的凭证。",
  "The temporary credential has reached its end. Renew it; an upload goes on with the new one.":
    "临时访问凭证已到期。请刷新凭证，上传可以用新的凭证继续。",
  "Request has expired.": "请求已过期。",
  "The client's clock is wrong, or the request was signed long ago.": "客户端的时钟不准，或请求是很久以前签名的。",
  "The bucket is another account's.": "该存储空间属于其他账号。",
  "This address reads the one object that it was made for, and does nothing else.":
    "此地址只能读取为其签名的那一个对象，不能用于其他操作。",
  "This temporary credential writes the one key that it was made for, and does nothing else.":
    "此临时凭证只能写入为其指定的那一个 Key，不能用于其他操作。",
  'There is no bucket "{0}" here. If that is the beginning of a key, give the client the bucket\'s name.':
    '这里没有存储空间 "{0}"。如果这是 Key 的开头，请为客户端配置存储空间的名称。',
  "The specified key does not exist.": "指定的 Key 不存在。",
  "{0} is an operation of OSS that this server does not serve.": "{0} 是 OSS 的操作，本服务器不提供。",
  "The specified method is not allowed against this resource.": "该资源不支持此请求方法。",
  "We encountered an internal error. Please try again.": "服务器内部错误，请重试。",

  "The request target must begin with a slash.": "请求地址须以斜杠开头。",
  "The request target is not UTF-8.": "请求地址不是 UTF-8。",
  "The percent-encoding of the request target cannot be read.": "请求地址的百分号编码无法解析。",
  "The parameter {0} comes more than once.": "参数 {0} 出现了多次。",
  "A key has 1 to 1023 bytes, does not begin with a slash, and holds no backslash, control character or segment of dots.":
    "Key 须为 1 到 1023 字节，不以斜杠开头，且不含反斜杠、控制字符或由点组成的路径段。",
  "The only encoding-type is url.": "encoding-type 只能是 url。",
  "{0} cannot be used. It must be a whole number from {1} to {2}.": "{0} 无法使用。须为 {1} 到 {2} 之间的整数。",
  "A part needs its partNumber.": "上传分片须填写 partNumber。",
  "Part number must be an integer between 1 and 10000, inclusive.": "分片号须为 1 到 10000 之间的整数。",
  "The parameter {0} is not served with {1}.": "{1} 不支持参数 {0}。",
  "{0} with this value is not served.": "{0} 不支持此值。",
  "A write takes no conditions. x-oss-forbid-overwrite: true refuses to replace an object.":
    "写入不支持条件请求头。如需禁止覆盖对象，请使用 x-oss-forbid-overwrite: true。",
  "At least one of the pre-conditions you specified did not hold.": "请求的前提条件中，至少有一项不成立。",
  "The object has {0} bytes, and the range lies behind its end.": "对象有 {0} 字节，请求的范围超出了末尾。",
  "Insufficient information. {0} request header needed.": "信息不足，缺少请求头 {0}。",

  "You must provide the Content-Length HTTP header.": "请求必须带有 Content-Length 请求头。",
  "At most {0} bytes are taken here.": "此处最多接受 {0} 字节。",
  "Content-MD5 is the base64 text of the 16 bytes of the body's MD5.":
    "Content-MD5 须为请求体 MD5 值（16 字节）的 Base64 编码。",
  "The Content-MD5 you specified did not match what we received.": "Content-MD5 与收到的内容不符。",
  "A CRC64 is a decimal number.": "CRC64 须为十进制数。",
  "This cannot be the name or the value of a header.": "不能用作请求头的名称或值。",
  "User metadata is larger than 8 KB.": "用户自定义元数据超过 8 KB。",
  "The XML you provided was not well-formed or did not validate against our published schema.":
    "XML 格式不正确，或不符合规定的结构。",
  "With x-oss-complete-all there is no list of parts.": "使用 x-oss-complete-all 时不能附带分片列表。",
  "Your proposed upload is smaller than the minimum allowed size.": "文件小于允许的最小大小。",

  "A POST without a sub-resource is a form upload, which is signed by its fields only.":
    "不带子资源的 POST 请求是表单上传，只能通过表单字段签名。",
  "The header {0} is not signed: send it as a field of the form.": "请求头 {0} 未经签名：请作为表单字段发送。",
  "The form is not one that its signer allowed.": "表单不符合签名者允许的条件。",
  "The form is not signed: it needs a policy, a signature and the AccessKeyId.":
    "表单未签名：须包含 policy、签名和 AccessKeyId。",
  "The form field {0} is missing or cannot be read.": "表单字段 {0} 缺失或无法解析。",
  "The signature of a form covers the policy field: sign exactly the base64 text that is sent, with the secret of this AccessKeyId.":
    "表单的签名针对 policy 字段：请用此 AccessKeyId 的 Secret 对实际发送的 Base64 文本签名。",
  "A form is sent to the bucket itself; the key is one of its fields.":
    "表单须发送到存储空间本身，Key 是其中的一个字段。",
  "The form did not arrive in time.": "表单未及时送达。",
  "A field of the form is too long.": "表单中有字段过长。",
  "A field of the form has no name, or comes twice.": "表单中有字段没有名称，或出现了两次。",
  "The only file of the form is its field named file.": "表单只能有一个文件，字段名为 file。",
  "The form has too many fields.": "表单的字段过多。",
  "The body is not well-formed multipart/form-data.": "请求体不是格式正确的 multipart/form-data。",
  "POST requires exactly one file upload per request.": "每个 POST 请求须且只能上传一个文件。",
  "Bucket POST must be of the enclosure-type multipart/form-data.": "POST 到存储空间的请求须为 multipart/form-data。",
  "Invalid Policy: {0}": "policy 无效：{0!}",
  "the policy is not a JSON object in base64.": "须为 Base64 编码的 JSON 对象。",
  '"{0}" is neither expiration nor conditions.': '只能包含 expiration 和 conditions，不能包含 "{0}"。',
  "expiration must be a time in ISO 8601 form that ends in Z.": "expiration 须为以 Z 结尾的 ISO 8601 时间。",
  "conditions must be a list of at most {0}.": "conditions 须为列表，最多 {0} 项。",
  "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.":
    "以对象表示的条件须且只能有一个属性。",
  'the value of "{0}" must be text.': '"{0}" 的值须为字符串。',
  "a condition is an object with one property or a list of three.": "条件须为只有一个属性的对象，或三个元素的列表。",
  "a condition begins with eq, starts-with, in, not-in or content-length-range.":
    "条件须以 eq、starts-with、in、not-in 或 content-length-range 开头。",
  "content-length-range takes two whole numbers, the smaller one first.":
    "content-length-range 须为两个整数，较小的在前。",
  "{0} takes the name of a form field and what its value is compared with.":
    "{0} 须包含表单字段的名称，以及与其值比较的内容。",
};
