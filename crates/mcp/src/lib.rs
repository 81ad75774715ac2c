//! A server of the [Model Context Protocol](https://modelcontextprotocol.io) over a store: what an assistant needs to answer from the graph and to cite.
//!
//! Tools find and show entities, paths, documents and comparisons; each fact comes with its quote, document, page and line. Answers are bounded
//! and come in pages, and each call ends within a time. Only where [`Config::edit`] allows it is there a tool that writes.
//!
//! The commands of the program do the work, through [`Program`]: an assistant and a user get the same answers.

mod arguments;
mod editing;
mod files;
mod page;
mod resources;
mod tools;

pub use files::{FilesError, Folder};
use policygraph_resolve::OverrideRow;
use policygraph_server::{Queries, QueryConfig};
use policygraph_store::StoreError;
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::model::{
    Implementation, ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt, tool_handler};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The program whose commands answer.
pub trait Program: Send + Sync + 'static {
    /// Runs a command on the store, for as long as a query may take; gives what it prints on standard output.
    ///
    /// # Errors
    /// What it says where it cannot be done, where nothing was found, or where it took too long.
    fn call(&self, arguments: &[String]) -> Result<String, String>;

    /// The text of a query of the library with its parameters (`NAME=VALUE`) filled in.
    ///
    /// # Errors
    /// There is no such query, or a parameter does not fit.
    fn named_query(&self, name: &str, parameters: &[String]) -> Result<String, String>;

    /// Reads a file into the store: for each document in it what became of it, as `policygraph build --json` prints it.
    ///
    /// # Errors
    /// Nothing could be built; the store then is as it was.
    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<Value>, String>;

    /// Takes a document out of the store; gives the statements that no other document makes.
    ///
    /// # Errors
    /// The store has no such document, or cannot be written to.
    fn remove(&self, document: &str) -> Result<Vec<String>, String>;

    /// The corrections that builds honour.
    ///
    /// # Errors
    /// They cannot be read.
    fn corrections(&self) -> Result<Vec<OverrideRow>, String>;

    /// Adds a correction; gives all.
    ///
    /// # Errors
    /// It cannot be used.
    fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>, String>;

    /// Takes a correction back; gives those that are left.
    ///
    /// # Errors
    /// They cannot be read or written.
    fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>, String>;
}

/// How a store is served.
#[derive(Debug)]
pub struct Config {
    /// Folder of the store.
    pub store: PathBuf,
    /// How queries are evaluated.
    pub queries: QueryConfig,
    /// What may be changed; nothing by default.
    pub edit: Option<Edit>,
}

/// What an assistant may change.
#[derive(Debug)]
pub struct Edit {
    /// The folder whose files may be read into the store; without it only texts that come with the call.
    pub folder: Option<Folder>,
    /// Largest file or text, in bytes.
    pub largest: usize,
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

/// How many calls are worked on at once, for each core; others wait.
const PLACES: usize = 2;

/// A store, served to one assistant.
#[derive(Clone)]
pub(crate) struct Assistant {
    program: Arc<dyn Program>,
    store: PathBuf,
    queries: Arc<Queries>,
    edit: Option<Arc<Edit>>,
    tools: ToolRouter<Self>,
    places: Arc<Semaphore>,
}

/// Serves a store over standard input and output until the input ends. Nothing else may write to standard output.
///
/// # Errors
/// The server cannot be started, or who calls does not speak the protocol.
pub fn serve(program: Arc<dyn Program>, config: Config) -> Result<(), McpError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(McpError::Runtime)?;
    let queries = Arc::new(Queries::new(&config.queries).map_err(McpError::Queries)?);
    let mut tools = Assistant::reading();
    if config.edit.is_some() {
        tools.merge(Assistant::editing());
    }
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let assistant = Assistant {
        program,
        store: config.store,
        queries,
        edit: config.edit.map(Arc::new),
        tools,
        places: Arc::new(Semaphore::new(cores * PLACES)),
    };
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

#[tool_handler(router = self.tools)]
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
        // Held until the work is done; the semaphore is never closed.
        let _place = self.places.acquire().await;
        tokio::task::spawn_blocking(move || work(&assistant))
            .await
            .unwrap_or_else(|_| Err("the program broke on this request: please report it".to_owned()))
    }
}
