//! What stands out in a comparison: sentences made from its tables, each with the row that it rests on and what chance says of it.

mod fields;

use crate::certainty::significant;
use crate::readable::{amount, readable};
use crate::table::{Bilingual, Cell, Row, Table, TableId};
use crate::{Comparison, Language};
use fields::Fields;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence on what stands out.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// What is so.
    pub text: Bilingual,
    /// What chance says of it; nothing of what needs no test: amounts, and what was first reported when.
    pub chance: Option<Chance>,
    /// The table that it is made from.
    pub table: TableId,
    /// Its first row there, from 0, whose claims prove it.
    pub row: usize,
}

/// What chance says of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// In words.
    pub words: Bilingual,
    /// The q behind them, or the corrected p, where there was a test.
    pub q: Option<f64>,
}

/// How many names a sentence gives as examples.
const EXAMPLES: usize = 3;

/// The sentences, at most eight: the strongest ties first, then money, fields, actors and changes. What a table does not hold is left out.
#[must_use]
pub fn highlights(of: &Comparison) -> Vec<Highlight> {
    let fields = Fields::of(of);
    let leader = fields.as_ref().and_then(Fields::leader);
    let alone = fields.as_ref().and_then(|f| f.alone(leader.as_ref().map(|l| l.row)));
    let found = [
        closest_countries(of),
        closest_programmes(of),
        largest_budgets(of),
        leader,
        alone,
        between_countries(of),
        restrictions(of),
        what_is_new(of),
    ];
    found.into_iter().flatten().collect()
}

/// A table with its rows and their places.
fn rows(of: &Comparison, id: u8) -> Option<(&Table, impl Iterator<Item = (usize, &Row)>)> {
    let table = of.table(TableId(id))?;
    Some((table, table.rows.iter().enumerate()))
}

fn text(table: &Table, row: &Row, column: &str) -> Bilingual {
    let cell = table.cell(row, column);
    Bilingual { ko: cell.written(Language::Ko), en: cell.written(Language::En) }
}

fn number(table: &Table, row: &Row, column: &str) -> Option<f64> {
    table.cell(row, column).as_f64()
}

fn count(table: &Table, row: &Row, column: &str) -> u64 {
    match table.cell(row, column) {
        Cell::Count(n) => *n,
        _ => 0,
    }
}

/// What a sentence adds after its lead; nothing where there is nothing to add.
fn added(lead: &str, what: &str) -> String {
    if what.is_empty() { String::new() } else { format!("{lead}{what}") }
}

/// What a q says in a sentence.
fn verdict(q: Option<f64>) -> Chance {
    let (ko, en) = match q {
        None => ("자료가 적어 우연인지 검정하지 않았다.", "There is too little for a test against chance."),
        Some(_) if significant(q) => ("우연만으로는 나오기 어렵다.", "More than chance would give."),
        Some(_) => ("우연으로도 나올 수 있는 정도이다.", "No more than chance would give."),
    };
    Chance { words: Bilingual::new(ko, en), q }
}

/// The pair of countries whose programmes are tied most, and what ties them.
fn closest_countries(of: &Comparison) -> Option<Highlight> {
    let (table, all) = rows(of, 4)?;
    let totals = all.filter(|(_, r)| table.key(r, "layer") == "all shared" && count(table, r, "ties") > 0);
    let (place, row) = totals.max_by(|a, b| {
        let linkage = |r| number(table, r, "linkage").unwrap_or(0.0);
        linkage(a.1).total_cmp(&linkage(b.1)).then(b.0.cmp(&a.0))
    })?;
    let (a, b) = (text(table, row, "country_a"), text(table, row, "country_b"));
    // The layers of the pair follow its total.
    let layers = table.rows[place + 1..].iter().take_while(|r| {
        text(table, r, "country_a") == a
            && text(table, r, "country_b") == b
            && table.key(r, "layer") != "joint programmes"
    });
    let parts: Vec<Bilingual> = layers
        .filter(|r| count(table, r, "ties") > 0)
        .map(|r| {
            let (layer, ties) = (text(table, r, "layer"), count(table, r, "ties"));
            Bilingual::new(&format!("{} {ties}건", layer.ko), &format!("{} ({ties})", layer.en))
        })
        .collect();
    let parts = Bilingual::joined(&parts, ", ");
    let linkage = readable(number(table, row, "linkage")?);
    let examples = shared_by(of, &a, &b);
    Some(Highlight {
        text: Bilingual::new(
            &format!(
                "가장 강하게 이어진 두 국가: {} · {} (연계도 {linkage}). {}{}.",
                a.ko,
                b.ko,
                parts.ko,
                added(" — 예: ", &examples.ko)
            ),
            &format!(
                "Most strongly tied: {} and {} (linkage {linkage}), by {}{}.",
                a.en,
                b.en,
                parts.en,
                added(", such as ", &examples.en)
            ),
        ),
        chance: Some(verdict(number(table, row, "q"))),
        table: table.id,
        row: place,
    })
}

/// What the programmes of two countries share, by D3.
fn shared_by(of: &Comparison, a: &Bilingual, b: &Bilingual) -> Bilingual {
    let Some((table, all)) = rows(of, 3) else { return Bilingual::default() };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut items = Vec::new();
    for (_, row) in all {
        let pair = [text(table, row, "country_a"), text(table, row, "country_b")];
        if !pair.contains(a) || !pair.contains(b) {
            continue;
        }
        let shared = text(table, row, "shared");
        for (ko, en) in shared.ko.split("; ").zip(shared.en.split("; ")) {
            if !en.is_empty() && seen.insert(en.to_owned()) {
                items.push(Bilingual::new(ko, en));
            }
        }
    }
    Bilingual::joined(items.iter().take(EXAMPLES), ", ")
}

/// The two programmes of different countries that share most.
fn closest_programmes(of: &Comparison) -> Option<Highlight> {
    let (table, mut all) = rows(of, 3)?;
    let (place, row) = all.find(|(_, r)| text(table, r, "country_a") != text(table, r, "country_b"))?;
    let [a, b] = ["programme_a", "programme_b"].map(|c| text(table, row, c));
    let [home_a, home_b] = ["country_a", "country_b"].map(|c| text(table, row, c));
    let shared = text(table, row, "shared");
    let pairs = of.table(TableId(6));
    let tests = pairs.iter().flat_map(|t| {
        let same = |r: &&Row| {
            let ends = [text(t, r, "programme_a"), text(t, r, "programme_b")];
            ends.contains(&a) && ends.contains(&b)
        };
        t.rows.iter().filter(same).filter_map(|r| number(t, r, "q"))
    });
    let q = tests.min_by(f64::total_cmp);
    Some(Highlight {
        text: Bilingual::new(
            &format!(
                "국경을 넘어 가장 닮은 두 프로그램: {} ({}) · {} ({}). 공유: {}.",
                a.ko, home_a.ko, b.ko, home_b.ko, shared.ko
            ),
            &format!(
                "Most alike across borders: {} ({}) and {} ({}), which share {}.",
                a.en, home_a.en, b.en, home_b.en, shared.en
            ),
        ),
        chance: Some(verdict(q)),
        table: table.id,
        row: place,
    })
}

/// The largest budget of each country that has one, the largest of all first.
fn largest_budgets(of: &Comparison) -> Option<Highlight> {
    let (table, all) = rows(of, 16)?;
    let mut largest: BTreeMap<Bilingual, (f64, usize)> = BTreeMap::new();
    for (place, row) in all {
        let Some(size) = number(table, row, "converted") else { continue };
        let known = largest.entry(text(table, row, "country")).or_insert((size, place));
        if size > known.0 {
            *known = (size, place);
        }
    }
    let mut ranked: Vec<(f64, usize)> = largest.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let place = ranked.first()?.1;
    let parts: Vec<Bilingual> = ranked
        .iter()
        .map(|(_, place)| {
            let row = &table.rows[*place];
            let (country, programme) = (text(table, row, "country"), text(table, row, "programme"));
            let money = stated(table, row);
            Bilingual::new(
                &format!("{} {} {}", country.ko, programme.ko, money.ko),
                &format!("{}, {} {}", country.en, programme.en, money.en),
            )
        })
        .collect();
    let parts = Bilingual::joined(&parts, "; ");
    Some(Highlight {
        text: Bilingual::new(
            &format!("국가별 가장 큰 예산: {}.", parts.ko),
            &format!("Largest budget of each country: {}.", parts.en),
        ),
        chance: None,
        table: table.id,
        row: place,
    })
}

/// The amount of a budget as it is stated, and converted where that is another currency.
fn stated(table: &Table, row: &Row) -> Bilingual {
    let money = |value: &str, currency: &str| match table.cell(row, value) {
        Cell::Amount(of) => amount(*of, table.key(row, currency)),
        _ => Bilingual::default(),
    };
    let own = money("amount", "currency");
    if table.key(row, "currency") == table.key(row, "target") {
        return own;
    }
    let converted = money("converted", "target");
    Bilingual::new(&format!("{}(약 {})", own.ko, converted.ko), &format!("{} (about {})", own.en, converted.en))
}

/// Who reaches the most countries.
fn between_countries(of: &Comparison) -> Option<Highlight> {
    let (table, mut all) = rows(of, 8)?;
    let (place, row) = all.find(|(_, r)| count(table, r, "countries") > 1)?;
    let [actor, home, reaches] = ["actor", "home", "reaches"].map(|c| text(table, row, c));
    let (programmes, restricted) = (count(table, row, "programmes"), count(table, row, "restricted"));
    let (home_ko, home_en) = if home.en.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("({})", home.ko), format!(" ({})", home.en))
    };
    let counts: Vec<Bilingual> = [
        (programmes, "프로그램", "개", ["programme", "programmes"]),
        (restricted, "국경을 넘는 규제", "건", ["restriction across borders", "restrictions across borders"]),
    ]
    .into_iter()
    .filter(|(n, ..)| *n > 0)
    .map(|(n, ko, unit, en)| Bilingual::new(&format!("{ko} {n}{unit}"), &format!("{n} {}", en[usize::from(n != 1)])))
    .collect();
    // Who only has partners abroad has neither.
    let told_ko = added(". ", &Bilingual::joined(&counts, ", ").ko);
    let told_en = added(", with ", &Bilingual::joined(&counts, " and ").en);
    Some(Highlight {
        text: Bilingual::new(
            &format!("가장 많은 국가에 걸친 행위자: {}{home_ko} — {}{told_ko}.", actor.ko, reaches.ko),
            &format!("Reaches the most countries: {}{home_en}, in {}{told_en}.", actor.en, reaches.en),
        ),
        chance: Some(Chance {
            words: Bilingual::new("우연과 견주지 않은 건수이다.", "A count, not compared with chance."),
            q: None,
        }),
        table: table.id,
        row: place,
    })
}

/// The pair of countries with the most restrictions between them.
fn restrictions(of: &Comparison) -> Option<Highlight> {
    let (table, all) = rows(of, 4)?;
    let between = all.filter(|(_, r)| table.key(r, "layer") == "restrictions" && count(table, r, "ties") > 0);
    let (place, row) =
        between.max_by(|a, b| count(table, a.1, "ties").cmp(&count(table, b.1, "ties")).then(b.0.cmp(&a.0)))?;
    let (a, b, n) = (text(table, row, "country_a"), text(table, row, "country_b"), count(table, row, "ties"));
    Some(Highlight {
        text: Bilingual::new(
            &format!("규제가 가장 많이 오간 두 국가: {} · {} — {n}건.", a.ko, b.ko),
            &format!("Most restrictions: {n}, between {} and {}.", a.en, b.en),
        ),
        chance: Some(verdict(number(table, row, "q"))),
        table: table.id,
        row: place,
    })
}

/// Who has the most new programmes in the last period, where there are several.
fn what_is_new(of: &Comparison) -> Option<Highlight> {
    let (table, all) = rows(of, 15)?;
    let totals: Vec<(usize, &Row)> = all.filter(|(_, r)| table.key(r, "field") == "all").collect();
    let periods: BTreeSet<&str> = totals.iter().map(|(_, r)| table.key(r, "period")).collect();
    let last = periods.last().filter(|_| periods.len() > 1)?;
    let news = totals.into_iter().filter(|(_, r)| table.key(r, "period") == *last && count(table, r, "new") > 0);
    let (place, row) =
        news.max_by(|a, b| count(table, a.1, "new").cmp(&count(table, b.1, "new")).then(b.0.cmp(&a.0)))?;
    let (country, n) = (text(table, row, "country"), count(table, row, "new"));
    let names = text(table, row, "names");
    let examples = |names: &str| names.split("; ").take(EXAMPLES).collect::<Vec<_>>().join(", ");
    Some(Highlight {
        text: Bilingual::new(
            &format!(
                "최근 시기({last})에 새로 보고된 프로그램이 가장 많은 국가: {} — {n}개(예: {}).",
                country.ko,
                examples(&names.ko)
            ),
            &format!("Most new programmes in {last}: {}, {n} (such as {}).", country.en, examples(&names.en)),
        ),
        chance: None,
        table: table.id,
        row: place,
    })
}
