//! The configuration through its one door, by data.

use super::{Config, KEYS, example};
use mediawire_core::desk::change::{Follow, Policy};
use mediawire_core::model::change::Class;
use mediawire_core::model::section::Section;
use std::collections::BTreeSet;
use std::path::Path;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../mediawire.example.toml");

/// Loads `toml` as a file named `wire.toml`, with the given environment; an error as its message.
fn load(toml: &str, env: &[(&str, &str)]) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wire.toml");
    std::fs::write(&path, toml).unwrap();
    let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(Some(&path), env)
        .map_err(|error| error.to_string().replace(&path.display().to_string(), "wire.toml"))
}

#[test]
fn example_file_is_the_table() {
    if std::env::var_os("MEDIAWIRE_TEST_WRITE").is_some() {
        std::fs::write(EXAMPLE, example()).unwrap();
    }
    let written = std::fs::read_to_string(EXAMPLE).unwrap();
    for (n, (written, told)) in written.lines().zip(example().lines()).enumerate() {
        assert_eq!(
            written,
            told,
            "mediawire.example.toml line {}: MEDIAWIRE_TEST_WRITE=1 writes it anew",
            n + 1
        );
    }
    assert_eq!(written, example());
}

#[test]
fn example_file_sets_what_is_the_default() {
    let written = std::fs::read_to_string(EXAMPLE).unwrap();
    assert_eq!(load(&written, &[]).unwrap(), Config::default(), "as it is, it changes nothing");
    let set: String = written
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with(' ') || rest.starts_with("    ") => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let mut config = load(&set, &[]).unwrap();
    let account = std::mem::take(&mut config.imap).remove("wire@mail.example.org").unwrap();
    assert!(
        account.ca_file.is_some() && account.address.is_some(),
        "the one account is an example"
    );
    assert_eq!(std::mem::take(&mut config.routing).len(), 1, "the one rule is an example");
    assert_eq!(config, Config::default(), "with every key set, too");
    for key in KEYS {
        let line = format!("{} = {}", key.name(), key.default);
        assert!(set.lines().any(|told| told == line), "{} is set by it", key.path);
    }
}

#[test]
fn environment_goes_before_the_file_and_the_file_before_the_default() {
    let toml =
        "listen = \"127.0.0.1:1\"\n[site]\nname = \"Of the file\"\n[poll]\ncadence_minutes = 3\n";
    let config = load(toml, &[]).unwrap();
    assert_eq!((config.listen.port(), config.poll.cadence_minutes), (1, 3));
    assert_eq!(config.site.name, "Of the file");
    assert_eq!(config.site.byline, "Media Wire");
    assert_eq!(config.site.disclaimer, None);
    let own = load("[site]\nname = \"A\"\ndisclaimer = \"Not what {name} thinks.\"", &[]).unwrap();
    assert_eq!(own.site.disclaimer.as_deref(), Some("Not what A thinks."));
    let env = [
        ("MEDIAWIRE_SITE__NAME", "Of the environment"),
        ("MEDIAWIRE_LISTEN", "[::1]:2"),
        ("MEDIAWIRE_TEST_PG", "is not ours to read"),
        ("HOME", "neither"),
    ];
    let config = load(toml, &env).unwrap();
    assert_eq!((config.listen.to_string().as_str(), config.poll.cadence_minutes), ("[::1]:2", 3));
    assert_eq!(config.site.name, "Of the environment");
    let none = Config::load(None::<&Path>, std::iter::empty()).unwrap();
    assert_eq!(none, Config::default());
}

#[test]
fn every_key_can_be_set_by_its_variable() {
    let values: BTreeSet<String> = KEYS
        .iter()
        .map(|key| {
            let value = match key.path {
                "listen" => "127.0.0.1:9",
                "site.base_url" | "retrieve.proxy" => "http://proxy.example:3128",
                "store.url" => "postgres://desk@db.example/wire",
                "retrieve.contact" => "desk@wire.example",
                "site.lang" => "fa-IR",
                "site.time_zone" => "Asia/Tehran",
                "house.packs" => "ap-like",
                "destinations.inside" => "10.0.0.5:8080 WP.internal:443=10.0.0.6 [fd00::1]:80",
                "house.restyle" => "auto",
                "desk.kill_needs" => "2",
                "retrieve.n_redirects_max" => "7",
                path if path.starts_with("changes.") => "typo agency-refile",
                _ if key.is_number() => "7777",
                _ => "another text",
            };
            let config = load("", &[(key.variable().as_str(), value)])
                .unwrap_or_else(|error| panic!("{}: {error}", key.path));
            assert_ne!(config, Config::default(), "{} changes something", key.path);
            format!("{config:?}{}{}", config.store.url.reveal(), config.retrieve.proxy.reveal())
        })
        .collect();
    assert_eq!(values.len(), KEYS.len(), "no two keys set the same field");
}

#[test]
fn kinds_of_change_are_named_and_the_strictest_word_holds() {
    assert_eq!(Config::default().changes.policy(), Policy::default());
    let toml = "[changes]\nannounce = \"typo number\"\nhold = \"number\"";
    let policy = load(toml, &[]).unwrap().changes.policy();
    let of = |class| policy.on(class);
    assert_eq!([of(Class::Typo), of(Class::Number)], [Follow::Announce, Follow::Hold]);
    assert_eq!([of(Class::Name), of(Class::Kill)], [Follow::TakeOver, Follow::TakeOff]);
    let error = load("[changes]\nhold = \"weather\"", &[]).unwrap_err().to_string();
    assert!(error.contains("\"weather\" is no kind of change: write some of typo"), "{error}");
}

#[test]
fn servers_inside_are_named_with_their_addresses() {
    let inside = |text: &str| {
        let toml = format!("[destinations]\ninside = \"{text}\"");
        load(&toml, &[]).map(|config| config.destinations.inside)
    };
    let server = |host: &str, port, at: &str| (host.to_owned(), port, at.parse().unwrap());
    assert_eq!(
        inside("10.0.0.5:8080  WP.internal:443=10.0.0.6 [fd00::1]:80").unwrap(),
        [
            server("10.0.0.5", 8080, "10.0.0.5:8080"),
            server("wp.internal", 443, "10.0.0.6:443"),
            server("[fd00::1]", 80, "[fd00::1]:80"),
        ]
    );
    for wrong in ["10.0.0.5", "wp.internal:443", "wp:x=10.0.0.6", "http://10.0.0.5:80"] {
        let error = inside(wrong).unwrap_err().to_string();
        assert!(error.contains("is no server: write 10.0.0.5:8080"), "{wrong}: {error}");
    }
}

#[test]
fn what_cannot_be_is_refused_in_words_that_help() {
    for (toml, message) in [
        (
            "[site]\nnmae = \"x\"",
            "unknown key \"nmae\" in [site]: did you mean \"name\"? (wire.toml line 2)",
        ),
        (
            "\nlisten_ = \"x\"",
            "unknown key \"listen_\": did you mean \"listen\"? (wire.toml line 2)",
        ),
        (
            "[sites]\nname = \"x\"",
            "unknown section [sites]: did you mean [site]? (wire.toml line 1)",
        ),
        (
            "[site]\ncadence_minutes = 3",
            "unknown key \"cadence_minutes\" in [site]: it belongs in [poll] (wire.toml line 2)",
        ),
        (
            "[site]\nlisten = \"127.0.0.1:1\"",
            "unknown key \"listen\" in [site]: it stands before the first section (wire.toml line 2)",
        ),
        (
            "[poll]\nzzz = 3",
            "unknown key \"zzz\" in [poll]: known here: \"cadence_minutes\" (wire.toml line 2)",
        ),
        ("site = 3", "site is a section: write [site] (wire.toml line 1)"),
        (
            "[poll]\ncadence_minutes = \"3\"",
            "cannot use poll.cadence_minutes (wire.toml line 2): write a whole number, not string",
        ),
        (
            "[poll]\ncadence_minutes = 0",
            "cannot use poll.cadence_minutes (wire.toml line 2): \"0\" is no whole number from 1 to 10080",
        ),
        (
            "listen = \"here\"",
            "cannot use listen (wire.toml line 1): \"here\" is no address: write IP:PORT, as 127.0.0.1:8480",
        ),
        (
            "[site]\nbase_url = \"wire.example\"",
            "cannot use site.base_url (wire.toml line 2): \"wire.example\" is no http or https address: write it as https://wire.example.org",
        ),
        ("[site]\nname = \" \"", "cannot use site.name (wire.toml line 2): it may not be empty"),
        (
            "[retrieve]\ncontact = \"me\"",
            "cannot use retrieve.contact (wire.toml line 2): \"me\" is neither a URL nor an e-mail address",
        ),
        (
            "[store]\nurl = \"mysql://root:hunter2@x\"",
            "cannot use store.url (wire.toml line 2): write postgres://USER@HOST/DATABASE, or nothing for SQLite",
        ),
        (
            "[retrieve]\nproxy = \"socks5://me:hunter2@x\"",
            "cannot use retrieve.proxy (wire.toml line 2): write an http or https address, as http://HOST:PORT",
        ),
        (
            "[[sections]]\ncode = \"a\"\nname = \"A\"\n[[sections]]\ncode = \"a\"\nname = \"B\"",
            "two sections have the code \"a\" (wire.toml line 4)",
        ),
        (
            "[[sections]]\ncode = \"À la une\"\nname = \"A\"",
            "the section code \"À la une\" does not fit an address (wire.toml line 1): write \"la-une\"",
        ),
        (
            "[[sections]]\ncode = \"a\"\nnam = \"A\"",
            "unknown key \"nam\" in [[sections]]: did you mean \"name\"? (wire.toml line 3)",
        ),
        ("sections = []", "a wire has at least one section: write one, or none of the key"),
    ] {
        assert_eq!(load(toml, &[]).unwrap_err(), message, "{toml}");
    }
    let error = load("[site\n", &[]).unwrap_err();
    assert!(error.starts_with("cannot read wire.toml line 1: "), "{error}");
}

#[test]
fn unknown_variable_is_refused_with_the_nearest_known_one() {
    for (name, message) in [
        (
            "MEDIAWIRE_SITE_NAME",
            "unknown environment variable MEDIAWIRE_SITE_NAME: did you mean MEDIAWIRE_SITE__NAME?",
        ),
        (
            "MEDIAWIRE_STORE__URL_FIEL",
            "unknown environment variable MEDIAWIRE_STORE__URL_FIEL: did you mean MEDIAWIRE_STORE__URL_FILE?",
        ),
        (
            "MEDIAWIRE_SITE__NAME_FILE",
            "unknown environment variable MEDIAWIRE_SITE__NAME_FILE: did you mean MEDIAWIRE_SITE__NAME?",
        ),
    ] {
        assert_eq!(load("", &[(name, "x")]).unwrap_err(), message);
    }
}

#[test]
fn secret_comes_from_its_file_and_shows_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url");
    std::fs::write(&path, "postgres://wire:hunter2@db.example/wire\n").unwrap();
    let file = path.to_str().unwrap();
    let config = load("", &[("MEDIAWIRE_STORE__URL_FILE", file)]).unwrap();
    assert_eq!(config.store.url.reveal(), "postgres://wire:hunter2@db.example/wire");
    assert!(!format!("{config:?}").contains("hunter2"));
    let both = [("MEDIAWIRE_STORE__URL", "postgres://x"), ("MEDIAWIRE_STORE__URL_FILE", file)];
    assert_eq!(
        load("", &both).unwrap_err(),
        "both MEDIAWIRE_STORE__URL and MEDIAWIRE_STORE__URL_FILE are set: keep one"
    );
    let missing = load("", &[("MEDIAWIRE_STORE__URL_FILE", "/no/such/file")]).unwrap_err();
    assert!(missing.starts_with("cannot read /no/such/file"), "{missing}");
}

#[test]
fn written_sections_take_the_place_of_the_built_in_ones() {
    let toml = "[[sections]]\ncode = \"europe\"\nname = \"Europe\"\nmedia_topic = 11000000\ncategories = [\"eu\"]";
    let config = load(toml, &[]).unwrap();
    let sections: Vec<Section> = config.sections.iter().map(Section::from).collect();
    assert_eq!(sections.len(), 1);
    assert_eq!((sections[0].code.as_str(), sections[0].media_topic), ("europe", Some(11_000_000)));
    let env = [("MEDIAWIRE_SECTIONS", "[{ code = \"asia\", name = \"Asia\" }]")];
    assert_eq!(load(toml, &env).unwrap().sections[0].code, "asia");
}

#[test]
fn no_word_of_the_built_in_sections_means_two_of_them() {
    let mut seen = BTreeSet::new();
    for section in Config::default().sections {
        for word in section.categories {
            assert!(seen.insert(word.clone()), "{word} stands in two sections");
        }
    }
}

#[test]
fn accounts_hold_no_password_and_are_told_what_is_wrong() {
    let table = "[imap.\"Wire@mail.a.example\"]\n";
    let good = "password_file = \"/run/mail\"\nca_file = \"ca.pem\"\naddress = \"10.0.0.25\"\n";
    let config = load(&format!("{table}{good}"), &[]).unwrap();
    let account = &config.imap["wire@mail.a.example"];
    assert_eq!(account.password_file, Path::new("/run/mail"));
    assert_eq!(account.address, Some("10.0.0.25".parse().unwrap()));
    let by_variable = "{ \"b@mail.b.example\" = { password_file = \"/run/b\" } }";
    let config = load(table, &[("MEDIAWIRE_IMAP", by_variable)]);
    assert!(config.unwrap_err().contains("has no password_file (wire.toml line 1)"));
    let config = load("", &[("MEDIAWIRE_IMAP", by_variable)]).unwrap();
    assert_eq!(config.imap["b@mail.b.example"].ca_file, None);
    for (keys, why) in [
        ("password = \"x\"\n", "a password does not stand here"),
        ("password_file = \"a\"\npasword_file = \"b\"\n", "did you mean \"password_file\"?"),
        ("password_file = 3\n", "is a text in quotation marks"),
        ("password_file = \"a\"\naddress = \"mail\"\n", "\"mail\" is no IP address"),
    ] {
        let told = load(&format!("{table}{keys}"), &[]).unwrap_err();
        assert!(told.contains(why) && told.contains("wire.toml line"), "{told}");
    }
    assert!(load("[imap.wire]\npassword_file = \"a\"", &[]).unwrap_err().contains("USER@HOST"));
}

#[test]
fn routing_rules_are_read_and_a_wrong_one_is_told() {
    let toml = "[[routing]]\nid = \"views\"\nif = { genre = \"view\", words = [\"ferry\", \"cease fire\"] }\n\
                then = { go = \"hold\" }\n";
    let rules = load(toml, &[]).unwrap().routing;
    assert_eq!((rules.len(), rules[0].id.as_str(), rules[0].version.len()), (1, "views", 8));
    assert_eq!(rules[0].when.words, ["ferry", "cease fire"]);
    let other = load(&toml.replace("ferry", "harbour"), &[]).unwrap().routing;
    assert_ne!(rules[0].version, other[0].version, "another text is another version");
    let of_env = "[{ id = \"a\", if = { section = \"world\" }, then = { go = \"desk\" } }]";
    assert_eq!(load(toml, &[("MEDIAWIRE_ROUTING", of_env)]).unwrap().routing[0].id, "a");
    for (toml, why) in [
        ("[[routing]]\nthen = { go = \"hold\" }", "has no id (wire.toml line 1)"),
        ("[[routing]]\nid = \"a\"\nthen = \"hold\"", "write then = { … }"),
        ("[[routing]]\nid = \"a\"\nwhen = 3", "no \"when\""),
        ("[[routing]]\nid = \"a\"\nif = { words = 3 }", "a routing rule holds texts"),
        (
            "[[routing]]\nid = \"a\"\nif = { section = \"wrld\" }\nthen = { go = \"hold\" }",
            "names a section wrld: there are world",
        ),
    ] {
        let error = load(toml, &[]).unwrap_err();
        assert!(error.contains(why), "{error}");
    }
    let twice = load(&format!("{toml}{toml}"), &[]).unwrap_err();
    assert!(twice.contains("two routing rules have the id"), "{twice}");
}
