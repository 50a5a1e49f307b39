//! CSS selectors over the flat tree, as site files use them: tag, `*`, `.class`, `#id`, attributes, descendants,
//! children, lists. What a selector cannot say here is refused with its place, never ignored.

use crate::codec::html::{NodeId, Tree};

/// Compounds of one selector: a set of them is the bits of a word.
const COMPOUNDS_MAX: usize = 32;

/// A list of selectors: an element that one of them names is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(Vec<Vec<Compound>>);

/// What one element must be, and where the element of the compound before it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Compound {
    /// Whether the compound before it names its parent, and not just an element around it.
    is_child: bool,
    tag: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Class(String),
    Id(String),
    Has(String),
    Attr(String, Match, String),
}

/// How an attribute's value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Is,
    Begins,
    Ends,
    Holds,
    Word,
}

/// Why a text is no selector: what, and at which character, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSelector {
    what: String,
    at: usize,
}

impl std::fmt::Display for BadSelector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at character {}", self.what, self.at)
    }
}

impl std::error::Error for BadSelector {}

impl std::str::FromStr for Selector {
    type Err = BadSelector;

    fn from_str(text: &str) -> Result<Self, BadSelector> {
        let mut reader = Reader { chars: text.chars().collect(), at: 0 };
        let mut list = vec![reader.complex()?];
        while reader.take(',') {
            list.push(reader.complex()?);
        }
        match reader.peek() {
            None => Ok(Self(list)),
            Some(c) => Err(reader.bad(&format!("{c:?} cannot stand"))),
        }
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        self.at += usize::from(is);
        is
    }

    fn spaces(&mut self) -> bool {
        let from = self.at;
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.at > from
    }

    fn bad(&self, what: &str) -> BadSelector {
        BadSelector { what: what.to_owned(), at: self.at + 1 }
    }

    fn complex(&mut self) -> Result<Vec<Compound>, BadSelector> {
        self.spaces();
        let mut out = vec![self.compound(false)?];
        loop {
            let spaced = self.spaces();
            let is_child = self.take('>');
            self.spaces();
            let ends = matches!(self.peek(), None | Some(','));
            match (is_child, ends) {
                (true, true) => return Err(self.bad("a child is missing behind \">\"")),
                (false, true) => return Ok(out),
                (false, false) if !spaced => return self.compound(false).map(|_| out),
                _ => {}
            }
            if out.len() == COMPOUNDS_MAX {
                return Err(self.bad(&format!("there are more than {COMPOUNDS_MAX} steps")));
            }
            out.push(self.compound(is_child)?);
        }
    }

    fn compound(&mut self, is_child: bool) -> Result<Compound, BadSelector> {
        let mut out = Compound { is_child, ..Compound::default() };
        let from = self.at;
        if !self.take('*') && self.peek().is_some_and(is_name) {
            out.tag = Some(self.name("tag")?.to_ascii_lowercase());
        }
        loop {
            if self.take('.') {
                out.tests.push(Test::Class(self.name("class")?));
            } else if self.take('#') {
                out.tests.push(Test::Id(self.name("id")?));
            } else if self.take('[') {
                out.tests.push(self.attribute()?);
            } else {
                break;
            }
        }
        match self.peek() {
            Some(':') => Err(self.bad("pseudo-classes are not known")),
            Some('+' | '~') => Err(self.bad("siblings are not known")),
            _ if self.at > from => Ok(out),
            Some(c) => Err(self.bad(&format!(
                "{c:?} cannot stand where a tag, .class, #id or [attribute] is expected"
            ))),
            None => Err(self.bad("a tag, .class, #id or [attribute] is missing")),
        }
    }

    fn name(&mut self, what: &str) -> Result<String, BadSelector> {
        let from = self.at;
        let mut out = String::new();
        loop {
            // A backslash takes the next character as it is: `.md\:wide`.
            if self.take('\\') {
                out.extend(self.peek());
                self.at += 1;
            } else if let Some(c) = self.peek().filter(|&c| is_name(c)) {
                out.push(c);
                self.at += 1;
            } else {
                break;
            }
        }
        if self.at == from {
            Err(self.bad(&format!("the name of a {what} is missing")))
        } else {
            Ok(out)
        }
    }

    fn attribute(&mut self) -> Result<Test, BadSelector> {
        self.spaces();
        let name = self.name("attribute")?.to_ascii_lowercase();
        self.spaces();
        if self.take(']') {
            return Ok(Test::Has(name));
        }
        let how = match self.peek() {
            Some('^') => Match::Begins,
            Some('$') => Match::Ends,
            Some('*') => Match::Holds,
            Some('~') => Match::Word,
            _ => Match::Is,
        };
        self.at += usize::from(how != Match::Is);
        if !self.take('=') {
            return Err(self.bad("\"=\" or \"]\" is missing"));
        }
        self.spaces();
        let value = self.value()?;
        self.spaces();
        if self.take(']') {
            Ok(Test::Attr(name, how, value))
        } else {
            Err(self.bad("\"]\" is missing"))
        }
    }

    fn value(&mut self) -> Result<String, BadSelector> {
        let Some(quote) = self.peek().filter(|c| matches!(c, '"' | '\'')) else {
            return self.name("value");
        };
        let from = self.at + 1;
        let end = self.chars[from..].iter().position(|&c| c == quote);
        let Some(end) = end else { return Err(self.bad("a quotation mark is not closed")) };
        self.at = from + end + 1;
        Ok(self.chars[from..from + end].iter().collect())
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

impl Compound {
    fn is(&self, tree: &Tree, id: NodeId) -> bool {
        self.tag.as_ref().is_none_or(|tag| tree.tag(id) == tag)
            && self.tests.iter().all(|test| match test {
                Test::Class(name) => tree
                    .attr(id, "class")
                    .is_some_and(|it| it.split_ascii_whitespace().any(|it| it == name)),
                Test::Id(name) => tree.attr(id, "id") == Some(name),
                Test::Has(name) => tree.attr(id, name).is_some(),
                Test::Attr(name, how, value) => tree.attr(id, name).is_some_and(|it| match how {
                    Match::Is => it == value,
                    // As CSS has it, nothing begins or ends with an empty text, or holds it.
                    Match::Begins => !value.is_empty() && it.starts_with(value.as_str()),
                    Match::Ends => !value.is_empty() && it.ends_with(value.as_str()),
                    Match::Holds => !value.is_empty() && it.contains(value.as_str()),
                    Match::Word => it.split_ascii_whitespace().any(|it| it == value),
                }),
            })
    }
}

impl Selector {
    /// The elements that it names, in document order. Linear: nodes times compounds.
    #[must_use]
    pub fn all(&self, tree: &Tree) -> Vec<NodeId> {
        let n = tree.len() as usize;
        let mut is_named = vec![false; n];
        for compounds in &self.0 {
            // Bit i: compounds 0 to i name this element; and the same for any element around it.
            let (mut own, mut around) = (vec![0u32; n], vec![0u32; n]);
            for id in 0..tree.len() {
                let at = id as usize;
                let parent = tree.parent(id).map(|parent| parent as usize);
                let (above, of_parent) =
                    parent.map_or((0, 0), |parent| (around[parent] | own[parent], own[parent]));
                around[at] = above;
                if tree.is_text(id) {
                    continue;
                }
                for (i, compound) in compounds.iter().enumerate() {
                    let before = if compound.is_child { of_parent } else { above };
                    let is_led = i == 0 || before & (1 << (i - 1)) != 0;
                    if is_led && compound.is(tree, id) {
                        own[at] |= 1 << i;
                    }
                }
                is_named[at] |= own[at] & (1 << (compounds.len() - 1)) != 0;
            }
        }
        (0..tree.len()).filter(|&id| is_named[id as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;
    use crate::codec::html::parse;

    const PAGE: &str = "<body><div id=a class='story wide'><p class=x>1<p>2<div><p data-k='part-1 b'>3</div>\
        <aside class=story><p>4</aside></div><section><p lang=en>5</section>";

    /// The texts of the elements that the selector names.
    fn named(selector: &str) -> String {
        let tree = parse(PAGE);
        let selector: Selector = selector.parse().unwrap();
        let texts: Vec<String> = selector.all(&tree).iter().map(|&id| tree.text_of(id)).collect();
        texts.join(" ")
    }

    #[test]
    fn selectors_name_what_css_says() {
        for (selector, expected) in [
            ("p", "1 2 3 4 5"),
            ("P.x", "1"),
            ("#a", "1234"),
            (".story.wide", "1234"),
            ("div.story > p", "1 2"),
            ("div.story p", "1 2 3 4"),
            (".story .story p", "4"),
            ("div > div > p, section>p", "3 5"),
            ("body > * > p", "1 2 5"),
            ("body div>div p", "3"),
            ("[lang]", "5"),
            ("p[lang=en]", "5"),
            ("p[ lang = 'en' ]", "5"),
            ("[data-k^=part]", "3"),
            ("[data-k$=\" b\"]", "3"),
            ("[data-k*='t-1']", "3"),
            ("[data-k~=b]", "3"),
            ("[data-k^='']", ""),
            ("section aside", ""),
            (" aside ", "4"),
        ] {
            assert_eq!(named(selector), expected, "{selector}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_place() {
        for (selector, why) in [
            ("", "a tag, .class, #id or [attribute] is missing at character 1"),
            ("p,", "a tag, .class, #id or [attribute] is missing at character 3"),
            ("p:first-child", "pseudo-classes are not known at character 2"),
            ("p + p", "siblings are not known at character 3"),
            ("div >", "a child is missing behind \">\" at character 6"),
            ("p.", "the name of a class is missing at character 3"),
            ("[a", "\"=\" or \"]\" is missing at character 3"),
            ("[a=b", "\"]\" is missing at character 5"),
            ("[a='b]", "a quotation mark is not closed at character 4"),
            (
                "p)",
                "')' cannot stand where a tag, .class, #id or [attribute] is expected at character 2",
            ),
        ] {
            let error = selector.parse::<Selector>().unwrap_err();
            assert_eq!(error.to_string(), why, "{selector}");
        }
        let long = "p ".repeat(40);
        assert!(long.parse::<Selector>().unwrap_err().to_string().contains("more than 32 steps"));
    }
}
