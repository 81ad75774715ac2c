//! A server of the [Model Context Protocol](https://modelcontextprotocol.io) over a store: what an assistant needs to answer from the graph and to cite.
//!
//! Tools find and show entities, paths, documents and comparisons; each fact comes with its quote, document, page and line. Answers are bounded
//! and come in pages, queries are evaluated within the limits of the SPARQL endpoint, and nothing writes.
//!
//! The commands of the program do the work, through [`Program`]: an assistant and a user get the same answers.

mod arguments;
mod page;
mod resources;
mod tools;

use policygraph_server::{Queries, QueryConfig};
use policygraph_store::StoreError;
use rmcp::model::{
    Implementation, ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt, tool_handler};
use std::path::PathBuf;
use std::sync::Arc;

/// The program whose commands answer.
pub trait Program: Send + Sync + 'static {
    /// Runs a command on the store; gives what it prints on standard output.
    ///
    /// # Errors
    /// What it says where it cannot be done, or where nothing was found.
    fn call(&self, arguments: &[String]) -> Result<String, String>;

    /// The text of a query of the library with its parameters (`NAME=VALUE`) filled in.
    ///
    /// # Errors
    /// There is no such query, or a parameter does not fit.
    fn named_query(&self, name: &str, parameters: &[String]) -> Result<String, String>;
}

/// Why the store is not served.
#[derive(Debug, thiserror::Error)]
pub enum McpError {
    /// The runtime cannot be started.
    #[error("the server cannot be started")]
    Runtime(#[source] std::io::Error),
    /// The limits cannot be told to the processes that evaluate queries.
    #[error("queries cannot be evaluated")]
    Queries(#[source] serde_json::Error),
    /// The assistant does not speak the protocol.
    #[error("the assistant could not be greeted: {0}")]
    Greeting(String),
}

/// What the assistant is told about the graph.
const INSTRUCTIONS: &str = "A knowledge graph of policy actors, programmes and budgets read from Korean policy documents. Find ids with search_entities, \
    read an entity with show_entity, and cite the quote, document, page and lines that come with each fact. Names work in Korean and English. \
    Facts with status planned or possible are not done; origin registry is background knowledge that no document states. Answers come in pages: \
    pass next_cursor on as cursor for more.";

/// A store, served to one assistant.
#[derive(Clone)]
pub(crate) struct Assistant {
    program: Arc<dyn Program>,
    store: PathBuf,
    queries: Arc<Queries>,
}

/// Serves a store over standard input and output until the input ends. Nothing else may write to standard output.
///
/// # Errors
/// The server cannot be started, or who calls does not speak the protocol.
pub fn serve(program: Arc<dyn Program>, config: &QueryConfig) -> Result<(), McpError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(McpError::Runtime)?;
    let queries = Arc::new(Queries::new(config).map_err(McpError::Queries)?);
    let assistant = Assistant { program, store: config.store.clone(), queries };
    runtime.block_on(async {
        let service = assistant.serve(rmcp::transport::stdio()).await.map_err(|e| McpError::Greeting(e.to_string()))?;
        service.waiting().await.map_err(|e| McpError::Greeting(e.to_string()))?;
        Ok(())
    })
}

/// An error of the store in the words of its type.
pub(crate) fn said(error: &StoreError) -> String {
    error.to_string()
}

#[tool_handler(router = Self::tool_router())]
impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new("policygraph", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = request.and_then(|r| r.cursor);
        self.blocking(move |a| resources::list(&a.store, cursor.as_deref()))
            .await
            .map_err(|e| ErrorData::invalid_params(e, None))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let result = self
            .blocking(move |a| resources::read(&a.store, &request.uri))
            .await
            .map_err(|e| ErrorData::resource_not_found(e, None))?;
        Ok(result.into())
    }
}

impl Assistant {
    /// Does what takes long beside the messages of the protocol. A panic is an error of this one request.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let assistant = self.clone();
        tokio::task::spawn_blocking(move || work(&assistant))
            .await
            .unwrap_or_else(|_| Err("the program broke on this request: please report it".to_owned()))
    }
}
