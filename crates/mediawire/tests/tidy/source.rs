//! A file as the rules see it: its path, its lines, and its code without comments and tests.

/// A source file.
#[derive(Debug)]
pub(crate) struct File {
    /// From the workspace's root, with `/`.
    pub(crate) path: String,
    /// Every line.
    pub(crate) lines: Vec<String>,
    /// The lines that ship, with their numbers: no comments, nothing behind `#[cfg(test)]`, and
    /// string literals as they stand.
    pub(crate) code: Vec<(usize, String)>,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let path = path.replace('\\', "/");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let code = if Self::path_is_test(&path) { Vec::new() } else { shipped(&lines) };
        Self { path, lines, code }
    }

    /// Whether the file ships in one of the three crates.
    pub(crate) fn is_program_source(&self) -> bool {
        self.path.starts_with("crates/")
            && self.path.contains("/src/")
            && !Self::path_is_test(&self.path)
    }

    /// The path inside `crates/NAME/src/`, if the file is of that crate.
    pub(crate) fn within(&self, name: &str) -> Option<&str> {
        self.path.strip_prefix("crates/")?.strip_prefix(name)?.strip_prefix("/src/")
    }

    fn path_is_test(path: &str) -> bool {
        path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/")
    }

    /// The shipped lines that contain one of `words`, each as a sentence.
    pub(crate) fn lines_with(&self, words: &[&str], why: &str) -> Vec<String> {
        self.code
            .iter()
            .flat_map(|(n, line)| {
                let found = words.iter().filter(|word| contains_word(line, word));
                found.map(move |word| format!("{n}: `{word}`: {why}"))
            })
            .collect()
    }
}

/// Whether `word` stands in `line` and is not a part of a longer name.
pub(crate) fn contains_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let starts = !word.starts_with(is_name) || !before.is_some_and(is_name);
        let ends = !word.ends_with(is_name) || !after.is_some_and(is_name);
        starts && ends
    })
}

/// Leaves out comment lines, what follows `//` behind a blank, and the item behind `#[cfg(test)]`.
fn shipped(lines: &[String]) -> Vec<(usize, String)> {
    let mut code = Vec::new();
    let mut rest = lines.iter().enumerate();
    while let Some((i, line)) = rest.next() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("#[cfg(test)]") {
            let indent = line.len() - trimmed.len();
            // The item ends at the first line on its own level that closes it.
            let ends = |line: &String| {
                let own = line.len() - line.trim_start().len() == indent;
                own && (line.trim_end().ends_with(';') || line.trim() == "}")
            };
            if !rest.by_ref().any(|(_, line)| ends(line)) {
                break;
            }
        } else if !trimmed.starts_with("//") {
            let end = line.find(" // ").unwrap_or(line.len());
            code.push((i + 1, line[..end].to_owned()));
        }
    }
    code
}

#[test]
fn code_is_what_ships() {
    let text = "use a; // tokio\n// tokio\n#[cfg(test)]\nmod tests {\n    use tokio;\n}\n/// tokio\nfn f() {}\n#[cfg(test)]\nmod t;\nfn g() {}";
    let code: Vec<usize> = File::new("crates/x/src/a.rs", text).code.iter().map(|l| l.0).collect();
    assert_eq!(code, [1, 8, 11]);
    assert!(File::new("crates/x/tests/a.rs", text).code.is_empty());
    assert!(contains_word("use rand::x", "rand") && !contains_word("operand::x", "rand"));
}
