//! The store on hand-made facts.

use super::*;
use policygraph_model::{
    Context, Document, Entity, EntityType, Evidence, Fact, Origin, Predicate, Relation, Section, SectionKind, Source,
    Status, Text,
};

fn document(name: &str, digest: &str) -> Document {
    let section = Section {
        kind: SectionKind::Item,
        number: "1".into(),
        path: "1".into(),
        title: Text::default(),
        context: Context::default(),
        blocks: Vec::new(),
        children: Vec::new(),
    };
    Document {
        name: name.into(),
        digest: digest.into(),
        source: Source::default(),
        sections: vec![section],
        notes: Vec::new(),
    }
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
        store.query("ASK { GRAPH ?g { ?c a pg:Claim ; pg:status 'denied' } }").unwrap(),
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
    std::fs::write(folder.path().join(RDF).join("CURRENT"), "nonsense").unwrap();
    assert!(matches!(Store::open_read_only(folder.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn malformed_queries_are_told_from_failing_ones() {
    let store = Store::in_memory().unwrap();
    let message = store.query("SELECT ?s WHERE { ?s a pg:Company").unwrap_err().to_string();
    assert!(message.contains("malformed"), "{message}");
}

#[test]
fn the_ontology_has_the_closed_lists_and_nothing_else() {
    let store = Store::in_memory().unwrap();
    let names = |query: &str| -> Vec<String> {
        let Answer::Table(table) = store.query(query).unwrap() else { panic!() };
        table.rows.iter().map(|r| literal_name(r[0].as_ref().unwrap())).collect()
    };
    fn literal_name(term: &oxigraph::model::Term) -> String {
        documents::literal(term).rsplit('#').next().unwrap().to_owned()
    }
    let graph = format!("GRAPH <{}>", vocabulary::ONTOLOGY_GRAPH);
    let classes = names(&format!("SELECT ?c WHERE {{ {graph} {{ ?c a owl:Class }} }}"));
    for kind in EntityType::ALL {
        assert!(classes.iter().any(|c| c == kind.as_str()), "{kind}");
    }
    let own = ["Actor", "Organization", "Budget", "Claim", "SourceDocument", "Section", "Naming"];
    assert_eq!(classes.len(), EntityType::ALL.len() + own.len());
    let properties = names(&format!("SELECT ?p WHERE {{ {graph} {{ ?p a owl:ObjectProperty }} }}"));
    for predicate in Predicate::ALL {
        assert!(properties.iter().any(|p| p == predicate.as_str()), "{predicate}");
    }
    assert_eq!(
        properties.len(),
        Predicate::ALL.len() + ["budgetOf", "currency", "convertedCurrency", "namingOf", "partOfTotal"].len()
    );
    let bilingual = names(&format!(
        "SELECT ?t WHERE {{ {graph} {{ ?t rdfs:label ?k, ?e FILTER(LANG(?k) = 'ko' && LANG(?e) = 'en') }} }}"
    ));
    let labelled = names(&format!("SELECT DISTINCT ?t WHERE {{ {graph} {{ ?t rdfs:label ?l }} }}"));
    assert_eq!(bilingual.len(), labelled.len());
}
