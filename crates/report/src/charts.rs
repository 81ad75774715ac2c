//! Charts, drawn from the tables. Both languages are in each: texts have the class `ko` or `en`, and who shows a chart hides one of them.

use crate::svg::{Anchor, both, ribbon, round, text};
use maud::{Markup, PreEscaped, html};
use policygraph_comparison::{Bilingual, Cell, Comparison, Row, Table, TableId, country_colour, significant};
use std::collections::{BTreeMap, BTreeSet};

/// A chart of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its name, the same in all comparisons.
    pub id: &'static str,
    /// What it shows.
    pub title: Bilingual,
    /// How it is read.
    pub note: Bilingual,
    /// The drawing, without colours of ink and page: classes leave these to the style sheet.
    pub svg: String,
}

/// The charts of a comparison in the order in which they are read; those without anything to show are left out.
///
/// # Arguments
/// `link`: where a mark leads, as an address: to a row of a table, by its place.
#[must_use]
pub fn charts(comparison: &Comparison, link: &dyn Fn(&Table, usize) -> String) -> Vec<Chart> {
    [matrix, flows, budgets, time_line].iter().filter_map(|draw| draw(comparison, link)).collect()
}

/// Where a mark leads.
type Link<'l> = &'l dyn Fn(&Table, usize) -> String;

/// The place of a country among those compared, by its name.
fn place(comparison: &Comparison, name: &str) -> Option<usize> {
    comparison.countries.iter().position(|c| c.label.en == name)
}

/// The colour of a country by its place among those compared.
fn colour(comparison: &Comparison, country: usize) -> &'static str {
    country_colour(&comparison.countries[country].code)
}

/// The anchor of a row.
pub(crate) fn anchor(table: &Table, row: usize) -> String {
    format!("{}-{}", table.id, row + 1)
}

fn words(table: &Table, row: &Row, column: &str) -> Bilingual {
    match table.cell(row, column) {
        Cell::Text(t) => t.clone(),
        other => Bilingual::same(&other.written(policygraph_comparison::Language::En)),
    }
}

/// A chart in the report, named by its caption in the language that is shown.
pub(crate) fn figure(chart: &Chart) -> Markup {
    let caption = format!("chart-{}", chart.id);
    html! {
        figure {
            div class={ "scroll " (chart.id) } tabindex="0" role="group" aria-labelledby=(caption) { (PreEscaped(&chart.svg)) }
            figcaption { strong id=(caption) { (both(&chart.title)) } " — " (both(&chart.note)) }
        }
    }
}

/// What colour stands for which country.
pub(crate) fn keys(comparison: &Comparison) -> Markup {
    html! {
        ul.keys {
            @for (i, country) in comparison.countries.iter().enumerate() {
                li { svg viewBox="0 0 10 10" aria-hidden="true" { rect width="10" height="10" fill=(colour(comparison, i)) {} } (both(&country.label)) }
            }
        }
    }
}

/// D4: countries against countries, the darker the more ties their programmes.
fn matrix(comparison: &Comparison, link: Link<'_>) -> Option<Chart> {
    let table = comparison.table(TableId(4))?;
    let n = comparison.countries.len();
    let (left, top, size) = (110.0, 40.0, 78.0);
    let mut cells: Vec<(usize, usize, usize, f64, Option<f64>)> = Vec::new();
    for (i, row) in table.rows.iter().enumerate().filter(|(_, r)| table.key(r, "layer") == "all shared") {
        let ends = (place(comparison, table.key(row, "country_a")), place(comparison, table.key(row, "country_b")));
        if let ((Some(a), Some(b)), Some(linkage)) = (ends, table.cell(row, "linkage").as_f64()) {
            cells.push((a, b, i, linkage, table.cell(row, "q").as_f64()));
        }
    }
    let most = cells.iter().map(|c| c.3).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let (width, height) = (left + size * n as f64 + 10.0, top + size * n as f64 + 10.0);
    let at = |i: usize| size * i as f64;
    let body = html! {
        svg viewBox={ "0 0 " (width) " " (height) } role="group" {
            @for (i, country) in comparison.countries.iter().enumerate() {
                (text(left + at(i) + size / 2.0, top - 12.0, Anchor::Middle, "", &country.label, 14))
                (text(left - 10.0, top + at(i) + size / 2.0 + 4.0, Anchor::End, "", &country.label, 14))
                rect.none x=(round(left + at(i))) y=(round(top + at(i))) width=(size) height=(size) {}
            }
            @for &(a, b, row, linkage, q) in &cells {
                @for (x, y) in [(a, b), (b, a)] {
                    a href=(link(table, row)) {
                        rect.cell x=(round(left + at(x))) y=(round(top + at(y))) width=(size) height=(size) fill-opacity=(round(linkage / most * 10.0) / 10.0) {}
                        (text(left + at(x) + size / 2.0, top + at(y) + size / 2.0 + 4.0, Anchor::Middle, if linkage / most > 0.55 { "on" } else { "" }, &number(linkage, q), 10))
                    }
                }
            }
        }
    };
    let title = Bilingual::new("연계 행렬", "Linkage matrix");
    let note = Bilingual::new(
        "프로그램 쌍 100개당 공유의 가중 합. *는 우연만으로는 나오기 어려운 값. 칸을 누르면 행과 근거로 간다.",
        "What programmes share, weighted, a hundred pairs of programmes; * is more than chance would give. A cell leads to its row and evidence.",
    );
    Some(Chart { id: "matrix", title, note, svg: body.into_string() })
}

/// A linkage, with a star where it is more than chance would give.
fn number(linkage: f64, q: Option<f64>) -> Bilingual {
    let star = if significant(q) { "*" } else { "" };
    Bilingual::same(&format!("{linkage:.2}{star}"))
}

/// How many programmes the diagram of flows shows.
const FLOWS: usize = 40;

/// The rows of D14 that charts lead to.
pub(crate) fn programmes(comparison: &Comparison, table: &Table) -> BTreeSet<usize> {
    let flowing = flowing(comparison, table).0.into_iter().map(|s| s.1);
    flowing.chain(timed(comparison, table).0.into_iter().map(|s| s.3)).collect()
}

/// Programmes of one country that have a field, those with most evidence: country, row, field; and how many there are.
fn flowing(comparison: &Comparison, table: &Table) -> (Vec<(usize, usize, Bilingual)>, usize) {
    let mut shown: Vec<(usize, usize, Bilingual)> = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        let field = words(table, row, "field");
        if let (Some(country), false) = (place(comparison, table.key(row, "country")), field.en.is_empty()) {
            shown.push((country, i, field));
        }
    }
    let claims = |i: usize| table.rows[i].claims.len();
    shown.sort_by_key(|&(_, i, _)| (std::cmp::Reverse(claims(i)), i));
    let all = shown.len();
    shown.truncate(FLOWS);
    shown.sort_by(|x, y| (x.0, &x.2.en, x.1).cmp(&(y.0, &y.2.en, y.1)));
    (shown, all)
}

/// Programmes of one country that have years, those that last longest: country, first and last year, row; and how many there are.
fn timed(comparison: &Comparison, table: &Table) -> (Vec<(usize, i64, i64, usize)>, usize) {
    let mut shown: Vec<(usize, i64, i64, usize)> = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        let year = |column| table.cell(row, column).as_f64().map(|y| y as i64);
        let country = place(comparison, table.key(row, "country"));
        if let (Some(country), Some(first), Some(last)) = (country, year("first"), year("last")) {
            shown.push((country, first, last, i));
        }
    }
    let all = shown.len();
    // Those that last, before those that are mentioned in one year.
    shown.sort_by_key(|s| (std::cmp::Reverse(s.2 - s.1), s.1, s.3));
    shown.truncate(TIMED);
    shown.sort_unstable();
    (shown, all)
}

/// D14: country, programme and field as flows.
fn flows(comparison: &Comparison, link: Link<'_>) -> Option<Chart> {
    let table = comparison.table(TableId(14))?;
    let (shown, all) = flowing(comparison, table);
    if shown.is_empty() {
        return None;
    }
    let (step, bar) = (20.0, 14.0);
    let height = step * shown.len() as f64 + 20.0;
    let mut fields: BTreeMap<String, (Bilingual, usize)> = BTreeMap::new();
    for (_, _, field) in &shown {
        fields.entry(field.en.clone()).or_insert((field.clone(), 0)).1 += 1;
    }
    let gap = |parts: usize, size: f64| if parts > 1 { (height - 20.0 - size) / (parts as f64 - 1.0) } else { 0.0 };
    // Ends of the flows at the outer columns, stacked with equal gaps.
    let stacked = bar * shown.len() as f64;
    let present: Vec<usize> = (0..comparison.countries.len()).filter(|c| shown.iter().any(|s| s.0 == *c)).collect();
    let mut country_at: BTreeMap<usize, f64> = BTreeMap::new();
    let mut y = 10.0;
    for &c in &present {
        country_at.insert(c, y);
        y += bar * shown.iter().filter(|s| s.0 == c).count() as f64 + gap(present.len(), stacked);
    }
    let mut field_at: BTreeMap<&str, f64> = BTreeMap::new();
    y = 10.0;
    for (key, (_, n)) in &fields {
        field_at.insert(key, y);
        y += bar * *n as f64 + gap(fields.len(), stacked);
    }
    let (x0, x1, x2, x3) = (120.0, 310.0, 610.0, 730.0);
    let mut next_country = country_at.clone();
    let mut next_field = field_at.clone();
    let mut flows = Vec::new();
    for (k, (country, row, field)) in shown.iter().enumerate() {
        let middle = 10.0 + step * k as f64;
        let from = next_country.get_mut(country).map_or(0.0, |y| {
            *y += bar;
            *y - bar
        });
        let to = next_field.get_mut(field.en.as_str()).map_or(0.0, |y| {
            *y += bar;
            *y - bar
        });
        flows.push((*country, *row, middle, from, to));
    }
    let body = html! {
        svg viewBox={ "0 0 1000 " (height) } role="group" {
            @for &(country, row, middle, from, to) in &flows {
                a href=(link(table, row)) {
                    path class="ribbon" fill=(colour(comparison, country)) d=(ribbon(x0, from, x1, middle, bar)) {}
                    path class="ribbon" fill=(colour(comparison, country)) d=(ribbon(x2, middle, x3, to, bar)) {}
                    rect class="ribbon" fill=(colour(comparison, country)) x=(x1) y=(round(middle)) width=(x2 - x1) height=(bar) {}
                    (text(f64::midpoint(x1, x2), middle + 11.0, Anchor::Middle, "", &words(table, &table.rows[row], "programme"), 44))
                }
            }
            @for &c in &present {
                @let size = bar * shown.iter().filter(|s| s.0 == c).count() as f64;
                rect fill=(colour(comparison, c)) x=(x0 - 8.0) y=(round(country_at[&c])) width="8" height=(round(size)) {}
                (text(x0 - 14.0, country_at[&c] + size / 2.0 + 4.0, Anchor::End, "", &comparison.countries[c].label, 14))
            }
            @for (key, (label, n)) in &fields {
                @let size = bar * *n as f64;
                rect.soft x=(x3) y=(round(field_at[key.as_str()])) width="8" height=(round(size)) {}
                (text(x3 + 14.0, field_at[key.as_str()] + size / 2.0 + 4.0, Anchor::Start, "", label, 32))
            }
        }
    };
    let title = Bilingual::new("국가 – 프로그램 – 분야", "Country – programme – field");
    let listed = shown.len();
    let note = Bilingual::new(
        &format!("분야가 있는 프로그램 {all}개 중 근거가 많은 {listed}개."),
        &format!("{listed} of {all} programmes with a field, those with most evidence."),
    );
    Some(Chart { id: "flows", title, note, svg: body.into_string() })
}

/// Whose budget a bar is, and how large: colour alone tells not everyone.
fn told(comparison: &Comparison, table: &Table, row: usize, country: usize) -> Bilingual {
    let amount = comparison.money(table, &table.rows[row], "budget");
    Bilingual::joined([&comparison.countries[country].label].into_iter().chain(&amount), " ")
}

/// A bar: country, row, amount.
type Bar = (usize, usize, f64);

/// D2: budgets by field and country.
fn budgets(comparison: &Comparison, link: Link<'_>) -> Option<Chart> {
    let table = comparison.table(TableId(2))?;
    let mut fields: BTreeMap<String, (Bilingual, Vec<Bar>)> = BTreeMap::new();
    for (i, row) in table.rows.iter().enumerate() {
        let amount = table.cell(row, "budget").as_f64().unwrap_or(0.0);
        if let (Some(country), true) = (place(comparison, table.key(row, "country")), amount > 0.0) {
            let field = words(table, row, "field");
            fields.entry(field.en.clone()).or_insert((field, Vec::new())).1.push((country, i, amount));
        }
    }
    if fields.is_empty() {
        return None;
    }
    let currency = &comparison.currency;
    let most = fields.values().flat_map(|f| &f.1).map(|b| b.2).fold(0.0, f64::max);
    let (left, bar, space) = (230.0, 18.0, 14.0);
    let width = 1000.0 - left - 250.0;
    let mut rows = Vec::new();
    let mut y = 10.0;
    for (label, bars) in fields.values() {
        rows.push((y, label, bars));
        y += bar * bars.len() as f64 + space;
    }
    let body = html! {
        svg viewBox={ "0 0 1000 " (round(y)) } role="group" {
            @for (y, label, bars) in &rows {
                (text(left - 10.0, y + bar * bars.len() as f64 / 2.0 + 4.0, Anchor::End, "", label, 30))
                @for (k, &(country, row, amount)) in bars.iter().enumerate() {
                    @let top = y + bar * k as f64;
                    a href=(link(table, row)) {
                        rect fill=(colour(comparison, country)) x=(left) y=(round(top)) width=(round((amount / most * width).max(1.0))) height=(bar - 3.0) {}
                        (text(left + amount / most * width + 6.0, top + 12.0, Anchor::Start, "soft", &told(comparison, table, row, country), 38))
                    }
                }
            }
            line.rule x1=(left) x2=(left) y1="4" y2=(round(y - 4.0)) {}
        }
    };
    let title = Bilingual::new("분야별 예산", "Budgets by field");
    let note = Bilingual::new(
        &format!("프로그램별 가장 큰 금액의 합, 연평균 환율로 {currency} 환산. 여러 분야의 프로그램은 각 분야에 센다."),
        &format!(
            "The largest amount of each programme, added, in {currency} at the mean rate of the year. Programmes of several fields count in each."
        ),
    );
    Some(Chart { id: "budgets", title, note, svg: body.into_string() })
}

/// How many programmes the time line shows.
const TIMED: usize = 60;

/// D14: for which years something is stated of each programme.
fn time_line(comparison: &Comparison, link: Link<'_>) -> Option<Chart> {
    let table = comparison.table(TableId(14))?;
    let (shown, all) = timed(comparison, table);
    let (from, to) = (shown.iter().map(|s| s.1).min()?, shown.iter().map(|s| s.2).max()?);
    let (left, top, step) = (340.0, 30.0, 20.0);
    let width = (1000.0 - left - 30.0) / (to - from + 1) as f64;
    let at = |year: i64| left + width * (year - from) as f64;
    let height = top + step * shown.len() as f64 + 10.0;
    let every = ((to - from) / 12 + 1).max(1);
    let body = html! {
        svg viewBox={ "0 0 1000 " (round(height)) } role="group" {
            @for year in (from..=to).filter(|y| (y - from) % every == 0) {
                line.rule x1=(round(at(year))) x2=(round(at(year))) y1=(top - 6.0) y2=(round(height - 6.0)) {}
                (text(at(year) + width / 2.0, top - 12.0, Anchor::Middle, "soft", &Bilingual::same(&year.to_string()), 6))
            }
            @for (k, &(country, first, last, row)) in shown.iter().enumerate() {
                @let y = top + step * k as f64;
                a href=(link(table, row)) {
                    (text(left - 10.0, y + 11.0, Anchor::End, "", &words(table, &table.rows[row], "programme"), 46))
                    rect class="mark" fill=(colour(comparison, country)) x=(round(at(first))) y=(round(y)) width=(round(width * (last - first + 1) as f64)) height=(step - 6.0) rx="3" {}
                }
            }
        }
    };
    let title = Bilingual::new("프로그램 연표", "Time line of programmes");
    let listed = shown.len();
    let note = Bilingual::new(
        &format!("진술의 유효 기간, 없으면 사건이나 보고의 해. {all}개 중 {listed}개."),
        &format!("The years for which something is stated, else those of events or reports. {listed} of {all}."),
    );
    Some(Chart { id: "time-line", title, note, svg: body.into_string() })
}
