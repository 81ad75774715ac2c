//! `build`, `remove` and `stats`.

use crate::{EXAMPLE, Fixture, SHORT, arg};

#[test]
fn the_example_builds_and_says_what_to_do_next() {
    let run = Fixture::new().run(&["build", EXAMPLE]).succeeds();
    assert!(run.out.is_empty(), "talk belongs on standard error");
    for words in ["1 document stored", "Most central actors", "policygraph show '", "policygraph path '"] {
        assert!(run.err.contains(words), "{run:?}");
    }
    assert_eq!(Fixture::new().run(&["build", EXAMPLE, "--quiet"]).succeeds().err, "");
}

/// "가나.txt" as a Mac names it, in letters.
const TAKEN_APART: &str = "\u{1100}\u{1161}\u{1102}\u{1161}.txt";

#[test]
fn a_name_in_letters_is_the_name_that_is_typed() {
    let fixture = Fixture::new();
    fixture.write(&format!("texts/{TAKEN_APART}"), SHORT);
    fixture.write("texts/가나.txt", SHORT);
    fixture.run(&["build", "texts"]).succeeds().says(&["1 document stored"]);
    let dump = fixture.dump("policygraph.store");
    assert!(dump.contains("가나.txt") && !dump.contains('\u{1100}') && !dump.contains("%E1%84"));
    fixture.run(&["remove", TAKEN_APART]).succeeds().says(&["removed `가나.txt`"]);
    fixture.run(&["build", &format!("texts/{TAKEN_APART}")]).succeeds();
    fixture.run(&["remove", "가나.txt"]).succeeds().says(&["removed `가나.txt`"]);
}

#[test]
fn a_text_under_two_names_counts_once_unless_asked() {
    let fixture = Fixture::new();
    let files = [fixture.write("a.txt", SHORT), fixture.write("b.txt", SHORT)];
    let build = |more: &[&str]| fixture.run(&[&["build", arg(&files[0]), arg(&files[1])], more].concat()).succeeds();
    for _ in 0..2 {
        build(&[]).says(&["b.txt: the same text as `a.txt`"]);
    }
    let stored = |name: &str| fixture.run(&["stats"]).succeeds().out.contains(&format!("document,{name},1"));
    assert!(stored("a.txt") && !stored("b.txt"));
    build(&["--keep-copies"]).says(&["1 document stored"]);
    assert!(stored("a.txt") && stored("b.txt"));
}

#[test]
fn a_damaged_character_is_noted_or_refused() {
    let fixture = Fixture::new();
    let file = fixture.write("d.txt", format!("{}\u{2}{SHORT}", SHORT.repeat(4)));
    fixture.run(&["build", arg(&file), "--strict"]).fails(1, &["the file is binary", "U+0002"]);
    fixture.run(&["build", arg(&file)]).succeeds().says(&["note: ", "control characters left out: 1", "in line "]);
}

#[test]
fn building_again_changes_nothing() {
    let fixture = Fixture::with_example();
    let before = fixture.dump("policygraph.store");
    let run = fixture.run(&["build", EXAMPLE]).succeeds();
    assert!(run.err.contains("0 documents stored, 1 unchanged"), "{run:?}");
    assert_eq!(fixture.dump("policygraph.store"), before);
}

#[test]
fn a_changed_document_replaces_its_old_statements() {
    let fixture = Fixture::new();
    let file = fixture.write("b.txt", SHORT);
    fixture.run(&["build", arg(&file)]).succeeds();
    let names = ["query", "SELECT ?n WHERE { ?p a pg:Program ; skos:prefLabel ?n }"];
    assert_eq!(fixture.run(&names).succeeds().out, "n\n우주 통신 계획\n");
    fixture.write("b.txt", SHORT.replace("우주 통신 계획", "해양 관측 계획"));
    fixture.run(&["build", arg(&file)]).succeeds();
    assert_eq!(fixture.run(&names).succeeds().out, "n\n해양 관측 계획\n");
    // As if the old text had never been.
    fixture.run(&["build", arg(&file), "--store", "fresh"]).succeeds();
    assert_eq!(fixture.dump("policygraph.store"), fixture.dump("fresh"));
}

#[test]
fn the_order_of_building_does_not_show() {
    let fixture = Fixture::new();
    let (a, b) = (fixture.write("a.txt", SHORT), fixture.write("b.txt", SHORT.replace("우주", "해양")));
    fixture.run(&["build", arg(&a), arg(&b), EXAMPLE, "--store", "one"]).succeeds();
    for file in [EXAMPLE, arg(&b), arg(&a)] {
        fixture.run(&["build", file, "--store", "two"]).succeeds();
    }
    assert_eq!(fixture.dump("one"), fixture.dump("two"));
}

#[test]
fn removing_a_document_leaves_what_others_state() {
    let fixture = Fixture::new();
    let (a, b) = (fixture.write("a.txt", SHORT), fixture.write("b.txt", format!("{SHORT}\n")));
    fixture.run(&["build", arg(&a), "--store", "one"]).succeeds();
    fixture.run(&["build", arg(&a), arg(&b), "--keep-copies", "--store", "two"]).succeeds();
    fixture.run(&["remove", "b.txt", "--store", "two"]).succeeds();
    assert_eq!(fixture.dump("one"), fixture.dump("two"));
    fixture.run(&["remove", "b.txt", "--store", "two"]).fails(1, &["no document `b.txt`", "it has a.txt"]);
}

#[test]
fn one_bad_document_does_not_stop_the_others() {
    let fixture = Fixture::new();
    fixture.write("in/good.txt", SHORT);
    fixture.write("in/deep/binary.txt", b"\x7fELF\0\0\0");
    fixture.write("in/empty.txt", "");
    fixture.write("in/novel.txt", "옛날 옛적에\n한 사람이 살았다\n");
    fixture.write("in/picture.png", b"\x89PNG");
    let run = fixture.run(&["build", "in"]).fails(
        1,
        &["2 documents stored", "2 failed", "binary.txt: the file is binary", "empty.txt: the file is empty"],
    );
    assert!(!run.err.contains("picture.png"));
    let stats = fixture.run(&["stats"]).succeeds().out;
    assert!(stats.contains("document,good.txt,1") && stats.contains("document,novel.txt,"), "{stats}");
}

#[test]
fn documents_in_folders_are_known_by_their_path() {
    let fixture = Fixture::new();
    fixture.write("in/2020/b.txt", SHORT);
    fixture.write("in/2021/b.txt", format!("{SHORT}\n"));
    fixture.run(&["build", "in"]).succeeds();
    let stats = fixture.run(&["stats"]).succeeds().out;
    assert!(stats.contains("document,2020/b.txt,1") && stats.contains("document,2021/b.txt,1"), "{stats}");
    fixture.run(&["build", "in/2020/b.txt", "in/2021/b.txt"]).fails(2, &["same name"]);
}

#[test]
fn own_seeds_are_used() {
    let fixture = Fixture::new();
    fixture
        .write("seeds/companies.csv", "id,type,country,ko,en,native,aliases,weak\ngaon,Company,KR,가온누리,Gaon,,,\n");
    let file = fixture.write("b.txt", SHORT.replace("총무성은", "가온누리는"));
    fixture.run(&["build", arg(&file), "--seeds", "seeds"]).succeeds();
    assert!(fixture.run(&["show", "Gaon"]).succeeds().out.contains("id/gaon"));
    fixture.write("seeds/companies.csv", "id,type,country,ko,en,native,aliases,weak\ngaon,Firm,KR,가온누리,Gaon,,,\n");
    fixture.run(&["build", arg(&file), "--seeds", "seeds"]).fails(2, &["companies.csv:2"]);
}
