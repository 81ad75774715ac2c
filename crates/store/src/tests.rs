//! The store on hand-made facts.

use super::marker::MARKER;
use super::*;
use policygraph_model::{
    Budget, Document, Entity, EntityType, Evidence, Fact, Observation, Origin, Predicate, Relation, Role, Section,
    SectionKind, Source, Status, Text,
};

fn document(name: &str, digest: &str) -> Document {
    let section = Section { kind: SectionKind::Item, number: "1".into(), path: "1".into(), ..Section::default() };
    Document { name: name.into(), digest: digest.into(), sections: vec![section], ..Document::default() }
}

fn entity(id: &str, kind: EntityType, name: &str) -> Fact {
    Fact::Entity(Entity {
        id: format!("{}{id}", vocabulary::ID),
        kind,
        names: vec![name.into()],
        label_ko: None,
        label_en: None,
        country: None,
        lines: vec![1],
        mentions: Vec::new(),
        namings: Vec::new(),
    })
}

fn leads(actor: &str, program: &str, status: Status) -> Fact {
    let evidence = Evidence {
        section: "1".into(),
        start: 0,
        end: 5,
        lines: vec![3],
        quote: "가온\n부는".into(),
        rule: "verb-frame".into(),
        confidence: 0.8,
        date: None,
        status,
    };
    Fact::Relation(Relation {
        s: format!("{}{actor}", vocabulary::ID),
        p: Predicate::Leads,
        o: format!("{}{program}", vocabulary::ID),
        lines: vec![3],
        quote: evidence.quote.clone(),
        confidence: 0.8,
        rule: evidence.rule.clone(),
        origin: Origin::Text,
        status,
        valid: None,
        evidence: vec![evidence],
    })
}

fn facts() -> Vec<Fact> {
    vec![
        entity("a", EntityType::GovernmentAgency, "가온부"),
        entity("p", EntityType::Program, "누리 계획"),
        leads("a", "p", Status::Stated),
    ]
}

#[test]
fn the_same_document_again_changes_nothing() {
    let store = Store::in_memory().unwrap();
    assert!(store.put(&document("d", "1"), &facts(), "0").unwrap().added > 0);
    assert_eq!(store.put(&document("d", "1"), &facts(), "0").unwrap(), Change::default());
}

#[test]
fn a_changed_document_replaces_its_statements() {
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    store.put(&document("d", "2"), &facts()[..2], "0").unwrap();
    assert_eq!(store.edges().unwrap(), []);
    assert_eq!(store.documents().unwrap()[0].digest, "2");
}

#[test]
fn a_fact_of_two_documents_stays_until_both_are_gone() {
    let store = Store::in_memory().unwrap();
    let before = store.len().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    store.put(&document("e", "1"), &facts(), "0").unwrap();
    let edge = store.edges().unwrap().remove(0);
    assert_eq!(store.claims(&edge).unwrap().len(), 2);
    store.remove("d").unwrap().unwrap();
    assert_eq!(store.edges().unwrap().len(), 1);
    let claims = store.claims(&edge).unwrap();
    assert_eq!(
        (claims.len(), claims[0].document.as_str(), claims[0].quote.as_str(), claims[0].lines.as_slice()),
        (1, "e", "가온\n부는", &[3][..])
    );
    store.remove("e").unwrap().unwrap();
    assert_eq!(store.len().unwrap(), before);
    assert_eq!(store.remove("e").unwrap(), None);
}

#[test]
fn what_is_denied_is_a_claim_but_no_fact() {
    let store = Store::in_memory().unwrap();
    let mut facts = facts();
    facts[2] = leads("a", "p", Status::Denied);
    store.put(&document("d", "1"), &facts, "0").unwrap();
    assert_eq!(store.edges().unwrap(), []);
    assert!(matches!(
        store.query("ASK { GRAPH ?g { ?c prov:wasGeneratedBy/pg:status 'denied' } }").unwrap(),
        Answer::Boolean(true)
    ));
}

#[test]
fn errors_tell_what_is_wrong_with_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Missing { .. })));
    let store = Store::open(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Locked { .. })));
    drop(store);
    std::fs::write(path.join(MARKER), r#"{"format":99}"#).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::OtherFormat { found: 99, .. })));
    std::fs::write(path.join(MARKER), "{}").unwrap();
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Damaged { .. })));
    let other = folder.path().join("o");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("x"), "").unwrap();
    assert!(matches!(Store::open(&other), Err(StoreError::NotAStore { .. })));
}

#[test]
fn a_damaged_database_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    drop(store);
    std::fs::write(folder.path().join(RDF_FOLDER).join("CURRENT"), "nonsense").unwrap();
    assert!(matches!(Store::open_read_only(folder.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn malformed_queries_are_told_from_failing_ones() {
    let store = Store::in_memory().unwrap();
    let message = store.query("SELECT ?s WHERE { ?s a pg:Company").unwrap_err().to_string();
    assert!(message.contains("malformed"), "{message}");
}

#[test]
fn evidence_is_reached_by_standard_terms() {
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0.1").unwrap();
    let Answer::Table(table) = store
        .query(
            "SELECT ?quote ?start ?end ?rule ?version ?title WHERE { GRAPH ?g {
               ?claim prov:wasDerivedFrom ?words ; prov:wasGeneratedBy ?activity .
               ?activity pg:rule ?rule ; prov:wasAssociatedWith/pg:programVersion ?version ; prov:used ?document .
               ?words dct:isPartOf/dct:isPartOf ?document ; pg:quote ?quote . ?document dct:identifier ?title }
             BIND(STRAFTER(STR(?words), '#char=') AS ?place) BIND(STRBEFORE(?place, ',') AS ?start) BIND(STRAFTER(?place, ',') AS ?end) }",
        )
        .unwrap()
    else {
        panic!()
    };
    let row: Vec<String> = table.rows[0].iter().map(|t| Table::display(t.as_ref().unwrap())).collect();
    assert_eq!(row, ["가온\n부는", "0", "5", "verb-frame", "0.1", "d"]);
    assert_eq!(table.rows.len(), 1);
}

#[test]
fn weak_claims_make_no_fact() {
    let store = Store::in_memory().unwrap();
    let mut facts = facts();
    if let Fact::Relation(relation) = &mut facts[2] {
        relation.confidence = 0.4;
    }
    store.put(&document("d", "1"), &facts, "0").unwrap();
    assert_eq!(store.edges().unwrap(), []);
    assert_eq!(store.query("ASK { GRAPH ?g { ?c rdf:predicate pg:leads } }").unwrap(), Answer::Boolean(true));
}

#[test]
fn removing_tells_what_went_and_what_others_keep() {
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    let mut others = facts();
    others.truncate(2);
    store.put(&document("e", "1"), &others, "0").unwrap();
    let removal = store.remove("d").unwrap().unwrap();
    assert_eq!(removal.kept, 2);
    assert!(matches!(removal.gone.as_slice(), [Statement::Relation(_)]), "{:?}", removal.gone);
}

#[test]
fn inferences_follow_what_is_stated() {
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    assert!(!store.has_inferences().unwrap());
    store.infer().unwrap();
    assert_eq!(store.infer().unwrap(), Change::default(), "a second time changes nothing");
    let led = ParsedQuery::new("ASK { id:p pg:ledBy id:a . id:a a pg:Actor }", None).unwrap();
    let with = QueryOptions { inferred: true, ..QueryOptions::default() };
    assert_eq!(store.query_with(&led, &with).unwrap(), Answer::Boolean(true));
    assert_eq!(store.query_with(&led, &QueryOptions::default()).unwrap(), Answer::Boolean(false));
    store.remove("d").unwrap();
    store.infer().unwrap();
    assert_eq!(store.query_with(&led, &with).unwrap(), Answer::Boolean(false));
    assert!(!store.has_inferences().unwrap());
}

#[test]
fn differences_are_statements() {
    let (old, new) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    old.put(&document("d", "1"), &facts(), "0").unwrap();
    let mut changed = facts();
    changed[2] = leads("b", "p", Status::Stated);
    changed.push(entity("b", EntityType::GovernmentAgency, "나래부"));
    new.put(&document("d", "2"), &changed, "0").unwrap();
    let (from, to) = (Side { store: &old, document: Some("d") }, Side { store: &new, document: None });
    let Difference { added, removed } = difference(from, to).unwrap();
    assert!(matches!(added.as_slice(), [Statement::Entity { .. }, Statement::Relation(_)]), "{added:?}");
    assert!(matches!(removed.as_slice(), [Statement::Relation(_)]), "{removed:?}");
    assert_eq!(from.evidence(&removed[0]).unwrap()[0].quote, "가온\n부는");
    let missing = Side { store: &old, document: Some("x") };
    assert!(matches!(difference(missing, to), Err(StoreError::NoDocument { .. })));
}

#[test]
fn imports_stand_beside_the_built_graph() {
    let store = Store::in_memory().unwrap();
    let turtle = "@prefix e: <http://e/> . e:a e:p [ e:q 1 ] .";
    assert_eq!(store.import("mine", RdfFormat::Turtle, turtle.as_bytes()).unwrap().triples, 2);
    assert!(store.is_empty().unwrap(), "nothing goes into the default graph");
    assert_eq!(store.imports().unwrap(), ["mine"]);
    // What is malformed replaces nothing.
    let marked =
        "\u{feff}<http://e/x> <http://e/n> \"1,200\"^^<http://www.w3.org/2001/XMLSchema#integer>, 12, 1.5, true .";
    let imported = store.import("marked", RdfFormat::Turtle, marked.as_bytes()).unwrap();
    assert_eq!(imported.triples, 4);
    assert_eq!(imported.ill_typed.len(), 1, "{:?}", imported.ill_typed);
    assert!(store.remove_import("marked").unwrap());
    let far = r#"{"@context":"https://example.org/","@id":"http://e/y","name":"x"}"#;
    let error = store.import("far", RdfFormat::JsonLd, far.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("the context of the JSON-LD is on the web"), "{error}");
    let error = store.import("mine", RdfFormat::Turtle, "e:a".as_bytes()).unwrap_err();
    assert!(error.to_string().contains("malformed"), "{error}");
    let query = format!("ASK {{ GRAPH <{}> {{ <http://e/a> ?p ?o }} }}", vocabulary::import_graph("mine").as_str());
    assert_eq!(store.query(&query).unwrap(), Answer::Boolean(true));
    let xml = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description rdf:about="http://e/x"><e:p>1</e:p></rdf:Description></rdf:RDF>"#;
    assert_eq!(store.import("mine", RdfFormat::RdfXml, xml.as_bytes()).unwrap().triples, 1);
    assert_eq!(store.query(&query).unwrap(), Answer::Boolean(false));
    let json = r#"{"@id": "http://e/a", "http://e/p": "x"}"#;
    assert_eq!(store.import("json", RdfFormat::JsonLd, json.as_bytes()).unwrap().triples, 1);
    assert!(store.remove_import("mine").unwrap() && !store.remove_import("mine").unwrap());
}

#[test]
fn a_dump_loads_into_an_equal_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    for format in [RdfFormat::NQuads, RdfFormat::TriG] {
        let file = folder.path().join("dump");
        store.dump(format, std::fs::File::create(&file).unwrap()).unwrap();
        let copy = Store::in_memory().unwrap();
        copy.load(format, &file, |_| {}).unwrap();
        let text = |s: &Store| {
            let mut out = Vec::new();
            s.export(RdfFormat::NQuads, &mut out).unwrap();
            out
        };
        assert!(text(&store) == text(&copy));
        assert!(matches!(copy.load(format, &file, |_| {}), Err(StoreError::NotEmpty)));
    }
}

#[test]
fn triple_terms_take_the_place_of_reification() {
    let store = Store::in_memory().unwrap();
    store.put(&document("d", "1"), &facts(), "0").unwrap();
    let mut out = Vec::new();
    store.export_triple_terms(RdfFormat::NQuads, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("#reifies> <<( ") && !text.contains("rdf-syntax-ns#subject>"), "{text}");
    assert!(store.export_triple_terms(RdfFormat::Turtle, Vec::new()).is_err());
}

#[test]
fn updates_change_all_or_nothing_and_load_nothing() {
    let store = Store::in_memory().unwrap();
    let options = QueryOptions::default();
    let update = "INSERT DATA { <http://e/a> <http://e/p> 1 } ; LOAD <http://127.0.0.1:9/x>";
    assert!(store.update(update, &options).unwrap_err().to_string().contains("LOAD"));
    assert!(store.is_empty().unwrap());
    store.update("INSERT DATA { <http://e/a> <http://e/p> 1 }", &options).unwrap();
    assert!(!store.is_empty().unwrap());
    let service = store.query("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }");
    assert!(service.unwrap_err().to_string().contains("other endpoints are not asked"));
}

#[test]
fn a_cancelled_query_stops_at_the_next_triple() {
    let store = Store::in_memory().unwrap();
    let many: String = (0..2000).map(|i| format!("<http://e/{i}> <http://e/p> {i} .")).collect();
    store.update(&format!("INSERT DATA {{ {many} }}"), &QueryOptions::default()).unwrap();
    for pathological in [
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    ] {
        let options = QueryOptions::default();
        let token = options.cancellation.clone();
        let query = ParsedQuery::new(pathological, None).unwrap();
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            token.cancel();
        });
        let format = AnswerFormat::Results(ResultsFormat::Json);
        let result = store.write_answer(&query, &options, format, std::io::sink());
        stopper.join().unwrap();
        assert!(matches!(result, Err(StoreError::Cancelled)), "{pathological}: {result:?}");
    }
}

#[test]
fn two_documents_can_state_one_sum_in_different_years() {
    let store = Store::in_memory().unwrap();
    let Fact::Relation(Relation { evidence, .. }) = leads("a", "p", Status::Stated) else { unreachable!() };
    let budget = Fact::Budget(Budget {
        id: format!("{}b", vocabulary::ID),
        subject: format!("{}p", vocabulary::ID),
        role: Role::Program,
        amount: 10.into(),
        upper: None,
        currency: "EUR".into(),
        period: None,
        qualifier: None,
        converted: None,
        total: None,
        surface: "10유로".into(),
        lines: vec![3],
        evidence: evidence[0].clone(),
    });
    for (name, issued) in [("d", "2020-01"), ("e", "2021-03")] {
        let document = Document { issued: Some(issued.into()), ..document(name, "1") };
        store.put(&document, &[facts(), vec![budget.clone()]].concat(), "0").unwrap();
    }
    let Answer::Table(table) =
        store.query("SELECT ?y WHERE { GRAPH ?g { ?claim rdf:subject id:b ; pg:amountYear ?y } } ORDER BY ?y").unwrap()
    else {
        panic!()
    };
    let years: Vec<String> = table.rows.iter().map(|r| Table::display(r[0].as_ref().unwrap())).collect();
    assert_eq!(years, ["2020", "2021"]);
    assert_eq!(store.query("ASK { id:b pg:amountYear ?y }").unwrap(), Answer::Boolean(false));
}

#[test]
fn documents_have_name_title_publisher_and_date() {
    let store = Store::in_memory().unwrap();
    let said = |words: &str| {
        let mut text = Text::default();
        text.push(words, 0);
        Some(text)
    };
    let issued = Some("2026-03-02".into());
    let release =
        Document {
            title: said("물결 계획 발표"), publisher: said("해솔부"), issued, ..document("r.txt", "1")
        };
    store.put(&release, &[], "0").unwrap();
    store.put(&document("plain.txt", "2"), &[], "0").unwrap();
    let Answer::Table(table) = store
        .query(
            "SELECT ?name ?title ?publisher ?issued WHERE { GRAPH ?g { ?d a pg:SourceDocument ; dct:identifier ?name
               OPTIONAL { ?d dct:title ?title } OPTIONAL { ?d dct:publisher ?publisher } OPTIONAL { ?d dct:issued ?issued } } }
             ORDER BY ?name",
        )
        .unwrap()
    else {
        panic!()
    };
    let shown = |row: &[Option<_>]| -> Vec<String> {
        row.iter().map(|t| t.as_ref().map_or(String::new(), Table::display)).collect()
    };
    assert_eq!(shown(&table.rows[0]), ["plain.txt", "", "", ""]);
    assert_eq!(shown(&table.rows[1]), ["r.txt", "물결 계획 발표", "해솔부", "2026-03-02"]);
    assert_eq!(store.documents().unwrap().len(), 2);
}

#[test]
fn values_of_a_table_share_what_their_slice_has() {
    let store = Store::in_memory().unwrap();
    let text = "국가\t2018\n이스라엘\t4.94\n대한민국\t4.53\n";
    let value_of = |area: &str, value: &str| {
        let start = u32::try_from(text.chars().count() - text.split_once(value).unwrap().1.chars().count()).unwrap();
        Fact::Observation(Observation {
            table: 1,
            title: "연구개발 비중".into(),
            source: None,
            section: "1".into(),
            measure: "비중".into(),
            unit: Some("%".into()),
            multiplier: 1.into(),
            currency: None,
            area: Some(area.into()),
            item: Vec::new(),
            period: Some("2018".into()),
            rank: None,
            value: value.parse().unwrap(),
            line: 0,
            start: start - 4,
            end: start,
            quote: value.into(),
        })
    };
    let document = Document { source: Source::new(text.into()), ..document("d", "1") };
    store.put(&document, &[value_of("IL", "4.94"), value_of("KR", "4.53")], "0").unwrap();
    let slices = "SELECT ?slice (COUNT(?o) AS ?n) WHERE { GRAPH ?g { ?table qb:slice ?slice . ?slice qb:observation ?o ;
                    qb:sliceStructure pg:statisticsOverAreas ; sdmx-dimension:refPeriod ?p ; pg:statisticsItem pg:notStated } } GROUP BY ?slice";
    let Answer::Table(table) = store.query(slices).unwrap() else { panic!() };
    let counts: Vec<String> = table.rows.iter().map(|r| Table::display(r[1].as_ref().unwrap())).collect();
    assert_eq!(counts, ["2"]);
    let words = "SELECT ?words WHERE { GRAPH ?g { ?d pg:sourceText ?text . ?o sdmx-measure:obsValue 4.53 } BIND(STRAFTER(STR(?o), '#observation=') AS ?place)
                   BIND(xsd:integer(STRBEFORE(?place, ',')) AS ?start) BIND(SUBSTR(?text, ?start + 1, xsd:integer(STRAFTER(?place, ',')) - ?start) AS ?words) }";
    let Answer::Table(table) = store.query(words).unwrap() else { panic!() };
    assert_eq!(Table::display(table.rows[0][0].as_ref().unwrap()), "4.53");
    let read = store.observations().unwrap();
    let shown: Vec<_> = read.iter().map(|o| (o.area.as_str(), o.line, o.value.as_str(), o.unit.as_str())).collect();
    assert_eq!(shown, [("IL", 2, "4.94", "%"), ("KR", 3, "4.53", "%")]);
}

#[test]
fn rows_of_a_document_are_what_the_store_has_of_it() {
    let document = document("가.txt", "1");
    let store = Store::in_memory().unwrap();
    store.put(&document, &facts(), "v").unwrap();
    let mut lines = Vec::new();
    let rows = DocumentRows::of(&document, &facts(), "v", &mut lines).unwrap();
    let mut dumped = Vec::new();
    store.export(RdfFormat::NQuads, &mut dumped).unwrap();
    let dumped = String::from_utf8(dumped).unwrap();
    let of_graph = |graph: &str| dumped.lines().filter(|l| l.ends_with(&format!("<{graph}> ."))).count();
    let lines = String::from_utf8(lines).unwrap();
    assert_eq!(lines.lines().count(), of_graph(&rows.graph));
    assert!(lines.lines().all(|line| dumped.contains(line)));
    for [s, p, o] in &rows.triples {
        assert!(dumped.contains(&format!("<{s}> <{p}> {o} .\n")));
    }
    let (claim, stored) = (&rows.claims[0], &store.all_claims().unwrap().relations[0].1);
    assert_eq!(
        (&*claim.subject, &*claim.object, claim.id.clone()),
        (&*stored.subject, &*stored.object, format!("claim-{}", stored.id))
    );
    assert_eq!((claim.section.as_deref(), claim.years), (Some(&*stored.section), stored.years));
    assert_eq!((claim.quote.as_deref(), &*claim.lines, claim.span), (Some("가온\n부는"), &[3][..], Some((0, 5))));
    let sections: Vec<_> = rows.sections.iter().map(|(section, _)| section.clone()).collect();
    assert_eq!((sections, rows.sections[0].1.as_str()), (store.sections().unwrap(), "1"));
}

#[test]
fn the_base_is_what_an_empty_store_has() {
    let store = Store::in_memory().unwrap();
    store.put_registry(&[], &[]).unwrap();
    let mut dumped = Vec::new();
    store.export(RdfFormat::NQuads, &mut dumped).unwrap();
    let sorted = |text: Vec<u8>| -> std::collections::BTreeSet<String> {
        String::from_utf8(text).unwrap().lines().map(str::to_owned).collect()
    };
    assert_eq!(sorted(base_lines(&[], &[]).unwrap()), sorted(dumped));
}

#[test]
fn the_registry_is_written_when_it_changed() {
    let folder = tempfile::tempdir().unwrap();
    let Fact::Entity(mut entity) = facts().swap_remove(0) else { panic!() };
    for (names, expected) in [(["가"], true), (["가"], false), (["나"], true), (["나"], false)] {
        let store = Store::open(folder.path()).unwrap();
        entity.names = names.map(str::to_owned).to_vec();
        let before = store.len().unwrap();
        let change = store.put_registry(std::slice::from_ref(&entity), &[]).unwrap();
        assert_eq!(change != Change::default(), expected, "{names:?}");
        assert_eq!(store.len().unwrap(), before + change.added - change.removed);
        let ask = format!(
            "ASK {{ GRAPH <{}> {{ ?e ?p ?name FILTER(str(?name) = '{}') }} }}",
            vocabulary::REGISTRY_GRAPH,
            names[0]
        );
        assert!(matches!(store.query(&ask).unwrap(), Answer::Boolean(true)), "{names:?}");
    }
}

#[test]
fn what_a_dump_adds_to_the_registry_goes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dump.nq");
    std::fs::write(&file, format!("<http://e/s> <http://e/p> \"x\" <{}> .\n", vocabulary::REGISTRY_GRAPH)).unwrap();
    let Fact::Entity(entity) = facts().swap_remove(0) else { panic!() };
    let store = Store::open(&folder.path().join("s")).unwrap();
    store.put_registry(std::slice::from_ref(&entity), &[]).unwrap();
    store.load(RdfFormat::NQuads, &file, |_| ()).unwrap();
    let change = store.put_registry(std::slice::from_ref(&entity), &[]).unwrap();
    assert_eq!((change.added, change.removed), (0, 1));
}
