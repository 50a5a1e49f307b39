//! What a page says of its kind and its terms: report or view, paying, licence, rights.
//!
//! To teach the extractor a word that papers set over what is somebody's view, add it to `VIEWS`.

use crate::extract::marks::has_prefix;
use crate::extract::meta::Page;
use crate::extract::wording::clean;
use crate::model::lock;
use crate::model::signals::Signals;
use crate::model::source::Genre;
use url::Url;

/// Letters of the longest notice of rights.
const RIGHTS_CHARS_MAX: usize = 200;
/// Texts before the headline among which a label may stand.
const LABEL_TEXTS: u32 = 8;

/// What papers call opinion, analysis, editorial, interview, column, letter and review; in lower case.
const VIEWS: &[&str] = &[
    "opinion",
    "opinions",
    "op-ed",
    "oped",
    "editorial",
    "editorials",
    "commentary",
    "comment",
    "comment-is-free",
    "commentisfree",
    "column",
    "columns",
    "columnist",
    "columnists",
    "analysis",
    "viewpoint",
    "viewpoints",
    "perspective",
    "perspectives",
    "debate",
    "interview",
    "interviews",
    "letters",
    "letter",
    "review",
    "reviews",
    "essay",
    "essays",
    "kommentar",
    "kommentare",
    "meinung",
    "meinungen",
    "leitartikel",
    "glosse",
    "kolumne",
    "kolumnen",
    "analyse",
    "analysen",
    "gastbeitrag",
    "gastkommentar",
    "rezension",
    "leserbriefe",
    "opinión",
    "opiniones",
    "editoriales",
    "columna",
    "columnas",
    "tribuna",
    "análisis",
    "tribune",
    "tribunes",
    "éditorial",
    "édito",
    "edito",
    "chronique",
    "chroniques",
    "point de vue",
    "idées",
    "opinione",
    "opinioni",
    "editoriale",
    "commento",
    "commenti",
    "opinião",
    "opiniao",
    "opinie",
    "columnist",
    "debatt",
    "ledare",
    "leder",
    "kronikk",
    "mening",
    "meninger",
    "kronik",
    "komentarz",
    "opinie",
    "felieton",
    "мнение",
    "мнения",
    "колонка",
    "аналитика",
    "интервью",
    "رأی",
    "یادداشت",
    "سرمقاله",
    "گفتگو",
    "yorum",
    "görüş",
    "köşe yazısı",
    "opini",
    "社説",
    "論説",
    "观点",
    "评论",
    "사설",
    "칼럼",
];

fn is_view(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 40 && VIEWS.contains(&text.to_lowercase().as_str())
}

impl Page<'_> {
    /// Report or view: by the page's schema type, its address, its sections, a label over or in its headline.
    pub(super) fn genre(&self, categories: &[String], headline: &str) -> Option<Genre> {
        let by_type = self.stated.types.iter().find_map(|name| match name.as_str() {
            "OpinionNewsArticle"
            | "AnalysisNewsArticle"
            | "ReviewNewsArticle"
            | "AskPublicNewsArticle" => Some(Genre::View),
            "ReportageNewsArticle" | "BackgroundNewsArticle" => Some(Genre::Report),
            _ => None,
        });
        by_type.or_else(|| {
            let path = self.own.as_ref().map(Url::path).unwrap_or_default();
            // The last segment is the piece's own name.
            let mut folders: Vec<&str> = path.split('/').collect();
            folders.pop();
            let says_meta =
                self.meta(&["article:opinion"]).is_some_and(|it| it.eq_ignore_ascii_case("true"));
            let named = says_meta
                || folders.into_iter().any(is_view)
                || categories.iter().any(|name| is_view(name))
                || headline
                    .split([':', '|'])
                    .next()
                    .is_some_and(|it| it.len() < headline.len() && is_view(it))
                || headline
                    .rsplit('|')
                    .next()
                    .is_some_and(|it| it.len() < headline.len() && is_view(it))
                || self.is_labelled();
            named.then_some(Genre::View)
        })
    }

    /// Whether a text right above the headline is such a label, and no menu's entry.
    fn is_labelled(&self) -> bool {
        let from = self.anchor.saturating_sub(LABEL_TEXTS);
        (from..self.anchor).filter_map(|ordinal| self.tree.text_node(ordinal)).any(|id| {
            let is_listed = || {
                self.tree
                    .ancestors(id)
                    .take(4)
                    .any(|id| matches!(self.tree.tag(id), "li" | "nav" | "header"))
            };
            is_view(self.tree.text(id)) && !self.marks.is_beside(id) && !is_listed()
        })
    }

    /// Whether it may be read without paying, where the page says so.
    pub(super) fn is_free(&self) -> Option<bool> {
        self.stated
            .is_free
            .or_else(|| {
                let tier = self.meta(&["article:content_tier"])?;
                match tier.to_ascii_lowercase().as_str() {
                    "free" => Some(true),
                    "locked" | "metered" => Some(false),
                    _ => None,
                }
            })
            .or_else(|| self.marks.is_walled.then_some(false))
    }

    /// The licence's address, or else its name: from `rel=license`, JSON-LD, `meta` elements, or a link to Creative Commons.
    pub(super) fn licence(&self) -> Option<String> {
        let linked = self.marks.links.iter().find_map(|&id| {
            let rel = self.tree.attr(id, "rel")?;
            let is_licence =
                rel.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("license"));
            self.tree.attr(id, "href").filter(|_| is_licence).map(str::to_owned)
        });
        let found = linked.or_else(|| self.stated.licence.clone()).or_else(|| {
            self.meta(&["dcterms.license", "dc.rights.license", "license", "cc:license"])
        })?;
        let found = clean(&found);
        let is_address = has_prefix(&found, "http") || found.starts_with('/');
        let address = is_address.then(|| lock::absolute(&found, self.base)).flatten();
        address.map(String::from).or(Some(found)).filter(|it| !it.is_empty())
    }

    /// What its `meta` elements say to machines, and the licence for them that it names (RSL, rslstandard.org).
    pub(super) fn signals(&self) -> Signals {
        let mut signals = Signals::default();
        for name in ["robots", "mediawire", "tdm-reservation", "tdm-policy"] {
            self.metas(name).for_each(|said| signals.add(&format!("meta {name}"), said));
        }
        for &id in &self.marks.links {
            let attr = |name| self.tree.attr(id, name).unwrap_or_default();
            if attr("rel").eq_ignore_ascii_case("license") && attr("type").contains("rsl+xml") {
                signals.add("link license", attr("href"));
            }
        }
        signals
    }

    /// Whose the rights are, in the page's own words.
    pub(super) fn rights(&self) -> Option<String> {
        self.meta(&["copyright", "dc.rights", "dcterms.rights", "dcterms.rightsholder", "rights"])
            .or_else(|| self.stated.rights.clone())
            .map(|it| clean(&it))
            .filter(|it| !it.is_empty() && it.chars().nth(RIGHTS_CHARS_MAX).is_none())
    }
}
