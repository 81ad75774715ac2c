//! Facts read from tables in Parquet, as Spark writes them of an archive, in place of a store.
//!
//! A folder of tables has a sub-folder for each, with Parquet files anywhere below it; names that begin with `_` or `.` are passed over.
//! `docs/analysis.md` lists their columns. The order of files and rows does not matter.
//!
//! [`Tables`] gives analyses what a store gives them ([`Facts`](policygraph_store::Facts), [`Evidence`]). It holds nothing itself: each question is one scan of the
//! columns that it needs, row groups side by side, so that memory is that of the answer.
//!
//! ```no_run
//! use policygraph_store::DirectFacts;
//! use policygraph_tables::Tables;
//! let tables = Tables::open("archive.tables".as_ref()).unwrap();
//! println!("{} entities", tables.entities().unwrap().len());
//! ```

mod batch;
mod claims;
mod error;
mod evidence;
mod table;
mod triples;

pub use error::TablesError;

use batch::Kind;
use indexmap::IndexMap;
use policygraph_model::{ClaimId, CountryObservation};
use policygraph_store::{
    AllClaims, Claim, DirectFacts, Evidence, Relations, StatedFacts, StoreError, StoredBudget, StoredEdge,
    StoredEntity, StoredSection,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use table::Table;

/// A folder of tables.
#[derive(Debug, Clone)]
pub struct Tables {
    folder: PathBuf,
}

impl Tables {
    /// The tables in a folder.
    ///
    /// # Errors
    /// There is no such folder, or none of triples in it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        if !folder.is_dir() {
            return Err(TablesError::NoFolder { folder: folder.to_owned() }.into());
        }
        Table::find(folder, triples::TABLE)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn table(&self, name: &'static str) -> Result<Table, TablesError> {
        Table::find(&self.folder, name)
    }

    fn all_sections(&self) -> Result<Vec<StoredSection>, TablesError> {
        let columns = [
            ("document", Kind::Text),
            ("id", Kind::Text),
            ("country", Kind::Text),
            ("lines", Kind::Integer),
            ("issued", Kind::Text),
        ];
        let all = Mutex::new(Vec::new());
        self.table("sections")?.scan(&columns, |batch| {
            let (document, id) = (batch.texts("document"), batch.texts("id"));
            let (country, lines, issued) = (batch.texts("country"), batch.integers("lines"), batch.texts("issued"));
            for row in 0..batch.rows() {
                let section = StoredSection {
                    document: document.get(row)?.to_owned(),
                    id: id.get(row)?.to_owned(),
                    country: country.optional(row)?.map(str::to_owned),
                    lines: lines.number(row).unwrap_or_default(),
                    issued: issued.optional(row)?.map(str::to_owned),
                };
                locked(&all, |all| all.push(section));
            }
            Ok(())
        })?;
        let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.sort();
        Ok(all)
    }

    fn all_values(&self) -> Result<Vec<CountryObservation>, TablesError> {
        const TEXTS: [&str; 9] = ["area", "document", "title", "item", "measure", "period", "value", "unit", "source"];
        let columns: Vec<_> =
            TEXTS.map(|name| (name, Kind::Text)).into_iter().chain([("line", Kind::Integer)]).collect();
        let all = Mutex::new(Vec::new());
        self.table("values")?.scan(&columns, |batch| {
            let texts = TEXTS.map(|name| batch.texts(name));
            let lines = batch.integers("line");
            for row in 0..batch.rows() {
                let mut values = [const { String::new() }; TEXTS.len()];
                for (value, column) in values.iter_mut().zip(&texts) {
                    *value = column.optional(row)?.unwrap_or_default().to_owned();
                }
                let [area, document, title, item, measure, period, value, unit, source] = values;
                let line = lines.number(row).unwrap_or_default();
                let value =
                    CountryObservation { area, document, line, title, item, measure, period, value, unit, source };
                locked(&all, |all| all.push(value));
            }
            Ok(())
        })?;
        let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.sort();
        Ok(all)
    }
}

impl DirectFacts for Tables {
    fn entities(&self) -> Result<IndexMap<String, StoredEntity>, StoreError> {
        Ok(triples::entities(&self.table(triples::TABLE)?)?)
    }

    fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError> {
        Ok(triples::relations(&self.table(triples::TABLE)?, places)?)
    }

    fn budgets(&self) -> Result<Vec<StoredBudget>, StoreError> {
        Ok(triples::budgets(&self.table(triples::TABLE)?)?)
    }
}

impl StatedFacts for Tables {
    fn all_claims(&self) -> Result<Cow<'_, AllClaims>, StoreError> {
        Ok(Cow::Owned(claims::all(&self.table(claims::TABLE)?)?))
    }

    fn sections(&self) -> Result<Vec<StoredSection>, StoreError> {
        Ok(self.all_sections()?)
    }

    fn observations(&self) -> Result<Vec<CountryObservation>, StoreError> {
        Ok(self.all_values()?)
    }
}

impl Evidence for Tables {
    fn claims_by_id(&self, ids: &[ClaimId]) -> Result<IndexMap<ClaimId, Claim>, StoreError> {
        Ok(evidence::by_id(self, ids)?)
    }

    fn claims_behind(&self, edges: &[StoredEdge]) -> Result<HashMap<StoredEdge, Vec<Claim>>, StoreError> {
        Ok(evidence::behind(self, edges)?)
    }

    fn strongest_claims(&self) -> Result<HashMap<StoredEdge, Claim>, StoreError> {
        Ok(evidence::strongest(self)?)
    }
}

/// Works on what the threads of a scan share. What a thread that panicked left behind is no worse than what it had not yet added.
fn locked<T, R>(shared: &Mutex<T>, work: impl FnOnce(&mut T) -> R) -> R {
    work(&mut shared.lock().unwrap_or_else(PoisonError::into_inner))
}
