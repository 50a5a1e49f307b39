//! `extract --preview`: one file that shows the page, the article that was found in it, and what was cut.

use crate::command::extract::explain::told;
use crate::command::extract::{Input, html};
use mediawire_core::extract::text;
use mediawire_core::model::lock::tree_of;
use std::fmt::Write as _;

const STYLE: &str = "\
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}\
main{display:grid;grid-template-columns:1fr 1fr;height:100vh}\
iframe{width:100%;height:100%;border:0;background:#fff;border-right:1px solid #bbb}\
section{overflow:auto;padding:1rem 1.5rem;overflow-wrap:anywhere}\
img{max-width:100%}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .4rem}\
.meta{color:#555;font-size:.9rem}.no{background:#fde8e8;padding:.5rem .8rem}\
.cuts{border-top:2px solid #bbb;margin-top:2rem;font-size:.85rem;color:#555}\
.cuts b{display:inline-block;min-width:7rem;color:#8a1c1c}.cuts li{margin:.3rem 0}.cuts ul{padding:0;list-style:none}\
@media(max-width:800px){main{grid-template-columns:1fr;height:auto}iframe{height:60vh}}\
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}.meta,.cuts{color:#aaa}\
.cuts b{color:#f0a0a0}.no{background:#4a1c1c}a{color:#8ab4f8}}";

/// The file. The page stands in a frame without scripts, forms or a name.
pub(super) fn page(input: &Input<'_>) -> String {
    let outcome = input.read();
    let no = outcome.as_ref().err().map(ToString::to_string);
    let article = outcome.or_else(|_| text(&input.page())).ok();
    let base = format!("<base href=\"{}\">", escape(&input.capture.url));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Preview of {url}</title><style>{STYLE}</style></head><body><main>\
         <iframe title=\"The page\" sandbox=\"\" srcdoc=\"{page}\"></iframe><section>",
        url = escape(&input.capture.url),
        page = escape(&format!("{base}{}", input.document)),
    );
    if let Some(no) = no {
        let _ = write!(out, "<p class=\"no\">Not an article: {}.</p>", escape(&no));
    }
    let Some(article) = article else { return out + "</section></main></body></html>\n" };
    let meta = &article.meta;
    let _ = write!(out, "<h1>{}</h1>", escape(&meta.headline));
    for (name, value) in [
        ("Dek", meta.dek.clone().unwrap_or_default()),
        ("By", meta.authors.join("; ")),
        ("Published", meta.published.as_ref().map(|it| it.at.to_string()).unwrap_or_default()),
        ("Doubts", meta.doubts.join("; ")),
    ] {
        if !value.is_empty() {
            let _ = write!(out, "<p class=\"meta\">{name}: {}</p>", escape(&value));
        }
    }
    let lang = escape(meta.lang.as_deref().unwrap_or_default());
    let _ = write!(out, "<article lang=\"{lang}\" dir=\"auto\">{}</article>", html(&article));
    out.push_str("<div class=\"cuts\"><h2>Cut</h2><ul>");
    for told in told(&article, &tree_of(&input.document, None)) {
        // What a browser never shows would only hide the rest.
        if let Some(kind) = told.cut.filter(|kind| *kind != "unrendered") {
            let _ = write!(out, "<li><b>{kind}</b> {}</li>", escape(&told.text));
        }
    }
    out + "</ul></div></section></main></body></html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
