/** Which addresses belong to this device or its own network, and not to the public internet. */
import { BlockList, isIPv6 } from 'node:net';

/** IANA special-purpose address registries (RFC 6890), without documentation and transition ranges. */
const PRIVATE_RANGES: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], // this host
  ['10.0.0.0', 8, 'ipv4'], // private
  ['100.64.0.0', 10, 'ipv4'], // shared by a carrier, and used by overlay networks
  ['127.0.0.0', 8, 'ipv4'], // loopback
  ['169.254.0.0', 16, 'ipv4'], // link-local, and the metadata service of clouds
  ['172.16.0.0', 12, 'ipv4'], // private
  ['192.0.0.0', 24, 'ipv4'], // protocol assignments
  ['192.168.0.0', 16, 'ipv4'], // private
  ['198.18.0.0', 15, 'ipv4'], // benchmarks
  ['224.0.0.0', 3, 'ipv4'], // multicast, reserved, broadcast
  ['::', 127, 'ipv6'], // unspecified, loopback
  ['64:ff9b:1::', 48, 'ipv6'], // local translation
  ['fc00::', 7, 'ipv6'], // unique local
  ['fe80::', 10, 'ipv6'], // link-local
  ['fec0::', 10, 'ipv6'], // site-local, given up but still routed inside
  ['ff00::', 8, 'ipv6'], // multicast
];

const privateRanges = new BlockList();
for (const [network, prefix, family] of PRIVATE_RANGES) privateRanges.addSubnet(network, prefix, family);

/** `address`: an IPv4 or IPv6 address as text; IPv4 inside IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  return privateRanges.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** The address in the host part of a URL; null when it is a name. */
export function addressInHost(hostname: string): string | null {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : null;
}
