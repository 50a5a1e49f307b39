//! The words that pages of each kind give to their boxes, buttons and types. To teach one, add it to its list.

/// What a word of a class, an id or a schema.org type is usual for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Sign {
    Author,
    Day,
    Share,
    Body,
    Tags,
    Product,
    Cart,
    Forum,
    Manual,
    Card,
    Pager,
    Hero,
    Breadcrumb,
    Testimonial,
    Comments,
}

/// How many signs there are.
pub(in crate::extract) const N_SIGNS: usize = 15;

/// What a word of a class or id says, in lower case.
pub(in crate::extract) fn of_name(word: &str) -> Option<Sign> {
    Some(match word {
        "author" | "byline" | "autor" | "auteur" | "writer" | "contributor" => Sign::Author,
        "date" | "published" | "datetime" | "dateline" | "timestamp" | "posted" | "datum"
        | "fecha" | "pubdate" => Sign::Day,
        "share" | "sharing" | "social" | "shares" | "sharebar" | "addtoany" | "sharedaddy" => {
            Sign::Share
        }
        "article" | "story" | "entry" | "richtext" | "prose" | "lede" | "standfirst" => Sign::Body,
        "tag" | "tags" | "taglist" | "keywords" | "related" => Sign::Tags,
        "product" | "products" | "pdp" | "sku" | "variant" | "swatch" | "price" | "prices"
        | "woocommerce" | "produkt" => Sign::Product,
        "cart" | "basket" | "checkout" | "addtocart" | "minicart" | "wishlist" | "warenkorb"
        | "bag" => Sign::Cart,
        "thread" | "threads" | "forum" | "forums" | "reply" | "replies" | "topic" | "upvote"
        | "votes" | "vote" | "answer" | "answers" | "postbody" | "poster" | "signature"
        | "reputation" | "karma" | "postcell" | "discourse" | "likes" | "moderator" => Sign::Forum,
        "docs" | "doc" | "toc" | "docutils" | "rst" | "mdbook" | "sphinx" | "docusaurus"
        | "mediawiki" | "wiki" | "vitepress" | "codehilite" | "highlight" | "admonition"
        | "headerlink" | "hljs" | "editsection" | "sidenav" => Sign::Manual,
        "card" | "cards" | "tile" | "tiles" | "grid" | "teaser" | "teasers" | "listing"
        | "items" => Sign::Card,
        "pagination" | "pager" | "paging" | "filter" | "filters" | "facet" | "facets" | "sort"
        | "sortby" | "results" | "refine" => Sign::Pager,
        "hero" | "cta" | "banner" | "feature" | "features" | "accordion" | "carousel"
        | "slider" | "pricing" | "logos" => Sign::Hero,
        "breadcrumb" | "breadcrumbs" => Sign::Breadcrumb,
        "testimonial" | "testimonials" | "rating" | "ratings" | "stars" | "reviews" => {
            Sign::Testimonial
        }
        "comment" | "comments" | "respond" | "disqus" | "commentlist" => Sign::Comments,
        _ => return None,
    })
}

/// What a schema.org type says that a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Schema {
    News,
    Article,
    Product,
    List,
    Forum,
    Questions,
    Manual,
    Service,
    Video,
    Gallery,
}

/// How many kinds of type there are.
pub(super) const N_SCHEMAS: usize = 10;

/// What the type of that name, without its address, says.
pub(super) fn of_type(name: &str) -> Option<Schema> {
    Some(match name {
        "Article" | "BlogPosting" | "ScholarlyArticle" | "LiveBlogPosting" | "Report"
        | "Recipe" => Schema::Article,
        "TechArticle" | "APIReference" => Schema::Manual,
        _ if name.ends_with("NewsArticle") => Schema::News,
        "Product" | "Offer" | "AggregateOffer" | "ProductGroup" => Schema::Product,
        "CollectionPage" | "ItemList" | "SearchResultsPage" | "OfferCatalog" => Schema::List,
        "DiscussionForumPosting" | "QAPage" | "Answer" => Schema::Forum,
        "FAQPage" => Schema::Questions,
        "Service"
        | "LocalBusiness"
        | "SoftwareApplication"
        | "ProfessionalService"
        | "Course"
        | "MedicalBusiness"
        | "Store"
        | "EducationalOccupationalProgram" => Schema::Service,
        "VideoObject" => Schema::Video,
        "ImageGallery" | "MediaGallery" => Schema::Gallery,
        _ => return None,
    })
}

/// What a button or link invites to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Buy,
    Answer,
    Hire,
    More,
    Turn,
    Consent,
}

/// How many calls there are.
pub(super) const N_CALLS: usize = 6;

/// Characters of the longest call.
pub(super) const CALL_MAX: usize = 40;

/// What the words of a button or link, in lower case, invite to.
pub(super) fn of_call(text: &str) -> Option<Call> {
    const BUY: [&str; 22] = [
        "add to cart",
        "add to bag",
        "add to basket",
        "buy now",
        "shop now",
        "in den warenkorb",
        "jetzt kaufen",
        "ajouter au panier",
        "acheter",
        "añadir al carrito",
        "comprar",
        "comprar ahora",
        "aggiungi al carrello",
        "acquista",
        "adicionar ao carrinho",
        "in winkelwagen",
        "do koszyka",
        "в корзину",
        "купить",
        "sepete ekle",
        "カートに入れる",
        "加入购物车",
    ];
    const ANSWER: [&str; 20] = [
        "reply",
        "quote",
        "log in to reply",
        "post reply",
        "new topic",
        "mark as solution",
        "share this post",
        "show replies",
        "ask question",
        "add a comment",
        "improve this answer",
        "antworten",
        "zitieren",
        "répondre",
        "citer",
        "responder",
        "rispondi",
        "ответить",
        "odpowiedz",
        "返信",
    ];
    const HIRE: [&str; 32] = [
        "get started",
        "contact us",
        "book now",
        "request a demo",
        "get a quote",
        "sign up",
        "try for free",
        "start free trial",
        "start for free",
        "contact sales",
        "get a free quote",
        "request a quote",
        "schedule a call",
        "book a demo",
        "apply now",
        "enroll now",
        "register now",
        "download now",
        "talk to an expert",
        "call now",
        "get in touch",
        "see pricing",
        "view pricing",
        "jetzt starten",
        "kontakt aufnehmen",
        "termin vereinbaren",
        "angebot anfordern",
        "nous contacter",
        "demander un devis",
        "contáctanos",
        "solicitar presupuesto",
        "contattaci",
    ];
    const MORE: [&str; 18] = [
        "read more",
        "learn more",
        "view all",
        "see all",
        "load more",
        "show more",
        "next page",
        "weiterlesen",
        "mehr lesen",
        "mehr erfahren",
        "lire la suite",
        "en savoir plus",
        "leer más",
        "ver más",
        "leggi tutto",
        "lees meer",
        "читать далее",
        "czytaj więcej",
    ];
    const TURN: [&str; 16] = [
        "edit this page",
        "edit on github",
        "on this page",
        "previous",
        "next",
        "view source",
        "edit page",
        "improve this page",
        "report an issue",
        "table of contents",
        "contents",
        "submit feedback",
        "yes",
        "no",
        "copy",
        "page history",
    ];
    const CONSENT: [&str; 46] = [
        "accept",
        "accept all",
        "i accept",
        "agree",
        "i agree",
        "accept cookies",
        "reject all",
        "allow all",
        "accept all cookies",
        "manage preferences",
        "cookie settings",
        "alle akzeptieren",
        "akzeptieren",
        "zustimmen",
        "alle ablehnen",
        "einverstanden",
        "akzeptieren und weiter",
        "tout accepter",
        "accepter",
        "j'accepte",
        "j’accepte",
        "accepter et continuer",
        "tout refuser",
        "aceptar",
        "aceptar todo",
        "aceptar todas",
        "rechazar todo",
        "accetta",
        "accetta tutto",
        "rifiuta tutto",
        "aceitar",
        "aceitar tudo",
        "accepteren",
        "alles accepteren",
        "akceptuję",
        "zaakceptuj wszystko",
        "принять",
        "принять все",
        "прийняти",
        "kabul et",
        "tümünü kabul et",
        "godkänn",
        "godkänn alla",
        "同意する",
        "同意",
        "동의",
    ];
    let lists: [(&[&str], Call); N_CALLS] = [
        (&BUY, Call::Buy),
        (&ANSWER, Call::Answer),
        (&HIRE, Call::Hire),
        (&MORE, Call::More),
        (&TURN, Call::Turn),
        (&CONSENT, Call::Consent),
    ];
    lists.iter().find(|(list, _)| list.contains(&text)).map(|(_, call)| *call)
}

/// Calls `each` with every word of a name in lower case: `post-shareBar` is `post`, `share`, `bar`. `word` is room
/// for one word.
pub(super) fn each_word(name: &str, word: &mut String, mut each: impl FnMut(&str)) {
    word.clear();
    let mut was_lower = false;
    for c in name.chars() {
        let breaks = !c.is_alphanumeric() || (c.is_ascii_uppercase() && was_lower);
        if breaks && !word.is_empty() {
            each(word);
            word.clear();
        }
        if c.is_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        each(word);
    }
}

/// Whether a short text is or holds a price: a sign or code of a currency beside a digit.
pub(super) fn is_price(text: &str) -> bool {
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    has_digit
        && (text.contains(['$', '€', '£', '¥', '₹', '₽', '₩', '₺'])
            || ["USD", "EUR", "GBP", "CHF", "PLN", " zł", " kr", " Kč", " Ft"]
                .iter()
                .any(|code| text.contains(code)))
}

/// What a page's generator is made for.
pub(super) fn of_generator(word: &str) -> Option<Sign> {
    Some(match word {
        "discourse" | "phpbb" | "vbulletin" | "xenforo" | "smf" | "mybb" | "invision"
        | "flarum" | "nodebb" | "vanilla" => Sign::Forum,
        "sphinx" | "docusaurus" | "mkdocs" | "mdbook" | "mediawiki" | "gitbook" | "vitepress"
        | "docutils" | "antora" | "asciidoctor" | "docsify" | "dokuwiki" | "confluence"
        | "doxygen" | "docbook" | "rustdoc" => Sign::Manual,
        "shopify" | "woocommerce" | "magento" | "prestashop" | "shopware" | "opencart"
        | "bigcommerce" => Sign::Product,
        _ => return None,
    })
}

/// Whether a short text says how long reading takes, as articles' heads do.
pub(super) fn is_reading_time(text: &str) -> bool {
    const SAID: [&str; 14] = [
        "min read",
        "minute read",
        "minutes read",
        "mins read",
        "min. lesezeit",
        "minuten lesezeit",
        "lesezeit",
        "min de lecture",
        "temps de lecture",
        "min de lectura",
        "min di lettura",
        "min leestijd",
        "мин чтения",
        "min czytania",
    ];
    text.bytes().any(|b| b.is_ascii_digit()) && {
        let lower = text.to_lowercase();
        SAID.iter().any(|it| lower.contains(it))
    }
}

/// Whether the word, as it stands, is how a seller speaks of himself and to his reader.
pub(super) fn is_sellers(word: &str) -> bool {
    matches!(
        word,
        "our"
            | "Our"
            | "your"
            | "Your"
            | "us"
            | "We"
            | "we"
            | "you"
            | "You"
            | "unser"
            | "unsere"
            | "unseren"
            | "Unsere"
            | "Ihre"
            | "Ihren"
            | "Sie"
            | "wir"
            | "Wir"
            | "notre"
            | "nos"
            | "Nos"
            | "Notre"
            | "votre"
            | "vos"
            | "vous"
            | "Vous"
            | "nous"
            | "Nous"
            | "nuestro"
            | "nuestra"
            | "nuestros"
            | "Nuestro"
            | "usted"
            | "nostro"
            | "nostra"
            | "nostri"
            | "onze"
            | "uw"
            | "nasze"
            | "nasza"
            | "Twój"
            | "наши"
            | "наша"
            | "ваш"
            | "вас"
            | "nosso"
            | "nossa"
            | "nossos"
    )
}

/// Whether a word of a name is that of a box which asks whether the reader is a person.
pub(in crate::extract) fn is_captcha(word: &str) -> bool {
    matches!(word, "captcha" | "recaptcha" | "hcaptcha" | "turnstile")
}
