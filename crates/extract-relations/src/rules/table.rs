//! What the row of a table says: each column has a part to play, as its heading tells.
//!
//! "국가 | 주관기관 | 사업명": the agency leads the programme, which is carried out in the country, to which the agency
//! belongs. "사업명 | 참여기업": the company takes part.

use crate::view::{Proposal, View};
use policygraph_model::{
    BlockKind, Column, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Span, Status, Table,
};

pub(crate) const ID: &str = "table-column";

/// One row of a table with what its cells name.
pub(crate) struct Row<'v, 'a> {
    view: &'v View<'a>,
    pub table: &'a Table,
    row: usize,
}

impl<'v, 'a> Row<'v, 'a> {
    /// All rows of the tables of a section, without their headings.
    pub(crate) fn all(view: &'v View<'a>) -> impl Iterator<Item = Self> + 'v {
        view.section.tables.iter().flat_map(move |table| Row::of(view, table))
    }

    /// The rows below the heading of a table.
    fn of(view: &'v View<'a>, table: &'a Table) -> impl Iterator<Item = Self> {
        (1..table.rows).map(move |row| Row { view, table, row })
    }

    /// The row in which a text is a remark: a cell of a column for anything, beside that of a programme.
    pub(crate) fn remarked(view: &'v View<'a>, text: usize) -> Option<Self> {
        let (table, row, column) = view.section.table_cell(text.checked_sub(SectionText::BLOCKS)?)?;
        let has_column = table.columns_of(Column::Program).next().is_some();
        let remark = row > 0 && has_column && table.heads.get(column) == Some(&Column::Other);
        remark.then_some(Row { view, table, row })
    }

    /// The programmes of the table that a text is a note to: one right below it.
    pub(crate) fn programs_above_note(view: &'v View<'a>, text: usize) -> Vec<MentionId> {
        let is_note = |block: usize| {
            let kind = view.section.blocks.get(block).map(|b| b.kind);
            matches!(kind, Some(BlockKind::Note | BlockKind::Footnote))
        };
        let Some(block) = text.checked_sub(SectionText::BLOCKS).filter(|&b| is_note(b)) else { return Vec::new() };
        let end = |table: &Table| table.first + table.rows * table.columns;
        let above = view.section.tables.iter().rfind(|t| end(t) <= block && (end(t)..block).all(is_note));
        let rows = above.into_iter().flat_map(|table| Row::of(view, table));
        rows.flat_map(|row| row.programs()).map(|(id, _)| id).collect()
    }

    /// Whether the column of programmes is headed as one of tasks: 과제명.
    fn lists_tasks(&self) -> bool {
        self.table.columns_of(Column::Program).any(|column| self.heading(column).contains("과제"))
    }

    /// The number of the text of the cell in a column.
    pub(crate) fn text(&self, column: usize) -> usize {
        SectionText::BLOCKS + self.table.cell(self.row, column)
    }

    /// The text of the heading of a column.
    pub(crate) fn heading(&self, column: usize) -> &'a str {
        self.view.str(SectionText::BLOCKS + self.table.cell(0, column))
    }

    /// What the columns with this heading name.
    pub(crate) fn names(&self, head: Column) -> impl Iterator<Item = (MentionId, &'a Mention)> + '_ {
        self.table.columns_of(head).flat_map(move |column| self.view.names(self.spanning(head, column)))
    }

    /// The organizations and countries that columns with this heading name; of an agency and its office only the office.
    pub(crate) fn actors(&self, head: Column) -> impl Iterator<Item = (MentionId, &'a Mention)> + '_ {
        self.names(head).filter(|(_, m)| {
            let office = |o: &Mention| o.kind == EntityType::GovernmentAgency && o.range.start == m.range.end + 1;
            let parted = self.view.str(m.text)[m.range.end..].starts_with(' ');
            let has_office =
                m.kind == EntityType::GovernmentAgency && parted && self.view.names(m.text).any(|(_, o)| office(o));
            // "텔레필름 캐나다" is not Canada.
            let alone = || self.view.str(m.text).trim() == m.name;
            let actor = m.kind.is_organization() || m.kind == EntityType::Country && alone();
            actor && m.kind != EntityType::MediaOrganization && !has_office
        })
    }

    /// The cell of a column, or, where one above spans the row, that cell: agencies and countries stand once before all
    /// their programmes.
    fn spanning(&self, head: Column, column: usize) -> usize {
        let text = |row| SectionText::BLOCKS + self.table.cell(row, column);
        let first = self.table.columns_of(Column::Program).next().is_some_and(|program| column < program);
        if !matches!(head, Column::Leader | Column::Country) || !first {
            return self.text(column);
        }
        (1..=self.row).rev().map(text).find(|&t| !self.view.str(t).is_empty()).unwrap_or_else(|| self.text(column))
    }

    /// The programmes of the row: what its column of programmes names, or, without one, what fills a cell of another.
    pub(crate) fn programs(&self) -> Vec<(MentionId, &'a Mention)> {
        let has_column = self.table.columns_of(Column::Program).next().is_some();
        let head = if has_column { Column::Program } else { Column::Other };
        let fills = |m: &Mention| has_column || 3 * m.range.len() > 2 * self.view.str(m.text).len();
        self.names(head).filter(|(_, m)| m.kind == EntityType::Program && fills(m)).collect()
    }

    /// The country of the row: its own, or that of the rows above that spans it.
    fn country(&self) -> Option<(MentionId, &'a Mention)> {
        let column = self.table.columns_of(Column::Country).next()?;
        let text = |row| SectionText::BLOCKS + self.table.cell(row, column);
        let text = (1..=self.row).rev().map(text).find(|&t| !self.view.str(t).is_empty())?;
        let mut countries = self.view.names(text).filter(|(_, m)| m.kind == EntityType::Country);
        // A row of two countries is of neither alone.
        countries.next().filter(|_| countries.next().is_none())
    }

    /// The place in the source of the whole row.
    pub(crate) fn span(&self) -> Option<Span> {
        let cells = (0..self.table.columns).map(|column| self.text(column));
        cells.filter_map(|text| self.view.span(text, 0..self.view.str(text).len())).reduce(Span::cover)
    }
}

/// The authority whose programmes the tables of a section list, as its title says: "1. 산림청 소관 (단위: 억원)".
fn answering(view: &View<'_>) -> Option<MentionId> {
    let title = view.str(SectionText::TITLE);
    let answers =
        |m: &Mention| m.kind == EntityType::GovernmentAgency && title[m.range.end..].trim_start().starts_with("소관");
    view.names(SectionText::TITLE).find(|(_, m)| answers(m)).map(|(id, _)| id)
}

/// The programme of a document whose section lists what was chosen for it: "누리 실증사업 공고" with "선정 과제 현황".
fn selecting(view: &View<'_>) -> Option<MentionId> {
    let lists = ["선정", "지원과제", "지원 과제"].iter().any(|w| view.str(SectionText::TITLE).contains(w));
    let mut titled = view.names(SectionText::DOCUMENT).filter(|(_, m)| m.kind == EntityType::Program);
    let (id, _) = titled.next().filter(|_| lists)?;
    titled.next().is_none().then_some(id)
}

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let answering = answering(view);
    let consortia = view.str(SectionText::TITLE).contains("컨소시엄");
    let selection = selecting(view);
    for row in Row::all(view) {
        let span = row.span();
        let mut add = |subject: MentionId, predicate: Predicate, object: MentionId, confidence: f64| {
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
            view.propose(&proposal, span, Status::Stated, None, out);
        };
        let programs = row.programs();
        for &(program, mention) in &programs {
            answering.into_iter().for_each(|agency| add(agency, Predicate::Leads, program, 0.75));
            row.actors(Column::Leader).for_each(|(actor, _)| add(actor, Predicate::Leads, program, 0.9));
            // A city or province that runs a programme runs it at home; in a bracket, "해솔전자 (경기 수원)", it only says
            // where a company sits.
            let runs = |m: &Mention| m.kind == EntityType::Place && !view.str(m.text)[..m.range.start].contains('(');
            for (place, _) in row.names(Column::Leader).filter(|(_, m)| runs(m)) {
                add(place, Predicate::Leads, program, 0.85);
                add(program, Predicate::ImplementedIn, place, 0.85);
            }
            for head in [Column::Participant, Column::Company] {
                row.actors(head).for_each(|(actor, _)| add(actor, Predicate::ParticipatesIn, program, 0.85));
            }
            let members = row.names(Column::Participant).filter(|(_, m)| m.kind == EntityType::Place);
            members.for_each(|(place, _)| add(place, Predicate::ParticipatesIn, program, 0.8));
            let places = row.names(Column::Place).filter(|(_, m)| m.kind == EntityType::Place);
            places.for_each(|(place, _)| add(program, Predicate::ImplementedIn, place, 0.8));
            if let Some((country, _)) = row.country().filter(|(_, c)| fits(mention, c)) {
                add(program, Predicate::ImplementedIn, country, 0.9);
            }
        }
        if let Some(whole) = selection.filter(|_| row.lists_tasks()) {
            for &(task, _) in programs.iter().filter(|(task, _)| *task != whole) {
                add(task, Predicate::PartOf, whole, 0.75);
                row.actors(Column::Leader).for_each(|(actor, _)| add(actor, Predicate::ParticipatesIn, whole, 0.75));
            }
        }
        // "선정 컨소시엄 현황 | 주관기관 | 참여기관": those of a row work together.
        if consortia {
            for (leader, _) in row.actors(Column::Leader) {
                row.actors(Column::Participant).for_each(|(actor, _)| add(leader, Predicate::PartnersWith, actor, 0.8));
            }
        }
        let Some((country, of)) = row.country() else { continue };
        for head in [Column::Leader, Column::Participant, Column::Organization, Column::Company] {
            for (actor, mention) in row.names(head).filter(|(_, m)| fits(m, of)) {
                match mention.kind {
                    EntityType::GovernmentAgency => add(actor, Predicate::HasJurisdiction, country, 0.9),
                    EntityType::Company | EntityType::ResearchOrganization | EntityType::Association => {
                        add(actor, Predicate::BasedIn, country, 0.85);
                    }
                    _ => {}
                }
            }
        }
        for (place, _) in row.names(Column::Place).filter(|(_, m)| m.kind == EntityType::Place && fits(m, of)) {
            add(place, Predicate::LocatedIn, country, 0.85);
        }
    }
}

/// Whether nothing else is known of the country of a name than that of its row.
fn fits(mention: &Mention, country: &Mention) -> bool {
    mention.country.is_none() || mention.country == country.country
}

#[cfg(test)]
mod tests {
    use crate::Facts;
    use policygraph_extract_entities::Names;
    use policygraph_model::{Block, BlockKind, Column, Extractor, Findings, Section, Table, Text};
    use policygraph_registry::Registry;

    fn text(s: &str, at: u32) -> Text {
        let mut text = Text::default();
        text.push(s, at);
        text
    }

    /// The relations of a table and its budgets, as words.
    fn read(heads: &[Column], unit: Option<&str>, cells: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut at = 0;
        let mut block = |s: &&str| {
            let text = text(s, at);
            at += 1 + u32::try_from(s.chars().count()).unwrap();
            Block { kind: BlockKind::Cell, depth: 0, text }
        };
        let blocks: Vec<Block> = cells.iter().map(&mut block).collect();
        let (columns, rows) = (heads.len(), cells.len() / heads.len());
        let unit = unit.map(|u| text(u, 9_000));
        let section = Section {
            path: "front".into(),
            blocks,
            tables: vec![Table { first: 0, columns, rows, heads: heads.to_vec(), unit }],
            ..Section::default()
        };
        let registry = Registry::builtin();
        let mut found = Findings::default();
        Names::new(&registry).extract(&section, &mut found);
        Facts::new(&registry).extract(&section, &mut found);
        let name = |id| found.mention(id).name.as_str();
        let relation =
            |r: &policygraph_model::RelationFinding| format!("{} {} {}", name(r.subject), r.predicate, name(r.object));
        let budget = |b: &policygraph_model::BudgetFinding| {
            let period = b.period.as_deref().unwrap_or("-");
            format!("{} {} {} {period}", name(b.subject), b.money.amount.normalize(), b.money.currency)
        };
        (found.relations.iter().map(relation).collect(), found.budgets.iter().map(budget).collect())
    }

    #[test]
    fn columns_have_their_part() {
        use Column::{Amount, Country, Leader, Participant, Period, Program};
        let (relations, budgets) = read(
            &[Country, Leader, Program, Participant, Amount, Period],
            None,
            &[
                "국가",
                "주관기관",
                "사업명",
                "참여기업",
                "예산",
                "기간", //
                "미국",
                "에너지부",
                "해솔 물길 2단계",
                "보잉",
                "3억 달러",
                "2026~2030", //
                "",
                "국립과학재단",
                "해솔 하늘 3단계",
                "-",
                "2억 달러",
                "5년",
            ],
        );
        for fact in [
            "에너지부 leads 해솔 물길 2단계",
            "보잉 participatesIn 해솔 물길 2단계",
            "해솔 물길 2단계 implementedIn 미국",
            "에너지부 hasJurisdiction 미국",
            "국립과학재단 leads 해솔 하늘 3단계",
            "해솔 하늘 3단계 implementedIn 미국",
        ] {
            assert!(relations.iter().any(|r| r == fact), "no `{fact}` in {relations:?}");
        }
        assert!(!relations.iter().any(|r| r == "에너지부 leads 해솔 하늘 3단계"), "{relations:?}");
        assert_eq!(budgets, ["해솔 물길 2단계 300000000 USD 2026-2030", "해솔 하늘 3단계 200000000 USD 5 years"]);
    }

    #[test]
    fn a_programme_may_fill_a_cell_of_another_column() {
        let cells = ["부처", "계획", "환경부", "해솔 물길 기본계획", "국토교통부", "내년에 계획을 낼 예정"];
        let (relations, _) = read(&[Column::Leader, Column::Other], None, &cells);
        let at_home = ["환경부 hasJurisdiction 한국", "국토교통부 hasJurisdiction 한국"];
        let run_at_home = ["해솔 물길 기본계획 implementedIn 한국"];
        assert_eq!(relations, [&["환경부 leads 해솔 물길 기본계획"], &at_home[..], &run_at_home[..]].concat());
    }

    #[test]
    fn units_stand_above_or_in_the_heading() {
        use Column::{Amount, Organization, Program, Year};
        let cells = ["사업명", "예산", "해솔 물길 2단계", "1,200", "합계", "1,200"];
        let (_, budgets) = read(&[Program, Amount], Some("백만원"), &cells);
        assert_eq!(budgets, ["해솔 물길 2단계 1200000000 KRW -"]);
        let cells = ["기관", "2026(억 원)", "2027 요구(억 원)", "환경부", "12.5", "-"];
        let (_, budgets) = read(&[Organization, Year, Year], None, &cells);
        assert_eq!(budgets, ["환경부 1250000000 KRW 2026"]);
    }

    #[test]
    fn statistics_are_no_budgets() {
        let cells = ["기업", "2026 매출(억 원)", "2027(억 원)", "삼성전자", "12", "13"];
        let (_, budgets) = read(&[Column::Company, Column::Other, Column::Year], None, &cells);
        assert_eq!(budgets, Vec::<String>::new());
    }
}
