//! SERVICE clauses: the endpoints that the operator allows, asked over HTTP.

use policygraph_store::Services;
use std::sync::Arc;
use std::time::Duration;

/// Largest answer of another endpoint, in bytes.
const LARGEST: u64 = 64 << 20;

struct Allowed {
    endpoints: Vec<String>,
    agent: ureq::Agent,
}

/// The services of an allow-list; nothing if it is empty.
pub(crate) fn allowed(endpoints: &[String], timeout: Duration) -> Option<Arc<dyn Services>> {
    if endpoints.is_empty() {
        return None;
    }
    // A redirection could lead out of the list.
    let agent = ureq::Agent::config_builder().timeout_global(Some(timeout)).max_redirects(0).build().into();
    Some(Arc::new(Allowed { endpoints: endpoints.to_vec(), agent }))
}

impl Services for Allowed {
    fn select(&self, endpoint: &str, query: &str) -> Result<Vec<u8>, String> {
        if !self.endpoints.iter().any(|e| e == endpoint) {
            return Err("it is not in the list of services that may be asked".to_owned());
        }
        let mut response = self
            .agent
            .post(endpoint)
            .header("accept", "application/sparql-results+json")
            .send_form([("query", query)])
            .map_err(|e| e.to_string())?;
        response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|e| e.to_string())
    }
}
