//! How much work a text makes, counted in allocations: twice the text, twice the work, whatever the text is one of.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Allocations from bytes to facts, all made by the thread of the pool: this one.
fn work(alone: &ThreadPool, pipeline: &Pipeline, text: &str) -> u64 {
    let read = || {
        let document = pipeline.lay_out("a.txt", text.as_bytes()).unwrap();
        assert!(!pipeline.facts(&document).is_empty());
    };
    alone.install(|| allocation_counter::measure(read).count_total)
}

#[test]
fn work_grows_with_the_length_of_a_text_and_not_with_its_square() {
    // One sentence of clauses, one paragraph of sentences, one list of names, one line of cells, bullets without a heading.
    const KINDS: [&str; 5] = [
        "총무성은 ‘하늘 통신 계획’을 추진하고 30억 엔을 투입하며, ",
        "경제산업성은 2021년 가온전자와 ‘누리 반도체 사업’에 5억 달러를 지원한다. ",
        "가온전자, 누리통신, 한빛해양연구소, 총무성, ",
        "총무성 | 하늘 통신 계획 | 30억 엔 | ",
        "○ 총무성은 ‘하늘 통신 계획’에 30억 엔을 투입\n",
    ];
    let alone = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
    let pipeline = Pipeline::new(Registry::builtin());
    // What is made once is made before.
    work(&alone, &pipeline, KINDS[0]);
    for kind in KINDS {
        let times = 40_000 / kind.len();
        let [once, twice, four] = [1, 2, 4].map(|n| work(&alone, &pipeline, &kind.repeat(n * times)));
        // What the second and the third step add for 40 kB each: the same, and a little for lists that grow; twice as much if it were a square.
        let added = [twice - once, (four - twice) / 2];
        assert!(added[1] * 3 < added[0] * 4, "{kind:?}: {once}, {twice}, {four} allocations for 40, 80, 160 kB");
    }
}
