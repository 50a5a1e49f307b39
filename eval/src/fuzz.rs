//! Pages that no one would write, read as if someone had: no panic, no failing lock, no time out of proportion.
//!
//! The same seed and folders give the same cases. To teach a piece of mark-up, add it to `PIECES`.

use crate::corpus;
use crate::extract_shapes;
use crate::run::Dice;
use clap::Args;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{self, Page};
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::lock::{self, Parsed};
use rustix::time::{ClockId, clock_gettime};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const URL: &str = "https://news.example/world/2026/03/02/page";
/// Bytes of a case.
const CASE_BYTES_MAX: usize = 2 << 20;
/// CPU seconds that any case may take, and those that it may take for each byte: a hostile page, in a release build.
const BUDGET_S: (f64, f64) = (0.1, 1e-6);
/// Cases that are kept of one kind of finding.
const N_KEPT: usize = 3;
/// What is put between: mark-up that moves nodes, what the extractor looks for, what charsets stumble over.
const PIECES: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<b>",
    "</b>",
    "<i>",
    "<a href=/x>",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<font color=1>",
    "<template>",
    "</template>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<noscript>",
    "<svg>",
    "</svg>",
    "<math><mi>",
    "<![CDATA[",
    "]]>",
    "<select><option>",
    "</select>",
    "<form>",
    "<button>",
    "<ul><li>",
    "</ul>",
    "<ol start=-7>",
    "<dl><dt>",
    "<blockquote>",
    "<pre>\n",
    "<textarea>",
    "<title>",
    "</title>",
    "</head>",
    "<body class=x>",
    "</body>",
    "</html>",
    "<frameset>",
    "<plaintext>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<br><br>",
    "<hr>",
    "<img src=a.jpg alt='x'>",
    "<figure><figcaption>",
    "</figure>",
    "<article>",
    "</article>",
    "<main>",
    "<nav>",
    "<aside>",
    "<footer>",
    "<time datetime=2026-03-02T08:00:00+25:00>",
    "<base href='//'>",
    "<base href=\"http://[\">",
    "<link rel=canonical href='%'>",
    "<link rel=author href=x>",
    "<meta charset=utf-16>",
    "<meta charset=shift_jis>",
    "<meta name=author content='By A, B and C'>",
    "<meta property=og:title content=''>",
    "<meta property=article:published_time content='31.02.2026'>",
    "<meta http-equiv=refresh content=0>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":[[[\"x\"]]]}],\"articleBody\":\"a\"}</script>",
    "<script type=application/ld+json>[{\"@graph\":[{\"@type\":[\"X\",1],\"datePublished\":\"0000-00-00\"",
    "By Ada Orme",
    "Published 2 March 2026 25:61",
    "32/13/99999",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&nGt;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "日本語、",
    "العربية",
    "😀",
    "\u{a0}",
    "\r\n",
    " class=\"",
    " id='",
    " style=display:none",
    " hidden",
    " itemprop=articleBody",
    "=",
    "/",
];
/// Bytes that are no UTF-8.
const RAW: &[&[u8]] =
    &[b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\x1b$B", b"\x80", b"\x00\x3c"];

/// Mutates pages, extracts them, and keeps those that panic, fail the lock, or take too long.
#[derive(Debug, Args)]
pub(crate) struct Fuzz {
    /// Folders with pages to start from, `<id>.html.gz`, beside those that the command makes.
    pages: Vec<PathBuf>,
    /// For how long.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Which cases.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where findings are kept; `last.html` is the case that was read last, should the program itself end.
    #[arg(long, default_value = "fuzz-findings")]
    out: PathBuf,
}

impl Fuzz {
    /// Whether nothing was found.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let told = |path: &Path, why: &dyn std::fmt::Display| {
            format!("cannot write {}: {why}", path.display())
        };
        fs::create_dir_all(&self.out).map_err(|why| told(&self.out, &why))?;
        let mut pages = vec![extract_shapes::article(3_000), PIECES.concat()]
            .into_iter()
            .map(String::into_bytes)
            .collect::<Vec<_>>();
        for folder in &self.pages {
            pages.extend(corpus::of_folder(folder)?);
        }
        let heard = hear_panics();
        let mut dice = Dice(self.seed);
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        let (mut n_cases, mut n_bytes) = (0u64, 0usize);
        let start = Instant::now();
        let mut out = std::io::stdout().lock();
        while start.elapsed() < Duration::from_secs(self.seconds) {
            let case = mutated(&pages, &mut dice);
            let last = self.out.join("last.html");
            fs::write(&last, &case).map_err(|why| told(&last, &why))?;
            (n_cases, n_bytes) = (n_cases + 1, n_bytes + case.len());
            let Some(finding) = fault(&case, &heard) else { continue };
            let n = found.entry(finding.kind.clone()).or_default();
            *n += 1;
            if *n <= N_KEPT {
                let path = self.out.join(format!("{}-{n_cases}.html", self.seed));
                fs::write(&path, &case).map_err(|why| told(&path, &why))?;
                writeln!(
                    out,
                    "{}: {} bytes: {}: {}",
                    path.display(),
                    case.len(),
                    finding.kind,
                    finding.detail
                )
                .map_err(|why| format!("cannot write: {why}"))?;
            }
        }
        for (kind, n) in &found {
            writeln!(out, "{n} times: {kind}").map_err(|why| format!("cannot write: {why}"))?;
        }
        let megabytes = n_bytes as f64 / 1e6;
        writeln!(out, "{n_cases} cases, {megabytes:.1} MB, {} kinds of findings", found.len())
            .map_err(|why| format!("cannot write: {why}"))?;
        Ok(found.is_empty())
    }
}

/// What is wrong with a case.
struct Finding {
    /// The same for cases with the same cause.
    kind: String,
    detail: String,
}

/// Where the last panic says that it was, and what it says.
type Heard = Arc<Mutex<Option<(String, String)>>>;

fn hear_panics() -> Heard {
    let heard = Heard::default();
    let ear = Arc::clone(&heard);
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        let payload = panic.payload_as_str().unwrap_or("it says nothing").to_owned();
        if let Ok(mut last) = ear.lock() {
            *last = Some((place, payload));
        }
    }));
    heard
}

/// What is wrong with the case, if anything.
fn fault(case: &[u8], heard: &Heard) -> Option<Finding> {
    let start = cpu_s();
    let outcome = catch_unwind(AssertUnwindSafe(|| checked(case)));
    let spent = cpu_s() - start;
    match outcome {
        Err(_) => {
            let (place, payload) = heard.lock().ok()?.take()?;
            Some(Finding { kind: format!("panic at {place}"), detail: payload })
        }
        Ok(Some(difference)) => {
            Some(Finding { kind: "the body fails the lock".to_owned(), detail: difference })
        }
        Ok(None) if spent > BUDGET_S.0 + BUDGET_S.1 * case.len() as f64 => {
            Some(Finding { kind: "too slow".to_owned(), detail: format!("{spent:.2} s") })
        }
        Ok(None) => None,
    }
}

/// Reads the case as a page: where its body differs from the page, if it does.
fn checked(case: &[u8]) -> Option<String> {
    let decoded = charset::decode(case, None, Context::Html);
    let capture = CaptureId::new(URL, 0, Digest::of(case));
    let page = Page { capture, url: URL, document: &decoded.text, entry: None, list: None };
    // As text whatever it is, and once more with the verdict.
    let article = extract::text(&page).ok()?;
    drop(extract::page(&page));
    let tree = lock::tree_of(&decoded.text, None);
    let base = lock::base_of(&tree, URL);
    let parts = [Parsed { tree: &tree, base: base.as_ref() }];
    lock::check(&article.body, &parts).first().map(ToString::to_string)
}

fn cpu_s() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// A page with up to a dozen changes.
fn mutated(pages: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut case = pages[dice.below(pages.len())].clone();
    for _ in 0..=dice.below(12) {
        let at = dice.below(case.len() + 1);
        let n_bits = dice.below(13);
        let n_bytes = dice.below(1 << n_bits).min(case.len() - at);
        let stretch = at..at + n_bytes;
        match dice.below(10) {
            0 if at < case.len() => case[at] ^= 1 << dice.below(8),
            1 => drop(case.drain(stretch)),
            2 => case.truncate(at),
            3 => {
                let part = case[stretch].to_vec();
                insert(&mut case, at, &part.repeat(1 + dice.below(40)));
            }
            4 => {
                let other = &pages[dice.below(pages.len())];
                let from = dice.below(other.len());
                let to = from + dice.below(4_000).min(other.len() - from);
                insert(&mut case, at, &other[from..to]);
            }
            5 => insert(&mut case, at, RAW[dice.below(RAW.len())]),
            6 => {
                // Deep or long, by the piece.
                let piece = PIECES[dice.below(PIECES.len())].repeat(1 << dice.below(14));
                insert(&mut case, at, piece.as_bytes());
            }
            _ => {
                for _ in 0..=dice.below(4) {
                    insert(&mut case, at, PIECES[dice.below(PIECES.len())].as_bytes());
                }
            }
        }
    }
    case
}

fn insert(case: &mut Vec<u8>, at: usize, part: &[u8]) {
    let n_bytes = part.len().min(CASE_BYTES_MAX.saturating_sub(case.len()));
    case.splice(at..at, part[..n_bytes].iter().copied());
}
