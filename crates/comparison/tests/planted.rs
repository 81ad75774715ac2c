//! Linkages that were planted are found, and those that were not are not.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph_comparison::{
    Bilingual, Cell, Comparison, Concept, Concepts, Context, Country, Inputs, Language, Options, Row, Table, TableId,
    compare, highlights,
};
use policygraph_graph::{Edge, Node, PolicyGraph, Statement};
use policygraph_model::{ClaimId, EntityType, Predicate, Status};

const CODES: [&str; 5] = ["AA", "BB", "CC", "DD", "EE"];
const PROGRAMMES: usize = 15;

/// A graph to which programmes are added.
struct World {
    graph: PolicyGraph,
    claims: u32,
    random: fastrand::Rng,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut world = Self { graph: PolicyGraph::default(), claims: 0, random: policygraph_network::random(seed, 1) };
        for code in CODES {
            let node = Node { countries: vec![code.to_owned()], ..Node::new(code, EntityType::Country) };
            world.graph.add_node(node);
        }
        world
    }

    fn relate(&mut self, source: &str, predicate: Predicate, target: &str) {
        self.claims += 1;
        let mut id = [0; 10];
        id[..4].copy_from_slice(&self.claims.to_be_bytes());
        let statement = Statement {
            claim: ClaimId(id),
            document: None,
            section: None,
            status: Status::Stated,
            confidence: 0.9,
            years: Some((2020, 2020)),
        };
        self.graph.add_edge(source, target, Edge::stated(predicate, vec![statement])).unwrap();
    }

    /// A programme of a country with topics and companies by name.
    fn programme(&mut self, name: &str, country: &str, topics: &[String], companies: &[String]) {
        self.graph.add_node(Node::new(name, EntityType::Program));
        self.relate(name, Predicate::ImplementedIn, country);
        for topic in topics {
            self.graph.add_node(Node::new(topic, EntityType::Technology));
            self.relate(name, Predicate::HasTopic, topic);
        }
        for company in companies {
            self.graph.add_node(Node::new(company, EntityType::Company));
            self.relate(company, Predicate::ParticipatesIn, name);
        }
    }

    /// Programmes whose topics and companies come from one pool for all countries.
    fn noise(&mut self) {
        for code in CODES {
            for i in 0..PROGRAMMES {
                let mut draw = |kind: &str, pool: u32| {
                    let n = 1 + self.random.usize(..3);
                    (0..n).map(|_| format!("{kind}{}", self.random.u32(..pool))).collect::<Vec<_>>()
                };
                let (mut topics, mut companies) = (draw("topic", 40), draw("company", 60));
                for all in [&mut topics, &mut companies] {
                    all.sort();
                    all.dedup();
                }
                self.programme(&format!("{code}-{i}"), code, &topics, &companies);
            }
        }
    }

    /// Topics and companies that only eight programmes each of two countries share.
    fn plant(&mut self, a: &str, b: &str) {
        for i in 0..8 {
            let (topic, company) = (format!("planted-topic{i}"), format!("planted-company{i}"));
            self.graph.add_node(Node::new(&topic, EntityType::Technology));
            self.graph.add_node(Node::new(&company, EntityType::Company));
            for code in [a, b] {
                let programme = format!("{code}-{i}");
                self.relate(&programme, Predicate::HasTopic, &topic);
                self.relate(&company, Predicate::ParticipatesIn, &programme);
            }
        }
    }

    fn compare(&self, options: &Options) -> Comparison {
        let countries: Vec<Country> =
            CODES.iter().map(|c| Country { code: (*c).to_owned(), label: Bilingual::same(c) }).collect();
        let concepts: Concepts = (0..40)
            .map(|i| Concept {
                id: format!("topic{i}"),
                label: Bilingual::same(&format!("topic{i}")),
                broader: None,
                instrument: false,
            })
            .collect();
        let inputs = Inputs {
            graph: &self.graph,
            context: &Context::default(),
            countries: &countries,
            concepts: &concepts,
            rates: &[],
            keyword: &|_| None,
        };
        compare(&inputs, options, &()).unwrap()
    }
}

fn quick() -> Options {
    Options { permutations: 999, draws: 100, ..Options::default() }
}

fn table(comparison: &Comparison, id: u8) -> &Table {
    comparison.table(TableId(id)).unwrap()
}

/// The pairs of countries with a value of D4, over all layers, the largest linkage first.
fn ranking(comparison: &Comparison) -> Vec<(String, f64, f64)> {
    let table = table(comparison, 4);
    let value = |row: &Row, column| table.cell(row, column).as_f64().unwrap();
    let mut pairs: Vec<(String, f64, f64)> = table
        .rows
        .iter()
        .filter(|r| table.key(r, "layer") == "all shared")
        .map(|r| {
            (format!("{}{}", table.key(r, "country_a"), table.key(r, "country_b")), value(r, "linkage"), value(r, "q"))
        })
        .collect();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1));
    pairs
}

#[test]
fn planted_pairs_come_first_and_chance_is_not_significant() {
    for seed in 10..20 {
        let mut world = World::new(seed);
        world.noise();
        world.plant("AA", "BB");
        let comparison = world.compare(&quick());
        let ranked = ranking(&comparison);
        assert_eq!(ranked[0].0, "AABB", "seed {seed}: {ranked:?}");
        assert!(ranked[0].2 < 0.05, "seed {seed}: {ranked:?}");
        let null = ranked.iter().find(|r| r.0 == "DDEE").unwrap();
        assert!(null.2 > 0.05, "seed {seed}: {ranked:?}");
        // The strongest programme links across countries are planted ones too.
        let links = table(&comparison, 3);
        for row in &links.rows[..5] {
            assert!(links.key(row, "shared").contains("planted"), "seed {seed}: {row:?}");
        }
    }
}

#[test]
fn what_stands_out_is_what_was_planted_and_says_what_chance_gives() {
    let closest = |world: &World| {
        let comparison = world.compare(&quick());
        let found = highlights(&comparison);
        for one in &found {
            let row = &table(&comparison, one.table.0).rows[one.row];
            assert!(!row.claims.is_empty(), "{one:?}");
            assert!(!one.text.ko.is_empty() && one.text.ko != one.text.en, "{one:?}");
        }
        let closest = found.into_iter().find(|h| h.table == TableId(4)).unwrap();
        (closest.text.en, closest.chance.unwrap().words.en)
    };
    let mut world = World::new(10);
    world.noise();
    let (_, chance) = closest(&world);
    assert!(chance.starts_with("No more than chance"), "{chance}");
    world.plant("AA", "BB");
    let (text, chance) = closest(&world);
    assert!(text.starts_with("Most strongly tied: AA and BB (linkage ") && text.contains("shared topics"), "{text}");
    assert!(chance.starts_with("More than chance"), "{chance}");
}

#[test]
fn who_only_has_partners_abroad_reaches_countries_by_nothing_else() {
    let mut world = World::new(0);
    for code in ["AA", "BB", "CC"] {
        let node = Node { countries: vec![code.to_owned()], ..Node::new(&format!("firm-{code}"), EntityType::Company) };
        world.graph.add_node(node);
    }
    world.relate("firm-AA", Predicate::PartnersWith, "firm-BB");
    world.relate("firm-AA", Predicate::PartnersWith, "firm-CC");
    let comparison = world.compare(&quick());
    let between = highlights(&comparison).into_iter().find(|h| h.table == TableId(8)).unwrap();
    assert_eq!(between.text.en, "Reaches the most countries: firm-AA (AA), in AA, BB, CC.");
    assert!(between.text.ko.ends_with(" — AA, BB, CC."), "{}", between.text.ko);
}

#[test]
fn much_about_one_country_changes_no_other_pair() {
    let mut world = World::new(3);
    world.noise();
    world.plant("AA", "BB");
    let before: Vec<String> = ranking(&world.compare(&quick())).into_iter().map(|r| r.0).collect();
    for i in 0..100 {
        world.programme(&format!("more{i}"), "CC", &[format!("other{}", i % 7)], &[format!("local{i}")]);
    }
    let after: Vec<String> = ranking(&world.compare(&quick())).into_iter().map(|r| r.0).collect();
    let others = |pairs: &[String]| pairs.iter().filter(|p| !p.contains("CC")).cloned().collect::<Vec<_>>();
    assert_eq!(others(&before), others(&after));
}

#[test]
fn threads_do_not_change_the_result() {
    let mut world = World::new(5);
    world.noise();
    let run = |threads| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| world.compare(&quick()))
    };
    assert_eq!(run(1), run(3));
}

#[test]
fn few_programmes_are_counted_and_not_tested() {
    let mut world = World::new(0);
    for code in ["AA", "BB"] {
        world.programme(&format!("{code}-only"), code, &["topic1".to_owned()], &["company1".to_owned()]);
    }
    let comparison = world.compare(&quick());
    let links = table(&comparison, 4);
    let row = &links.rows[0];
    assert_eq!(links.cell(row, "ties"), &Cell::Count(2));
    assert_eq!((links.cell(row, "p"), links.cell(row, "q")), (&Cell::Missing, &Cell::Missing));
    assert!(comparison.limits.iter().any(|l| l.en.contains("AA, BB")), "{:?}", comparison.limits);
}

#[test]
fn every_number_of_a_link_adds_up_and_leads_to_its_claims() {
    let mut world = World::new(1);
    world.noise();
    world.plant("AA", "BB");
    let comparison = world.compare(&quick());
    let links = table(&comparison, 3);
    for row in &links.rows {
        let value = |column| links.cell(row, column).as_f64().unwrap();
        let layers = ["actors", "topics", "places", "instruments", "purpose", "direct", "references"];
        let sum: f64 = layers.into_iter().map(value).sum();
        assert!((sum - value("score")).abs() < 1e-9, "{row:?}");
        assert!(!row.claims.is_empty() && !links.cell(row, "path").written(Language::En).is_empty());
    }
    // The sum over all pairs of programmes is that of the pair of countries.
    let dyads = table(&comparison, 10);
    let across: f64 = dyads
        .rows
        .iter()
        .filter(|r| dyads.cell(r, "across").as_f64() == Some(1.0))
        .map(|r| dyads.cell(r, "score").as_f64().unwrap())
        .sum();
    let pairs = table(&comparison, 4);
    let all: f64 = pairs
        .rows
        .iter()
        .filter(|r| pairs.key(r, "layer") == "all shared")
        .map(|r| pairs.cell(r, "sum").as_f64().unwrap())
        .sum();
    assert!((across - all).abs() < 1e-6, "{across} {all}");
}

/// Of pairs that share by chance alone, one in twenty has a p value below one in twenty, and few worlds have any below it after control of
/// false discoveries.
#[test]
fn tests_are_calibrated() {
    let (mut pairs, mut low, mut worlds) = (0, 0, 0);
    for seed in 100..200 {
        let mut world = World::new(seed);
        world.noise();
        let comparison = world.compare(&quick());
        let links = table(&comparison, 4);
        let below = |row: &&Row, column| links.cell(row, column).as_f64().unwrap() < 0.05;
        let all: Vec<&Row> = links.rows.iter().filter(|r| links.key(r, "layer") == "all shared").collect();
        pairs += all.len();
        low += all.iter().filter(|r| below(r, "p")).count();
        worlds += usize::from(all.iter().any(|r| below(r, "q")));
    }
    assert!((30..=75).contains(&low) && pairs == 1000, "{low} of {pairs}");
    assert!(worlds <= 10, "{worlds} of 100");
}
