//! The tools that write, which are there only where the user allows it.

use crate::arguments::{AddArgs, CorrectionArgs, PageArgs, RemoveArgs};
use crate::page::{Page, shortened};
use crate::tools::{Answer, page, result};
use crate::{Assistant, Edit};
use policygraph_resolve::OverrideRow;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{tool, tool_router};
use serde_json::{Map, Value, json};

/// When a correction takes effect.
const HONOURED: &str =
    "honoured whenever a document is read: add its file again, or let the user run policygraph build";

#[tool_router(router = editing, vis = "pub(crate)")]
impl Assistant {
    #[tool(
        description = "Read a document into the graph: a file below the folder that the server may read, or a text with a name. Replaces a document of the same name.",
        annotations(read_only_hint = false, destructive_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn add_document(&self, Parameters(args): Parameters<AddArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.added(args)).await)
    }

    #[tool(
        description = "Take a document out of the graph; gives the statements that no other document makes and that went with it.",
        annotations(read_only_hint = false, destructive_hint = true, open_world_hint = false)
    )]
    async fn remove_document(&self, Parameters(args): Parameters<RemoveArgs>) -> CallToolResult {
        result(
            self.blocking(move |a| {
                let went = a.program.remove(&args.document)?;
                let mut answer = Page::of(Some(100), None)?.cut(went.into_iter().map(Value::String).collect(), Ok)?;
                // The document is gone: it cannot be asked for the rest.
                answer.remove("next_cursor");
                Ok(answer)
            })
            .await,
        )
    }

    #[tool(
        description = "List the corrections of what was read wrongly.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn list_corrections(&self, Parameters(args): Parameters<PageArgs>) -> CallToolResult {
        result(
            self.blocking(move |a| {
                let page = page(&args)?;
                let rows = a.program.corrections()?;
                page.cut(rows.into_iter().map(|row| json!(row)).collect(), Ok)
            })
            .await,
        )
    }

    #[tool(
        description = "Correct what was read wrongly: join or part entities, rename or retype one, confirm, reject or correct a fact. Only on the user's word.",
        annotations(read_only_hint = false, destructive_hint = false, idempotent_hint = true, open_world_hint = false)
    )]
    async fn correct(&self, Parameters(args): Parameters<CorrectionArgs>) -> CallToolResult {
        result(self.blocking(move |a| Ok(kept(&a.program.correct(args.into())?))).await)
    }

    #[tool(
        description = "Take back a correction, given with all its fields as list_corrections gives them.",
        annotations(read_only_hint = false, destructive_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn withdraw_correction(&self, Parameters(args): Parameters<CorrectionArgs>) -> CallToolResult {
        result(
            self.blocking(move |a| {
                let row = OverrideRow::from(args);
                if !a.program.corrections()?.contains(&row) {
                    return Err("there is no such correction: list_corrections gives them".to_owned());
                }
                Ok(kept(&a.program.withdraw(&row)?))
            })
            .await,
        )
    }
}

impl Assistant {
    fn added(&self, args: AddArgs) -> Answer {
        // The tool is only offered where this is there.
        let Some(Edit { folder, largest }) = self.edit.as_deref() else {
            return Err("the store is only read".to_owned());
        };
        let (name, bytes) = match args {
            AddArgs { path: Some(path), text: None, name: None } => {
                let folder = folder
                    .as_ref()
                    .ok_or("files are not read: give the text, or let the user start the server with --files")?;
                let bytes = folder.read(&path, *largest).map_err(|e| e.to_string())?;
                (path, bytes)
            }
            AddArgs { path: None, text: Some(text), name: Some(name) } => {
                if text.len() > *largest {
                    return Err(format!("the text is larger than {} MB", largest >> 20));
                }
                (file_name(&name)?.to_owned(), text.into_bytes())
            }
            _ => return Err("give either path, or text and name".to_owned()),
        };
        let documents = shortened(Value::Array(self.program.add(&name, &bytes)?));
        Ok(Map::from_iter([("documents".to_owned(), documents)]))
    }
}

/// The name of a document whose text is given, which is none of a path.
fn file_name(name: &str) -> Result<&str, String> {
    let name = name.trim();
    let bad = name.is_empty() || name.starts_with('.') || name.len() > 255;
    if bad || name.contains(|c: char| matches!(c, '/' | '\\') || c.is_control()) {
        return Err(format!(
            "`{name}` names no document: give a name of up to 255 bytes without slashes that does not start with a point"
        ));
    }
    Ok(name)
}

fn kept(rows: &[OverrideRow]) -> Map<String, Value> {
    Map::from_iter([("corrections".to_owned(), json!(rows.len())), ("note".to_owned(), json!(HONOURED))])
}

impl From<CorrectionArgs> for OverrideRow {
    fn from(args: CorrectionArgs) -> Self {
        let CorrectionArgs { action, name, value, predicate, correction } = args;
        Self { action, name, value, predicate, correction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_paths() {
        assert_eq!(file_name(" 메모.txt "), Ok("메모.txt"));
        for none in ["", " ", ".", "..", ".hidden", "a/b", "..\\b", "a\nb", &"가".repeat(100)] {
            assert!(file_name(none).is_err(), "{none}");
        }
    }
}
