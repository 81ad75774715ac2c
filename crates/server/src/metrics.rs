//! For operators: is it alive, and what does it do.

use crate::App;
use crate::job::{Job, Reply};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus::{Encoder, Histogram, HistogramOpts, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use std::sync::Arc;
use std::time::Instant;

/// Upper bounds of the classes of query times, in seconds.
const CLASSES: &[f64] = &[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 10.0, 30.0];

/// Counters of the endpoint.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Option<IntCounterVec>,
    seconds: Option<Histogram>,
    running: Option<IntGauge>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let registry = Registry::new();
        // Names and labels are constants: making and registering them fails only if they are wrong, which a test would show.
        let requests = IntCounterVec::new(
            Opts::new("policygraph_requests_total", "Requests by kind and status of the answer."),
            &["kind", "status"],
        )
        .ok();
        let seconds = Histogram::with_opts(
            HistogramOpts::new("policygraph_query_seconds", "Time of queries and updates.").buckets(CLASSES.to_vec()),
        )
        .ok();
        let running = IntGauge::new("policygraph_queries_running", "Queries and updates that run or wait.").ok();
        let collectors: [Option<Box<dyn prometheus::core::Collector>>; 3] = [
            requests.clone().map(|c| Box::new(c) as _),
            seconds.clone().map(|c| Box::new(c) as _),
            running.clone().map(|c| Box::new(c) as _),
        ];
        for collector in collectors.into_iter().flatten() {
            // A second registration of the same name is the only failure.
            let _ = registry.register(collector);
        }
        Self { registry, requests, seconds, running }
    }

    pub(crate) fn count(&self, kind: &str, status: StatusCode) {
        if let Some(requests) = &self.requests {
            requests.with_label_values(&[kind, status.as_str()]).inc();
        }
    }

    /// Measures a query until it is dropped.
    pub(crate) fn measure(&self) -> Running<'_> {
        if let Some(running) = &self.running {
            running.inc();
        }
        Running { metrics: self, since: Instant::now() }
    }
}

/// A query that runs.
pub(crate) struct Running<'m> {
    metrics: &'m Metrics,
    since: Instant,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Some(running) = &self.metrics.running {
            running.dec();
        }
        if let Some(seconds) = &self.metrics.seconds {
            seconds.observe(self.since.elapsed().as_secs_f64());
        }
    }
}

/// Whether the store can be read.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Response {
    match app.pool.run(&Job::Ping).await {
        Ok((Reply::Done, _)) => (StatusCode::OK, "ok\n").into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read\n").into_response(),
    }
}

/// The counters in the text format of Prometheus.
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let mut text = Vec::new();
    let encoder = TextEncoder::new();
    match encoder.encode(&app.metrics.registry.gather(), &mut text) {
        Ok(()) => ([(header::CONTENT_TYPE, encoder.format_type().to_owned())], text).into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{e}\n")).into_response(),
    }
}
