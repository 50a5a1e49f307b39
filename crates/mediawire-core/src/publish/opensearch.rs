//! How a browser asks this site's search (`OpenSearch` 1.1, description document).

use crate::publish::address;
use crate::publish::site::Site;
use crate::publish::xml::Xml;

/// The media type of [`opensearch`].
pub const MEDIA_TYPE: &str = "application/opensearchdescription+xml";
/// The longest `ShortName` and `Description` that the format takes, in characters.
const SHORT_NAME_CHARS: usize = 16;
const DESCRIPTION_CHARS: usize = 1024;

/// The description document.
#[must_use]
pub fn opensearch(site: &Site) -> Vec<u8> {
    let first = |text: &str, n: usize| text.chars().take(n).collect::<String>();
    // The braces name what a browser puts there, and are not encoded.
    let template = format!("{}?q={{searchTerms}}", site.absolute(&site.at(&address::search())));
    let mut xml = Xml::new();
    let namespace = "http://a9.com/-/spec/opensearch/1.1/";
    xml.open("OpenSearchDescription", &[("xmlns", namespace)]);
    xml.leaf("ShortName", &[], first(&site.name, SHORT_NAME_CHARS).trim_end());
    xml.leaf("Description", &[], &first(&site.disclaimer(), DESCRIPTION_CHARS));
    xml.empty("Url", &[("type", "text/html"), ("template", &template)]);
    xml.leaf("InputEncoding", &[], "UTF-8");
    xml.close("OpenSearchDescription");
    xml.into_bytes()
}
