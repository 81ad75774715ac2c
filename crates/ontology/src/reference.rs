//! The HTML reference of the ontology: one page, both languages, no script.

use crate::{NAMESPACE, Terms};
use policygraph_model::{EntityType, Predicate};
use std::fmt::Write;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const SUB_CLASS: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const SUB_PROPERTY: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const EXAMPLE: &str = "http://www.w3.org/2004/02/skos/core#example";
const CLOSE_MATCH: &str = "http://www.w3.org/2004/02/skos/core#closeMatch";
const INVERSE: &str = "http://www.w3.org/2002/07/owl#inverseOf";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

const STYLE: &str = "\
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; }
h1 { margin-bottom: 0 } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem }
nav ul { columns: 14rem; list-style: none; padding: 0 }
article { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem }
article:target { background: var(--soft) }
h3 { margin: .25rem 0 } h3 small { font-weight: normal }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 }
dt { opacity: .75 } dd { margin: 0; overflow-wrap: anywhere }
code { font-size: .9em }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-left: 1rem } }
";

/// The reference in HTML.
#[must_use]
pub fn reference() -> String {
    let terms = Terms::of(crate::ONTOLOGY);
    let version = terms
        .objects(NAMESPACE.trim_end_matches('#'), &format!("{OWL}versionInfo"))
        .first()
        .copied()
        .unwrap_or_default();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>policygraph ontology {version}</title>\n<style>\n{STYLE}</style>\n\
         <h1>policygraph ontology</h1>\n<p lang=\"ko\">정책 그래프 온톨로지</p>\n\
         <p>Version {version}. Namespace <code>pg: {NAMESPACE}</code>. Generated from \
         <a href=\"../ontology/policygraph.ttl\">policygraph.ttl</a> and the closed lists of the program.</p>\n"
    );
    let parts = [
        ("Classes", "클래스", "Class"),
        ("Relations and other object properties", "관계 및 객체 속성", "ObjectProperty"),
        ("Datatype properties", "자료형 속성", "DatatypeProperty"),
    ];
    for (title, korean, kind) in parts {
        let kind = format!("{OWL}{kind}");
        let all: Vec<&str> = terms.subjects(RDF_TYPE, &kind);
        let _ = write!(out, "<h2>{title} · <span lang=\"ko\">{korean}</span></h2>\n<nav><ul>\n");
        for term in &all {
            let _ = writeln!(out, "<li><a href=\"#{0}\">{0}</a></li>", local(term));
        }
        out.push_str("</ul></nav>\n");
        all.iter().for_each(|term| article(&terms, term, &mut out));
    }
    out.push_str("</html>\n");
    out
}

fn article(terms: &Terms, term: &str, out: &mut String) {
    let text = |property: &str, language: &str| escape(terms.text(term, property, language).unwrap_or_default());
    let _ = write!(
        out,
        "<article id=\"{0}\">\n<h3>{1} <small lang=\"ko\">{2}</small> <small><code>pg:{0}</code></small></h3>\n\
         <p>{3}<br><span lang=\"ko\">{4}</span></p>\n<dl>\n",
        local(term),
        text(LABEL, "en"),
        text(LABEL, "ko"),
        text(DEFINITION, "en"),
        text(DEFINITION, "ko")
    );
    let row = |name: &str, value: &str, out: &mut String| {
        if !value.is_empty() {
            let _ = writeln!(out, "<dt>{name}</dt><dd>{value}</dd>");
        }
    };
    let links = |property: &str| terms.objects(term, property).into_iter().map(link).collect::<Vec<_>>().join(", ");
    row("subclass of", &links(SUB_CLASS), out);
    row("subproperty of", &links(SUB_PROPERTY), out);
    row("inverse", &links(INVERSE), out);
    let traits: Vec<&str> = ["SymmetricProperty", "TransitiveProperty"]
        .into_iter()
        .filter(|t| terms.objects(term, RDF_TYPE).contains(&format!("{OWL}{t}").as_str()))
        .collect();
    row("character", &traits.join(", ").replace("Property", "").to_lowercase(), out);
    if let Ok(predicate) = local(term).parse::<Predicate>() {
        row("joins", &signatures(predicate), out);
    }
    row("close match", &links(CLOSE_MATCH), out);
    let example = text(EXAMPLE, "en");
    if !example.is_empty() {
        row("example", &format!("{example} · <span lang=\"ko\">{}</span>", text(EXAMPLE, "ko")), out);
    }
    out.push_str("</dl>\n</article>\n");
}

/// What a predicate may join, a line for subjects that take the same objects.
fn signatures(predicate: Predicate) -> String {
    let mut groups: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for &subject in EntityType::ALL {
        let objects: Vec<&str> =
            EntityType::ALL.iter().filter(|&&o| predicate.allows(subject, o)).map(|o| o.as_str()).collect();
        match groups.iter_mut().find(|g| g.1 == objects) {
            _ if objects.is_empty() => {}
            Some(group) => group.0.push(subject.as_str()),
            None => groups.push((vec![subject.as_str()], objects)),
        }
    }
    groups.iter().map(|(s, o)| format!("{} → {}", s.join(", "), o.join(", "))).collect::<Vec<_>>().join("<br>")
}

fn local(term: &str) -> &str {
    term.strip_prefix(NAMESPACE).unwrap_or(term)
}

fn link(iri: &str) -> String {
    match iri.strip_prefix(NAMESPACE) {
        Some(local) => format!("<a href=\"#{local}\">pg:{local}</a>"),
        None => format!("<a href=\"{0}\">{0}</a>", escape(iri)),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
