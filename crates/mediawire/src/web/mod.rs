//! The site: every route on one screen. It reads the store, and changes nothing.

pub mod answer;
pub mod api;
pub mod asked;
pub mod assets;
pub mod cache;
mod capture;
pub mod desk;
pub mod door;
pub mod events;
pub mod image;
pub mod listen;
pub mod lists;
pub mod machine;
pub mod metrics;
mod push;
pub mod reader;
pub mod record;
pub mod search;
pub mod session;
mod style;
pub mod widget;

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts::Guesses;
use crate::pipeline::tokens::Throttle;
use crate::search::Search;
use crate::web::answer::Answer;
use crate::web::asked::Asked;
use crate::web::assets::Assets;
use crate::web::cache::{AsOf, Cache};
use crate::web::door::Door;
use crate::web::events::Events;
use crate::web::image::Images;
use crate::web::metrics::Metrics;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use mediawire_core::publish::locale::{self, Locale};
use mediawire_core::publish::pages::Trouble;
use mediawire_core::publish::site::Site;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// How long a request may take.
const REQUEST_MAX: Duration = Duration::from_secs(15);

/// What every handler needs.
#[derive(Debug)]
pub struct Web {
    /// The wire.
    pub wire: Arc<Wire>,
    /// How it presents itself, in each language of its interface, its own first. Never empty.
    pub sites: Vec<Site>,
    /// The languages that the desk speaks. Never empty.
    pub desk: Vec<Arc<Locale>>,
    /// The stylesheet, the script and the font.
    pub assets: Assets,
    /// Pages that were written for this state of the wire and this minute.
    pub cache: Cache,
    /// What is new, for those who listen.
    pub events: Events,
    /// Small images.
    pub images: Images,
    /// The index of what may be shown.
    pub search: Arc<Search>,
    /// Whom to tell of a weakness: a URL or an e-mail address.
    pub contact: Option<String>,
    /// The counters, where they are kept.
    pub metrics: Option<Metrics>,
    /// Wrong passwords of late.
    pub guesses: Guesses,
    /// What machines asked of late.
    pub throttle: Throttle,
}

impl Web {
    /// The site of a wire, with the house's theme and words from its data folder.
    ///
    /// # Errors
    /// `Malformed` if a file of the house's cannot be read: it says which, and why.
    pub fn open(
        wire: Arc<Wire>,
        search: Arc<Search>,
        site: Site,
        contact: Option<String>,
        metrics: Option<Metrics>,
    ) -> Result<Arc<Self>> {
        let assets = Assets::read(&wire.data)?;
        let words = assets::house_words(&wire.data)?;
        let malformed = |why| Error::new(Kind::Malformed, why);
        let locales = locale::all(&words).map_err(malformed)?;
        let desk = locale::desk(&words).map_err(malformed)?;
        let first = locale::best(&locales, &site.lang).clone();
        let site = Site { style: assets.tag.clone(), ..site };
        let sites = site.in_languages(&locales, &first);
        let (cache, images, events) = (Cache::default(), Images::default(), Events::default());
        let (guesses, throttle) = (Guesses::default(), Throttle::default());
        Ok(Arc::new(Self {
            wire,
            sites,
            desk,
            assets,
            cache,
            events,
            images,
            search,
            contact,
            metrics,
            guesses,
            throttle,
        }))
    }

    /// How the wire presents itself in the language that was asked for.
    #[must_use]
    pub fn site(&self, asked: &Asked) -> &Site {
        &self.sites[asked.language]
    }

    /// For what a page is written now.
    fn as_of(&self) -> AsOf {
        let minute = self.wire.now().as_second() / 60;
        AsOf { head: self.wire.head(), minute, n_images: self.wire.n_images() }
    }
}

/// The site, as [`listen::serve`] takes it: every route, and a shorter way to what is kept.
pub fn router(web: Arc<Web>) -> Door {
    let routes = routes(web.clone());
    Door::new(web, routes)
}

/// Every route. In front of each may stand the tag of a language of the interface.
fn routes(web: Arc<Web>) -> Router {
    let pages = Router::new()
        .route("/", get(reader::front))
        .route("/section/{code}", get(reader::section))
        .route("/source/{slug}", get(record::source))
        .route("/a/{public}", get(reader::article))
        .route("/a/{public}/verify", get(reader::verify))
        .route("/a/{public}/capture/{digest}", get(capture::capture))
        .route("/a/{public}/history", get(record::history))
        .route("/views", get(lists::views))
        .route("/reports", get(lists::reports))
        .route("/language/{tag}", get(lists::language))
        .route("/languages", get(lists::languages))
        .route("/day/{date}", get(lists::day))
        .route("/days", get(lists::days))
        .route("/about", get(reader::about))
        .route("/style", get(style::style))
        .route("/search", get(search::search))
        .route("/opensearch.xml", get(search::opensearch))
        .route("/events", get(events::events))
        .route("/widget", get(widget::frame))
        .route("/widget.html", get(widget::include))
        .route("/widget.js", get(widget::script))
        .route("/image/{file}", get(image::image))
        .route("/{file}", get(machine::feed))
        .route("/section/{code}/{file}", get(machine::section_feed))
        .route("/source/{slug}/{file}", get(machine::source_feed))
        .route("/views/{file}", get(lists::views_feed))
        .route("/reports/{file}", get(lists::reports_feed))
        .route("/language/{tag}/{file}", get(lists::language_feed))
        .route("/day/{date}/{file}", get(lists::day_feed))
        .route("/sitemap.xml", get(machine::sitemap))
        .route("/news-sitemap.xml", get(machine::news_sitemap))
        .route("/robots.txt", get(machine::robots))
        .route("/.well-known/security.txt", get(machine::security))
        .route("/assets/{file}", get(assets::asset))
        .route(
            "/websub/{token}",
            get(push::verify).post(push::pushed).layer(DefaultBodyLimit::max(push::BYTES_MAX)),
        )
        .route("/healthz", get(machine::healthz))
        .route("/readyz", get(machine::readyz))
        .route("/metrics", get(metrics::metrics))
        .merge(desk::routes(&web))
        .merge(api::routes(&web))
        .fallback(any(not_found))
        .method_not_allowed_fallback(not_allowed)
        .with_state(web.clone())
        .layer(CatchPanicLayer::custom(answer::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_MAX));
    // The address must be known in full before it is routed, so this layer stands around the router.
    Router::new().fallback_service(pages).layer(from_fn_with_state(web, asked::language))
}

async fn not_found(State(web): State<Arc<Web>>, method: Method, asked: Asked) -> Answer {
    match method {
        Method::GET | Method::HEAD => answer::not_found(web.site(&asked)),
        _ => answer::trouble(web.site(&asked), Trouble::NotAllowed),
    }
}

async fn not_allowed(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    answer::trouble(web.site(&asked), Trouble::NotAllowed)
}
