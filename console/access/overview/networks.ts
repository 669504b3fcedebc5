/** Everything; the server has no empty list once there was one. */
export const everywhere = "0.0.0.0/0;::/0";

export const mostNetworks = 40;

/** Whether users may sign in from anywhere. */
export const isEverywhere = (masks: string): boolean => masks === "" || masks.split(";").includes("0.0.0.0/0");

/** The first block that the server would refuse. */
export const findWrongNetwork = (masks: string): string | undefined =>
  masks.split(";").find((network) => !isNetwork(network));

function isNetwork(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  if (isIpv4(address)) return Number(bits ?? 0) <= 32;
  return isIpv6(address) && Number(bits ?? 0) <= 128;
}

const isIpv4 = (text: string): boolean =>
  /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split(".").every((part) => Number(part) < 256 && !/^0\d/.test(part));

/** A browser knows an address of IPv6 when it stands in a URL. */
const isIpv6 = (text: string): boolean =>
  /^[\da-f:.]+$/i.test(text) && text.includes(":") && URL.canParse(`http://[${text}]`);
