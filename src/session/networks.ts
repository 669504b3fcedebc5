import { BlockList, isIPv6 } from "node:net";

/** Whether the address is in one of the CIDR blocks, which are separated by semicolons. No blocks: everywhere. */
export function isInNetworks(address: string, networks: string): boolean {
  const blocks = networks.split(";").filter((block) => block !== "");
  if (blocks.length === 0) return true;
  if (address === "") return false;
  const list = new BlockList();
  for (const block of blocks) {
    const [base = "", bits] = block.split("/");
    const family = isIPv6(base) ? "ipv6" : "ipv4";
    list.addSubnet(base, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
