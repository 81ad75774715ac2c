//! A cell below a heading that says what is in its column: "사업명 | 주관기관 | 참여기업".
//!
//! The heading types the cell, whether or not a list or a class word knows the name. A name in brackets behind it is an
//! alias, one inside it an abbreviation of it: "차세대관측선(NRV) 사업".

use super::Scene;
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::{self, Case};
use policygraph_model::{Column, EntityType, SectionText};
use std::ops::Range;

pub(crate) const ID: &str = "table-cell";

/// Cells that sum up or leave out.
const NO_NAMES: &[&str] =
    &["합계", "소계", "총계", "총액", "전체", "계", "기타", "미정", "해당없음", "없음", "공통", "다수", "각 부처"];

/// The longest name in a cell, in characters.
const LONGEST: usize = 40;

/// The country of the row that a text is a cell of, by the nearest country in its column; `None` outside such a table.
pub(crate) fn row_country<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    let (table, row, _) = scene.section.table_cell(scene.number.checked_sub(SectionText::BLOCKS)?)?;
    let column = table.columns_of(Column::Country).next()?;
    let cell = |row| scene.section.blocks[table.cell(row, column)].text.as_str();
    // A country spans the rows below it that name none.
    let name = (1..=row).rev().map(cell).find(|c| !c.is_empty())?;
    scene.registry.country_named(name.split('(').next().unwrap_or(name).trim())?.country.as_deref()
}

/// What the column of a text holds; `None` outside tables and in their headings.
pub(crate) fn column(scene: &Scene<'_>) -> Option<Column> {
    let (table, row, column) = scene.section.table_cell(scene.number.checked_sub(SectionText::BLOCKS)?)?;
    (row > 0).then(|| table.head(column))
}

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let Some(column) = column(scene) else { return };
    let phrase = &scene.phrase.text;
    match column {
        Column::Program => propose(scene, named_part(phrase), EntityType::Program, out),
        Column::Legislation => propose(scene, 0..phrase.len(), EntityType::Legislation, out),
        Column::Product => propose(scene, 0..phrase.len(), EntityType::Product, out),
        Column::Place => {
            for member in members(phrase).into_iter().filter(|m| is_place(scene, &phrase[m.clone()])) {
                propose(scene, member, EntityType::Place, out);
            }
        }
        Column::Leader | Column::Participant | Column::Organization | Column::Company => {
            for member in members(phrase) {
                let name = &phrase[member.clone()];
                // "전북 전주시": a city and what it lies in, each by itself. "모두를 위한 도시": a motto in a row that lacks a cell.
                let within = name.trim().split_once(' ').is_some_and(|(province, city)| {
                    is_municipality(city) && scene.registry.named(province).any(|e| e.kind == EntityType::Place)
                });
                let clause = name.split(' ').any(|w| particle::split(w).is_some_and(|(_, p)| p.case == Case::Object));
                if !within && !clause {
                    propose(scene, member.clone(), organization(scene, column, name), out);
                }
            }
        }
        _ => {}
    }
}

/// What is called so in a cell for a programme: "창업 지원사업 ‘○○’" has its name in quotation marks, "제2차 ○○계획 수립" says what is done.
fn named_part(cell: &str) -> Range<usize> {
    const MARKS: [(char, char); 4] = [('‘', '’'), ('“', '”'), ('\'', '\''), ('"', '"')];
    const PLANS: [&str; 5] = ["계획", "전략", "대책", "방안", "로드맵"];
    let whole = cell.trim_end();
    for (open, close) in MARKS {
        let inner =
            whole.strip_suffix(close).and_then(|rest| rest.rfind(open).map(|at| at + open.len_utf8()..rest.len()));
        if let Some(inner) = inner.filter(|i| cell[..i.start - open.len_utf8()].ends_with(' ')) {
            return inner;
        }
    }
    let made = ["수립", "마련", "작성"].iter().find_map(|deed| whole.strip_suffix(deed)?.strip_suffix(' '));
    0..made.filter(|name| PLANS.iter().any(|plan| name.ends_with(plan))).map_or(cell.len(), str::len)
}

/// The names of a list in a cell: parted by commas, dots, slashes.
fn members(cell: &str) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let mut start = 0;
    for (at, sign) in cell.match_indices([',', '·', '/', '、', '+', '&']).chain([(cell.len(), "")]) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        // AT&T, A/S: a sign inside a Latin name parts nothing.
        if matches!(sign, "&" | "/" | "+")
            && latin(cell[..at].chars().next_back())
            && latin(cell[at + 1..].chars().next())
        {
            continue;
        }
        members.push(start..at);
        start = at + sign.len();
    }
    members
}

fn organization(scene: &Scene<'_>, column: Column, name: &str) -> EntityType {
    let by_word = scene.registry.lexicon().class_of(name).map(|c| c.kind).filter(|k| k.is_organization());
    let company =
        name.starts_with(['㈜']) || name.ends_with('㈜') || name.starts_with("(주)") || column == Column::Company;
    let local = ["특별시", "광역시", "특별자치시", "특별자치도"].iter().any(|e| name.ends_with(e))
        || name.ends_with(['시', '군', '구', '도', '현', '성', '주']) && name.chars().count() >= 3 && !company;
    match by_word {
        None if local && (column == Column::Participant || column == Column::Leader && is_municipality(name)) => {
            EntityType::Place
        }
        Some(kind) if column != Column::Company => kind,
        _ if company || is_called_as_company(scene, name) => EntityType::Company,
        _ if column == Column::Participant => EntityType::Company,
        _ => EntityType::GovernmentAgency,
    }
}

/// Whether a name ends in the word for an industry, behind what is no common noun: "가온워터", "KG그린워터".
fn is_called_as_company(scene: &Scene<'_>, name: &str) -> bool {
    let own = scene.registry.lexicon().company_name(name.trim());
    own.is_some_and(|(rest, _)| rest.chars().count() >= 2 && !shape::is_common(scene.registry, rest))
}

/// Whether a cell for places names one, and does not tell of several ("전국", "5개 지역").
fn is_place(scene: &Scene<'_>, name: &str) -> bool {
    let name = name.trim();
    let shaped = name.ends_with(['시', '군', '구', '도', '현', '성', '주', '읍', '면']) && name.chars().count() >= 3;
    let plain = name.chars().all(|c| is_syllable(c) || c == '-') && !shape::is_common(scene.registry, name);
    plain && (shaped || shape::is_foreign(name)) && scene.registry.lexicon().class_of(name).is_none()
}

/// Whether a name is of a city, province or county of Korea, none of an authority (재무성).
fn is_municipality(name: &str) -> bool {
    name.ends_with(['시', '군', '구', '도']) && name.chars().count() >= 3 && !name.contains(' ')
}

/// Proposes a part of the phrase as a name, unless a rule before has it whole.
fn propose(scene: &Scene<'_>, part: Range<usize>, kind: EntityType, out: &mut Vec<Candidate>) {
    let raw = &scene.phrase.text[part.clone()];
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '㈜' | '*' | '‘' | '’' | '“' | '”' | '「' | '」' | '-' | '–');
    let name = raw.trim_matches(marks);
    let name = name.strip_suffix(" 등").unwrap_or(name);
    let len = name.chars().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if !(2..=LONGEST).contains(&len)
        || letters < 2
        || NO_NAMES.contains(&name)
        || name.ends_with('.')
        || (name.ends_with('다') && name.contains(' '))
    {
        return;
    }
    // Korean or a Latin name; a number of something is none.
    if !name.chars().any(is_syllable) && !name.starts_with(|c: char| c.is_alphabetic()) {
        return;
    }
    let start = part.start + (raw.len() - raw.trim_start_matches(marks).len());
    let range = start..start + name.len();
    let original = scene.phrase.original(&range);
    let known = out.iter().any(|c| {
        c.range == original
            && (c.kind == kind || c.registry.is_some() || (c.kind.is_organization() && kind.is_organization()))
    });
    if known {
        return;
    }
    // "산업부 무역국": an agency that is known, and an office of it, which has the name of both.
    let part = out.iter().find(|c| {
        let agency =
            c.kind == EntityType::GovernmentAgency && c.registry.is_some() && kind == EntityType::GovernmentAgency;
        agency && c.range.start == original.start && scene.str()[c.range.end..original.end].starts_with(' ')
    });
    let written = &scene.str()[original.clone()];
    let mut candidate = match part.map(|c| c.range.end + 1..original.end) {
        Some(office) if scene.str()[office.clone()].chars().count() >= 2 => {
            let mut candidate = Candidate::new(office.clone(), &scene.str()[office], kind, ID, 8);
            candidate.aliases.push(written.to_owned());
            candidate
        }
        _ => Candidate::new(original, name, kind, ID, 8),
    };
    if written != name {
        candidate.aliases.push(written.to_owned());
    }
    for bracket in scene.phrase.brackets.iter().filter(|b| range.start < b.at && b.at < range.end) {
        let inner = &scene.str()[bracket.inner.clone()];
        if inner.starts_with(|c: char| c.is_ascii_uppercase()) && inner.chars().all(|c| c.is_ascii_alphanumeric()) {
            candidate.aliases.push(inner.to_owned());
        }
    }
    candidate.country = scene.country().map(str::to_owned);
    out.push(candidate);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Names;
    use policygraph_model::{Block, BlockKind, Extractor, Findings, Section, Table, Text};
    use policygraph_registry::Registry;

    fn check(heads: &[Column], cells: &[&str], expected: &[(EntityType, &str)]) {
        let block = |s: &&str| {
            let mut text = Text::default();
            text.push(s, 0);
            Block { kind: BlockKind::Cell, depth: 0, text }
        };
        let blocks: Vec<Block> = cells.iter().map(block).collect();
        let rows = cells.len() / heads.len();
        let table = Table { first: 0, columns: heads.len(), rows, heads: heads.to_vec(), unit: None };
        let section = Section { path: "front".into(), blocks, tables: vec![table], ..Section::default() };
        let mut found = Findings::default();
        Names::new(&Registry::builtin()).extract(&section, &mut found);
        let found: Vec<(EntityType, &str)> = found.mentions.iter().map(|m| (m.kind, m.name.as_str())).collect();
        for name in expected {
            assert!(found.contains(name), "{cells:?}: no {name:?} in {found:?}");
        }
        let kinds =
            |k: EntityType| found.iter().filter(|f| f.0 == k).count() <= expected.iter().filter(|e| e.0 == k).count();
        assert!(kinds(EntityType::Program) && kinds(EntityType::Company), "{found:?}");
    }

    #[test]
    fn headings_type_cells() {
        use Column::{Company, Leader, Program};
        use EntityType::{Company as Firm, GovernmentAgency, Program as Measure};
        check(
            &[Leader, Program],
            &["부처", "사업명", "해솔물길청", "해솔 물길 2단계", "계", "합계"],
            &[(GovernmentAgency, "해솔물길청"), (Measure, "해솔 물길 2단계")],
        );
        check(
            &[Leader, Program],
            &["부처", "사업명", "기획재정부 물길국", "해솔 물길 2단계"],
            &[(GovernmentAgency, "기획재정부"), (GovernmentAgency, "물길국"), (Measure, "해솔 물길 2단계")],
        );
        check(&[Program], &["사업명", "해솔관측선(HRV) 사업"], &[(Measure, "해솔관측선 사업")]);
        check(&[Company], &["기업", "㈜해솔바다, 미르하늘"], &[(Firm, "해솔바다"), (Firm, "미르하늘")]);
    }
}
