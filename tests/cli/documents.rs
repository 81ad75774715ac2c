//! Documents as they come: one content in all formats gives the same facts, and what is wrong with a file is told.

mod makers;

use crate::{Fixture, SHORT, arg};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Whether the reader of PDF is installed.
fn has_pdftotext() -> bool {
    Command::new("pdftotext").arg("-v").output().is_ok()
}

/// The facts of a file, without their places: entities, relations, budgets.
fn facts(fixture: &Fixture, name: &str, content: &[u8]) -> BTreeSet<String> {
    let file = fixture.write(name, content);
    let lines = fixture.run(&["extract", arg(&file)]).succeeds().out;
    let fact = |line: &str| {
        let fact: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| fact[key].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        match fact["kind"].as_str().unwrap() {
            "entity" => Some(format!("entity {}", text("id"))),
            "relation" => Some(format!("{} {} {}", text("s"), text("p"), text("o"))),
            "budget" => Some(format!("budget {} {} {}", text("subject"), fact["amount"], text("period"))),
            _ => None,
        }
    };
    lines.lines().filter_map(fact).collect()
}

#[test]
fn one_content_gives_the_same_facts_in_every_format() {
    let fixture = Fixture::new();
    let expected = facts(&fixture, "a.txt", makers::text().as_bytes());
    assert!(expected.iter().filter(|f| f.starts_with("budget")).count() >= 7, "{expected:#?}");
    let mut files = vec![
        ("a.html", makers::html()),
        ("a.docx", makers::docx()),
        ("a.odt", makers::odt()),
        ("a.hwpx", makers::hwpx()),
        ("b.hwp", makers::hwpml()),
        ("a.hwp", makers::hwp(0)),
    ];
    if has_pdftotext() {
        files.push(("a.pdf", makers::pdf()));
    }
    for (name, content) in files {
        let found = facts(&fixture, name, &content);
        let differences: Vec<_> = expected.symmetric_difference(&found).collect();
        assert!(differences.is_empty(), "{name}: {differences:#?}");
    }
}

#[test]
fn quotes_lead_back_to_page_paragraph_and_cell() {
    let fixture = Fixture::new();
    let file = fixture.write("a.hwpx", makers::hwpx());
    fixture.run(&["build", arg(&file)]).succeeds();
    let shown = fixture.run(&["show", "다온 반도체 개발 사업"]).succeeds().out;
    assert!(shown.contains("(문단 2)") && shown.contains("(표 1, 2행 1열)"), "{shown}");
    let json = fixture.run(&["show", "다온 반도체 개발 사업", "--format", "json"]).succeeds().out;
    assert!(json.contains(r#""table":1"#), "{json}");
    let places =
        fixture.run(&["query", "SELECT ?p WHERE { GRAPH ?g { ?s pg:place ?p } }", "--format", "csv"]).succeeds().out;
    assert!(places.contains("paragraph=2") && places.contains("table=1,2,1"), "{places}");
}

#[test]
fn quotes_lead_back_to_sheet_and_slide() {
    let fixture = Fixture::new();
    fixture.write("in/a.xlsx", makers::xlsx());
    fixture.write("in/a.pptx", makers::pptx());
    fixture.run(&["build", "in"]).succeeds();
    let programme = fixture.run(&["show", "다온 반도체 개발 사업"]).succeeds().out;
    assert!(programme.contains("(시트 1, A2)"), "{programme}");
    let institute = fixture.run(&["show", "이화학연구소"]).succeeds().out;
    assert!(institute.contains("(슬라이드 1, 문단 1)"), "{institute}");
    let places =
        fixture.run(&["query", "SELECT ?p WHERE { GRAPH ?g { ?s pg:place ?p } }", "--format", "csv"]).succeeds().out;
    assert!(places.contains("cell=C2;sheet") && places.contains("paragraph=1;slide"), "{places}");
}

#[test]
fn what_a_page_or_manifest_says_is_kept() {
    let fixture = Fixture::new();
    fixture.write("in/a.html", makers::html());
    fixture.write("in/b.txt", SHORT);
    fixture.write("m.csv", "file,url,publisher,date\nb.txt,https://example.org/b,해솔시,2026-04\nc.txt,,,\n");
    fixture
        .run(&["build", "in", "--manifest", "m.csv"])
        .says(&["c.txt: is in the manifest, but no file of this build"]);
    let query = "SELECT ?n ?d ?p ?u WHERE { GRAPH ?g { ?x a pg:SourceDocument ; dct:identifier ?n . OPTIONAL { ?x dct:issued ?d } OPTIONAL { ?x dct:publisher ?p } OPTIONAL { ?x dct:source ?u } } } ORDER BY ?n";
    let rows = fixture.run(&["query", query, "--format", "csv"]).succeeds().out;
    assert!(
        rows.contains("a.html,2026-03-02") && rows.contains("b.txt,2026-04,해솔시,https://example.org/b"),
        "{rows}"
    );
    // The same again changes nothing; another manifest does.
    fixture.run(&["build", "in", "--manifest", "m.csv"]).says(&["0 documents stored, 2 unchanged"]);
    fixture.run(&["build", "in"]).says(&["1 document stored, 1 unchanged"]);
}

#[test]
fn sheets_and_slides_have_facts() {
    let fixture = Fixture::new();
    let sheet = facts(&fixture, "a.xlsx", &makers::xlsx());
    assert!(sheet.iter().any(|f| f.starts_with("entity ")), "{sheet:#?}");
    let slide = facts(&fixture, "a.pptx", &makers::pptx());
    assert!(
        slide.iter().any(|f| f.contains("us-nsf partnersWith jp-riken") || f.contains("jp-riken partnersWith us-nsf")),
        "{slide:#?}"
    );
}

#[test]
fn a_build_tells_programs_what_was_read() {
    let fixture = Fixture::new();
    fixture.write("in/a.hwpx", makers::hwpx());
    fixture.write("in/b.hwpx", makers::hwpx());
    fixture.write("in/c.hwp", "HWP Document File V3.00 x");
    let run = fixture.run(&["build", "in", "--json"]).fails(1, &["1 document stored", "1 duplicate", "1 failed"]);
    let mut lines: Vec<serde_json::Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    // Files that need not be read are done with first.
    lines.sort_by_key(|l| l["document"].to_string());
    let states: Vec<_> =
        lines.iter().map(|l| (l["document"].as_str().unwrap(), l["state"].as_str().unwrap())).collect();
    assert_eq!(states, [("a.hwpx", "stored"), ("b.hwpx", "duplicate"), ("c.hwp", "failed")]);
    assert_eq!((&lines[0]["title"], &lines[0]["read"]["tables"]), (&makers::TITLE.into(), &1.into()));
    assert!(lines[0]["read"]["budgets"].as_u64().unwrap() >= 7 && lines[1]["same_as"] == "a.hwpx", "{lines:?}");
    assert!(lines[2]["error"].as_str().unwrap().starts_with("HWP 3"), "{lines:?}");
    let again = fixture.run(&["build", "in/a.hwpx", "--json"]).succeeds();
    assert!(again.out.contains(r#""state":"unchanged""#), "{again:?}");
}

#[test]
fn a_folder_is_watched() {
    let fixture = Fixture::new();
    fixture.write("in/a.txt", SHORT);
    for poll in [&[][..], &["--poll", "1"]] {
        let mut command = fixture.command(&["watch", "in", "--store", "in/own.store"]);
        let mut child = command.args(poll).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut until = |words: &str| said.by_ref().find(|line| line.contains(words)).unwrap();
        until("watching in");
        // A file that is no document, a document in a new folder, and a change.
        fixture.write("in/x.png", "x");
        fixture.write(&format!("in/sub{}/b.hwpx", poll.len()), makers::hwpx());
        until("1 document stored");
        until("watching in");
        fixture.write("in/a.txt", format!("{SHORT}{}", poll.len()));
        until("a.txt: read again");
        child.kill().unwrap();
        child.wait().unwrap();
        std::fs::remove_dir_all(fixture.path(&format!("in/sub{}", poll.len()))).unwrap();
        fixture.run(&["remove", &format!("sub{}/b.hwpx", poll.len()), "--store", "in/own.store"]).succeeds();
    }
    fixture.run(&["watch", "nowhere"]).fails(2, &["no such folder"]);
}

#[test]
fn damaged_files_do_not_stop_a_build() {
    let fixture = Fixture::new();
    let files = [
        ("hwp", makers::hwp(0)),
        ("hwpx", makers::hwpx()),
        ("docx", makers::docx()),
        ("html", makers::html()),
        ("odt", makers::odt()),
    ];
    let mut draw = fastrand::Rng::with_seed(1);
    for i in 0..60 {
        let (ending, content) = &files[i % files.len()];
        let mut bytes = content.clone();
        for _ in 0..20 {
            let at = draw.usize(..bytes.len());
            bytes[at] = draw.u8(..);
        }
        fixture.write(&format!("in/{i}.{ending}"), bytes);
    }
    fixture.write("in/good.txt", SHORT);
    let run = fixture.run(&["build", "in", "--json"]).fails(1, &["could not be read; the others are stored"]);
    assert!(!run.err.contains("panicked"), "{run:?}");
    assert!(run.out.contains(r#"{"document":"good.txt","state":"stored""#), "{run:?}");
    assert_eq!(run.out.lines().count(), 61);
}

#[test]
fn archives_are_unpacked() {
    let fixture = Fixture::new();
    let release = makers::text();
    let archive = makers::zip(&[
        ("2026/가.txt", SHORT),
        ("나.txt", &release),
        ("copy.txt", &release),
        ("../밖.txt", "x"),
        ("그림.png", "x"),
    ]);
    let file = fixture.write("a.zip", archive);
    fixture
        .run(&["build", arg(&file)])
        .fails(1, &["2 documents stored", "1 duplicate", "the same text as", "밖.txt: its name leads out"]);
    let stats = fixture.run(&["stats"]).succeeds().out;
    assert!(stats.contains("document,2026/가.txt,"), "{stats}");
    fixture.run(&["extract", arg(&file)]).fails(2, &["is an archive of files"]);
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let fixture = Fixture::new();
    let docx = makers::docx();
    let zeros = "0".repeat(300 << 20);
    let bomb = makers::zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &zeros)]);
    let entities = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><HWPML><BODY>&b;</BODY></HWPML>";
    let locked = makers::zip(&[
        ("mimetype", "application/hwp+zip"),
        ("Contents/header.xml", "x"),
        ("META-INF/manifest.xml", "<encryption-data/>"),
    ]);
    for (name, content, words) in [
        ("empty.hwp", Vec::new(), "the file is empty"),
        ("old.hwp", b"HWP Document File V3.00 \x1a\x01\x02".to_vec(), "HWP 3 (Hangul 97 and before) is not read"),
        ("password.hwp", makers::hwp(2), "the HWP file has a password"),
        ("locked.hwpx", locked, "the HWPX file has a password"),
        ("distribution.hwp", makers::hwp(4), "distribution document (배포용) without its text"),
        ("cut.docx", docx[..docx.len() / 2].to_vec(), "the ZIP file is damaged"),
        ("bomb.docx", bomb, "too large or a bomb"),
        ("entities.hwp", entities.as_bytes().to_vec(), "the HWPML file is damaged"),
        ("picture.pdf", b"\x89PNG\r\n".to_vec(), "PNG (a picture) is not read"),
        ("nothing.html", b"<html><body></body></html>".to_vec(), "the HTML file has no text"),
    ] {
        let file = fixture.write(&format!("in/{name}"), content);
        let run = fixture.run(&["extract", arg(&file)]).fails(2, &[name, words]);
        assert_eq!(run.err.lines().filter(|l| l.starts_with("error")).count(), 1, "{run:?}");
    }
    fixture.write("in/good.txt", SHORT);
    fixture.run(&["build", "in"]).fails(1, &["1 document stored", "10 failed"]);
}

#[test]
fn a_pdf_needs_its_reader() {
    let fixture = Fixture::new();
    let file = fixture.write("a.pdf", makers::pdf());
    let mut command = fixture.command(&["extract", arg(&file)]);
    command.env("PATH", "/nowhere");
    let run = crate::Run::of(command);
    // Without a shell the reader cannot be run either.
    run.fails(2, &["a.pdf", "PDF"]);
    if has_pdftotext() {
        let broken = fixture.write("broken.pdf", &makers::pdf()[..300]);
        fixture.run(&["extract", arg(&broken)]).fails(2, &["broken.pdf", "the PDF file"]);
        let outline = fixture.run(&["outline", arg(&file)]).succeeds().out;
        assert!(outline.starts_with(makers::TITLE), "{outline}");
    }
}

#[test]
fn values_of_tables_are_observations() {
    let fixture = Fixture::new();
    let file = fixture.write("a.docx", makers::docx());
    let lines = fixture.run(&["extract", arg(&file)]).succeeds().out;
    let observations: Vec<serde_json::Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .filter(|f: &serde_json::Value| f["kind"] == "observation")
        .collect();
    let values: Vec<String> =
        observations.iter().map(|o| format!("{} {} {} {}", o["item"][1], o["period"], o["value"], o["unit"])).collect();
    assert_eq!(values.len(), 6, "{values:?}");
    assert_eq!(values[3], r#""가람 양자 연구 사업" "2027" 130 "억 원""#);
}
