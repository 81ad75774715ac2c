//! The real bulletin beside the repository. In CI it must be there; elsewhere its absence is said.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph_model::{Document, Fact, Observation, Section, SectionKind};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use policygraph_store::{Answer, Batch, BulkWriter, DirectFacts, Records, StatedFacts, Store, Table};
use std::collections::BTreeMap;
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
                Fact::Tag(t) => vec![t.evidence],
                Fact::Observation(o) => {
                    assert_eq!(text[o.start as usize..o.end as usize].iter().collect::<String>(), o.quote);
                    continue;
                }
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
fn sections_in_the_store_are_the_text_with_its_names_and_claims() {
    let pipeline = Pipeline::new(Registry::builtin());
    for document in corpus().unwrap_or_default() {
        let text: Vec<char> = document.source.as_str().chars().collect();
        let store = Store::in_memory().unwrap();
        store.put(&document, &pipeline.facts(&document), "0").unwrap();
        let outlines = store.outlines().unwrap();
        assert_eq!(outlines.len(), 1);
        let sections: Vec<_> = outlines[0].sections.iter().map(|s| store.section(&s.id).unwrap().unwrap()).collect();
        assert_eq!(sections.iter().map(|s| s.text.as_str()).collect::<String>(), document.source.as_str());
        let mut claims = 0;
        for section in &sections {
            assert!(text[section.start as usize..].starts_with(&section.text.chars().collect::<Vec<_>>()));
            assert_eq!(document.source.line_of(section.start), section.line);
            for stated in store.claims_in_section(&section.id).unwrap() {
                let claim = stated.claim;
                assert_eq!(text[claim.start as usize..claim.end as usize].iter().collect::<String>(), claim.quote);
                assert_eq!(claim.section, section.path);
                claims += 1;
            }
        }
        assert!(claims > 300, "{claims}");
        let spans = store.spans_of_mentions(&document.name).unwrap();
        assert!(spans.len() > 500 && spans.iter().all(|s| s.start < s.end && (s.end as usize) <= text.len()));
    }
}

/// What a bulletin takes of the store: the graph of its document and what the default graph has of it.
#[test]
fn a_bulletin_is_a_few_thousand_quads() {
    let pipeline = Pipeline::new(Registry::builtin());
    for document in corpus().unwrap_or_default() {
        let store = Store::in_memory().unwrap();
        let before = store.len().unwrap();
        store.put(&document, &pipeline.facts(&document), "0").unwrap();
        let quads = store.len().unwrap() - before;
        // Six bytes of Korean a quad.
        let most = document.source.as_str().chars().count() / 3;
        assert!(quads < most, "{quads} quads, {most} wanted at most");
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
        let all = rows("SELECT ?claim WHERE { GRAPH ?g { ?claim prov:wasGeneratedBy/pg:origin 'text' } }").len();
        let quoted = rows(
            "SELECT ?claim ?start ?end ?quote WHERE { GRAPH ?g { ?claim prov:wasGeneratedBy/pg:origin 'text' ; prov:wasDerivedFrom ?words .
               ?words pg:quote ?quote ; dct:isPartOf/dct:isPartOf/a pg:SourceDocument } BIND(STRAFTER(STR(?words), '#char=') AS ?place)
               BIND(STRBEFORE(?place, ',') AS ?start) BIND(STRAFTER(?place, ',') AS ?end) }",
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

/// A number as it is printed in a table.
fn printed(token: &str) -> Option<f64> {
    let digits = token.trim_start_matches('-');
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    is_number.then(|| token.replace(',', "").parse().ok())?
}

/// Every cell of the statistical tables: none is missed or read twice, each has a heading, and sums are where the tables say.
#[test]
fn tables_are_read_cell_by_cell() {
    let pipeline = Pipeline::new(Registry::builtin());
    for document in corpus().unwrap_or_default() {
        let facts = pipeline.facts(&document);
        let observations: Vec<_> =
            facts.iter().filter_map(|f| if let Fact::Observation(o) = f { Some(o) } else { None }).collect();
        let lines: Vec<&str> = document.source.as_str().lines().collect();
        let mut by_line: BTreeMap<u32, Vec<&Observation>> = BTreeMap::new();
        observations.iter().for_each(|o| by_line.entry(o.line).or_default().push(o));
        for (line, cells) in &by_line {
            let tokens: Vec<f64> =
                lines[*line as usize - 1].replace("- ", "-").split_whitespace().filter_map(printed).collect();
            let mut read: Vec<f64> = cells.iter().map(|o| o.value.try_into().unwrap()).collect();
            if let Some(rank) = cells[0].rank {
                read.insert(0, f64::from(rank));
            }
            assert_eq!(read, tokens, "line {line}");
        }
        let mut tables: BTreeMap<u32, Vec<&Observation>> = BTreeMap::new();
        observations.iter().for_each(|o| tables.entry(o.table).or_default().push(o));
        assert!(tables.len() >= 6, "{}", tables.len());
        let value = |o: &Observation| f64::try_from(o.value).unwrap();
        let (mut sums, mut right) = (0, 0);
        for (table, cells) in tables {
            assert!(cells.iter().all(|o| !o.title.is_empty() && o.source.is_some()), "table {table}");
            assert!(
                cells.iter().all(|o| o.measure.parse::<u32>().is_err()),
                "table {table} has a column without a heading"
            );
            // A column of totals is the sum of the others of its row.
            for total in cells.iter().filter(|o| o.measure == "합계") {
                let others = cells.iter().filter(|o| o.line == total.line && o.measure != "합계");
                sums += 1;
                right += usize::from(others.map(|o| value(o)).sum::<f64>() == value(total));
            }
            // A column of cumulated values grows by the others of its row.
            let mut before: Option<f64> = None;
            for total in cells.iter().filter(|o| o.measure == "누계") {
                let months = cells.iter().filter(|o| o.line == total.line && o.measure != "누계");
                if let Some(before) = before {
                    sums += 1;
                    right += usize::from(before + months.map(|o| value(o)).sum::<f64>() == value(total));
                }
                before = Some(value(total));
            }
            // A whole with a share of 100 is the sum of what stands one step below it, but for what is rounded away.
            let share = cells.iter().find(|o| o.unit.as_deref() == Some("%") && value(o) == 100.0);
            if let Some(share) = share {
                assert!(share.item.len() == 1 && share.measure.ends_with("비중"), "{share:?}");
            }
        }
        // The tables have errors of their own.
        assert!(sums > 40 && right * 10 >= sums * 9, "{right} of {sums}");
        let units = ["억 유로", "백만 불", "억 원", "%"];
        assert!(units.iter().all(|u| observations.iter().any(|o| o.unit.as_deref() == Some(u))));
        assert!(observations.iter().filter(|o| o.area.is_some()).count() >= 65);
        assert!(
            observations
                .iter()
                .any(|o| o.period.as_deref() == Some("2019-01/2019-11") && o.currency.as_deref() == Some("USD"))
        );
    }
}

#[test]
fn records_of_documents_hold_what_the_store_does() {
    let pipeline = Pipeline::new(Registry::builtin());
    let folder = tempfile::tempdir().unwrap();
    let mut records = Records::open(folder.path(), &Store::open(folder.path()).unwrap()).unwrap();
    let mut documents = corpus().unwrap_or_default();
    documents.push(pipeline.lay_out("example", include_bytes!("../examples/bulletin-2021-03.txt")).unwrap());
    let mut batch = Batch::default();
    for document in &documents {
        batch.append(Batch::of(document, &pipeline.facts(document), "0"));
    }
    let mut writer = BulkWriter::open(folder.path()).unwrap();
    writer.put(batch, &mut records).unwrap();
    writer.finish().unwrap();
    let store = Store::open(folder.path()).unwrap();
    same_facts(&mut records, &store);
    // What follows from both is the same.
    store.put_inferences(&store.inferences_from(&records.triples().unwrap()).unwrap()).unwrap();
    let change = store.infer().unwrap();
    assert_eq!((change.added, change.removed), (0, 0));
    assert!(store.has_inferences().unwrap());
    // Without the file they are made from the graphs of the documents.
    std::fs::remove_file(folder.path().join("records")).unwrap();
    same_facts(&mut Records::open(folder.path(), &store).unwrap(), &store);
    // A changed document takes the place of what it was.
    let changed = pipeline.lay_out("example", "일본 총무성은 ‘해양 계획’을 발표했다.\n".as_bytes()).unwrap();
    let mut records = Records::open(folder.path(), &store).unwrap();
    store.put_changed(Batch::of(&changed, &pipeline.facts(&changed), "0"), &mut records).unwrap();
    same_facts(&mut records, &store);
}

fn same_facts(records: &mut Records, store: &Store) {
    let (triples, claims) = (records.triples().unwrap(), records.claims().unwrap());
    let stored = store.entities().unwrap();
    assert!(!stored.is_empty());
    assert_eq!(triples.entities().unwrap(), stored);
    let places = stored.keys().map(String::as_str).zip(0..).collect();
    assert_eq!(triples.relations(&places).unwrap(), store.relations(&places).unwrap());
    assert_eq!(triples.budgets().unwrap(), store.budgets().unwrap());
    assert_eq!(*claims.all_claims().unwrap(), store.all_claims().unwrap());
    assert_eq!(claims.sections().unwrap(), store.sections().unwrap());
    assert_eq!(claims.observations().unwrap(), store.observations().unwrap());
}
