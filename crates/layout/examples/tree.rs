//! dev
fn main() {
    let bytes = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let r = policygraph_registry::Registry::builtin();
    let d = policygraph_layout::lay_out("x", &policygraph_layout::read(&bytes).unwrap(), &r);
    for s in d.flatten() {
        println!("## {} [{:?}] {} | {:?} {:?} {:?} {:?} {}", s.path, s.kind, s.title.as_str(), s.context.country, s.context.label.as_ref().map(|l| l.as_str()), s.context.publisher.as_ref().map(|l| l.as_str()), s.context.date, s.context.urls.join(" "));
        if std::env::args().nth(2).is_some() { for b in &s.blocks { println!("   {:?}{} {}", b.kind, b.depth, b.text.as_str()); } }
    }
}
