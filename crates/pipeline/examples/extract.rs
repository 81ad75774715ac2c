use policygraph_pipeline::Pipeline;
fn main() {
    let path = std::env::args().nth(2).unwrap();
    let bytes = if path == "-" {
        let mut b = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut b).unwrap();
        b
    } else {
        std::fs::read(&path).unwrap()
    };
    let p = Pipeline::new(policygraph_registry::Registry::builtin());
    let d = p.lay_out(&path, &bytes).unwrap();
    let mut out = String::new();
    for fact in p.facts(&d) {
        out.push_str(&policygraph_model::wire::line(&fact));
        out.push('\n');
    }
    print!("{out}");
}
