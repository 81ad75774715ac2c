//! What the tools are asked. The doc comments are what an assistant reads.

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

/// Which part of an answer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageArgs {
    /// How many items to give, 1 to 100; 20 by default.
    pub limit: Option<u32>,
    /// next_cursor of the answer before.
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchArgs {
    /// Letters of a name in Korean or English, Korean initial consonants, or a country code.
    pub text: String,
    /// Only entities of these types: Country, GovernmentAgency, Company, ResearchOrganization, Program, Legislation, Technology, Person, …
    #[serde(default)]
    pub types: Vec<String>,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShowArgs {
    /// A name in any language, or an id that search_entities gave.
    pub name: String,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PathArgs {
    /// Name or id of the first entity.
    pub from: String,
    /// Name or id of the second entity.
    pub to: String,
    /// How many paths to look for, 1 to 20; 5 by default.
    pub paths: Option<u32>,
    /// Also longer paths after the shortest.
    #[serde(default)]
    pub longer: bool,
    /// Leave these relations out: hasJurisdiction, basedIn, ….
    #[serde(default)]
    pub without: Vec<String>,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueryArgs {
    /// A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes pg, id, skos, dct, prov … are known; the resource policygraph://ontology
    /// tells the classes and properties. Rows that have a claim (its node) come with its quote.
    pub sparql: String,
    /// Also what follows from the ontology: inverse and super-properties, super-classes.
    #[serde(default)]
    pub inferred: bool,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedQueryArgs {
    /// Name of the query; without it the queries with their parameters are listed.
    pub name: Option<String>,
    /// Values of its parameters, each NAME=VALUE: year=2020, country=일본.
    #[serde(default)]
    pub parameters: Vec<String>,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompareArgs {
    /// Two or more countries, by name or ISO 3166-1 code.
    pub countries: Vec<String>,
    /// Only programmes with these technologies or fields, or narrower ones.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Only what is stated for this year or later.
    pub since: Option<i16>,
    /// Only what is stated for this year or earlier.
    pub until: Option<i16>,
    /// The table whose rows to give, D1 to D17; without it what stands out is given, with the list of tables.
    pub table: Option<String>,
    /// Language of the answer, ko or en; ko by default.
    pub language: Option<String>,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentsArgs {
    /// Name of a document, whose sections are then listed.
    pub document: Option<String>,
    #[serde(default)]
    pub page: PageArgs,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionArgs {
    /// Name of the document, as list_documents gives it.
    pub document: String,
    /// Path of the section, as list_documents and claims give it.
    pub section: String,
    /// next_cursor of the answer before, for the rest of a long text.
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddArgs {
    /// Path of a file below the folder that the server may read. Either this or text.
    pub path: Option<String>,
    /// The text of the document, which name names. Either this or path.
    pub text: Option<String>,
    /// Name of the document whose text is given; a document of this name in the store is replaced.
    pub name: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemoveArgs {
    /// Name of the document, as list_documents gives it.
    pub document: String,
}

/// What was read wrongly. name and value are names or ids of entities.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionArgs {
    /// same-as, different-from, rename, retype; or on a fact confirm, reject, correct.
    pub action: String,
    /// The entity; on a fact its subject.
    pub name: String,
    /// The other entity, the new label, or the right type; on a fact its object, or the words of a budget's amount.
    pub value: String,
    /// On a fact its predicate, such as leads or budgetOf; else nothing.
    #[serde(default)]
    pub predicate: String,
    /// With the action correct the right predicate; ^ before it turns subject and object round.
    #[serde(default)]
    pub correction: String,
}
