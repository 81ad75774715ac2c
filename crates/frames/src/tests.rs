//! What sentences of each shape state, with their names given, and what holds for any text.

use super::*;
use policygraph_registry::Registry;
use proptest::prelude::*;

/// Takes the marks out of "[Company:다온]은 …": the plain text, its referents and their names by id.
fn marked(text: &str) -> (String, Vec<Referent>, Vec<String>) {
    let (mut plain, mut referents, mut names) = (String::new(), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let (mark, tail) = after.split_once(']').unwrap();
        let (kind, name) = mark.split_once(':').unwrap();
        let id = names.iter().position(|n| n == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        let start = plain.len();
        plain.push_str(name);
        let kind = (kind != "?").then(|| kind.parse().unwrap());
        referents.push(Referent { id: u32::try_from(id).unwrap(), range: start..plain.len(), kind });
        rest = tail;
    }
    plain.push_str(rest);
    (plain, referents, names)
}

fn scene<T>(text: &str, context: &Context, read: impl FnOnce(&Scene<'_>, &[String]) -> T) -> T {
    let (plain, referents, names) = marked(text);
    let registry = Registry::builtin();
    let frames = registry.frames();
    let ranges: Vec<_> = referents.iter().map(|r| r.range.clone()).collect();
    let analysis = Analysis::new(&plain, &ranges, &|noun| frames.is_verbal(noun));
    let fillers = Fillers::new(&analysis);
    read(
        &Scene { text: &plain, analysis: &analysis, referents: &referents, fillers: &fillers, frames, context },
        &names,
    )
}

/// Each relation once, as `다온 acquires 하람`, with `+` where it is planned, `?` possible, `!` denied.
fn states(text: &str) -> Vec<String> {
    let mut out = scene(text, &Context::default(), |scene, names| {
        let all = (0..scene.analysis.sentences.len()).flat_map(|s| scene.relations(s));
        all.map(|f| {
            let force = match f.status {
                Status::Stated => "",
                Status::Planned => "+",
                Status::Possible => "?",
                Status::Denied => "!",
            };
            format!("{} {}{force} {}", names[f.from as usize], f.predicate, names[f.to as usize])
        })
        .collect::<Vec<_>>()
    });
    out.sort();
    out.dedup();
    out
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(states(text), expected, "{text}");
}

#[test]
fn active() {
    check("[Company:다온]은 [Company:하람]을 인수했다.", &["다온 acquires 하람"]);
    check("[Company:다온]이 [Company:하람]을 3억 원에 사들였다.", &["다온 acquires 하람"]);
    check("[GovernmentAgency:물결부]는 [Program:새빛 계획]을 총괄한다.", &["물결부 leads 새빛 계획"]);
    check("[Company:다온]은 [Program:새빛 계획]에 참여한다.", &["다온 participatesIn 새빛 계획"]);
    check("[Company:다온]은 [Company:하람]과 경쟁한다.", &["다온 competesWith 하람"]);
}

#[test]
fn passive() {
    check("[Company:하람]은 [Company:다온]에 인수됐다.", &["다온 acquires 하람"]);
    check("[Company:하람]은 [Company:다온]에 의해 인수되었다.", &["다온 acquires 하람"]);
}

#[test]
fn receiving() {
    check("[Company:다온]은 [Country:미국]의 제재를 받았다.", &["미국 restricts 다온"]);
}

#[test]
fn causative() {
    check("[Country:미국]은 [Company:다온]을 시장에서 퇴출시켰다.", &["미국 restricts 다온"]);
}

#[test]
fn relative_clauses() {
    // What is acted on follows.
    check("[Company:다온]이 개발한 [Product:은하]가 화제다.", &["다온 develops 은하"]);
    check("[Company:다온]이 인수한 [Company:하람]은 커졌다.", &["다온 acquires 하람"]);
    // Who acts follows.
    check("[Company:하람]을 인수한 [Company:다온]은 커졌다.", &["다온 acquires 하람"]);
    check("[Place:부산]에 본사를 둔 [Company:다온]은 커졌다.", &["다온 basedIn 부산"]);
}

#[test]
fn nominal() {
    check("[Company:다온]의 [Company:하람] 인수가 마무리됐다.", &["다온 acquires 하람"]);
    check("[Country:미국]의 [Company:다온] 제재가 이어졌다.", &["미국 restricts 다온"]);
}

#[test]
fn headlines() {
    check("[Company:다온], [Company:하람] 인수 추진", &["다온 acquires+ 하람"]);
    check("[GovernmentAgency:물결부], [Program:새빛 계획] 발표", &["물결부 announces 새빛 계획"]);
}

#[test]
fn copula() {
    check("[Company:하람]은 [Company:다온]의 자회사다.", &["하람 subsidiaryOf 다온"]);
    check("[Company:다온]의 자회사는 [Company:하람]이다.", &["하람 subsidiaryOf 다온"]);
    let denied = states("[Company:하람]은 [Company:다온]의 자회사가 아니다.");
    assert!(!denied.contains(&"하람 subsidiaryOf 다온".to_owned()), "{denied:?}");
}

#[test]
fn apposition() {
    check("[Company:다온]의 자회사인 [Company:하람]은 커졌다.", &["하람 subsidiaryOf 다온"]);
    check("[Company:다온]의 자회사 [Company:하람]은 커졌다.", &["하람 subsidiaryOf 다온"]);
}

#[test]
fn put_into_a_role() {
    check(
        "[GovernmentAgency:물결부]는 [ResearchOrganization:미르연구원]을 [Program:새빛 계획]의 주관기관으로 선정했다.",
        &["미르연구원 leads 새빛 계획"],
    );
    check(
        "[ResearchOrganization:미르연구원]이 [Program:새빛 계획]의 주관기관으로 선정됐다.",
        &["미르연구원 leads 새빛 계획"],
    );
}

#[test]
fn support_verbs() {
    check("[Company:다온]은 [Company:하람] 인수를 마무리했다.", &["다온 acquires 하람"]);
    check("[Company:다온]은 [Company:하람]과 협약을 맺었다.", &["다온 partnersWith 하람"]);
}

#[test]
fn force() {
    check("[Company:다온]은 [Company:하람]을 인수하지 않았다.", &["다온 acquires! 하람"]);
    check("[Company:다온]은 [Company:하람]을 인수하지 않기로 했다.", &["다온 acquires! 하람"]);
    check("[Company:다온]은 [Company:하람] 인수를 철회했다.", &["다온 acquires! 하람"]);
    check("[Company:다온]은 [Company:하람]을 인수할 계획이다.", &["다온 acquires+ 하람"]);
    check("[Company:다온]은 [Company:하람]을 인수하기로 했다.", &["다온 acquires+ 하람"]);
    check("[Company:다온]이 [Company:하람]을 인수할 가능성이 있다.", &["다온 acquires? 하람"]);
    check("[Company:다온]은 [Company:하람] 인수를 검토한다.", &["다온 acquires? 하람"]);
}

#[test]
fn quotations() {
    check("[Person:오세림] 대표는 [Company:다온]이 [Company:하람]을 인수했다고 밝혔다.", &["다온 acquires 하람"]);
    check("[Company:다온]은 [Company:하람]을 인수했다고 밝혔다.", &["다온 acquires 하람"]);
}

#[test]
fn gaps() {
    check(
        "[Program:새빛 계획]은 [GovernmentAgency:물결부]가, [Program:여명 계획]은 [GovernmentAgency:바람부]가 총괄한다.",
        &["물결부 leads 새빛 계획", "바람부 leads 여명 계획"],
    );
    check(
        "[GovernmentAgency:물결부]는 [Program:새빛 계획]을, [GovernmentAgency:바람부]는 [Program:여명 계획]을 총괄한다.",
        &["물결부 leads 새빛 계획", "바람부 leads 여명 계획"],
    );
}

#[test]
fn lists() {
    check(
        "[Company:다온], [Company:하람], [Company:미르] 등이 [Program:새빛 계획]에 참여한다.",
        &["다온 participatesIn 새빛 계획", "미르 participatesIn 새빛 계획", "하람 participatesIn 새빛 계획"],
    );
    check(
        "[Country:미국]은 [Company:다온]과 [Company:하람] 등 10개사를 제재했다.",
        &["미국 restricts 다온", "미국 restricts 하람"],
    );
}

#[test]
fn chains_of_places() {
    check(
        "[Company:다온]은 [Country:미국] [Place:텍사스주] [Place:오스틴]에 6억 달러를 투자한다.",
        &["다온 investsIn 미국", "다온 investsIn 오스틴", "다온 investsIn 텍사스주"],
    );
}

#[test]
fn topics_that_are_objects() {
    check("[Program:새빛 계획]은 [GovernmentAgency:물결부]가 총괄한다.", &["물결부 leads 새빛 계획"]);
    check("[Company:하람]은 [Company:다온]이 인수했다.", &["다온 acquires 하람"]);
}

#[test]
fn joint_action() {
    check("[Company:다온]은 [Company:하람]과 공동으로 장비를 만든다.", &["다온 partnersWith 하람"]);
    check("[Company:다온]과 [Company:하람]은 각자 장비를 만든다.", &[]);
}

#[test]
fn nobody_acts_for_a_subject_that_is_not_known() {
    let before = Context {
        subjects: vec![Filler { id: 0, kind: Some(EntityType::Company), range: 0..0, carried: true }],
        ..Context::default()
    };
    // Nobody knows 처음보는사; 다온, of whom the sentence before was, does not stand in for it.
    let carried = |text: &str| scene(text, &before, |scene, _| scene.relations(0).len());
    assert_eq!(carried("처음보는사는 [Product:다온][Product:은하]를 출시했다."), 0);
    assert_eq!(carried("처음보는사가 [Product:다온][Product:은하]를 출시했다."), 0);
}

#[test]
fn members_of_what_a_clause_describes() {
    check(
        "[Company:다온]과 [Company:하람]이 회원사로 있는 [Association:물결협회]는 성명을 냈다.",
        &["다온 partOf 물결협회", "하람 partOf 물결협회"],
    );
    check(
        "[Company:다온]은 [Company:하람]과 [Company:가람]이 경쟁사로 꼽힌다.",
        &["가람 competesWith 다온", "하람 competesWith 다온"],
    );
}

#[test]
fn who_is_given_a_task_runs_it() {
    check(
        "[GovernmentAgency:물결부]는 [Program:새빛 공제]를 신설하고 [GovernmentAgency:단비공단]에 운영을 맡긴다.",
        &["단비공단 leads 새빛 공제", "물결부 leads 새빛 공제"],
    );
}

#[test]
fn what_was_brought_up_before_is_explained() {
    let law = Filler { id: 9, kind: Some(EntityType::Legislation), range: 0..0, carried: true };
    let before = Context { measure: Some(law), ..Context::default() };
    let told = |text: &str| {
        scene(text, &before, |scene, _| {
            let mut found: Vec<_> = scene.relations(0).into_iter().map(|f| (f.from, f.predicate)).collect();
            found.dedup();
            found
        })
    };
    assert_eq!(told("이른바 [Legislation:옛빛법]을 대체하는 것으로, 내년에 시행된다."), [(9, Predicate::Replaces)]);
    assert_eq!(told("[Legislation:옛빛법]에 따른 것으로, 내년에 시행된다."), [(9, Predicate::BasedOn)]);
    // Somebody else is spoken of.
    let other = told("[Program:새빛 계획]은 [Legislation:옛빛법]을 대체하는 것이다.");
    assert!(other.iter().all(|f| f.0 != 9), "{other:?}");
}

#[test]
fn lists_of_the_text() {
    let listed = |text: &str| {
        scene(text, &Context::default(), |scene, _| scene.lists().iter().map(Vec::len).collect::<Vec<_>>())
    };
    assert_eq!(listed("[Company:다온]과 [?:누리온]이 참여했다."), [2]);
    assert_eq!(listed("[Company:다온]과 지난 3월 설립된 [Company:하람]이 참여했다."), [2]);
    assert_eq!(listed("[Company:다온]은 [Company:하람]을 인수했다."), Vec::<usize>::new());
}

#[test]
fn types_by_role() {
    let asked = scene("[Company:다온]은 [?:누리온]을 인수했다.", &Context::default(), |scene, names| {
        scene.types().into_iter().map(|a| (names[a.id as usize].clone(), a.predicate, a.kinds)).collect::<Vec<_>>()
    });
    assert_eq!(asked, [("누리온".to_owned(), Predicate::Acquires, vec![EntityType::Company])]);
}

proptest! {
    #[test]
    fn never_panics(text in "[^\\[\\]]{0,60}") {
        states(&text);
    }

    #[test]
    fn ranges_lie_on_characters(
        words in proptest::collection::vec(
            "(\\[(Company:다온|Company:하람|Program:새빛 계획|GovernmentAgency:물결부|Country:미국|Place:부산)\\]|[가-힣]{1,4}|자회사|인수|투자)(은|는|이|을|를|에|의|와|과|하고|한|했다\\.)?",
            1..12,
        )
    ) {
        let text = words.join(" ");
        scene(&text, &Context::default(), |scene, _| {
            for found in (0..scene.analysis.sentences.len()).flat_map(|s| scene.relations(s)) {
                prop_assert!(scene.text.get(found.range.clone()).is_some());
                prop_assert!(found.from != found.to && found.confidence > 0.0 && found.confidence <= 1.0);
            }
            Ok(())
        })?;
    }
}

#[test]
fn prevented() {
    check("[Country:미국]은 [Company:다온]이 칩을 수출하지 못하게 했다.", &["미국 restricts 다온"]);
    check("[Country:미국]은 [Company:다온]에 칩을 수출하지 못하게 했다.", &["미국 restricts 다온"]);
}

#[test]
fn headlines_of_two_names() {
    check("[Company:다온], [Company:하람] 인수", &["다온 acquires 하람"]);
}

#[test]
fn receiving_an_investment() {
    check("[Company:다온]은 [Company:하람]으로부터 3억 원을 투자받았다.", &["하람 investsIn 다온"]);
    check("[Company:다온]은 [Company:하람]으로부터 투자를 받았다.", &["하람 investsIn 다온"]);
}

#[test]
fn receiving_a_restriction() {
    check("[Company:다온]은 [Country:미국]으로부터 제재를 당했다.", &["미국 restricts 다온"]);
}

#[test]
fn under_the_lead_of() {
    check("[Program:새빛 계획]은 [GovernmentAgency:물결부]의 주도로 추진된다.", &["물결부 leads 새빛 계획"]);
}

#[test]
fn beside_whom_something_is_done() {
    check("[Company:다온]은 [Company:하람]에 이어 보조금을 받았다.", &[]);
    check("[Company:다온] 역시 [Company:하람]에 투자했다.", &["다온 investsIn 하람"]);
    check("[Place:미르시]의 경우 ‘[Program:새빛 계획]’을 발표했다.", &["미르시 announces 새빛 계획"]);
}

#[test]
fn unnamed_subjects_act() {
    check(
        "[InternationalOrganization:한울기구]는 12개 회원국이 참여한 [Program:새빛 계획]을 소개했다.",
        &["한울기구 announces 새빛 계획"],
    );
}

#[test]
fn who_selects_the_tasks_of_a_programme_runs_it() {
    check("[GovernmentAgency:물결부]는 [Program:새빛 사업] 새 과제 10개를 선정했다.", &["물결부 leads 새빛 사업"]);
}

#[test]
fn payers_are_no_sites() {
    check("[Program:새빛 사업]의 자금은 [Country:독일]에서 지원된다.", &["독일 funds 새빛 사업"]);
}

#[test]
fn branches_stand_for_the_whole() {
    check(
        "[GovernmentAgency:물결단]은 [InternationalOrganization:한울기구] [Country:베트남] 사무소와 협약을 체결했다.",
        &["물결단 partnersWith 한울기구"],
    );
}

#[test]
fn each_is_put_into_an_office_of_its_own() {
    check(
        "[ResearchOrganization:미르연구원]장에 [Person:김하늘] 교수, [ResearchOrganization:솔연구원]장에 [Person:이바다] 박사가 선임됐다.",
        &["김하늘 holdsPosition 미르연구원", "이바다 holdsPosition 솔연구원"],
    );
    check(
        "[GovernmentAgency:물결회]는 [Person:김하늘] 박사를 [ResearchOrganization:미르연구원] 원장, [Person:이바다] 박사를 [ResearchOrganization:솔연구원] 원장으로 선임했다.",
        &["김하늘 holdsPosition 미르연구원", "이바다 holdsPosition 솔연구원"],
    );
}

#[test]
fn what_is_there_is_not_who_acts() {
    check("[Company:다온]은 [Place:미르시]에 위치한 공장에 설비를 들였다.", &[]);
    check("[Company:다온]이 신제품을 출시하는 등 [Country:미국]의 수출 규제 우려가 커졌다.", &[]);
}

#[test]
fn stakes() {
    check("[Company:다온]이 [Company:하람]의 지분 49%를 인수하는 계약을 체결했다.", &["다온 investsIn 하람"]);
    check("[Company:다온]이 [Company:하람]의 지분 60%를 인수했다.", &["다온 acquires 하람"]);
    check("[Company:하람]은 [Company:다온]이 자사 지분 87%를 인수한다고 밝혔다.", &["다온 acquires 하람"]);
    check("[Company:다온]의 [Company:하람] 인수가 마무리됐다.", &["다온 acquires 하람"]);
}

#[test]
fn each_receiver_has_its_sum() {
    check(
        "[GovernmentAgency:물결부]는 [Company:다온]에 5억 유로(약 80억 원), [Company:하람]에 2억 유로 과징금을 부과했다.",
        &["물결부 restricts 다온", "물결부 restricts 하람"],
    );
    check(
        "[Company:다온]과 [Company:하람]에 [GovernmentAgency:물결부]가 1조 원에 달하는 과징금을 부과했다.",
        &["물결부 restricts 다온", "물결부 restricts 하람"],
    );
}

#[test]
fn seats_of_a_region_are_branches() {
    check("[Company:다온]은 [Country:영국]에 본사를 설립했다.", &["다온 basedIn 영국"]);
    check("[Company:다온]은 [Country:영국]에 [Place:유럽] 본사를 설립했다.", &["다온 operatesIn 영국"]);
}

#[test]
fn who_gives_gets_it_from_nobody() {
    check("[GovernmentAgency:물결부]는 [Country:독일]에서 여러 실증 사업을 지원하기로 했다.", &[]);
}

#[test]
fn another_thing_is_developed() {
    let programme = "[Country:독일]은 [Program:새빛 사업]을 발표했다.";
    let more = "[GovernmentAgency:물결부]는 친환경 신기술의 개발도 추진한다.";
    check(&format!("{programme} {more}"), &["독일 announces 새빛 사업"]);
}

#[test]
fn a_budget_that_becomes_another_pays_nobody() {
    check("[GovernmentAgency:물결부]는 부처 예산을 [GovernmentAgency:솔청] 예산으로 통합한다.", &[]);
}

#[test]
fn a_bracket_enumerates() {
    check(
        "[Company:다온]은 중소기업 2개사([Company:하람]·[Company:미르])와 컨소시엄을 구성해 [Program:새빛 사업]에 선정됐다.",
        &[
            "다온 participatesIn 새빛 사업",
            "다온 partnersWith 미르",
            "다온 partnersWith 하람",
            "미르 participatesIn 새빛 사업",
            "하람 participatesIn 새빛 사업",
        ],
    );
}

#[test]
fn the_other_party_to_a_contract() {
    check(
        "[Company:다온]은 [GovernmentAgency:물결청]과 자동차를 수출하는 계약을 체결했다.",
        &["다온 partnersWith 물결청"],
    );
}

#[test]
fn each_has_a_ministry_of_their_own() {
    check(
        "[GovernmentAgency:물결부] 장관 [Person:김하늘]과 [GovernmentAgency:솔부] 장관 [Person:이바다]가 만났다.",
        &["김하늘 holdsPosition 물결부", "이바다 holdsPosition 솔부"],
    );
}

#[test]
fn what_its_head_does_the_body_does() {
    check(
        "[GovernmentAgency:물결부] [Person:김하늘] 장관은 [GovernmentAgency:솔부]와 협약을 맺었다.",
        &["물결부 partnersWith 솔부"],
    );
}

#[test]
fn two_act_before_the_comma_of_a_headline() {
    check("[Company:다온]·[Company:하람], [Company:미르] 인수", &["다온 acquires 미르", "하람 acquires 미르"]);
    check("[Company:다온]-[Company:하람], [Company:미르] 인수", &["다온 acquires 미르", "하람 acquires 미르"]);
}

#[test]
fn cities_are_partners_and_continents_are_not() {
    check(
        "[Company:다온]은 [Place:미르시]와 [Program:새빛 사업]을 추진한다.",
        &["다온 leads 새빛 사업", "다온 partnersWith 미르시", "미르시 leads 새빛 사업"],
    );
    check("[Company:다온]은 [Place:오세아니아]와 [Program:새빛 사업]을 추진한다.", &["다온 leads 새빛 사업"]);
}

#[test]
fn nouns_say_what_a_programme_is_for() {
    check("[Company:다온]은 ‘[Program:새빛]’ 쌀가루 산업화 사업을 추진한다.", &["다온 leads 새빛"]);
    check("[Company:다온]은 ‘[Program:새빛]’ 후속 산업화 사업을 추진한다.", &[]);
}

#[test]
fn where_money_goes_in_something_is_built() {
    check(
        "[Company:다온]은 [Place:미르시]에 3억 달러를 들여 공장을 짓는다.",
        &["다온 investsIn 미르시", "다온 operatesIn 미르시"],
    );
}

#[test]
fn a_bracket_counts_places() {
    check(
        "[GovernmentAgency:물결부]는 ‘[Program:새빛 사업]’ 대상 지역 2곳([Place:미르시]·[Place:솔시])을 공개했다.",
        &["새빛 사업 implementedIn 미르시", "새빛 사업 implementedIn 솔시"],
    );
}

#[test]
fn several_are_put_into_several_roles() {
    for text in [
        "[GovernmentAgency:물결부]는 ‘[Program:새빛 사업]’ 주관기관으로 [Company:다온]을, 참여기관으로 [Company:하람]을 뽑았다.",
        "[GovernmentAgency:물결부]는 [Company:다온]을 ‘[Program:새빛 사업]’ 주관기관으로, [Company:하람]을 참여기관으로 뽑았다.",
    ] {
        check(text, &["다온 leads 새빛 사업", "하람 participatesIn 새빛 사업"]);
    }
}

#[test]
fn rivals_work_the_market_they_compete_for() {
    check(
        "[Company:다온]은 [Country:인도] 시장에서 [Company:하람]과 경쟁한다.",
        &["다온 competesWith 하람", "다온 operatesIn 인도", "하람 operatesIn 인도"],
    );
}

#[test]
fn each_pays_a_sum() {
    check(
        "[Program:새빛 사업]에는 [Company:다온]이 3억 원, [Company:하람]이 2억 원을 출자한다.",
        &["다온 funds 새빛 사업", "하람 funds 새빛 사업"],
    );
}

#[test]
fn who_joins_a_round_invests() {
    check("[Company:다온]은 9억 원을 유치했고, 투자에는 [Company:하람]이 참여했다.", &["하람 investsIn 다온"]);
    check("[Company:다온]은 [Company:하람]을 투자자로 확보했다.", &["하람 investsIn 다온"]);
}

#[test]
fn members_of_what_modifies_an_object() {
    check(
        "[GovernmentAgency:물결부]는 [Country:중국]과 [Country:러시아]에 대한 수출을 막았다.",
        &["물결부 restricts 러시아", "물결부 restricts 중국"],
    );
    check(
        "[GovernmentAgency:물결부]는 [Company:다온]과 [Place:두바이]에 등록된 [Company:하람]을 제재했다.",
        &["물결부 restricts 다온", "물결부 restricts 하람", "하람 basedIn 두바이"],
    );
}

#[test]
fn what_is_moved_to_replaces_what_is_given_up() {
    check(
        "[GovernmentAgency:물결부]는 [Program:새빛 사업]을 접고 [Program:온빛 사업]으로 갈아탔다.",
        &["물결부 leads 온빛 사업", "온빛 사업 replaces 새빛 사업"],
    );
}

#[test]
fn a_programme_works_around_places() {
    check(
        "[Program:새빛 사업]을 통해 [Place:원주]와 [Place:안동]의 거점에 장비를 배치한다.",
        &["새빛 사업 implementedIn 안동", "새빛 사업 implementedIn 원주"],
    );
}

#[test]
fn permission_is_got_from_who_makes_nothing() {
    check(
        "[Company:다온]은 [GovernmentAgency:물결청]으로부터 [Product:은하]의 판매 허가를 받았다.",
        &["다온 develops 은하"],
    );
}

#[test]
fn who_did_what_is_punished_is_restricted() {
    check(
        "[GovernmentAgency:물결청]은 [Company:다온]과 [Company:하람]이 값을 올린 행위에 대해 과징금을 부과했다.",
        &["물결청 restricts 다온", "물결청 restricts 하람"],
    );
    check("[Company:다온]에 시정명령, [Company:하람]은 [GovernmentAgency:물결청] 고발", &[]);
}

#[test]
fn a_headline_goes_on_behind_a_clause() {
    check("[GovernmentAgency:물결부], [Company:다온]에 3억 원 투자해 지분 확보", &["물결부 investsIn 다온"]);
}

#[test]
fn a_share_of_a_company_makes_it_nobodys() {
    check("[Company:다온]은 [Company:하람]이 22%를 보유한 회사다.", &["하람 investsIn 다온"]);
}

#[test]
fn what_is_supplied_to_somebody_they_do_not_make() {
    check(
        "[Company:다온]은 [Company:하람]과 [Product:은하]를 공급하는 계약을 맺었다.",
        &["다온 develops 은하", "다온 partnersWith 하람"],
    );
}

#[test]
fn what_somebody_was_asked_for_and_refused_is_denied() {
    let refused = states("[Company:다온]은 ‘[Program:누리 사업]’ 참여를 요청받았으나 자체 계획이 있다며 거절했다.");
    assert_eq!(refused, ["다온 participatesIn! 누리 사업"]);
    let failed = states("[Company:다온]은 ‘[Program:누리 사업]’ 공모에 응했으나 탈락했다.");
    assert!(failed.iter().all(|f| f.contains('!')), "{failed:?}");
    // Somebody else refuses.
    let asked = states("[Company:다온]은 ‘[Program:누리 사업]’ 참여를 요청받았으나 [Company:하람]은 거절했다.");
    assert!(!asked.contains(&"다온 participatesIn! 누리 사업".to_owned()), "{asked:?}");
}

#[test]
fn members_of_a_group_by_who_formed_it() {
    let text = "‘[Program:누리 사업]’은 [Company:다온]이 [Company:하람], [Company:가온]과 꾸린 컨소시엄이 수주했다.";
    let stated = states(text);
    for member in ["다온", "하람", "가온"] {
        assert!(stated.contains(&format!("{member} participatesIn 누리 사업")), "{stated:?}");
    }
    assert!(stated.contains(&"다온 partnersWith 하람".to_owned()), "{stated:?}");
    assert!(!stated.iter().any(|f| f.contains("leads")), "{stated:?}");
}
