//! How a job is done.

use crate::job::{Job, Limits, RESULTS, Reply, Request};
use crate::limited::Limited;
use crate::{description, entity, services};
use policygraph_store::{AnswerFormat, ParsedQuery, QueryForm, QueryOptions, RdfFormat, Store, StoreError};
use std::io;

/// Longest log of updates, in bytes: each worker reads it when it starts.
const LONGEST_LOG: u64 = 4 << 20;

/// Does a job.
pub(crate) fn perform(job: &Job, store: &Store, limits: &Limits) -> (Reply, Vec<u8>) {
    let mut out = Limited::new(limits.answer);
    match run(job, store, limits, &mut out) {
        Ok(Reply::Answer { format, .. }) => (Reply::Answer { length: out.len(), format }, out.into_bytes()),
        Ok(other) => (other, Vec::new()),
        Err(StoreError::Output(e)) if e.kind() == io::ErrorKind::FileTooLarge => {
            (Reply::TooLarge(e.to_string()), Vec::new())
        }
        Err(e @ StoreError::Query(_)) => (Reply::Malformed(e.to_string()), Vec::new()),
        Err(e) => (Reply::Failed(e.to_string()), Vec::new()),
    }
}

/// The length of an answer is that of what was written.
fn run(job: &Job, store: &Store, limits: &Limits, out: &mut Limited) -> Result<Reply, StoreError> {
    let answer = |format: &str| Reply::Answer { length: 0, format: format.to_owned() };
    let rdf = |format: &str| RdfFormat::from_media_type(format).unwrap_or(RdfFormat::Turtle);
    let found = |found: bool, format: &str| if found { answer(format) } else { Reply::Nothing };
    Ok(match job {
        Job::Ping => Reply::Done,
        Job::Query { request, solutions, triples } => {
            let query = ParsedQuery::new(&request.sparql, request.base.as_deref())?;
            let wanted = if query.form() == QueryForm::Graph { triples } else { solutions };
            let format = match wanted {
                Ok(format) => format,
                Err(why) => return Ok(Reply::NotAcceptable(why.clone())),
            };
            let results = RESULTS.iter().find(|(m, _)| m == format && query.form() != QueryForm::Graph);
            let written_as = results.map_or_else(|| AnswerFormat::Rdf(rdf(format)), |(_, f)| AnswerFormat::Results(*f));
            let services = services::allowed(&limits.services, limits.timeout);
            store.write_answer(&query, &QueryOptions { services, ..options(request) }, written_as, out)?;
            answer(format)
        }
        Job::Update(request) => {
            // The other workers see it at once: they read the log of what is not in files yet.
            store.update(&request.sparql, &options(request))?;
            store.shorten_log(LONGEST_LOG)?;
            Reply::Done
        }
        Job::Graph { iri, format } => found(store.write_graph(iri.as_deref(), rdf(format), out)?, format),
        Job::Entity { iri, format } => found(entity::write(store, iri, format, out)?, format),
        Job::Void => {
            description::write_void(store, out)?;
            answer("text/turtle")
        }
    })
}

fn options(of: &Request) -> QueryOptions {
    QueryOptions {
        base: of.base.clone(),
        default_graphs: of.default_graphs.clone(),
        named_graphs: of.named_graphs.clone(),
        inferred: of.inferred,
        ..QueryOptions::default()
    }
}
