//! `/.well-known/tdmrep.json`: where a host reserves text and data mining (W3C TDM Reservation Protocol §5.3).

use super::robots::matches;
use serde_json::Value;

/// Rules that are read of one file.
const RULES_MAX: usize = 1000;

/// The rules of one host, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tdmrep(Vec<Rule>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    location: String,
    is_reserved: bool,
    policy: Option<String>,
}

impl Tdmrep {
    /// The rules in `bytes`; none where they are not JSON, or not such rules.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let all = serde_json::from_slice::<Vec<Value>>(bytes).unwrap_or_default();
        let rule = |value: &Value| {
            let said = value.get("tdm-reservation")?;
            Some(Rule {
                location: value.get("location")?.as_str()?.to_owned(),
                is_reserved: said.as_i64() == Some(1) || said.as_str() == Some("1"),
                policy: value.get("tdm-policy").and_then(Value::as_str).map(str::to_owned),
            })
        };
        Self(all.iter().filter_map(rule).take(RULES_MAX).collect())
    }

    /// Whether mining is reserved at this path, and under which policy; `None` where the file says nothing of it. The
    /// first rule that fits counts.
    #[must_use]
    pub fn of(&self, path_and_query: &str) -> Option<(bool, Option<&str>)> {
        let rule = self.0.iter().find(|rule| matches(&rule.location, path_and_query))?;
        Some((rule.is_reserved, rule.policy.as_deref()))
    }

    /// How much memory it takes, in bytes.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        let strings =
            |rule: &Rule| rule.location.len() + rule.policy.as_ref().map_or(0, String::len);
        self.0.iter().map(|rule| 64 + strings(rule)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Tdmrep;

    #[test]
    fn first_rule_that_fits_counts() {
        let rules = Tdmrep::parse(
            br#"[{"location": "/free/*.html$", "tdm-reservation": 0},
                 {"location": "/a", "tdm-reservation": "1", "tdm-policy": "https://a.example/p"},
                 {"location": 7, "tdm-reservation": 1}, "no rule", {"location": "/b"}]"#,
        );
        for (path, expected) in [
            ("/free/1.html", Some((false, None))),
            ("/free/1.htm", None),
            ("/a/1?x=1", Some((true, Some("https://a.example/p")))),
            ("/b", None),
        ] {
            assert_eq!(rules.of(path), expected, "{path}");
        }
        for none in [&b""[..], b"<html>", b"{}", b"[", b"\xff"] {
            assert_eq!(Tdmrep::parse(none), Tdmrep::default());
        }
    }
}
