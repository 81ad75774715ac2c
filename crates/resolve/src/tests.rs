//! Resolution of hand-made mentions.

use super::*;
use policygraph_model::{
    Entity, EntityType, Mention, MentionId, NameReason, Predicate, RelationFinding, Section, SectionKind, Source, Span,
    Status,
};

fn document(text: &str) -> Document {
    let section = Section { kind: SectionKind::Item, number: "1".into(), path: "1".into(), ..Section::default() };
    Document { name: "t".into(), source: Source::new(text.into()), sections: vec![section], ..Document::default() }
}

fn mention(document: &Document, name: &str, kind: EntityType, registry: Option<&str>, aliases: &[&str]) -> Mention {
    let byte = document.source.as_str().find(name).unwrap();
    let start = u32::try_from(document.source.as_str()[..byte].chars().count()).unwrap();
    let end = start + u32::try_from(name.chars().count()).unwrap();
    Mention {
        text: 3,
        range: byte..byte + name.len(),
        span: Span { start, end },
        name: name.into(),
        kind,
        registry: registry.map(str::to_owned),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        country: None,
        rule: "test",
    }
}

fn entities(document: &Document, mentions: Vec<Mention>) -> Vec<Entity> {
    let found = Findings { mentions, ..Findings::default() };
    resolve(document, &[found], &Registry::builtin(), &Overrides::default())
        .into_iter()
        .filter_map(|f| if let Fact::Entity(e) = f { Some(e) } else { None })
        .collect()
}

#[test]
fn a_short_name_means_the_group_where_two_others_of_it_are_named() {
    let company = EntityType::Company;
    let d = document("삼성은 공장을 늘리고 삼성물산과 삼성SDS도 나선다. 삼성전자는 쉰다.");
    let short = mention(&d, "삼성", company, Some("samsung-electronics"), &[]);
    let builder = mention(&d, "삼성물산", company, Some("samsung-cnt"), &[]);
    let software = mention(&d, "삼성SDS", company, Some("samsung-sds"), &[]);
    let full = mention(&d, "삼성전자", company, Some("samsung-electronics"), &[]);
    let meant = |mentions: Vec<Mention>| entities(&d, mentions)[0].id.replace(ID_BASE, "");
    assert_eq!(meant(vec![short.clone(), builder.clone(), software.clone()]), "samsung-group");
    assert_eq!(meant(vec![short.clone(), builder.clone()]), "samsung-electronics");
    assert_eq!(meant(vec![short, builder, software, full]), "samsung-electronics");
}

#[test]
fn an_alias_joins_two_names() {
    let d = document("가온연구소(GRI)는 발표\nGRI는 논의");
    let kind = EntityType::ResearchOrganization;
    let found =
        entities(&d, vec![mention(&d, "가온연구소", kind, None, &["GRI"]), mention(&d, "GRI", kind, None, &[])]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].names, ["가온연구소", "GRI"]);
}

#[test]
fn registry_entries_never_merge() {
    let d = document("노키아 에릭슨");
    let found = entities(
        &d,
        vec![
            mention(&d, "노키아", EntityType::Company, Some("nokia"), &["같은이름"]),
            mention(&d, "에릭슨", EntityType::Company, Some("ericsson"), &["같은이름"]),
        ],
    );
    assert_eq!(found.iter().map(|e| e.id.rsplit('/').next().unwrap()).collect::<Vec<_>>(), ["nokia", "ericsson"]);
}

#[test]
fn one_edition_of_a_plan_is_the_plan() {
    let d = document("2020년도 지역산업진흥계획 / 지역산업진흥계획");
    let kind = EntityType::Program;
    let found = entities(
        &d,
        vec![
            mention(&d, "2020년도 지역산업진흥계획", kind, None, &[]),
            mention(&d, "지역산업진흥계획", kind, None, &[]),
        ],
    );
    assert_eq!(found.len(), 1);
    let d = document("2020년도 지역산업진흥계획 / 2021년도 지역산업진흥계획");
    let found = entities(
        &d,
        vec![
            mention(&d, "2020년도 지역산업진흥계획", kind, None, &[]),
            mention(&d, "2021년도 지역산업진흥계획", kind, None, &[]),
        ],
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn the_country_of_a_registered_agency_is_background() {
    let d = document("미국 백악관");
    let found = Findings {
        mentions: vec![
            mention(&d, "미국", EntityType::Country, Some("country-us"), &[]),
            mention(&d, "백악관", EntityType::GovernmentAgency, Some("us-white-house"), &[]),
        ],
        ..Findings::default()
    };
    let facts = resolve(&d, &[found], &Registry::builtin(), &Overrides::default());
    let relation = facts.iter().find_map(|f| if let Fact::Relation(r) = f { Some(r) } else { None }).unwrap();
    assert_eq!(
        (relation.p, relation.origin, relation.quote.as_str()),
        (policygraph_model::Predicate::HasJurisdiction, policygraph_model::Origin::Registry, "")
    );
}

#[test]
fn names_are_explained() {
    let d = document("가온연구소(GRI)는 발표\n GRI는 논의\n가온 연구소");
    let kind = EntityType::ResearchOrganization;
    let found = entities(
        &d,
        vec![
            mention(&d, "가온연구소", kind, None, &["GRI"]),
            mention(&d, "GRI", kind, None, &[]),
            mention(&d, "가온 연구소", kind, None, &[]),
        ],
    );
    let reasons: Vec<(&str, NameReason, Option<&str>)> =
        found[0].namings.iter().map(|n| (n.name.as_str(), n.reason, n.of.as_deref())).collect();
    assert_eq!(
        reasons,
        [
            ("가온연구소", NameReason::Introduced, None),
            ("GRI", NameReason::Bracket, Some("가온연구소")),
            ("가온 연구소", NameReason::Spelling, Some("가온연구소")),
        ]
    );
}

fn corrected(rows: &str, mentions: &dyn Fn(&Document) -> Vec<Mention>) -> Vec<Entity> {
    let d = document("가온사와 누리사, 다솜사, 연방통신위원회와 통신위");
    let registry = Registry::builtin();
    let overrides = Overrides::read("c.csv", &format!("action,name,value\n{rows}")).unwrap();
    let mut found = Findings { mentions: mentions(&d), ..Findings::default() };
    overrides.apply(&mut found, &registry);
    resolve(&d, &[found], &registry, &overrides)
        .into_iter()
        .filter_map(|f| if let Fact::Entity(e) = f { Some(e) } else { None })
        .collect()
}

#[test]
fn overrides_join_part_rename_and_retype() {
    let two = |d: &Document| {
        vec![mention(d, "가온사", EntityType::Company, None, &[]), mention(d, "누리사", EntityType::Company, None, &[])]
    };
    assert_eq!(corrected("", &two).len(), 2);
    let same = corrected("same-as,가온사,누리사\n", &two);
    assert_eq!(same.len(), 1);
    // The id does not depend on which of the names a document has.
    let one = |d: &Document| vec![mention(d, "가온사", EntityType::Company, None, &[])];
    assert_eq!(corrected("same-as,가온사,누리사\n", &one)[0].id, same[0].id);

    // Rows are chained, in any order, and whatever names a document has.
    for rows in ["same-as,가온사,누리사\nsame-as,누리사,다솜사\n", "same-as,누리사,다솜사\nsame-as,가온사,누리사\n"]
    {
        let chained = corrected(rows, &two);
        assert_eq!(chained.len(), 1, "{rows}");
        assert_eq!(corrected(rows, &one)[0].id, chained[0].id);
        let last = |d: &Document| vec![mention(d, "다솜사", EntityType::Company, None, &[])];
        assert_eq!(corrected(rows, &last)[0].id, chained[0].id);
    }
    let circle = "same-as,가온사,누리사\nsame-as,누리사,가온사\n";
    assert_eq!(corrected(circle, &two).len(), 1);

    let known = |d: &Document| vec![mention(d, "통신위", EntityType::GovernmentAgency, None, &[])];
    assert!(corrected("same-as,통신위,us-fcc\n", &known)[0].id.ends_with("/us-fcc"));

    let alias = |d: &Document| {
        vec![
            mention(d, "가온사", EntityType::Company, None, &["누리사"]),
            mention(d, "누리사", EntityType::Company, None, &[]),
        ]
    };
    assert_eq!(corrected("", &alias).len(), 1);
    assert_eq!(corrected("different-from,가온사,누리사\n", &alias).len(), 2);

    assert_eq!(corrected("rename,가온사,가온 주식회사\n", &one)[0].label_ko.as_deref(), Some("가온 주식회사"));
    assert_eq!(corrected("retype,가온사,Association\n", &one)[0].kind, EntityType::Association);
}

#[test]
fn bad_overrides_are_named_by_line() {
    let error = |rows: &str| Overrides::read("c.csv", rows).unwrap_err().to_string();
    assert!(error("action,name,value\nsame-as,가온,누리\nretype,가온,Firm\n").starts_with("c.csv:3: "));
    assert!(error("action,name,value\njoin,가온,누리\n").starts_with("c.csv:2: "));
    assert!(error("action,name,value\nrename,가온,\n").contains("must not be empty"));
}

/// The relations of a text in which a company leads a plan and a partner of it is named, after verdicts.
fn judged(rows: &str) -> Vec<(String, policygraph_model::Predicate, String, f64)> {
    use policygraph_model::Predicate;
    let d = document("가온사는 누리 계획을 주관하고 새별사와 협력");
    let mentions = vec![
        mention(&d, "가온사", EntityType::Company, None, &[]),
        mention(&d, "누리 계획", EntityType::Program, None, &[]),
        mention(&d, "새별사", EntityType::Company, None, &[]),
    ];
    let relation = |predicate, object| RelationFinding {
        subject: MentionId(0),
        predicate,
        object: MentionId(object),
        span: Span { start: 0, end: 16 },
        rule: "test",
        confidence: 0.6,
        status: Status::Stated,
        years: None,
    };
    let relations = vec![relation(Predicate::Leads, 1), relation(Predicate::PartnersWith, 2)];
    let found = Findings { mentions, relations, ..Findings::default() };
    let overrides = Overrides::read("c.csv", &format!("action,name,value,predicate,correction\n{rows}")).unwrap();
    let facts = resolve(&d, &[found], &Registry::builtin(), &overrides);
    let names: std::collections::HashMap<String, String> = facts
        .iter()
        .filter_map(|f| if let Fact::Entity(e) = f { Some((e.id.clone(), e.names[0].clone())) } else { None })
        .collect();
    facts
        .into_iter()
        .filter_map(|f| match f {
            Fact::Relation(r) => Some((names[&r.s].clone(), r.p, names[&r.o].clone(), r.confidence)),
            _ => None,
        })
        .collect()
}

#[test]
fn facts_are_confirmed_rejected_and_corrected() {
    use policygraph_model::Predicate::{Funds, Leads, PartnersWith};
    let (gaon, nuri, saebyeol) = ("가온사".to_owned(), "누리 계획".to_owned(), "새별사".to_owned());
    let partners = (gaon.clone(), PartnersWith, saebyeol, 0.6);
    assert_eq!(judged(""), [(gaon.clone(), Leads, nuri.clone(), 0.6), partners.clone()]);
    assert_eq!(judged("reject,가온사,누리 계획,leads,\n"), std::slice::from_ref(&partners));
    let confirmed = judged("confirm,가온사,누리계획,leads,\n");
    assert_eq!(confirmed, [(gaon.clone(), Leads, nuri.clone(), 1.0), partners.clone()]);
    let corrected = judged("correct,가온사,누리 계획,leads,funds\n");
    assert_eq!(corrected, [(gaon.clone(), Funds, nuri.clone(), 1.0), partners]);
    let turned = judged("correct,가온사,누리 계획,leads,^funds\n");
    assert_eq!(turned[0], (nuri, Funds, gaon, 1.0));
    // A symmetric relation is meant from either end.
    assert_eq!(judged("reject,새별사,가온사,partnersWith,\n").len(), 1);
    // Corrected into one that is there, it is one.
    assert_eq!(judged("correct,가온사,새별사,partnersWith,leads\nreject,가온사,누리 계획,leads,\n").len(), 1);
}

#[test]
fn verdicts_that_cannot_be_are_named_by_line() {
    let error = |row: &str| {
        Overrides::read("c.csv", &format!("action,name,value,predicate,correction\n{row}\n")).unwrap_err().to_string()
    };
    assert!(error("reject,a,b,lead,").starts_with("c.csv:2: predicate: "), "{}", error("reject,a,b,lead,"));
    assert!(error("correct,a,b,leads,").starts_with("c.csv:2: correction: "));
    assert!(error("correct,a,3억 원,budgetOf,leads").contains("no other predicate"));
    // Rows on names have three fields in a file with five columns.
    let mixed = "action,name,value,predicate,correction\nrename,가온,나온\nreject,a,b,leads,\n";
    assert_eq!(Overrides::read("c.csv", mixed).unwrap().len(), 2);
}

#[test]
fn parts_are_linked_to_their_total() {
    use policygraph_model::{Budget, BudgetFinding, MentionId, Money, Predicate, RelationFinding, Role, Status};
    let d = document("가온 계획 총 9억 원, 누리 사업 6억 원, 새별 사업 3억 원");
    let program = |name: &str| mention(&d, name, EntityType::Program, None, &[]);
    let mentions = vec![program("가온 계획"), program("누리 사업"), program("새별 사업")];
    let span = |words: &str| mention(&d, words, EntityType::Program, None, &[]).span;
    let part = |subject: u32| RelationFinding {
        subject: MentionId(subject),
        predicate: Predicate::PartOf,
        object: MentionId(0),
        span: span("누리 사업"),
        rule: "test",
        confidence: 1.0,
        status: Status::Stated,
        years: None,
    };
    let budget = |subject: u32, amount: u64, words: &str| BudgetFinding {
        subject: MentionId(subject),
        role: Role::Program,
        money: Money { amount: amount.into(), currency: "KRW".into() },
        upper: None,
        converted: None,
        period: None,
        qualifier: None,
        span: span(words),
        evidence: span(words),
        rule: "test",
        confidence: 1.0,
    };
    let found = Findings {
        mentions,
        relations: vec![part(1), part(2)],
        budgets: vec![
            budget(0, 900_000_000, "9억 원"),
            budget(1, 600_000_000, "6억 원"),
            budget(2, 300_000_000, "3억 원"),
        ],
    };
    let budgets: Vec<Budget> = resolve(&d, &[found], &Registry::builtin(), &Overrides::default())
        .into_iter()
        .filter_map(|f| if let Fact::Budget(b) = f { Some(b) } else { None })
        .collect();
    assert_eq!(budgets[0].total, None);
    for part in &budgets[1..] {
        let total = part.total.as_ref().unwrap();
        assert_eq!((total.id.as_str(), total.complete), (budgets[0].id.as_str(), true));
    }
}

#[test]
fn a_fact_in_one_place_and_a_plan_in_another_is_a_fact() {
    let d = document("노키아는 에릭슨을 인수할 계획\n노키아는 에릭슨을 인수");
    let kind = EntityType::Company;
    let mentions = vec![mention(&d, "노키아", kind, None, &[]), mention(&d, "에릭슨", kind, None, &[])];
    let relation = |start, end, confidence, status| RelationFinding {
        subject: MentionId(0),
        predicate: Predicate::Acquires,
        object: MentionId(1),
        span: Span { start, end },
        rule: "test",
        confidence,
        status,
        years: None,
    };
    let relations = vec![relation(0, 16, 0.9, Status::Planned), relation(17, 29, 0.6, Status::Stated)];
    let found = Findings { mentions, relations, ..Findings::default() };
    let facts = resolve(&d, &[found], &Registry::builtin(), &Overrides::default());
    let statuses: Vec<Status> =
        facts.iter().filter_map(|f| if let Fact::Relation(r) = f { Some(r.status) } else { None }).collect();
    assert_eq!(statuses, [Status::Stated]);
}

#[test]
fn two_rules_that_agree_make_a_relation_surer() {
    let d = document("노키아는 에릭슨을 인수\n에릭슨을 인수한 노키아\n노키아는 에릭슨을 인수할 계획");
    let kind = EntityType::Company;
    let mentions = vec![mention(&d, "노키아", kind, None, &[]), mention(&d, "에릭슨", kind, None, &[])];
    let relation = |start, end, rule, status| RelationFinding {
        subject: MentionId(0),
        predicate: Predicate::Acquires,
        object: MentionId(1),
        span: Span { start, end },
        rule,
        confidence: 0.6,
        status,
        years: None,
    };
    let confidence = |relations: Vec<RelationFinding>| {
        let found = Findings { mentions: mentions.clone(), relations, ..Findings::default() };
        let facts = resolve(&d, &[found], &Registry::builtin(), &Overrides::default());
        facts.iter().find_map(|f| if let Fact::Relation(r) = f { Some(r.confidence) } else { None }).unwrap()
    };
    let first = relation(0, 12, "frame", Status::Stated);
    let check = |second, expected: f64| {
        let confidence = confidence(vec![first.clone(), second]);
        assert!((confidence - expected).abs() < 1e-9, "{confidence} is not {expected}");
    };
    check(relation(13, 25, "relative", Status::Stated), 0.84);
    check(relation(13, 25, "frame", Status::Stated), 0.6);
    check(relation(26, 42, "plan", Status::Planned), 0.6);
}

#[test]
fn short_forms_join_their_full_form() {
    let kind = EntityType::GovernmentAgency;
    let d = document("독일 연방산림수산보호부는 발표\n산림수산부는 논의");
    let found = entities(
        &d,
        vec![mention(&d, "독일 연방산림수산보호부", kind, None, &[]), mention(&d, "산림수산부", kind, None, &[])],
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let d = document("해밀시는 발표\n해밀 시내");
    let place = EntityType::Place;
    let found = entities(&d, vec![mention(&d, "해밀시", place, None, &[]), mention(&d, "해밀", place, None, &[])]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_year_before_a_name_that_goes_on_with_its_syllable_is_an_edition() {
    let d = document("2027년 도서 보급 사업을 발표\n‘도서 보급 사업’은 확대");
    let kind = EntityType::Program;
    let found = entities(
        &d,
        vec![mention(&d, "2027년 도서 보급 사업", kind, None, &[]), mention(&d, "도서 보급 사업", kind, None, &[])],
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_the_registry_has_is_not_minted() {
    let d = document("‘디지털 뉴딜’을 추진");
    let found = entities(&d, vec![mention(&d, "디지털 뉴딜", EntityType::Program, None, &[])]);
    let registered = Registry::builtin().named("디지털 뉴딜").next().map(|e| e.id.clone());
    assert_eq!(registered.map(|id| format!("{ID_BASE}{id}")), Some(found[0].id.clone()));
}

#[test]
fn a_ministry_abroad_needs_its_country() {
    let d = document("해양부는 그리스 항만의 새 계획을 발표했다.");
    let ministry = mention(&d, "해양부", EntityType::GovernmentAgency, None, &[]);
    let mut country = mention(&d, "그리스", EntityType::Country, Some("country-gr"), &[]);
    country.country = Some("GR".into());
    let id = |mentions: Vec<Mention>| entities(&d, mentions)[0].id.replace(ID_BASE, "");
    assert_eq!(id(vec![ministry.clone(), country]), "gr-shipping");
    assert_ne!(id(vec![ministry]), "gr-shipping");
}

/// The relations between mentions, by their names, each with its rule.
fn relations(
    document: &Document,
    mentions: Vec<Mention>,
    stated: &[(u32, Predicate, u32)],
) -> Vec<(String, Predicate, String, String)> {
    let finding = |&(subject, predicate, object): &(u32, Predicate, u32)| RelationFinding {
        subject: MentionId(subject),
        predicate,
        object: MentionId(object),
        span: Span { start: 0, end: 5 },
        rule: "test",
        confidence: 0.8,
        status: Status::Stated,
        years: None,
    };
    let found = Findings { mentions, relations: stated.iter().map(finding).collect(), ..Findings::default() };
    let facts = resolve(document, &[found], &Registry::builtin(), &Overrides::default());
    let name = |id: &str| {
        let of = |f: &Fact| matches!(f, Fact::Entity(e) if e.id == id);
        facts.iter().find(|f| of(f)).map(|f| if let Fact::Entity(e) = f { e.names[0].clone() } else { String::new() })
    };
    let all = facts.iter().filter_map(|f| if let Fact::Relation(r) = f { Some(r) } else { None });
    all.map(|r| (name(&r.s).unwrap(), r.p, name(&r.o).unwrap(), r.rule.clone())).collect()
}

#[test]
fn who_heads_a_department_is_of_its_ministry() {
    use EntityType::{GovernmentAgency, Person};
    let d = document("가온부 누리과 과장 김한결, 새벽국회 하늘위원회 위원장 박새롬");
    let mentions = vec![
        mention(&d, "가온부", GovernmentAgency, None, &[]),
        mention(&d, "누리과", GovernmentAgency, None, &[]),
        mention(&d, "김한결", Person, None, &[]),
        mention(&d, "새벽국회", GovernmentAgency, None, &[]),
        mention(&d, "하늘위원회", GovernmentAgency, None, &[]),
        mention(&d, "박새롬", Person, None, &[]),
    ];
    let stated = [
        (1, Predicate::PartOf, 0),
        (2, Predicate::HoldsPosition, 1),
        (4, Predicate::PartOf, 3),
        (5, Predicate::HoldsPosition, 4),
    ];
    let implied: Vec<_> = relations(&d, mentions, &stated).into_iter().filter(|r| r.3 == "implied-office").collect();
    assert_eq!(implied, [("김한결".into(), Predicate::HoldsPosition, "가온부".into(), "implied-office".into())]);
}

#[test]
fn a_programme_runs_where_the_one_does_that_it_belongs_to() {
    use EntityType::{Country, Program};
    let d = document("한국의 가온 계획 아래 누리 사업, 일본에도");
    let mentions = vec![
        mention(&d, "한국", Country, Some("country-kr"), &[]),
        mention(&d, "가온 계획", Program, None, &[]),
        mention(&d, "누리 사업", Program, None, &[]),
        mention(&d, "일본", Country, Some("country-jp"), &[]),
    ];
    let part = (2, Predicate::PartOf, 1);
    let runs = (1, Predicate::ImplementedIn, 0);
    let implied = |stated: &[(u32, Predicate, u32)]| {
        let all = relations(&d, mentions.clone(), stated);
        all.into_iter().filter(|r| r.3 == "implied-country").map(|r| (r.0, r.2)).collect::<Vec<_>>()
    };
    assert_eq!(implied(&[part, runs]), [("누리 사업".to_owned(), "한국".to_owned())]);
    // Not where it is said to run elsewhere, or where two countries could be meant.
    assert!(implied(&[part, runs, (2, Predicate::ImplementedIn, 3)]).is_empty());
    assert!(implied(&[part, runs, (1, Predicate::ImplementedIn, 3)]).is_empty());
}

#[test]
fn an_agency_abroad_is_not_called_as_the_one_at_home() {
    let d = document("산림청은 논의\n캐나다 산림청은 발표");
    let kind = EntityType::GovernmentAgency;
    let country = |mention: Mention, code: &str| Mention { country: Some(code.to_owned()), ..mention };
    let home = country(mention(&d, "산림청", kind, Some("kr-kfs"), &[]), "KR");
    let abroad = country(mention(&d, "캐나다 산림청", kind, None, &["산림청"]), "CA");
    assert_eq!(entities(&d, vec![home, abroad]).len(), 2);
}
