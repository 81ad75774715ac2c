//! Names that stand side by side.
//!
//! - "독일 ○○사": a country right before an organization says where it is based, or whose agency it is.
//! - "○○성 ○○협의회 ○○워킹그룹": an organization right before another contains it.
//! - "○○사의 ‘X’": the maker of a product; so is the company that its name starts with.
//! - "○○부 산하 ○○원", "○○의 자회사인 ○○", "○○의 모회사인 ○○": the noun between says how they belong together.

use crate::roles::{gap, skip_closers};
use crate::view::{Proposal, View};
use policygraph_model::{EntityType, Mention, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "adjacent-names";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    named_after_maker(view, out);
    for (text, _) in SectionText::all(view.section) {
        let names: Vec<_> = view.names(text).collect();
        for pair in names.windows(2) {
            let [(a, left), (b, right)] = pair else { continue };
            let string = view.str(text);
            let between = gap(string, left.range.end, right.range.start);
            // "○○ : ○○부 산하 기관", "○○는 ○○부 산하의 연구기관": what an organ is.
            let below = string[skip_closers(string, right.range.end)..].trim_start();
            let organ = ["산하", "소속", "직속"].iter().any(|w| below.starts_with(w))
                && ["기관", "기구", "조직", "부서", "연구소", "위원회"]
                    .iter()
                    .any(|n| below.chars().take(25).collect::<String>().contains(n));
            if organ
                && matches!(between.trim(), ":" | "：" | "은" | "는")
                && left.kind.is_organization()
                && right.kind.is_organization()
            {
                let proposal =
                    Proposal { subject: *a, predicate: Predicate::PartOf, object: *b, rule: ID, confidence: 0.8 };
                view.propose(&proposal, view.span(text, left.range.start..right.range.end), Status::Stated, None, out);
                continue;
            }
            let Some((subject, predicate, object, confidence)) = relation(between, (*a, left), (*b, right)) else {
                continue;
            };
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
            view.propose(&proposal, view.span(text, left.range.start..right.range.end), Status::Stated, None, out);
        }
    }
}

/// A product whose name starts with that of a company of the section is that company's.
fn named_after_maker(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let all = || SectionText::all(view.section).flat_map(|(text, _)| view.names(text));
    for (product, mention) in all().filter(|(_, m)| m.kind == EntityType::Product) {
        let maker = all().find(|(_, m)| {
            m.kind == EntityType::Company
                && mention.name.strip_prefix(m.name.as_str()).is_some_and(|r| r.starts_with(' '))
        });
        if let Some((maker, _)) = maker {
            let proposal = Proposal {
                subject: maker,
                predicate: Predicate::Develops,
                object: product,
                rule: ID,
                confidence: 0.75,
            };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// Whether a place is a city, as the registry names them, or not known.
fn is_city(place: &Mention) -> bool {
    place.registry.as_deref().is_none_or(|id| id.starts_with("geonames-"))
}

type End<'m> = (policygraph_model::MentionId, &'m Mention);

fn relation(
    gap: &str,
    (a, left): End<'_>,
    (b, right): End<'_>,
) -> Option<(policygraph_model::MentionId, Predicate, policygraph_model::MentionId, f64)> {
    use EntityType::{
        Association, Company, Country, GovernmentAgency, InternationalOrganization, Place, ResearchOrganization,
    };
    let words: Vec<&str> = gap.split_whitespace().collect();
    let quiet = gap.chars().all(|c| c == ' ');
    if quiet && matches!(left.kind, Country | Place) {
        let foreign = right.registry.is_some() && left.kind == Country && right.country != left.country;
        let predicate = match right.kind {
            GovernmentAgency => Predicate::HasJurisdiction,
            Company | ResearchOrganization | Association => Predicate::BasedIn,
            // Cities stand side by side in lists that lost their dots; a state or province contains what follows it.
            // Regions of the world stand side by side in lists too.
            Place if left.kind == Country || (!is_city(left) && left.country.is_some()) => Predicate::LocatedIn,
            _ => return None,
        };
        return (!foreign).then_some((b, predicate, a, 0.9));
    }
    // "○○시의 ○○ 대학": where it sits.
    if gap == "의 " && matches!(left.kind, Country | Place) {
        let organization = matches!(right.kind, Company | ResearchOrganization | Association);
        let foreign = right.country.is_some() && right.country != left.country;
        return (organization && !foreign).then_some((b, Predicate::BasedIn, a, 0.8));
    }
    // 국가 주요 ○○ 기업인 X: the country, a description that ends in a kind of company, and the name.
    let described = words
        .last()
        .is_some_and(|w| ["기업", "업체", "회사", "스타트업"].iter().any(|k| w.trim_end_matches('인').ends_with(k)));
    let seated = left.kind == Country || (left.kind == Place && gap.starts_with("의 "));
    if described && words.len() <= 5 && seated && right.kind == Company && !gap.contains([',', '.', '에', '을', '를'])
    {
        let foreign = right.country.is_some() && right.country != left.country && right.registry.is_some();
        return (!foreign).then_some((b, Predicate::BasedIn, a, 0.85));
    }
    // ○○사의 ‘X’: the maker in the genitive.
    if left.kind == Company && right.kind == EntityType::Product {
        let genitive = gap.trim_matches([' ', '‘', '’', '“', '\'']) == "의";
        return genitive.then_some((a, Predicate::Develops, b, 0.8));
    }
    if !(left.kind.is_organization() && right.kind.is_organization()) {
        return None;
    }
    // "○○부 산하 ○○원", "○○부의 산하 …", "○○부는 산하 기관인 ○○원".
    let below = gap.trim_start().trim_start_matches(['의', '은', '는']).trim_start();
    if ["산하", "소속", "직속"].iter().any(|w| below.starts_with(w)) {
        let companies = left.kind == Company && right.kind == Company;
        let predicate = if companies { Predicate::SubsidiaryOf } else { Predicate::PartOf };
        return (words.len() <= 4).then_some((b, predicate, a, 0.85));
    }
    // The noun stands right before the name: "○○의 자회사 ○○", "○○의 자회사인 ○○".
    let has = |noun: &str| words.last().is_some_and(|w| w.starts_with(noun));
    if has("자회사") && words.len() <= 3 {
        return Some((b, Predicate::SubsidiaryOf, a, 0.85));
    }
    if has("모회사") && words.len() <= 3 {
        return Some((a, Predicate::SubsidiaryOf, b, 0.85));
    }
    let contained =
        matches!(left.kind, GovernmentAgency | Association | ResearchOrganization | InternationalOrganization)
            && matches!(right.kind, GovernmentAgency | Association | ResearchOrganization);
    // Ministries in a row are a list; a bureau after a ministry is its own.
    let bureau = left.name.ends_with(['부', '성', '실']) && right.name.ends_with(['국', '청', '원', '소']);
    (gap == " " && contained && (right.registry.is_none() || bureau)).then_some((b, Predicate::PartOf, a, 0.75))
}
