//! What is an article and what is none, on invented pages of each kind.

use mediawire_core::extract;

const PROSE: &str = "The harbour stayed shut for the whole of the morning, its master said, and the ferries \
    waited outside until the wind had turned and the pilots were back on board again. ";

/// Paragraphs of prose, different ones.
fn paragraphs(n: usize) -> String {
    (0..n).map(|i| format!("<p>On day {i} nothing moved. {PROSE}</p>")).collect()
}

fn head(title: &str, more: &str) -> String {
    format!("<!doctype html><html lang=en><head><title>{title}</title>{more}</head><body>")
}

/// `article`, or what else the page is.
fn code(url: &str, page: &str) -> String {
    let headers = [("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
    match extract::article(page.as_bytes(), url, &headers) {
        Ok(_) => "article".to_owned(),
        Err(no) => {
            assert!(no.to_string().len() > 20 && !no.to_string().ends_with('.'), "{no}");
            no.code().to_owned()
        }
    }
}

#[test]
fn an_article_of_a_small_site_is_one() {
    for (url, more, body) in [
        ("https://a.example/2026/02/harbour-shut", "", "<h1>Harbour shut</h1>"),
        (
            "https://a.example/?p=12",
            "<meta property=og:type content=article>",
            "<h1>Harbour shut</h1>",
        ),
        (
            "https://a.example/news/harbour-shut-again-after-storm",
            "",
            "<div><b>Harbour shut</b></div>",
        ),
        (
            "https://a.example/x.htm",
            "<meta name=author content='Ada Tolva'>",
            "<font size=5>Harbour shut</font>",
        ),
    ] {
        let page = head("Harbour shut after the storm", more) + body + &paragraphs(6);
        assert_eq!(code(url, &page), "article", "{url}");
    }
}

#[test]
fn a_short_report_of_what_was_not_found_is_an_article() {
    let text = "<h1>Ferry leaves two hours late</h1><p>The morning ferry left two hours late, since its bell could \
        not be found. It hung in the tower of the old church, where a trainee had put it for the night.</p>\
        <p>Its master thanked the sexton, who had heard it strike seven when the clock had struck six.</p>";
    let page = head("Ferry leaves two hours late", "") + "<article>" + text + "</article>";
    assert_eq!(code("https://a.example/2026/02/ferry-leaves-late", &page), "article");
    let page = head("A Example", "") + "<h1>Sorry</h1><p>The page could not be found.</p>";
    assert_eq!(code("https://a.example/2026/02/ferry-leaves-late", &page), "soft-404");
}

#[test]
fn walls_are_known_in_many_languages() {
    for (kind, title, text, button) in [
        (
            "consent-wall",
            "Your choice",
            "We and our partners use cookies and process personal data with your consent.",
            "Accept all",
        ),
        (
            "consent-wall",
            "Willkommen",
            "Mit Ihrer Zustimmung verarbeiten wir personenbezogene Daten und setzen Cookies.",
            "Alle akzeptieren",
        ),
        (
            "consent-wall",
            "Bienvenue",
            "Avec votre consentement, nos partenaires utilisent des cookies et vos données personnelles.",
            "Tout accepter",
        ),
        (
            "consent-wall",
            "Добро пожаловать",
            "Мы используем файлы cookie и просим дать согласие на обработку данных.",
            "Принять все",
        ),
        (
            "captcha",
            "One moment",
            "Please show us that you are human before we go on to the page.",
            "Go on",
        ),
        (
            "captcha",
            "Einen Augenblick",
            "Zeigen Sie uns bitte, dass Sie kein Roboter sind, bevor es weitergeht.",
            "Weiter",
        ),
        (
            "captcha",
            "少々お待ちください",
            "続けるには、ロボットではないことを確認してください。",
            "続ける",
        ),
        (
            "soft-404",
            "This page is gone",
            "The page you are looking for is no longer available at this address.",
            "Home",
        ),
        (
            "soft-404",
            "404",
            "Hier ist nichts mehr, was es zu lesen gäbe, weder heute noch morgen.",
            "Startseite",
        ),
        (
            "soft-404",
            "No encontramos esta página",
            "La noticia se ha borrado o ha cambiado de dirección hace tiempo.",
            "Portada",
        ),
        (
            "soft-404",
            "الصفحة غير موجودة",
            "ربما حذف هذا المقال أو نقل إلى عنوان آخر منذ وقت طويل.",
            "الرئيسية",
        ),
    ] {
        let body = format!("<h1>{title}</h1><p>{text}</p><button>{button}</button>");
        let page = head(title, "") + &body;
        assert_eq!(code("https://a.example/2026/02/harbour-shut", &page), kind, "{text}");
    }
}

#[test]
fn an_article_about_walls_is_an_article() {
    let about = "<p>The court said that consent to cookies must be free. Personal data of readers were sold \
        to partners for years, and nobody was asked whether he is a robot or a person.</p>";
    let more = "<meta property=article:published_time content=2026-02-03T10:00:00Z>";
    let page = head("Court: page not found is no answer to a question about cookies", more)
        + "<article><h1>Court: page not found is no answer to a question about cookies</h1>"
        + &about.repeat(3)
        + &paragraphs(6)
        + "</article><div class=banner>We use cookies. <button>Accept all</button></div>";
    assert_eq!(code("https://a.example/2026/02/court-on-cookies", &page), "article");
}

#[test]
fn pages_of_other_kinds_are_named() {
    let cards: String = (0..24)
        .map(|i| {
            format!(
                "<article class=card><h3><a href=/a/{i}>Council wants trams to run until midnight, part {i}</a>\
                 </h3><p>A line about it.</p></article>"
            )
        })
        .collect();
    let section = head("Politics", "<meta property=og:type content=website>")
        + &format!("<h1>Politics</h1><main>{cards}</main>");
    assert_eq!(code("https://a.example/politics", &section), "section-front");

    let goods = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",
        "name":"Blue cup","offers":{"@type":"Offer","price":"12.00"}}</script>"#;
    let product = head("Blue cup", &format!("{goods}<meta property=og:type content=product>"))
        + "<div class=product><h1>Blue cup</h1><span class=price>€12.00</span>\
           <button class=add-to-cart>Add to cart</button><p>A cup of blue clay, made by hand in a \
           workshop by the harbour, for our friends of tea: your table will like it.</p></div>"
        + &"<div class=product-card><a href=/p/1>Red cup</a> <span class=price>€11.00</span></div>"
            .repeat(8);
    assert_eq!(code("https://a.example/product/blue-cup", &product), "product");

    let post = |i: usize| {
        format!(
            "<div class='post reply'><a class=poster href=/u/{i}>user{i}</a><div class=postbody>{PROSE}</div>\
             <a href=#r>Reply</a> <a href=#q>Quote</a> <span class=votes>3</span></div>"
        )
    };
    let thread = head("Ferries late? - Forum", "<meta name=generator content='phpBB'>")
        + "<h1>Ferries late?</h1><div class=thread>"
        + &(0..12).map(post).collect::<String>()
        + "</div>";
    assert_eq!(code("https://a.example/forum/viewtopic.php?t=12", &thread), "forum");

    let menu = "<nav class=sidenav><ul>".to_owned()
        + &"<li><a href=/docs/x>Setting</a>".repeat(30)
        + "</ul></nav>";
    let manual = head("Setting up - Manual", "<meta name=generator content='Sphinx 7'>")
        + &menu
        + "<div class=docutils><h1>Setting up</h1><p>Call the program with the name of a file and it \
           reads the file and prints what stands in it.</p><pre><code>tolva read FILE --all</code></pre>\
           <pre><code>tolva write FILE</code></pre><p>Its options are those below.</p>\
           <a href=/docs/a>Previous</a> <a href=/docs/b>Next</a> <a href=/e>Edit this page</a></div>";
    assert_eq!(code("https://docs.a.example/manual/setting-up", &manual), "documentation");

    let video = head("Storm seen from above", "<meta property=og:type content=video.other>")
        + "<h1>Storm seen from above</h1><video src=/v.mp4></video><p>The storm of Tuesday, as the \
           pilots of the ferry saw it from the bridge.</p>";
    assert_eq!(code("https://a.example/watch/storm", &video), "video");

    let gallery = head("The storm in pictures", "")
        + "<h1>The storm in pictures</h1><p>Twelve photographs by readers show the harbour on Tuesday, \
           the day of the storm.</p>"
        + &"<figure><img src=/i.jpg></figure>".repeat(12);
    assert_eq!(code("https://a.example/pictures/storm", &gallery), "gallery");
}

#[test]
fn what_is_only_the_beginning_is_an_article_with_a_doubt() {
    let paid = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour shut",
        "datePublished":"2026-02-03T10:00:00Z","isAccessibleForFree":"False"}</script>"#;
    let page = head("Harbour shut", paid)
        + "<article><h1>Harbour shut</h1>"
        + &paragraphs(3)
        + "</article>";
    let article = extract::article(page.as_bytes(), "https://a.example/a/1", &[]).unwrap();
    assert!(
        article.meta.doubts.iter().any(|doubt| doubt.contains("beginning")),
        "{:?}",
        article.meta
    );
    let free = page.replace("\"False\"", "true");
    let article = extract::article(free.as_bytes(), "https://a.example/a/1", &[]).unwrap();
    assert!(!article.meta.doubts.iter().any(|doubt| doubt.contains("beginning")));
}
