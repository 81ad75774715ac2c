//! Entities by parts of their names.

use crate::PolicyGraph;
use memchr::memmem;
use petgraph::graph::NodeIndex;
use policygraph_korean::hangul::{initial_of, is_initial};
use policygraph_korean::name;
use policygraph_korean::particle;
use policygraph_model::EntityType;
use policygraph_registry::Registry;
use std::borrow::Cow;
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization;

/// How well a name answers: the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the name.
    Whole,
    /// The name starts so.
    Start,
    /// It stands in the name.
    Inside,
}

/// All names of a graph, made ready for searching.
pub struct Names {
    /// A name folded to small letters without spaces, and the node whose name it is.
    folded: Vec<(String, NodeIndex)>,
    degrees: Vec<u32>,
}

/// The names of countries in Chinese characters, in Korean, Chinese and Japanese use: texts in Korean hardly have them, so that they are no
/// names of the registry, but people copy them from others.
const HANJA: &[(&str, &[&str])] = &[
    ("AU", &["濠洲", "澳大利亚", "澳大利亞"]),
    ("CA", &["加拿大"]),
    ("CN", &["中國", "中国"]),
    ("DE", &["獨逸", "德國", "德国"]),
    ("ES", &["西班牙"]),
    ("FR", &["佛蘭西", "法國", "法国"]),
    ("GB", &["英國", "英国"]),
    ("ID", &["印度尼西亚", "印尼"]),
    ("IN", &["印度"]),
    ("IT", &["伊太利", "意大利"]),
    ("JP", &["日本"]),
    ("KP", &["北韓", "朝鮮"]),
    ("KR", &["韓國", "韩国", "大韓民國"]),
    ("MN", &["蒙古"]),
    ("PH", &["菲律宾", "比律賓"]),
    ("RU", &["露西亞", "俄羅斯", "俄罗斯"]),
    ("SG", &["新加坡"]),
    ("TH", &["泰國", "泰国"]),
    ("TW", &["臺灣", "台灣", "台湾"]),
    ("US", &["美國", "美国", "米国"]),
    ("VN", &["越南"]),
];

impl Names {
    /// The names of a graph.
    #[must_use]
    pub fn of(graph: &PolicyGraph) -> Self {
        let g = graph.graph();
        let registry = Registry::builtin();
        let names = g.node_indices().flat_map(|v| {
            let node = &g[v];
            // A text has the names that it uses; people also type codes and Chinese characters: US, 美国.
            let entry = registry.get(node.id.rsplit('/').next().unwrap_or_default()).filter(|e| e.kind == node.kind);
            let code = if node.kind == EntityType::Country { node.countries.first() } else { None };
            let own = node.names().map(folded);
            let hanja =
                HANJA.iter().filter(|(of, _)| code.is_some_and(|c| c == of)).flat_map(|(_, names)| *names).copied();
            let known = entry.iter().flat_map(|e| e.names()).chain(code.map(String::as_str)).chain(hanja).map(folded);
            let mut all: Vec<String> = own.chain(known).collect();
            all.sort_unstable();
            all.dedup();
            all.into_iter().map(move |name| (name, v)).collect::<Vec<_>>()
        });
        let mut degrees = vec![0; g.node_count()];
        for edge in g.raw_edges() {
            degrees[edge.source().index()] += 1;
            degrees[edge.target().index()] += 1;
        }
        Self { folded: names.collect(), degrees }
    }

    /// Number of relations from and to a node.
    #[must_use]
    pub fn degree(&self, node: NodeIndex) -> usize {
        self.degrees[node.index()] as usize
    }
}

/// A name as it is compared with what was typed: where that is initial consonants only, by these.
#[must_use]
pub fn compared<'n>(name: &'n str, wanted: &str) -> Cow<'n, str> {
    if wanted.chars().all(is_initial) {
        Cow::Owned(name.chars().map(initial_of).collect())
    } else {
        Cow::Borrowed(name)
    }
}

/// A name as names are told apart ([`name::key`]), without characters that are not seen: `5G 망` and `5g망` are typed alike, in whatever form.
#[must_use]
pub fn folded(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).collect();
    // Initial consonants (ㅁㄱ) stay what they are: their normal form is another letter.
    if seen.chars().all(|c| is_initial(c) || c.is_whitespace()) {
        return seen.chars().filter(|c| !c.is_whitespace()).collect();
    }
    name::key(&seen).into_owned()
}

/// Characters without width, which come along when a name is copied.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// What was typed without the particle at its end (미국의); nothing if it has none.
fn without_particle(text: &str) -> Option<String> {
    let composed: String = text.trim().nfc().filter(|c| !is_unseen(*c)).collect();
    let (stem, _) = particle::split(&composed)?;
    (stem.chars().count() >= 2).then(|| folded(stem))
}

/// The entities of these types (of all without any) whose names have these letters in them: those of whole names first, then those that start so,
/// each with the most relations first. Korean initial consonants (ㅁㄱ) and names with a particle (미국의) find too.
#[must_use]
pub fn matches(
    graph: &PolicyGraph,
    names: &Names,
    text: &str,
    kinds: &[EntityType],
) -> Vec<(Match, Reverse<usize>, NodeIndex)> {
    let wanted = folded(text);
    let mut best = matches_of(graph, names, &wanted, kinds);
    // Only a whole name is worth more than what was typed: 미국 for 미국의, but no part of a name for a name that ends like a particle.
    let whole = |of: &[(Match, Reverse<usize>, NodeIndex)]| of.iter().any(|m| m.0 == Match::Whole);
    if !whole(&best)
        && let Some(stem) = without_particle(text)
    {
        let mut of_stem = matches_of(graph, names, &stem, kinds);
        of_stem.retain(|m| m.0 == Match::Whole);
        best.retain(|m| of_stem.iter().all(|s| s.2 != m.2));
        best.splice(0..0, of_stem);
    }
    best
}

/// The entities with these folded letters in a name, the best first.
fn matches_of(
    graph: &PolicyGraph,
    names: &Names,
    wanted: &str,
    kinds: &[EntityType],
) -> Vec<(Match, Reverse<usize>, NodeIndex)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let g = graph.graph();
    let finder = memmem::Finder::new(wanted.as_bytes());
    let mut best: Vec<(Match, Reverse<usize>, NodeIndex)> = Vec::new();
    for (name, v) in &names.folded {
        let name = compared(name, wanted);
        let Some(at) = finder.find(name.as_bytes()) else { continue };
        if !kinds.is_empty() && !kinds.contains(&g[*v].kind) {
            continue;
        }
        let how = match at {
            0 if name.len() == wanted.len() => Match::Whole,
            0 => Match::Start,
            _ => Match::Inside,
        };
        best.push((how, Reverse(names.degree(*v)), *v));
    }
    // A node has several names; its best one counts.
    best.sort_unstable_by_key(|&(how, _, v)| (v, how));
    best.dedup_by_key(|(_, _, v)| *v);
    best.sort_unstable();
    best
}
