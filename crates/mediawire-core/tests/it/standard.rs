//! Documents of agencies, held to their standard: what it forbids refuses them, with its place and what mends it.

use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::standard::{Edition, list};
use mediawire_core::read::{Input, list_of};

/// What is forbidden in `document`; empty if nothing is.
fn forbidden(document: &str, edition: Option<&str>) -> String {
    let source = Slug::of("tolva");
    let input = Input {
        document,
        url: "https://tolva.example/item",
        location: None,
        language: None,
        home: None,
        source: &source,
        capture: CaptureId(Digest::of(document.as_bytes())),
    };
    assert!(list_of(&input).is_ok(), "a wire reads it: {document}");
    let edition = edition.map(|raw| raw.parse::<Edition>().unwrap());
    list(&input, edition).err().map_or_else(String::new, |why| why.to_string())
}

/// An item of NewsML-G2 `version` with `inside` behind its metadata.
fn item(name: &str, version: &str, inside: &str) -> String {
    format!(
        "<{name} xmlns='http://iptc.org/std/nar/2006-10-01/' xmlns:t='https://tolva.example/' guid='urn:1' \
         standard='NewsML-G2' standardversion='{version}'>\n\
         <catalogRef href='https://tolva.example/catalog.xml'/>\n\
         <itemMeta><itemClass qcode='ninat:text'/><provider qcode='nprov:TNA'/>\
         <versionCreated>2026-11-24T09:00:00Z</versionCreated></itemMeta>\n{inside}\n</{name}>"
    )
}

#[test]
fn what_newsml_g2_forbids_is_told_with_its_place() {
    let details = |inside: &str| {
        format!("<assert qcode='t:1'><organisationDetails>{inside}</organisationDetails></assert>")
    };
    for (name, version, inside, edition, told) in [
        ("newsItem", "2.35", details("<founded>1990</founded>"), None, ""),
        ("newsItem", "2.35", details("<t:owner/>"), None, ""),
        (
            "newsItem",
            "2.35",
            details("<owner/>"),
            None,
            "line 4: <owner> has no place in newsItem/assert/",
        ),
        (
            "newsItem",
            "2.35",
            details("<founded>long ago</founded>"),
            None,
            "\"long ago\", which is no day",
        ),
        ("newsItem", "2.35", details("<affiliation qcode='t:2'/>"), None, ""),
        (
            "newsItem",
            "2.28",
            details("<affiliation qcode='t:2'/>"),
            None,
            "<affiliation> in newsItem/assert",
        ),
        (
            "newsItem",
            "2.35",
            details("<affiliation qcode='t:2'/>"),
            Some("2.28"),
            "is to be of 2.28",
        ),
        ("newsItem", "2.28", details("<affiliation qcode='t:2'/>"), Some("2.29"), ""),
        (
            "newsItem",
            "2.35",
            "<assert qcode='of no alias'/>".into(),
            None,
            "which is no code (alias:code)",
        ),
        (
            "newsItem",
            "2.35",
            "<contentMeta weight='2'/>".into(),
            None,
            "has no attribute \"weight\"",
        ),
        ("newsItem", "2.35", "<contentMeta t:weight='2'/>".into(), None, ""),
        (
            "newsItem",
            "2.35",
            "<contentMeta><urgency>11</urgency></contentMeta>".into(),
            None,
            "from 1 to 9",
        ),
        (
            "newsItem",
            "2.35",
            "<contentSet/><contentSet/>".into(),
            None,
            "<contentSet> stands twice",
        ),
        ("catalogItem", "2.35", String::new(), None, "catalogItem lacks <catalogContainer>"),
        (
            "conceptItem",
            "2.35",
            "<concept><name>Ada</name></concept>".into(),
            None,
            "lacks <conceptId>",
        ),
        (
            "packageItem",
            "2.35",
            "<groupSet root='G'><group id='G'><itemRef href='https://a.example/%zz'/>\
          </group></groupSet>"
                .into(),
            None,
            "no address (IRI)",
        ),
        (
            "packageItem",
            "2.35",
            "<groupSet root='G'><group id='G'><itemRef href='https://a.example/%20'/>\
          </group></groupSet>"
                .into(),
            None,
            "",
        ),
    ] {
        let why = forbidden(&item(name, version, &inside), edition);
        assert!(
            if told.is_empty() { why.is_empty() } else { why.contains(told) },
            "{inside}: {why}"
        );
    }
}

#[test]
fn elements_of_no_namespace_are_told_once() {
    let document = item("newsItem", "2.35", "<owner/>").replace("xmlns=", "data-xmlns=");
    let why = forbidden(&document, None);
    assert!(why.contains("is not in the namespace") && !why.contains("more)"), "{why}");
}

#[test]
fn what_the_version_of_ninjs_has_not_is_told() {
    for (document, edition, told) in [
        (r#"{"uri": "urn:1", "type": "component"}"#, None, ""),
        (r#"{"uri": "urn:1", "type": "component"}"#, Some("1.2"), ""),
        (r#"{"uri": "urn:1", "type": "component"}"#, Some("1.1"), "came with ninjs 1.2"),
        (
            r#"{"uri": "urn:1", "infosource": [{"name": "Ada"}]}"#,
            Some("1.0"),
            "\"infosource\" came with",
        ),
        (r#"{"uri": "urn:1", "headline": "Ferry sails"}"#, Some("2.1"), "is of ninjs 1.x"),
        (r#"{"uri": "urn:1", "headline_main": "Ferry sails"}"#, Some("1.2"), "came with ninjs 1.3"),
        (
            r#"[{"uri": "urn:1"}, {"uri": "urn:2", "by": "Ada"}]"#,
            Some("1.6"),
            "came with ninjs 2.0",
        ),
        (
            r#"{"uri": "urn:1", "$standard": {"name": "ninjs", "version": "1.3"}, "by": "Ada"}"#,
            None,
            "of 1.3",
        ),
        (
            r#"{"uri": "urn:1", "$standard": {"name": "ninjs", "version": "1.x-dev"}, "by": "Ada"}"#,
            None,
            "",
        ),
    ] {
        let why = forbidden(document, edition);
        assert!(
            if told.is_empty() { why.is_empty() } else { why.contains(told) },
            "{document}: {why}"
        );
    }
}

#[test]
fn a_version_is_two_numbers() {
    assert_eq!("2.35".parse(), Ok(Edition { major: 2, minor: 35 }));
    assert!("2".parse::<Edition>().is_err() && "2.x".parse::<Edition>().is_err());
    assert!("2.9".parse::<Edition>() < "2.35".parse());
}
