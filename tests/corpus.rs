//! The real bulletin beside the repository. In CI it must be there; elsewhere its absence is said.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph::pipeline::Pipeline;
use policygraph_model::{Document, Fact, Section, SectionKind};
use policygraph_registry::Registry;
use policygraph_store::{Answer, Store, Table};
use std::path::Path;

/// The documents of `../shared/corpus`; `None` where there is no such folder outside CI.
fn corpus() -> Option<Vec<Document>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        return None;
    };
    let pipeline = Pipeline::new(Registry::builtin());
    let documents: Vec<Document> = entries
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|p| pipeline.lay_out("corpus.txt", &std::fs::read(p).unwrap()).unwrap())
        .collect();
    assert!(!documents.is_empty());
    Some(documents)
}

fn children<'d>(document: &'d Document, path: &str) -> Vec<&'d Section> {
    document.flatten().into_iter().find(|s| s.path == path).unwrap().children.iter().collect()
}

#[test]
fn the_outline_has_all_parts_items_and_rows() {
    for document in corpus().unwrap_or_default() {
        let parts: Vec<&str> =
            document.sections.iter().filter(|s| s.kind == SectionKind::Part).map(|s| s.number.as_str()).collect();
        assert_eq!(parts, ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]);
        let items = [children(&document, "Ⅱ/(1)"), children(&document, "Ⅱ/(2)")].concat();
        assert_eq!(items.len(), 14);
        for item in items {
            let c = &item.context;
            assert!(c.publisher.is_some() && c.date.is_some() && !c.urls.is_empty(), "{}", item.path);
        }
        let rows = [children(&document, "Ⅲ/1"), children(&document, "Ⅲ/2")].concat();
        assert_eq!(rows.len(), 19 + 13);
        for row in rows {
            let c = &row.context;
            assert!(
                c.label.is_some() && c.publisher.is_some() && c.date.as_ref().is_some_and(|d| d.len() == 10),
                "{}",
                row.path
            );
            assert!(row.title.as_str().chars().count() >= 8 && !row.blocks.is_empty(), "{}", row.path);
        }
    }
}

#[test]
fn every_quote_is_in_the_text() {
    let pipeline = Pipeline::new(Registry::builtin());
    for document in corpus().unwrap_or_default() {
        let text: Vec<char> = document.source.as_str().chars().collect();
        let mut checked = 0;
        for fact in pipeline.facts(&document) {
            let evidence = match fact {
                Fact::Relation(r) => r.evidence,
                Fact::Budget(b) => vec![b.evidence],
                Fact::Entity(e) => {
                    for m in e.mentions {
                        assert!(m.start < m.end && (m.end as usize) <= text.len());
                    }
                    continue;
                }
            };
            for e in evidence {
                assert_eq!(text[e.start as usize..e.end as usize].iter().collect::<String>(), e.quote);
                checked += 1;
            }
        }
        assert!(checked > 300, "{checked}");
    }
}

#[test]
fn every_claim_in_the_store_quotes_the_text() {
    let pipeline = Pipeline::new(Registry::builtin());
    for document in corpus().unwrap_or_default() {
        let text: Vec<char> = document.source.as_str().chars().collect();
        let store = Store::in_memory().unwrap();
        store.put(&document, &pipeline.facts(&document), "0").unwrap();
        let rows = |sparql: &str| match store.query(sparql).unwrap() {
            Answer::Table(table) => table.rows,
            other => panic!("{other:?}"),
        };
        let all = rows("SELECT ?claim WHERE { GRAPH ?g { ?claim a pg:Claim ; pg:origin 'text' } }").len();
        let quoted = rows(
            "SELECT ?claim ?start ?end ?quote WHERE { GRAPH ?g { ?claim pg:origin 'text' ; prov:wasDerivedFrom ?span .
               ?span oa:hasSource/a pg:SourceDocument ; oa:hasSelector [ oa:start ?start ; oa:end ?end ; oa:exact ?quote ] } }",
        );
        assert_eq!(quoted.len(), all, "each claim has one place");
        assert!(all > 300, "{all}");
        for row in quoted {
            let value = |i: usize| Table::display(row[i].as_ref().unwrap());
            let (start, end): (usize, usize) = (value(1).parse().unwrap(), value(2).parse().unwrap());
            assert_eq!(text[start..end].iter().collect::<String>(), value(3));
        }
    }
}
