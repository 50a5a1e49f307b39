//! The style book: the rules by which headlines are changed.

use crate::web::Web;
use crate::web::answer::Answer;
use crate::web::asked::Asked;
use crate::web::reader::html;
use axum::extract::State;
use mediawire_core::desk::Restyling;
use mediawire_core::desk::style::Pack;
use mediawire_core::desk::style::pack::Example;
use mediawire_core::publish::style::{self, PackFacts, RuleFacts};
use std::sync::Arc;

/// The page of all packs that are in use.
pub(super) async fn style(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    let told = match web.wire.restyling {
        _ if web.wire.packs.is_empty() => "style-none",
        Restyling::Off => "style-off",
        Restyling::Suggest => "style-suggest",
        Restyling::Auto => "style-auto",
    };
    let page = async {
        let packs: Vec<PackFacts<'_>> = web.wire.packs.iter().map(facts).collect();
        Ok(html(style::style(site, &packs, told)))
    };
    web.serve(asked, "/style", page).await
}

fn facts(pack: &Pack) -> PackFacts<'_> {
    let rules = pack.rules.iter().map(|rule| RuleFacts {
        id: &rule.id,
        message: &rule.message,
        link: rule.link.as_deref(),
        named: [rule.kind.name(), rule.level.name(), rule.scope.name()],
        examples: pairs(&rule.examples),
    });
    PackFacts {
        name: &pack.name,
        version: &pack.version,
        lang: pack.languages.first().map_or("", String::as_str),
        description: &pack.description,
        settings: settings(pack),
        examples: pairs(&pack.examples),
        rules: rules.collect(),
    }
}

fn settings(pack: &Pack) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("style-for", pack.languages.join(", ")),
        ("style-case", pack.case.name().to_owned()),
        ("style-numbers", pack.numbers.name().to_owned()),
        ("style-digits", pack.digits.name().to_owned()),
        ("style-letters", pack.letters.name().to_owned()),
        ("style-attribution", pack.attribution.form.name().to_owned()),
    ];
    if pack.drops_full_stop {
        all.push(("style-no-full-stop", String::new()));
    }
    if let Some(marks) = &pack.quotes {
        let [outer, inner] =
            [marks.outer, marks.inner].map(|[open, close]| format!("{open} {close}"));
        all.extend([("style-quotes", outer), ("style-inside", inner)]);
    }
    all
}

fn pairs(examples: &[Example]) -> Vec<(&str, &str)> {
    examples.iter().map(|pair| (pair.before.as_str(), pair.after.as_str())).collect()
}
