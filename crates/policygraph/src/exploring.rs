//! What the explorer shows, taken from a store on this machine or behind an endpoint.

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
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// For how long the state of an endpoint is not asked for again.
const LOOK: Duration = Duration::from_secs(10);

/// A store that is explored.
pub(crate) struct Explored {
    location: Location,
    registry: Arc<Registry>,
    /// Where changes are allowed.
    edits: Option<Edits>,
    /// The last state of an endpoint, and when it was asked for.
    seen: Mutex<Option<(Instant, String)>>,
}

impl Explored {
    pub(crate) fn new(location: Location, registry: Arc<Registry>, edits: Option<Edits>) -> Self {
        Self { location, registry, edits, seen: Mutex::default() }
    }

    fn edits(&self) -> Result<&Edits, Failure> {
        self.edits.as_ref().ok_or_else(|| AskedWrong("changes are not allowed here: serve --edit".to_owned()).into())
    }
}

impl Source for Explored {
    fn state(&self) -> Result<String, Failure> {
        if let Location::Store(folder) = &self.location {
            return Ok(state(folder)?);
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, state)) = &*seen
            && asked.elapsed() < LOOK
        {
            return Ok(state.clone());
        }
        // What was stored is told by the digests of the documents.
        let state = format!("{:?}", self.location.open()?.documents()?);
        *seen = Some((Instant::now(), state.clone()));
        Ok(state)
    }

    fn store(&self) -> Result<Store, Failure> {
        Ok(self.location.open()?)
    }

    fn graph(&self) -> Result<PolicyGraph, Failure> {
        Ok(projection::read(&self.location, true)?)
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
        let arguments =
            CompareArgs::of_call(&call).ok_or_else(|| AskedWrong("name two countries or more".to_owned()))?;
        let comparison = compare::make(&arguments, &self.location, &self.registry, &()).map_err(asked)?;
        if compare::is_empty(&comparison) {
            return Err(AskedWrong(compare::nothing_to_compare(&arguments, &comparison)).into());
        }
        let report = compare::report::html(&comparison, &self.location.open()?)?;
        Ok(Compared { comparison, report })
    }

    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<serde_json::Value>, Failure> {
        self.edits()?.add(name, bytes).map_err(|e| AskedWrong(format!("{e:#}")).into())
    }

    fn added(&self) -> Result<BTreeMap<String, String>, Failure> {
        match &self.location {
            Location::Store(folder) => Ok(additions::read(folder)?),
            Location::Endpoint(_) | Location::Tables(_) => Ok(BTreeMap::new()),
        }
    }

    fn corrections(&self) -> Result<Vec<OverrideRow>, Failure> {
        self.edits()?.corrections().map_err(wrong_row)
    }

    fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>, Failure> {
        self.edits()?.correct(row).map_err(wrong_row)
    }

    fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>, Failure> {
        self.edits()?.withdraw(row).map_err(wrong_row)
    }
}

/// What is wrong with a row is told as such.
fn wrong_row(error: anyhow::Error) -> Failure {
    match error.downcast::<OverrideError>() {
        Ok(error) => error.into(),
        Err(error) => error.into(),
    }
}
