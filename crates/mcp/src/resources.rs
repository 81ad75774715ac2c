//! Resources: the ontology, and the documents as text.

use crate::page::Page;
use crate::said;
use policygraph_store::{Store, vocabulary};
use rmcp::model::{ListResourcesResult, ReadResourceResult, Resource, ResourceContents};
use serde_json::Value;
use std::path::Path;

const ONTOLOGY: &str = "policygraph://ontology";
const DOCUMENT: &str = "policygraph://document/";
/// Characters of a document that a resource holds; `read_section` reads the rest.
const LONGEST: usize = 100_000;

/// The ontology and the documents, a page at a time.
pub(crate) fn list(store: &Path, cursor: Option<&str>) -> Result<ListResourcesResult, String> {
    let page = Page::of(Some(100), cursor)?;
    let documents = Store::open_read_only(store).and_then(|s| s.documents()).map_err(|e| said(&e))?;
    let mut names: Vec<Value> = vec![Value::Null];
    names.extend(documents.into_iter().map(|d| Value::String(d.name)));
    let mut answer = page.cut(names, Ok)?;
    let of = |name: &Value| match name.as_str() {
        None => Resource::new(ONTOLOGY, "ontology")
            .with_title("Classes and properties of the graph")
            .with_mime_type("text/turtle"),
        Some(name) => {
            Resource::new(format!("{DOCUMENT}{}", vocabulary::encoded(name)), name).with_mime_type("text/plain")
        }
    };
    let resources = answer["items"].as_array().into_iter().flatten().map(of).collect();
    let mut result = ListResourcesResult::with_all_items(resources);
    result.next_cursor = answer.remove("next_cursor").and_then(|c| c.as_str().map(str::to_owned));
    Ok(result)
}

/// The text of a resource.
pub(crate) fn read(store: &Path, uri: &str) -> Result<ReadResourceResult, String> {
    let (text, format) = if uri == ONTOLOGY {
        (policygraph_ontology::ONTOLOGY.to_owned(), "text/turtle")
    } else {
        let name = uri.strip_prefix(DOCUMENT).ok_or_else(|| format!("there is no resource {uri}"))?;
        (document(store, name)?, "text/plain")
    };
    Ok(ReadResourceResult::new(vec![ResourceContents::text(text, uri).with_mime_type(format)]))
}

/// The sections of a document under their paths and first lines.
fn document(store: &Path, encoded: &str) -> Result<String, String> {
    let store = Store::open_read_only(store).map_err(|e| said(&e))?;
    let outlines = store.outlines().map_err(|e| said(&e))?;
    // Only names that the store has are compared: no path is made of what was asked.
    let outline = outlines.iter().find(|o| vocabulary::encoded(&o.name) == encoded);
    let outline = outline.ok_or_else(|| format!("the store has no document {encoded}"))?;
    let mut text = String::new();
    let mut left = LONGEST;
    for entry in &outline.sections {
        let Some(section) = store.section(&entry.id).map_err(|e| said(&e))? else { continue };
        let length = section.text.chars().count();
        if length > left {
            text.push_str("\n[longer: read the rest with read_section]\n");
            break;
        }
        left -= length;
        text.push_str(&format!("\n[section {} · line {}] {}\n{}\n", entry.path, entry.line, entry.title, section.text));
    }
    Ok(text)
}
