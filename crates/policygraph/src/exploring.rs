//! What the explorer shows, taken from the folder of a store.

use crate::call::program;
use crate::commands::compare::CompareArgs;
use crate::commands::{compare, overrides};
use crate::{additions, projection};
use policygraph_explorer::{AskedWrong, CompareRequest, Compared, Failure, Source};
use policygraph_graph::PolicyGraph;
use policygraph_registry::Registry;
use policygraph_resolve::{OverrideRow, Overrides};
use policygraph_store::{Store, StoreError, state};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

/// A store that is explored.
pub(crate) struct Explored {
    pub folder: PathBuf,
    pub registry: Arc<Registry>,
    /// Seeds that replace the built-in ones.
    pub seeds: Option<PathBuf>,
}

impl Source for Explored {
    fn state(&self) -> Result<String, Failure> {
        Ok(state(&self.folder)?)
    }

    fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open_read_only(&self.folder)?)
    }

    fn graph(&self) -> Result<PolicyGraph, Failure> {
        Ok(projection::read(&self.folder, true)?)
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
        arguments.store.store.clone_from(&self.folder);
        let (comparison, options) = compare::make(&arguments, &self.registry, &()).map_err(asked)?;
        if compare::is_empty(&comparison) {
            return Err(AskedWrong(compare::nothing_to_compare(&arguments, &comparison)).into());
        }
        let report = compare::report::html(&comparison, &options, &Store::open_read_only(&self.folder)?)?;
        Ok(Compared { comparison, report })
    }

    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<serde_json::Value>, Failure> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(name);
        fs::write(&path, bytes)?;
        // A process of its own: what breaks a reader does not end the server.
        let program = program()?;
        let mut build = Command::new(&program[0]);
        build.args(&program[1..]);
        build.args(["build", "--quiet", "--json", "--store"]).arg(&self.folder);
        if let Some(seeds) = &self.seeds {
            build.arg("--seeds").arg(seeds);
        }
        let output = build.arg("--").arg(&path).output()?;
        let inside = format!("{}/", folder.path().display());
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&inside, "");
        let lines: Vec<serde_json::Value> =
            said(&output.stdout).lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        if lines.is_empty() {
            let error = said(&output.stderr);
            return Err(AskedWrong(error.trim().trim_start_matches("error: ").to_owned()).into());
        }
        Ok(lines)
    }

    fn added(&self) -> Result<BTreeMap<String, String>, Failure> {
        Ok(additions::read(&self.folder)?)
    }

    fn corrections(&self) -> Result<Vec<OverrideRow>, Failure> {
        let path = self.folder.join(overrides::IN_STORE);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        Ok(Overrides::rows(&path.display().to_string(), &fs::read_to_string(&path)?)?)
    }

    fn set_corrections(&self, corrections: &[OverrideRow]) -> Result<(), Failure> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // The heading stands also where no row is left.
        writer.write_record(["action", "name", "value", "predicate", "correction"])?;
        for c in corrections {
            writer.write_record([&c.action, &c.name, &c.value, &c.predicate, &c.correction])?;
        }
        let bytes = writer.into_inner().map_err(|e| e.into_error())?;
        Overrides::read(overrides::IN_STORE, &String::from_utf8_lossy(&bytes))?;
        let path = self.folder.join(overrides::IN_STORE);
        let part = path.with_extension("csv.part");
        fs::write(&part, bytes)?;
        Ok(fs::rename(&part, &path)?)
    }
}
