//! What the explorer shows, taken from the folder of a store.

use crate::call::Location;
use crate::commands::compare;
use crate::commands::compare::CompareArgs;
use crate::editing::Edits;
use crate::{additions, projection};
use policygraph_explorer::{AskedWrong, CompareRequest, Compared, Failure, Source};
use policygraph_graph::PolicyGraph;
use policygraph_registry::Registry;
use policygraph_resolve::{OverrideError, OverrideRow};
use policygraph_store::{Store, StoreError, state};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A store that is explored.
pub(crate) struct Explored {
    pub folder: PathBuf,
    pub registry: Arc<Registry>,
    pub edits: Edits,
}

impl Source for Explored {
    fn state(&self) -> Result<String, Failure> {
        Ok(state(&self.folder)?)
    }

    fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open_read_only(&self.folder)?)
    }

    fn graph(&self) -> Result<PolicyGraph, Failure> {
        Ok(projection::read(&Location::Store(self.folder.clone()), true)?)
    }

    fn compare(&self, request: &CompareRequest) -> Result<Compared, Failure> {
        let mut call = vec!["policygraph".to_owned(), "compare".to_owned()];
        // An argument that looks like a flag is none.
        let years = [("since", request.since), ("until", request.until)];
        call.extend(years.into_iter().filter_map(|(name, year)| Some(format!("--{name}={}", year?))));
        call.extend(request.topics().map(|topic| format!("--topic={topic}")));
        call.push("--".to_owned());
        call.extend(request.countries().map(str::to_owned));
        let asked = |error: anyhow::Error| -> Failure {
            // What is wrong with a store is told as such; all else is about the request.
            if error.is::<StoreError>() { error.into() } else { AskedWrong(format!("{error:#}")).into() }
        };
        let mut arguments =
            CompareArgs::of_call(&call).ok_or_else(|| AskedWrong("name two countries or more".to_owned()))?;
        arguments.source.store.store.clone_from(&self.folder);
        let comparison = compare::make(&arguments, &self.registry, &()).map_err(asked)?;
        if compare::is_empty(&comparison) {
            return Err(AskedWrong(compare::nothing_to_compare(&arguments, &comparison)).into());
        }
        let report = compare::report::html(&comparison, &Store::open_read_only(&self.folder)?)?;
        Ok(Compared { comparison, report })
    }

    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<serde_json::Value>, Failure> {
        self.edits.add(name, bytes).map_err(|e| AskedWrong(format!("{e:#}")).into())
    }

    fn added(&self) -> Result<BTreeMap<String, String>, Failure> {
        Ok(additions::read(&self.folder)?)
    }

    fn corrections(&self) -> Result<Vec<OverrideRow>, Failure> {
        self.edits.corrections().map_err(wrong_row)
    }

    fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>, Failure> {
        self.edits.correct(row).map_err(wrong_row)
    }

    fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>, Failure> {
        self.edits.withdraw(row).map_err(wrong_row)
    }
}

/// What is wrong with a row is told as such.
fn wrong_row(error: anyhow::Error) -> Failure {
    match error.downcast::<OverrideError>() {
        Ok(error) => error.into(),
        Err(error) => error.into(),
    }
}
