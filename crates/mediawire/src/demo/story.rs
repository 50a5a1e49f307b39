//! One story's file: lines of `name: value`, a line `---`, then the body's mark-up with the places of inserts.
//!
//! A line `[[advertisement]]`, `[[newsletter]]` or `[[related SLUG]]` is where the agency's template puts what stands
//! between the paragraphs of real pages. `{today}` and `{yesterday}` are days of the week, seen from its publication.

/// One story, as its file says.
#[derive(Debug)]
pub(super) struct Story {
    /// Its place in the table of its agency, from 1.
    pub(super) number: usize,
    /// The last part of its address.
    pub(super) slug: &'static str,
    /// The headline.
    pub(super) title: &'static str,
    /// The line below the headline.
    pub(super) dek: &'static str,
    /// The byline; empty if the story has none.
    pub(super) author: &'static str,
    /// Who the author is, in a sentence; empty if the agency does not say.
    pub(super) about: &'static str,
    /// The section's name, in English.
    pub(super) section: &'static str,
    /// The BCP 47 tag of its language.
    pub(super) lang: &'static str,
    /// How long before the epoch it was published.
    pub(super) minutes: i64,
    /// How long before the epoch it was last changed, if it was.
    pub(super) updated_minutes: Option<i64>,
    /// The body, in order.
    pub(super) pieces: Vec<Piece>,
}

/// A part of a page's body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The story's own mark-up.
    Html(String),
    /// An advertisement's label and box.
    Advertisement,
    /// A box that asks for the reader's address.
    Newsletter,
    /// A link to another story of the agency, by its slug.
    Related(&'static str),
}

impl Story {
    /// Reads the `number`th file of an agency. The files are part of the program, so a fault in one stops it.
    ///
    /// # Panics
    /// If the file has no line `---`, an unknown name or a number that is none.
    pub(super) fn read(number: usize, slug: &'static str, file: &'static str) -> Self {
        let (head, body) = file.split_once("\n---\n").expect("a story's file has a line ---");
        let mut story = Self {
            number,
            slug,
            title: "",
            dek: "",
            author: "",
            about: "",
            section: "",
            lang: "en",
            minutes: 0,
            updated_minutes: None,
            pieces: pieces(body),
        };
        for line in head.lines() {
            let (name, value) = line.split_once(": ").expect("a story's head is name: value");
            let minutes = || value.parse().expect("a story's minutes are a number");
            match name {
                "title" => story.title = value,
                "dek" => story.dek = value,
                "author" => story.author = value,
                "about" => story.about = value,
                "section" => story.section = value,
                "lang" => story.lang = value,
                "minutes" => story.minutes = minutes(),
                "updated" => story.updated_minutes = Some(minutes()),
                _ => panic!("{slug}: a story has no {name}"),
            }
        }
        story
    }

    /// The same story with its days named.
    pub(super) fn told(mut self, today: &str, yesterday: &str) -> Self {
        for piece in &mut self.pieces {
            if let Piece::Html(html) = piece {
                *html = html.replace("{today}", today).replace("{yesterday}", yesterday);
            }
        }
        self
    }

    /// The body's own mark-up without inserts.
    pub(super) fn html(&self) -> String {
        let own = self.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.as_str(),
            Piece::Advertisement | Piece::Newsletter | Piece::Related(_) => "",
        });
        own.collect()
    }

    /// The names of its pictures, in order.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Html(html) => html.split("src=\"/media/").skip(1).collect(),
                Piece::Advertisement | Piece::Newsletter | Piece::Related(_) => Vec::new(),
            })
            .filter_map(|rest| rest.split_once(".png").map(|(name, _)| name))
    }

    /// Whether it is told from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.lang == "fa"
    }
}

/// Splits a body at its inserts.
fn pieces(body: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some((html, after)) = rest.split_once("[[") {
        let (insert, after) = after.split_once("]]\n").expect("an insert ends its line");
        pieces.push(Piece::Html(html.to_owned()));
        pieces.push(match insert.split_once(' ') {
            Some(("related", slug)) => Piece::Related(slug),
            None if insert == "advertisement" => Piece::Advertisement,
            None if insert == "newsletter" => Piece::Newsletter,
            _ => panic!("there is no insert {insert}"),
        });
        rest = after;
    }
    pieces.push(Piece::Html(rest.to_owned()));
    pieces
}
