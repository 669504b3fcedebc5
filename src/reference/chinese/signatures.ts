/** Why a signature does not match, and what to do; placeholders as in the diagnoses. */
export const signatureTexts: Readonly<Record<string, string>> = {
  "The AccessKey secret is probably wrong: no usual mistake in building the signature explains this one.":
    "AccessKey Secret 可能有误：构造签名时的常见错误都无法解释此签名。",
  "Copy the secret of this AccessKeyId again. If it is right, compare the server's string to sign with the client's.":
    "请重新复制此 AccessKeyId 的 Secret。如果 Secret 无误，请比对服务器与客户端的待签名字符串。",
  "The client's AccessKey secret carries a stray blank or line break.":
    "客户端的 AccessKey Secret 中有多余的空格或换行。",
  "Trim the secret where the client reads it: environment variable, file or form field.":
    "请在客户端读取 Secret 的地方（环境变量、文件或表单字段）去除首尾空白。",
  "The client's AccessKey secret carries quotation marks.": "客户端的 AccessKey Secret 中带有引号。",
  "Write the secret without quotation marks where the client reads it.": "请在客户端读取 Secret 的地方去掉引号。",
  "The client signs with the AccessKeyId in place of the secret.": "客户端用 AccessKeyId 代替 Secret 签名。",
  "Give the client the secret that belongs to this AccessKeyId.": "请为客户端配置此 AccessKeyId 对应的 Secret。",
  "Encode names and values as RFC 3986 says before signing: all but letters, digits and - _ . ~ as %XX.":
    "签名前请按 RFC 3986 对名称和值编码：除字母、数字和 - _ . ~ 外，一律写作 %XX。",
  "{0} JavaScript's encodeURIComponent leaves these five out.":
    "{0!}JavaScript 的 encodeURIComponent 不编码这五个字符。",
  "{0} Form encoders such as Java's URLEncoder need these three corrected.":
    "{0!}使用 Java 的 URLEncoder 等表单编码函数时，须更正这三处。",
  "Blanks in the parameters were signed as + instead of %20.": "签名时，参数中的空格写成了 +，而不是 %20。",
  "The characters ! ' ( ) * were signed as they are instead of as %XX.": "签名时，字符 ! ' ( ) * 未编码为 %XX。",
  "The parameters were signed in the encoding of HTML forms: + for a blank, * left as it is, ~ as %7E.":
    "签名时，参数使用了 HTML 表单的编码：空格写作 +，* 未编码，~ 写作 %7E。",
  "The parameters were signed without percent-encoding.": "签名时，参数未经百分号编码。",
  "The parameters were percent-encoded twice before signing.": "签名前，参数经过了两次百分号编码。",
  "Sign the plain values encoded once; encode no value that is encoded already.":
    "请只对原始值编码一次再签名，不要对已编码的值再次编码。",
  "The parameters were signed with %xx in lower case.": "签名时，%xx 使用了小写。",
  "Write the hex digits of %XX in upper case.": "%XX 中的十六进制数字请用大写。",
  "The parameter {0} was sent but not signed.": "参数 {0} 已发送，但未参与签名。",
  "Sign all parameters that are sent, and let nothing between client and server add any.":
    "请对发送的所有参数签名，并确保客户端与服务器之间没有任何环节添加参数。",
  "The signature was made for {0}, and the request arrived as {1}.": "签名针对 {0} 请求，而收到的是 {1} 请求。",
  "Sign the method that is sent, in upper case; a redirect or proxy may have changed it on the way.":
    "请对实际发送的方法（大写）签名；途中的重定向或代理可能更改了方法。",
  "The method was signed in lower case.": "签名时，方法使用了小写。",
  "Sign the method in upper case.": "签名时，方法请用大写。",
  "The signature was made for Content-Type {0}, and {1} arrived.": "签名时 Content-Type 为 {0}，而收到的是 {1}。",
  "Sign the Content-Type exactly as it is sent; many HTTP libraries add or drop the charset.":
    "请对实际发送的 Content-Type 签名；许多 HTTP 库会自行添加或去掉 charset。",
  "The request arrived with Content-Type {0}, and the signature was made without one.":
    "收到的请求带有 Content-Type {0}，而签名时没有。",
  "Send no Content-Type, or sign the one that is sent; browsers and HTTP libraries add one by themselves.":
    "请不要发送 Content-Type，或对实际发送的值签名；浏览器和 HTTP 库会自行添加。",
  "The signature was made for Content-Type {0}, and the request arrived without one.":
    "签名时 Content-Type 为 {0}，而收到的请求没有。",
  "Send the header Content-Type: {0}, or sign without one.":
    "请发送请求头 Content-Type: {0}，或签名时不含 Content-Type。",
  "The signature was made for the host {0}, and the request arrived for {1}.":
    "签名针对的主机是 {0}，而收到的请求指向 {1}。",
  "Sign the Host header exactly as it is sent: with the port when it is not the scheme's default.":
    "请对实际发送的 Host 请求头签名：端口不是协议的默认端口时，须包含端口。",
  "The signature was made for the host {0}, and the request arrived for {1}: something on the way changes the Host header.":
    "签名针对的主机是 {0}，而收到的请求指向 {1}：途中有环节更改了 Host 请求头。",
  "Let the proxy in front of this server pass the Host header on as the client sent it.":
    "请让本服务器前面的代理原样转发客户端的 Host 请求头。",
  "The signature is right, but its + signs arrived as blanks.": "签名正确，但其中的 + 到达时变成了空格。",
  "The parameters of the query were not signed.": "查询参数未参与签名。",

  "Percent-encode the Signature parameter when it is sent: + is %2B, / is %2F, = is %3D.":
    "发送时请对 Signature 参数做百分号编码：+ 写作 %2B，/ 写作 %2F，= 写作 %3D。",
  "The signature is right, but it was percent-encoded twice when it was sent.":
    "签名正确，但发送时经过了两次百分号编码。",
  "Percent-encode the Signature parameter once.": "请只对 Signature 参数做一次百分号编码。",
  "The client signs with the plain AccessKey secret.": "客户端直接用 AccessKey Secret 签名。",
  "In this signature version the key is the secret followed by one & sign.":
    "在此签名版本中，密钥是 Secret 后加一个 &。",
  "The request names {0} as SignatureMethod, and the signature was made with {1}.":
    "请求中的 SignatureMethod 为 {0}，而签名使用的是 {1}。",
  "Name in SignatureMethod what the client uses.": "SignatureMethod 请填写客户端实际使用的方法。",
  "The sorted parameters went into the string to sign without being encoded as a whole.":
    "排序后的参数未作整体编码，就放入了待签名字符串。",
  "Percent-encode the joined parameters once more: the string to sign holds %3D and %26 for their = and &.":
    "请对拼接后的参数再做一次百分号编码：在待签名字符串中，= 和 & 写作 %3D 和 %26。",
  "The path went into the string to sign as / instead of %2F.": "待签名字符串中的路径写成了 /，而不是 %2F。",
  "Begin the string to sign with the method, &%2F& and the encoded parameters.":
    "待签名字符串请依次写方法、&%2F& 和编码后的参数。",
  "Sort the parameters by name in byte order, all upper-case letters before all lower-case ones.":
    "请按名称的字节顺序对参数排序，大写字母都在小写字母之前。",
  "The parameters were signed unsorted.": "签名时，参数未排序。",
  "The parameters were sorted without regard to case.": "参数排序时未区分大小写。",
  "The signature is right, but written in upper case.": "签名正确，但使用了大写。",
  "The signature is right, but written in base64.": "签名正确，但写成了 Base64。",
  "Write the signature as hex in lower case.": "签名请写作小写的十六进制。",
  "The client signs with the secret followed by an & sign, as signature version 1.0 wants it.":
    "客户端在 Secret 后加了 & 再签名，这是签名版本 1.0 的做法。",
  "In this scheme the key is the plain AccessKey secret.": "在此签名方式中，密钥就是 AccessKey Secret 本身。",
  "The canonical request itself was signed.": "签名直接针对了规范化请求。",
  "Sign two lines: ACS3-HMAC-SHA256, and the SHA-256 of the canonical request as hex.":
    "请对两行内容签名：ACS3-HMAC-SHA256，以及规范化请求的 SHA-256（十六进制）。",
  "Hash the exact bytes that are sent as the body, and send the same hash as x-acs-content-sha256.":
    "请对实际发送的请求体计算哈希，并用 x-acs-content-sha256 发送同一个值。",
  "The body that arrived is not the one that was signed: x-acs-content-sha256 is the hash of other bytes.":
    "收到的请求体与签名时的不同：x-acs-content-sha256 是其他内容的哈希。",
  "The signature was made for an empty body, and the request has one.": "签名针对空的请求体，而请求带有请求体。",
  "The signature was made without the hash of the body.": "签名时未包含请求体的哈希。",
  "The header lines were signed with a blank after the colon.": "签名时，请求头各行的冒号后多了空格。",
  "Write each signed header as name:value with nothing between.":
    "参与签名的请求头请写作 name:value，中间不加任何字符。",
  "The empty line after the header lines is missing in the canonical request.":
    "规范化请求中，请求头各行之后缺少空行。",
  "End each header line with a line break, the last one too, and join the parts with one more.":
    "请求头的每一行（包括最后一行）都请以换行结尾，各部分之间再用一个换行连接。",
  "Blanks inside header values were folded before signing.": "签名前，请求头的值中间的空格被合并了。",
  "Trim header values at their ends only.": "请求头的值只须去除首尾空白。",
  "The parameters of the body were signed as if they were in the query.": "签名时，请求体中的参数被当作查询参数。",
  "Sign the query's parameters only; those of the body count through its hash.":
    "请只对查询参数签名；请求体中的参数通过其哈希参与签名。",
  "Put the sorted, encoded parameters into the third line of the canonical request.":
    "请将排序并编码后的参数放在规范化请求的第三行。",

  "Percent-encode the Signature parameter in the URL: + is %2B, / is %2F, = is %3D.":
    "请对 URL 中的 Signature 参数做百分号编码：+ 写作 %2B，/ 写作 %2F，= 写作 %3D。",
  "The request arrived with a Content-MD5 header, and the signature was made without one.":
    "收到的请求带有 Content-MD5 请求头，而签名时没有。",
  "Sign the Content-MD5 that is sent, or send none.": "请对发送的 Content-MD5 签名，或不发送。",
  "The x-oss- headers were not signed.": "x-oss- 请求头未参与签名。",
  "Sign each x-oss- header that is sent as a line name:value, sorted by name.":
    "请对发送的每个 x-oss- 请求头签名：每个一行，写作 name:value，按名称排序。",
  "The header {0} was sent but not signed.": "请求头 {0} 已发送，但未参与签名。",
  "Sign each x-oss- header that is sent, and let nothing between client and server add any.":
    "请对发送的每个 x-oss- 请求头签名，并确保客户端与服务器之间没有任何环节添加此类请求头。",
  "The URL was signed with a date in the place of Expires.": "签名 URL 时，Expires 的位置上写成了日期。",
  "In a signed URL the fourth line is the number in Expires.": "对 URL 签名时，第四行是 Expires 中的数字。",
  "The fourth line is the value of x-oss-date when that header is sent, else that of Date.":
    "发送了 x-oss-date 请求头时，第四行是它的值，否则是 Date 的值。",
  "The Date header was signed although x-oss-date was sent.": "已发送 x-oss-date，签名时却使用了 Date 请求头。",
  "The date was not signed in its own line.": "日期未单独占一行参与签名。",
  "The object's key was signed percent-encoded.": "签名时，对象的 Key 经过了百分号编码。",
  "Version 1 signs the key as it is, in UTF-8, and encodes it only in the URL.":
    "V1 签名使用 UTF-8 的原始 Key，只在 URL 中编码。",
  "The sub-resources of the query were not signed.": "查询参数中的子资源未参与签名。",
  "Add the query's sub-resources (uploads, uploadId, partNumber, response-… and so on) to the resource, sorted.":
    "请将查询参数中的子资源（uploads、uploadId、partNumber、response-… 等）排序后加入资源。",
  "Query parameters were signed that are no sub-resources.": "不属于子资源的查询参数参与了签名。",
  "Version 1 leaves parameters such as prefix, marker, max-keys and max-parts out of the resource.":
    "V1 签名的资源不包含 prefix、marker、max-keys、max-parts 等参数。",
  "Sign /bucket/key, wherever the bucket stands in the address.":
    "无论存储空间写在地址的何处，签名时都请使用 /bucket/key。",
  "The key was signed with +, which is a blank in the path of a URL.":
    "签名时 Key 中写的是 +，而 URL 路径中的 + 表示空格。",
  "Write a + of the key as %2B in the URL.": "Key 中的 + 在 URL 中请写作 %2B。",
  "The key was signed with a slash before it.": "签名时，Key 前多了一个斜杠。",
  "Sign the key without a leading slash.": "签名时，Key 不以斜杠开头。",
  "The bucket is missing in the signed resource.": "签名的资源中缺少存储空间。",
  "The bucket stands twice in the signed resource.": "签名的资源中，存储空间出现了两次。",
  "The client signs with the AccessKey secret itself.": "客户端直接用 AccessKey Secret 签名。",
  "In version 4 the key is derived: aliyun_v4 and the secret, then date, region, product and aliyun_v4_request.":
    "V4 签名的密钥须逐步派生：先是 aliyun_v4 与 Secret，再依次为日期、地域、产品和 aliyun_v4_request。",
  "Sign Content-Type, Content-MD5 and each x-oss- header that is sent.":
    "请对发送的 Content-Type、Content-MD5 和每个 x-oss- 请求头签名。",
  "UNSIGNED-PAYLOAD was signed, and x-oss-content-sha256 says something else.":
    "签名时使用了 UNSIGNED-PAYLOAD，而 x-oss-content-sha256 是其他值。",
  "Put the value of x-oss-content-sha256 into the last line of the canonical request.":
    "请将 x-oss-content-sha256 的值放在规范化请求的最后一行。",
  "Version 4 signs /bucket/key percent-encoded once, with the slashes kept.":
    "V4 签名对 /bucket/key 做一次百分号编码，保留斜杠。",
  "The object's key was signed without percent-encoding.": "签名时，对象的 Key 未经百分号编码。",
  "The object's key was signed percent-encoded twice.": "签名时，对象的 Key 经过了两次百分号编码。",
  "Version 4 signs all parameters of the query but x-oss-signature.":
    "V4 签名包含除 x-oss-signature 外的所有查询参数。",
};
