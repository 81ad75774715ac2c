//! The tools.

use crate::arguments::{
    CompareArgs, DocumentsArgs, NamedQueryArgs, PageArgs, PathArgs, QueryArgs, SearchArgs, SectionArgs, ShowArgs,
};
use crate::page::{CLAIMS, Page, shortened, with_few_claims};
use crate::{Assistant, said};
use policygraph_server::QueryAnswer;
use policygraph_store::vocabulary::CLAIM;
use policygraph_store::{Claim, DocumentOutline, Store};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock};
use rmcp::{tool, tool_router};
use serde_json::{Map, Value, json};

/// Characters of a section that an answer holds.
const TEXT: usize = 8_000;
/// The most names that stand beside an entity, and the most documents that name it.
const NAMES: usize = 30;

/// The answer of a tool, or why there is none.
pub(crate) type Answer = Result<Map<String, Value>, String>;

pub(crate) fn result(answer: Answer) -> CallToolResult {
    match answer {
        Ok(answer) => CallToolResult::structured(Value::Object(answer)),
        Err(message) => CallToolResult::error(vec![ContentBlock::text(message)]),
    }
}

#[tool_router(router = reading, vis = "pub(crate)")]
impl Assistant {
    #[tool(
        description = "Find entities by parts of their names, with the documents that name them; gives the ids for the other tools.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn search_entities(&self, Parameters(args): Parameters<SearchArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.found(&args)).await)
    }

    #[tool(
        description = "Show an entity: names, types, countries, and its relations and budgets with the quotes that prove them.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn show_entity(&self, Parameters(args): Parameters<ShowArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.card(&args)).await)
    }

    #[tool(
        description = "Find how two entities are connected: paths with the relations of each hop and their quotes.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn find_paths(&self, Parameters(args): Parameters<PathArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.paths(&args)).await)
    }

    #[tool(
        description = "Ask a SPARQL query that reads. Long or large queries are stopped.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn query(&self, Parameters(args): Parameters<QueryArgs>) -> CallToolResult {
        result(self.ask(args.sparql, args.inferred, args.page).await)
    }

    #[tool(
        description = "Ask a query of the library by its name, such as budgets-by-country or who-funds-what; without a name list them.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn named_query(&self, Parameters(args): Parameters<NamedQueryArgs>) -> CallToolResult {
        let NamedQueryArgs { name, parameters, page } = args;
        let Some(name) = name else { return result(self.blocking(move |a| a.library(&page)).await) };
        match self.blocking(move |a| a.program.named_query(&name, &parameters)).await {
            Ok(sparql) => result(self.ask(sparql, false, page).await),
            Err(message) => result(Err(message)),
        }
    }

    #[tool(
        description = "Compare the programmes of countries: what stands out, or the rows of a table with the quotes behind each.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn compare_countries(&self, Parameters(args): Parameters<CompareArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.comparison(&args)).await)
    }

    #[tool(
        description = "List the documents of the graph, or the sections of one.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn list_documents(&self, Parameters(args): Parameters<DocumentsArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.documents(&args)).await)
    }

    #[tool(
        description = "Read the text of a section of a document, with the claims that rest on it.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn read_section(&self, Parameters(args): Parameters<SectionArgs>) -> CallToolResult {
        result(self.blocking(move |a| a.section(&args)).await)
    }
}

impl Assistant {
    fn open(&self) -> Result<Store, String> {
        Store::open_read_only(&self.store).map_err(|e| said(&e))
    }

    /// Runs a command whose last words are no flags, whatever they look like.
    fn call(&self, command: &str, flags: &[String], words: &[&str]) -> Result<String, String> {
        let mut call = vec![command.to_owned()];
        call.extend_from_slice(flags);
        call.push("--".to_owned());
        call.extend(words.iter().map(|w| (*w).to_owned()));
        self.program.call(&call)
    }

    fn found(&self, args: &SearchArgs) -> Answer {
        let page = page(&args.page)?;
        let mut flags = vec!["--format=json".to_owned(), "--limit=0".to_owned()];
        flags.extend(args.types.iter().map(|t| format!("--type={t}")));
        let rows = list(&self.call("search", &flags, &[&args.text])?)?;
        let store = self.open()?;
        page.cut(rows, |mut entity| {
            entity["named_in"] = named_in(&store, entity["id"].as_str().unwrap_or_default())?;
            Ok(entity)
        })
    }

    fn card(&self, args: &ShowArgs) -> Answer {
        let page = page(&args.page)?;
        let cards = lines(&self.call("show", &["--format=json".to_owned()], &[&args.name])?)?;
        let mut cards = cards.into_iter();
        let (Some(Value::Object(mut card)), None) = (cards.next(), cards.next()) else {
            return Err(format!("`{}` names several entities: search_entities gives their ids", args.name));
        };
        let mut facts = Vec::new();
        for (key, kind) in [("relations", "relation"), ("budgets", "budget")] {
            let Some(Value::Array(of)) = card.remove(key) else { continue };
            facts.extend(of.into_iter().map(|mut fact| {
                fact["kind"] = json!(kind);
                fact
            }));
        }
        for (from, to) in [("names", "names"), ("mentions", "named_in")] {
            if let Some(Value::Array(mut all)) = card.remove(from) {
                all.truncate(NAMES);
                card.insert(to.to_owned(), shortened(Value::Array(all)));
            }
        }
        let mut answer = page.cut(facts, |fact| Ok(with_few_claims(fact)))?;
        answer.insert("entity".to_owned(), Value::Object(card));
        Ok(answer)
    }

    fn paths(&self, args: &PathArgs) -> Answer {
        let page = page(&args.page)?;
        let number = args.paths.unwrap_or(5);
        if number == 0 || number > 20 {
            return Err("paths is from 1 to 20".to_owned());
        }
        let mut flags = vec!["--format=json".to_owned(), format!("--limit={number}")];
        flags.extend(args.longer.then(|| "--longer".to_owned()));
        flags.extend(args.without.iter().map(|p| format!("--without={p}")));
        let paths = lines(&self.call("path", &flags, &[&args.from, &args.to])?)?;
        page.cut(paths, |mut path| {
            for hop in path["hops"].as_array_mut().into_iter().flatten() {
                for relation in hop["relations"].as_array_mut().into_iter().flatten() {
                    *relation = with_few_claims(relation.take());
                }
            }
            Ok(path)
        })
    }

    async fn ask(&self, sparql: String, inferred: bool, wanted: PageArgs) -> Answer {
        let page = page(&wanted)?;
        match self.queries.ask(&sparql, inferred).await? {
            QueryAnswer::Turtle(bytes) => text(&String::from_utf8_lossy(&bytes), page.start),
            QueryAnswer::Results(bytes) => self.blocking(move |a| a.rows(&bytes, page)).await,
        }
    }

    /// The solutions of a query; those that name a claim with its words.
    fn rows(&self, results: &[u8], page: Page) -> Answer {
        let results: Value = serde_json::from_slice(results).map_err(|e| e.to_string())?;
        if let Some(answer) = results.get("boolean") {
            return Ok(Map::from_iter([("answer".to_owned(), answer.clone())]));
        }
        let solutions = results["results"]["bindings"].as_array().cloned().unwrap_or_default();
        let store = self.open()?;
        page.cut(solutions, |solution| {
            let values = solution.as_object().into_iter().flatten();
            let mut row: Map<String, Value> = values.map(|(k, v)| (k.clone(), v["value"].clone())).collect();
            let claim = row.values().filter_map(Value::as_str).find_map(|v| v.strip_prefix(CLAIM));
            if let Some(id) = claim {
                row.insert("evidence".to_owned(), evidence(&store, std::iter::once(id))?);
            }
            Ok(Value::Object(row))
        })
    }

    fn library(&self, wanted: &PageArgs) -> Answer {
        let flags = ["query", "--list", "--format=json"].map(str::to_owned);
        page(wanted)?.cut(list(&self.program.call(&flags)?)?, Ok)
    }

    fn comparison(&self, args: &CompareArgs) -> Answer {
        let page = page(&args.page)?;
        let mut flags = vec!["--format=json".to_owned()];
        flags.extend(args.topics.iter().map(|t| format!("--topic={t}")));
        flags.extend(args.since.map(|y| format!("--since={y}")));
        flags.extend(args.until.map(|y| format!("--until={y}")));
        flags.extend(args.language.as_ref().map(|l| format!("--language={l}")));
        flags.extend(args.table.as_ref().map(|t| format!("--table={t}")));
        let countries: Vec<&str> = args.countries.iter().map(String::as_str).collect();
        let printed = self.call("compare", &flags, &countries)?;
        let store = self.open()?;
        if args.table.is_some() {
            let table = list(&printed)?.into_iter().next().unwrap_or_default();
            let mut answer =
                page.cut(table["rows"].as_array().cloned().unwrap_or_default(), |row| proved(&store, row))?;
            for key in ["table", "title", "note"] {
                answer.insert(key.to_owned(), table[key].clone());
            }
            return Ok(answer);
        }
        let all: Value = serde_json::from_str(&printed).map_err(|e| e.to_string())?;
        let tables = all["tables"].as_array().into_iter().flatten();
        let listed: Vec<Value> = tables
            .map(|t| json!({"table": t["table"], "title": t["title"], "rows": t["rows"].as_array().map(Vec::len)}))
            .collect();
        let row_of = |place: &str| -> Option<Value> {
            let (table, row) = place.split_once(':')?;
            let table = all["tables"].as_array()?.iter().find(|t| t["table"] == table)?;
            table["rows"].get(row.parse::<usize>().ok()?.checked_sub(1)?).cloned()
        };
        let mut answer = page.cut(all["highlights"].as_array().cloned().unwrap_or_default(), |mut highlight| {
            if let Some(row) = highlight["row"].as_str().and_then(row_of) {
                highlight["evidence"] = proved(&store, row)?["evidence"].take();
            }
            Ok(highlight)
        })?;
        answer.insert("countries".to_owned(), all["countries"].clone());
        answer.insert("limits".to_owned(), all["limits"].clone());
        answer.insert("tables".to_owned(), Value::Array(listed));
        Ok(answer)
    }

    fn documents(&self, args: &DocumentsArgs) -> Answer {
        let page = page(&args.page)?;
        let outlines = self.open()?.outlines().map_err(|e| said(&e))?;
        let items: Vec<Value> = match &args.document {
            None => outlines
                .iter()
                .map(|o| json!({"document": o.name, "issued": o.issued, "sections": o.sections.len()}))
                .collect(),
            Some(name) => outline(&outlines, name)?
                .sections
                .iter()
                .map(|s| json!({"section": s.path, "title": s.title, "country": s.country, "line": s.line}))
                .collect(),
        };
        page.cut(items, Ok)
    }

    fn section(&self, args: &SectionArgs) -> Answer {
        let start = Page::of(None, args.cursor.as_deref())?.start;
        let store = self.open()?;
        let outlines = store.outlines().map_err(|e| said(&e))?;
        let entry = outline(&outlines, &args.document)?.sections.iter().find(|s| s.path == args.section);
        let entry = entry.ok_or_else(|| {
            format!("`{}` has no section `{}`: list_documents lists them", args.document, args.section)
        })?;
        let section = store.section(&entry.id).map_err(|e| said(&e))?.unwrap_or_default();
        let mut answer = text(&section.text, start)?;
        let claims = store.claims_in_section(&entry.id).map_err(|e| said(&e))?;
        // Those of the part of the text that is given.
        let first = section.start as usize + start;
        let here = claims.iter().filter(|c| (first..first + TEXT).contains(&(c.claim.start as usize)));
        let told = |c: &policygraph_store::StatedClaim| {
            let mut json = c.claim.to_json();
            json["s"] = json!(c.subject);
            json["p"] = json!(c.property);
            json["o"] = json!(c.object);
            json
        };
        answer.insert("claims".to_owned(), shortened(here.take(100).map(told).collect()));
        for (key, value) in [
            ("document", json!(section.document)),
            ("section", json!(section.path)),
            ("title", json!(section.title)),
            ("line", json!(section.line)),
            ("publisher", json!(section.publisher)),
            ("issued", json!(section.issued)),
            ("sources", json!(section.sources)),
        ] {
            answer.insert(key.to_owned(), value);
        }
        Ok(answer)
    }
}

pub(crate) fn page(args: &PageArgs) -> Result<Page, String> {
    Page::of(args.limit, args.cursor.as_deref())
}

/// A part of a text from a character on.
fn text(text: &str, start: usize) -> Answer {
    let part: String = text.chars().skip(start).take(TEXT).collect();
    let end = start.saturating_add(part.chars().count());
    let mut answer = Map::from_iter([("text".to_owned(), json!(part))]);
    if end < text.chars().count() {
        answer.insert("next_cursor".to_owned(), json!(end.to_string()));
    }
    Ok(answer)
}

fn outline<'o>(outlines: &'o [DocumentOutline], name: &str) -> Result<&'o DocumentOutline, String> {
    let found = outlines.iter().find(|o| o.name == name);
    found.ok_or_else(|| format!("the store has no document `{name}`: list_documents lists them"))
}

/// A row of a comparison with the words of its surest claims.
fn proved(store: &Store, mut row: Value) -> Result<Value, String> {
    let ids: Vec<String> =
        row["claims"].as_array().into_iter().flatten().filter_map(|c| c.as_str().map(str::to_owned)).collect();
    row["claims"] = json!(ids.len());
    row["evidence"] = evidence(store, ids.iter().filter_map(|id| id.strip_prefix("claim-")))?;
    Ok(row)
}

/// The words of the surest of these claims.
fn evidence<'i>(store: &Store, ids: impl Iterator<Item = &'i str>) -> Result<Value, String> {
    let mut claims: Vec<Claim> = Vec::new();
    for id in ids.filter_map(|id| id.parse().ok()) {
        claims.extend(store.claim(id).map_err(|e| said(&e))?);
    }
    claims.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.id.cmp(&b.id)));
    Ok(shortened(claims.iter().take(CLAIMS).map(Claim::to_json).collect()))
}

/// The first documents that name an entity, with the lines and the words of the first.
fn named_in(store: &Store, id: &str) -> Result<Value, String> {
    let mut found = Vec::new();
    for (document, lines) in store.mentions(id).map_err(|e| said(&e))?.iter().take(CLAIMS) {
        let first = lines.first().map(|line| store.line(document, *line)).transpose().map_err(|e| said(&e))?.flatten();
        let lines: Vec<u32> = lines.iter().copied().take(NAMES).collect();
        found.push(json!({"document": document, "lines": lines, "quote": first.as_deref().map(str::trim)}));
    }
    Ok(Value::Array(found))
}

/// What a command prints as a list.
fn list(printed: &str) -> Result<Vec<Value>, String> {
    serde_json::from_str(printed).map_err(|e| e.to_string())
}

/// What a command prints as an object a line.
fn lines(printed: &str) -> Result<Vec<Value>, String> {
    printed.lines().map(|l| serde_json::from_str(l).map_err(|e| e.to_string())).collect()
}
