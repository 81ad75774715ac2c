use policygraph_pipeline::Pipeline;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let p = Pipeline::new(policygraph_registry::Registry::builtin());
    let d = p.lay_out(&path, &std::fs::read(&path).unwrap()).unwrap();
    for (s, text, a) in p.grammar(&d) {
        println!("[{}] {:?} {text}", s.path, s.context.country);
        for (i, p) in a.phrases.iter().enumerate() {
            let n: Vec<_> = p
                .nouns
                .clone()
                .map(|w| {
                    let x = &a.words[w];
                    if x.atom { format!("<{}>", &text[x.stem.clone()]) } else { text[x.stem.clone()].to_string() }
                })
                .collect();
            print!(
                "  {i}:{:?}[{}]{}{}{}",
                p.role,
                n.join(" "),
                if p.joint.is_some() { "+" } else { "" },
                if p.modifies { ">" } else { "" },
                if p.inner { "~" } else { "" }
            );
        }
        println!();
        for c in &a.clauses {
            println!(
                "    {:?} {} {:?} {:?} neg={} {:?} args={:?} topic={:?} head={:?} s={}",
                c.kind, c.lemma, c.light, c.ending, c.negative, c.modality, c.arguments, c.topic, c.head, c.sentence
            );
        }
    }
}
