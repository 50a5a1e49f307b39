//! Routing: written rules that say of a new item whether it goes out, waits, is held or is set aside.
//!
//! To add a condition: a field of [`When`], its key in [`KEYS`], [`Rule::read`] and [`Rule::pairs`], its line in
//! `When::holds`.

pub mod trial;

use crate::desk::{is_person, person_took_back};
use crate::model::decision::{Decision, DecisionKind, Field, in_force};
use crate::model::id::Slug;
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre, Release, Rights};
use crate::text::highlight::marked;
use crate::text::language::language;
use crate::text::query;

/// How the rules sign: this, and the rule's id.
pub const SIGN: &str = "rule:routing/";
/// What a rule may say, as a file and a form name it.
pub const KEYS: [&str; 10] = [
    "if.source",
    "if.section",
    "if.language",
    "if.words",
    "if.licence",
    "if.display",
    "if.genre",
    "then.go",
    "then.section",
    "then.assign",
];
/// The most rules that there may be: of the configuration, and of it and the desk together. All that are there are asked.
pub const RULES_MAX: usize = 500;
/// The most characters of what is typed for one key.
const VALUE_CHARS_MAX: usize = 400;

/// A written rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name on record: a slug.
    pub id: String,
    /// Which of its versions this is: a number, or for one of the configuration the beginning of its digest.
    pub version: String,
    /// Whether it is asked.
    pub is_on: bool,
    /// What it is for.
    pub when: When,
    /// What it says.
    pub then: Then,
}

/// What a rule is for: all that it says must hold. One that says nothing is for everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// The source.
    pub source: Option<Slug>,
    /// The section.
    pub section: Option<SectionCode>,
    /// The language, without script and region.
    pub language: Option<String>,
    /// Words or phrases, one of which stands in the source's headline, as search finds it. Empty for any headline.
    pub words: Vec<String>,
    /// Whether the source's rights state a licence.
    pub has_licence: Option<bool>,
    /// How much the source's rights let be shown.
    pub display: Option<Display>,
    /// Report or view.
    pub genre: Option<Genre>,
}

/// What a rule says, question by question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Then {
    /// Where the item goes.
    pub go: Option<Go>,
    /// The section that it is put into.
    pub section: Option<SectionCode>,
    /// The account that it is assigned to.
    pub assign: Option<String>,
}

/// Where a new item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Go {
    /// It goes out by itself.
    Auto,
    /// It waits for the desk.
    Desk,
    /// It is held, whatever its source's release says.
    Hold,
    /// It is set aside.
    Spike,
}

impl Go {
    /// Every way, in the order of forms.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Desk, Self::Hold, Self::Spike];

    /// Its name in configuration, the store and forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Desk => "desk",
            Self::Hold => "hold",
            Self::Spike => "spike",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|go| go.name() == name)
    }
}

impl Rule {
    /// The rule that `pairs` of a key of [`KEYS`] and its text say; an empty text says nothing.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub fn read(id: &str, version: &str, pairs: &[(String, String)]) -> Result<Self, String> {
        if Slug::parse(id).is_none() {
            return Err(format!(
                "a routing rule is named by a few of a-z, 0-9 and hyphens, not {id:?}"
            ));
        }
        let mut rule = Self {
            id: id.to_owned(),
            version: version.to_owned(),
            is_on: true,
            when: When::default(),
            then: Then::default(),
        };
        for (key, text) in pairs {
            let text = text.trim();
            if !KEYS.contains(&key.as_str()) {
                let known = KEYS.join(", ");
                return Err(format!("the rule {id} has a key {key:?}; a rule has {known}"));
            }
            if text.chars().count() > VALUE_CHARS_MAX {
                return Err(format!(
                    "{key} of the rule {id} has more than {VALUE_CHARS_MAX} letters"
                ));
            }
            if !text.is_empty() {
                rule.set(key, text).map_err(|why| format!("{key} of the rule {id}: {why}"))?;
            }
        }
        if rule.then == Then::default() {
            return Err(format!(
                "the rule {id} says nothing: write where the item goes, its section, or whose it is"
            ));
        }
        if rule.then.go == Some(Go::Auto) && rule.when == When::default() {
            return Err(format!("the rule {id} would let everything out: say what it is for"));
        }
        Ok(rule)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), String> {
        let slug = |text: &str| Slug::parse(text).ok_or_else(|| format!("{text:?} is no slug"));
        let when = &mut self.when;
        match key {
            "if.source" => when.source = Some(slug(text)?),
            "if.section" => when.section = Some(SectionCode(slug(text)?.as_str().to_owned())),
            "if.language" => {
                let known =
                    language(text).ok_or_else(|| format!("{text:?} is no language: en, fa"));
                when.language = Some(known?);
            }
            "if.words" => {
                when.words = text
                    .split([',', '،', '\n'])
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                if let Some(word) = when.words.iter().find(|word| phrase(word).is_empty()) {
                    return Err(format!("{word:?} has no letter that could be found"));
                }
            }
            "if.licence" => {
                when.has_licence = match text {
                    "stated" => Some(true),
                    "none" => Some(false),
                    _ => return Err(format!("write stated or none, not {text:?}")),
                };
            }
            "if.display" => {
                let known = Display::parse(text);
                when.display = Some(
                    known.ok_or_else(|| format!("write full, teaser or headline, not {text:?}"))?,
                );
            }
            "if.genre" => {
                let known = Genre::parse(text);
                when.genre =
                    Some(known.ok_or_else(|| format!("write report or view, not {text:?}"))?);
            }
            "then.go" => {
                let known = Go::parse(text);
                let known =
                    known.ok_or_else(|| format!("write auto, desk, hold or spike, not {text:?}"));
                self.then.go = Some(known?);
            }
            "then.section" => {
                self.then.section = Some(SectionCode(slug(text)?.as_str().to_owned()));
            }
            "then.assign" => self.then.assign = Some(text.to_lowercase()),
            other => return Err(format!("{other:?} is not known")),
        }
        Ok(())
    }

    /// What [`Rule::read`] makes the same rule of: only what it says, in the order of [`KEYS`].
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let When { source, section, language, words, has_licence, display, genre } = &self.when;
        let licence = has_licence.map(|has| if has { "stated" } else { "none" });
        let said = [
            source.as_ref().map(|it| it.as_str().to_owned()),
            section.as_ref().map(|it| it.as_str().to_owned()),
            language.clone(),
            Some(words.join(", ")).filter(|words| !words.is_empty()),
            licence.map(str::to_owned),
            display.map(|it| it.name().to_owned()),
            genre.map(|it| it.name().to_owned()),
            self.then.go.map(|it| it.name().to_owned()),
            self.then.section.as_ref().map(|it| it.as_str().to_owned()),
            self.then.assign.clone(),
        ];
        let pairs = KEYS.iter().zip(said);
        pairs.filter_map(|(key, text)| Some(((*key).to_owned(), text?))).collect()
    }

    /// How it signs what it decides.
    #[must_use]
    pub fn sign(&self) -> String {
        format!("{SIGN}{}", self.id)
    }

    /// The rule in words: `version 2: if source is tolva and words are rain, then go is auto`.
    #[must_use]
    pub fn told(&self) -> String {
        let pairs = self.pairs();
        let part = |of: &str| {
            let all = pairs.iter().filter_map(|(key, text)| Some((key.strip_prefix(of)?, text)));
            all.map(|(key, text)| format!("{key} is {text}")).collect::<Vec<_>>().join(" and ")
        };
        let when = Some(part("if.")).filter(|it| !it.is_empty()).unwrap_or("anything".to_owned());
        format!("version {}: if {when}, then {}", self.version, part("then."))
    }
}

/// What rules are asked about an item.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Its source.
    pub source: &'a Slug,
    /// What may be shown of that.
    pub rights: &'a Rights,
    /// Where it belongs.
    pub section: &'a SectionCode,
    /// Its language (BCP 47), if it is known.
    pub language: Option<&'a str>,
    /// The source's headline.
    pub headline: &'a str,
    /// What kind it is.
    pub genre: Genre,
}

impl When {
    /// Whether all that it says holds of the piece.
    fn holds(&self, piece: &Piece<'_>) -> bool {
        fn is<T: PartialEq>(said: Option<&T>, of: &T) -> bool {
            said.is_none_or(|said| said == of)
        }
        let is_language = |said: &String| piece.language.and_then(language).as_ref() == Some(said);
        let stands =
            |word: &String| marked(piece.headline, &phrase(word)).iter().any(|it| it.is_hit);
        is(self.source.as_ref(), piece.source)
            && is(self.section.as_ref(), piece.section)
            && is(self.has_licence.as_ref(), &!piece.rights.licence.trim().is_empty())
            && is(self.display.as_ref(), &piece.rights.display)
            && is(self.genre.as_ref(), &piece.genre)
            && self.language.as_ref().is_none_or(is_language)
            && (self.words.is_empty() || self.words.iter().any(stands))
    }
}

/// What search makes of a word or phrase: its words side by side.
fn phrase(words: &str) -> query::Query {
    query::parse(&format!("\"{}\"", words.replace('"', " ")))
}

/// The first rule that is on, holds of the piece and says where it goes, and what it says.
#[must_use]
pub fn route<'a>(rules: &'a [Rule], piece: &Piece<'_>) -> Option<(&'a Rule, Go)> {
    let mut rules = rules.iter().filter(|rule| rule.is_on);
    rules.find_map(|rule| rule.then.go.filter(|_| rule.when.holds(piece)).map(|go| (rule, go)))
}

/// To whom an item is assigned when it comes: by the first rule that is on, holds of the piece and says so.
#[must_use]
pub fn assign<'a>(rules: &'a [Rule], piece: &Piece<'_>) -> Option<(&'a Rule, &'a str)> {
    let rules = rules.iter().filter(|rule| rule.is_on);
    let mut said = rules.filter_map(|rule| Some((rule, rule.then.assign.as_deref()?)));
    said.find(|(rule, _)| rule.when.holds(piece))
}

/// Into which section an item is put: by the first rule that is on, holds of the piece and says so.
#[must_use]
pub fn section_of<'a>(rules: &'a [Rule], piece: &Piece<'_>) -> Option<(&'a Rule, &'a SectionCode)> {
    let rules = rules.iter().filter(|rule| rule.is_on);
    let mut said = rules.filter_map(|rule| Some((rule, rule.then.section.as_ref()?)));
    said.find(|(rule, _)| rule.when.holds(piece))
}

/// What the rules decide of the section of an item of which `decisions` were decided: who signs, why, and what; `None` if
/// nothing, or a person has.
///
/// The first rule that is on, holds of the piece and names a section says it; what an earlier rule said holds no longer
/// than one does.
#[must_use]
pub fn section(
    rules: &[Rule],
    piece: &Piece<'_>,
    decisions: &[Decision],
) -> Option<(String, String, DecisionKind)> {
    let held = in_force(decisions);
    let last = held.iter().rfind(|it| matches!(it.kind, DecisionKind::Section(_)));
    let is_killed = decisions.iter().any(|it| it.kind.is_kill());
    let is_persons = last.is_some_and(|last| is_person(&last.by));
    if is_killed || is_persons || person_took_back(decisions, Field::Section) {
        return None;
    }
    let said = section_of(rules, piece);
    let kind = DecisionKind::Section(said.map(|(_, code)| code.clone()));
    let said = said.map(|(rule, _)| rule);
    let stands = last.map_or(&DecisionKind::Section(None), |last| &last.kind);
    let (by, why) = match (said, last) {
        _ if *stands == kind => return None,
        (Some(rule), _) => (rule.sign(), rule.told()),
        (None, Some(last)) => (last.by.clone(), "no rule says so any more".to_owned()),
        (None, None) => return None,
    };
    Some((by, why, kind))
}

/// What is known of an item beside the piece: all that stands before a rule.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Every decision on it, from the first.
    pub decisions: &'a [Decision],
    /// Who lets its source's items out.
    pub release: Release,
    /// What may be shown of its source.
    pub rights: &'a Rights,
    /// Whether its source is under suspicion.
    pub is_suspect: bool,
    /// Whether it stands on the wire.
    pub is_out: bool,
}

/// What follows from a rule for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follows {
    /// Nothing: it stands so already, or a person has decided.
    Nothing,
    /// This is decided.
    Decides(DecisionKind),
    /// The rule may not let it out, and why.
    Refused(&'static str),
}

/// What follows from where a rule says that an item goes.
///
/// A person's word stands before any rule. No rule lets out what another rule holds back, what a suspect source brings,
/// or what comes without a licence; an agency's terms and embargoes are asked later, when it is dispatched.
#[must_use]
pub fn follows(go: Go, standing: &Standing<'_>) -> Follows {
    let Standing { decisions, release, rights, is_suspect, is_out } = *standing;
    let takes_back = |field| person_took_back(decisions, field);
    let is_taken_back = [Field::Going, Field::Off].into_iter().any(takes_back);
    let decisions = in_force(decisions);
    let of_going = |it: &&&Decision| {
        let is_off = it.kind.takes_off();
        it.kind.lets_out() || it.kind.holds_back() || is_off
    };
    let is_ours = |it: &Decision| it.by.starts_with(SIGN);
    let is_killed = decisions.iter().any(|it| it.kind.is_kill());
    let is_persons = decisions.iter().filter(of_going).any(|it| is_person(&it.by));
    if is_killed || is_taken_back || is_persons {
        return Follows::Nothing;
    }
    let last = decisions.iter().rfind(of_going);
    let last_kind = last.map(|it| &it.kind);
    match go {
        Go::Auto => match may_let_out(rights, is_suspect) {
            _ if decisions.iter().filter(of_going).any(|it| !is_ours(it)) => {
                Follows::Refused("another rule holds it back")
            }
            Err(why) => Follows::Refused(why),
            Ok(()) if last_kind == Some(&DecisionKind::Release) => Follows::Nothing,
            Ok(()) if last.is_none() && release == Release::Auto => Follows::Nothing,
            Ok(()) => Follows::Decides(DecisionKind::Release),
        },
        Go::Desk | Go::Hold if last_kind.is_some_and(DecisionKind::holds_back) => Follows::Nothing,
        Go::Desk if last.is_none() && release == Release::Desk => Follows::Nothing,
        Go::Desk | Go::Hold => Follows::Decides(DecisionKind::Hold),
        // What stands on the wire is not set aside: its later versions wait.
        Go::Spike if is_out && last_kind.is_some_and(DecisionKind::holds_back) => Follows::Nothing,
        Go::Spike if is_out => Follows::Decides(DecisionKind::Hold),
        Go::Spike if last_kind == Some(&DecisionKind::Spike) => Follows::Nothing,
        Go::Spike => Follows::Decides(DecisionKind::Spike),
    }
}

/// Why an item that a rule had let out may not go out by it any more; `None` if it may, or a person has decided.
#[must_use]
pub fn takes_back(standing: &Standing<'_>) -> Option<&'static str> {
    let of_going = |it: &&&Decision| it.kind.lets_out() || it.kind.holds_back();
    let held = in_force(standing.decisions);
    let last = held.iter().rfind(of_going)?;
    if standing.decisions.iter().any(|it| it.kind.is_kill()) {
        return None;
    }
    let is_ours = last.by.starts_with(SIGN) && last.kind.lets_out();
    may_let_out(standing.rights, standing.is_suspect).err().filter(|_| is_ours)
}

/// Whether a source's items may go out without a person.
///
/// # Errors
/// Why not, in words.
pub fn may_let_out(rights: &Rights, is_suspect: bool) -> Result<(), &'static str> {
    if is_suspect {
        return Err("its source is suspect, until an editor says otherwise");
    }
    if rights.licence.trim().is_empty() {
        return Err("no licence is stated for its source");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
