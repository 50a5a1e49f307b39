//! `mediawire extract` for shells: lines in and out, site files, explanation and preview, through the program itself.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn extract(dir: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mediawire"));
    command.arg("extract").args(args).current_dir(dir).env_clear().stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn page(n: usize) -> String {
    let prose = "The harbour stayed shut for the whole of the morning, its master said, and the ferries waited.";
    format!(
        "<title>Report {n}</title><div class=promo><p>Our letter comes every morning, and it is free of charge for \
         all who read it before breakfast.</p></div><article><h1>Report {n}</h1><p class=text>{n}. {prose}</p>\
         <p class=text>{prose} So it went on until noon.</p><p class=end>Written in the harbour, between two storms, \
         by somebody who was there at the time.</p></article>"
    )
}

#[test]
fn lines_are_answered_in_their_order() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("page.html"), page(40)).unwrap();
    let mut lines = String::new();
    for n in 0..40 {
        let url = format!("https://a.example/2026/03/report-number-{n}");
        let line = serde_json::json!({ "url": url, "html": page(n) });
        let _ = writeln!(lines, "{line}\n");
    }
    lines += "{\"url\": \"https://a.example/2026/03/report-number-40\", \"path\": \"page.html\"}\n";
    lines += "{\"url\": \"https://a.example/x\", \"html\": \"<title>404</title><p>There is nothing at this address.</p>\"}";
    std::fs::write(dir.path().join("good.jsonl"), &lines).unwrap();
    let (code, out, error) = extract(dir.path(), &["--lines", "good.jsonl"]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 42);
    for (n, answer) in answers.iter().take(41).enumerate() {
        assert_eq!(answer["article"]["headline"], format!("Report {n}"), "{answer}");
        assert!(
            answer["article"]["text"].as_str().unwrap().starts_with(&format!("{n}. The harbour"))
        );
        let percent = answer["article"]["confidence"].as_u64().unwrap();
        assert!((50..=100).contains(&percent), "{answer}");
    }
    assert_eq!(answers[41]["refused"]["code"], "soft-404");

    lines += "\nno json\n{\"html\": \"x\"}\n{\"url\": \"https://a.example/y\"}\n\
        {\"url\": \"https://a.example/z\", \"path\": \"none.html\"}\n";
    std::fs::write(dir.path().join("bad.jsonl"), &lines).unwrap();
    let (code, out, error) = extract(dir.path(), &["--lines", "bad.jsonl"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("could not read 4 of 46 lines"), "{error}");
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (n, why) in [
        (42, "the line is not JSON"),
        (43, "names no \"url\""),
        (44, "either \"html\" or \"path\""),
        (45, "cannot read none.html"),
    ] {
        assert!(answers[n]["error"].as_str().unwrap().contains(why), "{}", answers[n]);
    }
    assert_eq!(answers[40]["article"]["headline"], "Report 40");
}

#[test]
fn a_site_file_chooses_and_a_wrong_one_is_named_and_left_out() {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("data");
    std::fs::create_dir_all(data.join("sites")).unwrap();
    std::fs::write(dir.path().join("page.html"), page(1)).unwrap();
    let url = "https://www.a.example/2026/03/report-number-one";
    let read = || {
        let (code, out, error) =
            extract(dir.path(), &["page.html", "--url", url, "--data", "data"]);
        assert_eq!(code, Some(0), "{error}");
        (serde_json::from_str::<Value>(&out).unwrap(), error)
    };
    let (plain, _) = read();
    assert!(plain["text"].as_str().unwrap().contains("Written in the harbour"));
    let file = data.join("sites/a.example.toml");
    let rule = "[[rule]]\nbody = \"article\"\ncut = [\"p.end\"]\nheadline = \"p.end\"\n";
    std::fs::write(&file, rule).unwrap();
    let (ruled, error) = read();
    assert_eq!(error, "");
    assert!(!ruled["text"].as_str().unwrap().contains("Written in the harbour"));
    assert!(ruled["headline"].as_str().unwrap().starts_with("Written in the harbour"));
    std::fs::write(&file, rule.replace("\"article\"", "\"article:hover\"")).unwrap();
    let (again, error) = read();
    assert_eq!(again, plain);
    assert!(error.contains("sites/a.example.toml line 2: body: cannot read selector"), "{error}");
}

#[test]
fn what_was_kept_and_cut_is_explained_and_shown() {
    let dir = TempDir::new().unwrap();
    let html = page(1).replace("</title>", "</title><script>alert(1)</script>");
    std::fs::write(dir.path().join("page.html"), html).unwrap();
    let url = "https://a.example/2026/03/report-number-one";
    let (code, out, error) = extract(dir.path(), &["page.html", "--url", url, "--explain"]);
    assert_eq!(code, Some(0), "{error}");
    for part in
        ["verdict    an article", "headline   Report 1", "keep  paragraph", "article > p.text"]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (code, _, error) =
        extract(dir.path(), &["page.html", "--url", url, "--preview", "out.html"]);
    assert_eq!(code, Some(0), "{error}");
    let shown = std::fs::read_to_string(dir.path().join("out.html")).unwrap();
    assert!(shown.contains("sandbox=\"\"") && shown.contains("&lt;script&gt;alert(1)"), "{shown}");
    assert!(!shown.contains("<script"), "{shown}");
    assert!(shown.contains("<h1>Report 1</h1>"));
}
