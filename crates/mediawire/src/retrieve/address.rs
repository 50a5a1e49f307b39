//! Which addresses are the public internet: none of the blocks that IANA keeps for special purposes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IANA IPv4 Special-Purpose Address Registry, multicast (RFC 5771) and the reserved block (RFC 1112 §4),
/// as first address and prefix length.
const SPECIAL_V4: [([u8; 4], u32); 18] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([192, 175, 48, 0], 24),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// IANA IPv6 Special-Purpose Address Registry, as far as it lies in `2000::/3`.
/// Everything outside that is not global unicast (RFC 4291 §2.4) and needs no table.
/// `2001::/23` has Teredo (`2001::/32`), benchmarking and ORCHID in it.
const SPECIAL_V6: [([u16; 3], u32); 4] = [
    ([0x2001, 0, 0], 23),
    ([0x2001, 0x0db8, 0], 32),
    ([0x2620, 0x004f, 0x8000], 48),
    ([0x3fff, 0, 0], 20),
];

/// Whether `address` may be connected to: a public unicast address. One that carries an IPv4 address
/// (mapped, NAT64, 6to4) is judged by that.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !SPECIAL_V4
        .iter()
        .any(|(first, prefix)| (bits ^ u32::from_be_bytes(*first)).leading_zeros() >= *prefix)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match parts {
        // Mapped (RFC 4291 §2.5.5.2) and NAT64's well-known prefix (RFC 6052 §2.1).
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(v4(high, low))
        }
        // 6to4 (RFC 3056 §2).
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        _ => {
            let bits = address.to_bits();
            let is_global = bits >> 125 == 1;
            is_global
                && !SPECIAL_V6.iter().any(|([a, b, c], prefix)| {
                    let first = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0).to_bits();
                    (bits ^ first).leading_zeros() >= *prefix
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_public;

    /// First and last address of each block, and whether the neighbours outside are public.
    const BLOCKS: [(&str, &str, bool, bool); 34] = [
        ("0.0.0.0", "0.255.255.255", false, true),
        ("10.0.0.0", "10.255.255.255", true, true),
        ("100.64.0.0", "100.127.255.255", true, true),
        ("127.0.0.0", "127.255.255.255", true, true),
        ("169.254.0.0", "169.254.255.255", true, true),
        ("172.16.0.0", "172.31.255.255", true, true),
        ("192.0.0.0", "192.0.0.255", true, true),
        ("192.0.2.0", "192.0.2.255", true, true),
        ("192.31.196.0", "192.31.196.255", true, true),
        ("192.52.193.0", "192.52.193.255", true, true),
        ("192.88.99.0", "192.88.99.255", true, true),
        ("192.168.0.0", "192.168.255.255", true, true),
        ("192.175.48.0", "192.175.48.255", true, true),
        ("198.18.0.0", "198.19.255.255", true, true),
        ("198.51.100.0", "198.51.100.255", true, true),
        ("203.0.113.0", "203.0.113.255", true, true),
        ("224.0.0.0", "239.255.255.255", true, false),
        ("240.0.0.0", "255.255.255.255", false, false),
        ("::", "::1", false, false),
        ("::ffff:10.0.0.0", "::ffff:10.255.255.255", true, true),
        ("::ffff:127.0.0.0", "::ffff:127.255.255.255", true, true),
        ("64:ff9b::7f00:0", "64:ff9b::7fff:ffff", true, true),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", false, false),
        ("100::", "100::ffff:ffff:ffff:ffff", false, false),
        ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2002:7f00::", "2002:7fff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2002:a00::", "2002:aff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", true, true),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
    ];

    fn step(address: std::net::IpAddr, up: bool) -> std::net::IpAddr {
        let step = |bits: u128| if up { bits.wrapping_add(1) } else { bits.wrapping_sub(1) };
        match address {
            std::net::IpAddr::V4(v4) => {
                let bits = u32::try_from(step(u128::from(v4.to_bits()) + (1 << 32)) & 0xffff_ffff);
                std::net::Ipv4Addr::from_bits(bits.unwrap()).into()
            }
            std::net::IpAddr::V6(v6) => std::net::Ipv6Addr::from_bits(step(v6.to_bits())).into(),
        }
    }

    #[test]
    fn special_blocks_are_forbidden_to_their_edges() {
        for (first, last, before, after) in BLOCKS {
            let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
            assert!(!is_public(first), "{first}");
            assert!(!is_public(last), "{last}");
            assert_eq!(is_public(step(first, false)), before, "before {first}");
            assert_eq!(is_public(step(last, true)), after, "after {last}");
        }
    }

    #[test]
    fn public_addresses_are_public() {
        for address in ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"]
        {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
