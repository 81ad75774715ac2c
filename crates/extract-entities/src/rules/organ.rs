//! A body by the one it belongs to: "국방부 산하 가온연구국(GARU)", "대통령 직속 누리위원회", "산림부 해양국".

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::Word;
use policygraph_korean::hangul::{SyllableSet, is_all_syllables};
use policygraph_model::EntityType;
use std::sync::LazyLock;

pub(crate) const ID: &str = "organ";

/// What stands between a body and the one that it belongs to.
const BELOW: &[&str] = &["산하", "직속", "소속", "소관", "부속"];
/// Endings of what belongs to a ministry or agency. 원 and 소 are for research, too.
const ORGANS: &[(&str, EntityType)] = &[
    ("위원회", EntityType::GovernmentAgency),
    ("위원단", EntityType::GovernmentAgency),
    ("본부", EntityType::GovernmentAgency),
    ("추진단", EntityType::GovernmentAgency),
    ("사령부", EntityType::GovernmentAgency),
    ("관리국", EntityType::GovernmentAgency),
    ("연구국", EntityType::GovernmentAgency),
    ("국", EntityType::GovernmentAgency),
    ("청", EntityType::GovernmentAgency),
    ("처", EntityType::GovernmentAgency),
    ("공단", EntityType::GovernmentAgency),
    ("공사", EntityType::GovernmentAgency),
    ("군", EntityType::GovernmentAgency),
    ("진흥원", EntityType::GovernmentAgency),
    ("연구원", EntityType::ResearchOrganization),
    ("연구소", EntityType::ResearchOrganization),
    ("연구센터", EntityType::ResearchOrganization),
    ("과학원", EntityType::ResearchOrganization),
    ("평가원", EntityType::ResearchOrganization),
    ("기술원", EntityType::ResearchOrganization),
    ("개발원", EntityType::ResearchOrganization),
    ("관리원", EntityType::GovernmentAgency),
    ("감독원", EntityType::GovernmentAgency),
    ("기구", EntityType::GovernmentAgency),
    ("센터", EntityType::ResearchOrganization),
    ("원", EntityType::GovernmentAgency),
];
/// The last syllables of all organs.
static LAST: LazyLock<SyllableSet> =
    LazyLock::new(|| ORGANS.iter().filter_map(|(ending, _)| ending.chars().next_back()).collect());
/// Words for what an organ is, which names none.
const PLAIN: &[&str] = &[
    "기관",
    "공공기관",
    "연구기관",
    "조직",
    "기구",
    "위원회",
    "연구원",
    "연구소",
    "진흥원",
    "공단",
    "공사",
    "센터",
    "당국",
    "외국",
    "각국",
    "양국",
    "약국",
    "전국",
    "귀국",
    "자국",
    "타국",
    "결국",
    "직원",
    "공무원",
    "지원",
    "자원",
    "차원",
    "회원",
    "의원",
    "인원",
    "재원",
    "병원",
    "학원",
    "법원",
    "대원",
    "요원",
    "정원",
    "구성원",
    "조직원",
    "회사원",
    "연구진",
    "방송국",
    "본부",
];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate().skip(1) {
        let name = phrase.stem(word);
        if !LAST.closes(name) {
            continue;
        }
        let Some(&(ending, kind)) = ORGANS.iter().find(|(e, _)| name.ends_with(e)) else { continue };
        let below =
            i >= 2 && BELOW.contains(&phrase.stem(&phrase.words[i - 1])) && !phrase.words[i - 1].closes && !word.opens;
        let whole = if below { whole_at(scene, i - 2, out) } else { None };
        let within = if below { None } else { whole_at(scene, i - 1, out).filter(|_| !word.opens) };
        // The president, the prime minister: "대통령 직속 ○○위원회".
        let head = below && matches!(phrase.stem(&phrase.words[i - 2]), "대통령" | "총리" | "국무총리" | "총리실");
        let own = name.strip_suffix(ending).unwrap_or(name);
        let named = name.chars().count() >= 3
            && is_all_syllables(name)
            && own.chars().count() >= 2
            && !PLAIN.contains(&name)
            && !scene.registry.lexicon().is_generic(name);
        let original = phrase.original(&word.stem);
        let known = out.iter().any(|c| {
            c.kind != EntityType::Technology
                && c.range.start < original.end
                && original.start < c.range.end
                && !(c.registry.is_none() && c.kind.is_organization())
        });
        if !named || known {
            continue;
        }
        // A committee is always a body; shorter endings need their parent's word to be an authority.
        let fits = if below {
            whole.is_some() || head
        } else {
            within.as_ref().is_some_and(|w| w.1 == EntityType::GovernmentAgency && inner(ending, name, &w.0))
        };
        if !fits {
            continue;
        }
        let country = whole.or(within).and_then(|w| w.2);
        out.retain(|c| {
            c.kind == EntityType::Technology || c.range.end <= original.start || original.end <= c.range.start
        });
        let mut candidate = Candidate::new(original, name, kind, ID, 6);
        candidate.country = country.or_else(|| scene.country().map(str::to_owned));
        out.push(candidate);
    }
}

/// Whether an ending is of a part of an authority that stands right before it.
fn inner(ending: &str, name: &str, whole: &str) -> bool {
    match ending {
        "위원회" => whole.ends_with(['부', '실']) || whole.ends_with("백악관"),
        "국" | "관리국" | "연구국" => name.chars().count() >= 3,
        "군" => whole.ends_with("국방부"),
        "본부" | "추진단" | "사령부" => true,
        _ => false,
    }
}

/// The organization that ends with a word: its name, type and country.
fn whole_at(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<(String, EntityType, Option<String>)> {
    let word: &Word = scene.phrase.words.get(i)?;
    if word.closes {
        return None;
    }
    let stem = if word.particle.is_some_and(|p| p.form == "의") { &word.stem } else { &word.range };
    let at = scene.phrase.original(stem);
    out.iter()
        .find(|c| c.range.end == at.end && c.kind.is_organization())
        .map(|c| (c.name.clone(), c.kind, c.country.clone()))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn organs_by_their_parent() {
        check(None, "대통령 직속 해오름전략위원회가 출범", &["GovernmentAgency:해오름전략위원회"]);
        check(
            None,
            "국방부 산하 미르방위연구국은 공모",
            &["GovernmentAgency:국방부", "GovernmentAgency:미르방위연구국", "Country:한국"],
        );
    }
}
