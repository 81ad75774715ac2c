//! The names of a graph, made ready for searching.

use petgraph::graph::NodeIndex;
use policygraph_graph::PolicyGraph;
use policygraph_korean::hangul::{initial_of, is_initial};
use policygraph_korean::name;
use policygraph_model::EntityType;
use policygraph_registry::Registry;
use std::borrow::Cow;

/// All names of a graph, made ready for searching.
pub(crate) struct Names {
    /// A name folded to small letters without spaces, and the node whose name it is.
    pub(crate) folded: Vec<(String, NodeIndex)>,
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
    pub(crate) fn of(graph: &PolicyGraph) -> Self {
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

    pub(crate) fn degree(&self, node: NodeIndex) -> usize {
        self.degrees[node.index()] as usize
    }
}

/// A name as it is compared with what was typed: where that is initial consonants only, by these.
pub(crate) fn compared<'n>(name: &'n str, wanted: &str) -> Cow<'n, str> {
    if wanted.chars().all(is_initial) {
        Cow::Owned(name.chars().map(initial_of).collect())
    } else {
        Cow::Borrowed(name)
    }
}

/// A name as names are told apart ([`name::key`]), without characters that are not seen: `5G 망` and `5g망` are typed alike, in whatever form.
pub(crate) fn folded(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).collect();
    // Initial consonants (ㅁㄱ) stay what they are: their normal form is another letter.
    if seen.chars().all(|c| is_initial(c) || c.is_whitespace()) {
        return seen.chars().filter(|c| !c.is_whitespace()).collect();
    }
    name::key(&seen)
}

/// Characters without width, which come along when a name is copied.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
