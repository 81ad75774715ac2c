//! What the row of a table says: each column has a part to play, as its heading tells.
//!
//! "국가 | 주관기관 | 사업명": the agency leads the programme, which is carried out in the country, to which the agency
//! belongs. "사업명 | 참여기업": the company takes part.

use crate::view::{Proposal, View};
use policygraph_model::{
    Column, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Span, Status, Table,
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
        view.section.tables.iter().flat_map(move |table| (1..table.rows).map(move |row| Row { view, table, row }))
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

    /// The programmes of the row.
    pub(crate) fn programs(&self) -> Vec<(MentionId, &'a Mention)> {
        self.names(Column::Program).filter(|(_, m)| m.kind == EntityType::Program).collect()
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

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for row in Row::all(view) {
        let span = row.span();
        let mut add = |subject: MentionId, predicate: Predicate, object: MentionId, confidence: f64| {
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
            view.propose(&proposal, span, Status::Stated, None, out);
        };
        let programs = row.programs();
        for &(program, mention) in &programs {
            let named =
                |id: &(MentionId, &Mention)| id.1.kind.is_organization() && id.1.kind != EntityType::MediaOrganization;
            row.names(Column::Leader).filter(named).for_each(|(actor, _)| add(actor, Predicate::Leads, program, 0.9));
            for head in [Column::Participant, Column::Company] {
                let actors = row.names(head).filter(|(_, m)| m.kind.is_organization() || m.kind == EntityType::Country);
                actors.for_each(|(actor, _)| add(actor, Predicate::ParticipatesIn, program, 0.85));
            }
            let places = row.names(Column::Place).filter(|(_, m)| m.kind == EntityType::Place);
            places.for_each(|(place, _)| add(program, Predicate::ImplementedIn, place, 0.8));
            if let Some((country, _)) = row.country().filter(|(_, c)| fits(mention, c)) {
                add(program, Predicate::ImplementedIn, country, 0.9);
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
