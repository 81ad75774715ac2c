//! Public bodies, parties and leagues of states by their own name: "국립새벽과학원", "새벽연구원은", "벨트로공사가", "하늘당과".
//!
//! Candidates of this rule have the id of [`super::organ`].

use super::Scene;
use super::organ::ID;
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::hangul::{SyllableSet, is_syllable};
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;
use std::sync::LazyLock;

/// What opens the names of national bodies.
const NATIONAL: &[&str] = &["국립", "국가", "한국", "대한", "연방", "왕립", "중앙"];

/// Endings of names of national bodies, with the type.
const BODIES: &[(&str, EntityType)] = &[
    ("연구원", EntityType::ResearchOrganization),
    ("과학원", EntityType::ResearchOrganization),
    ("진흥원", EntityType::GovernmentAgency),
    ("연구소", EntityType::ResearchOrganization),
    ("연구센터", EntityType::ResearchOrganization),
    ("기술센터", EntityType::ResearchOrganization),
    ("정보원", EntityType::ResearchOrganization),
    ("평가원", EntityType::ResearchOrganization),
    ("개발원", EntityType::ResearchOrganization),
    ("기술원", EntityType::ResearchOrganization),
    ("생물관", EntityType::ResearchOrganization),
    ("대학교", EntityType::ResearchOrganization),
    ("대", EntityType::ResearchOrganization),
    ("협력단", EntityType::GovernmentAgency),
    ("관리원", EntityType::GovernmentAgency),
    ("안전원", EntityType::GovernmentAgency),
    ("공사", EntityType::GovernmentAgency),
    ("공단", EntityType::GovernmentAgency),
    ("연합", EntityType::Association),
];

/// What opens the names of bodies of many countries.
const WORLDWIDE: &[&str] = &[
    "아시아",
    "중앙아시아",
    "동남아",
    "동북아",
    "동아시아",
    "남아시아",
    "중동",
    "걸프",
    "북유럽",
    "세계",
    "국제",
    "유럽",
    "아프리카",
    "미주",
    "태평양",
    "중남미",
    "아랍",
    "남미",
    "북극",
    "인도양",
];

/// What the names of such bodies end in.
const LEAGUES: &[&str] = &["기구", "동맹", "연합", "협력체", "공동체", "개발은행", "이사회"];

/// Words in 원 that are no institutes.
const NO_INSTITUTES: &[&str] = &[
    "공원",
    "병원",
    "정원",
    "위원",
    "회원",
    "의원",
    "지원",
    "자원",
    "직원",
    "인원",
    "재원",
    "법원",
    "학원",
    "요원",
    "대원",
    "임원",
    "차원",
    "복원",
    "후원",
    "동원",
    "충원",
    "증원",
    "감원",
    "구성원",
    "조직원",
    "공무원",
    "연구원",
    "민원",
];

/// What a word for a party may not end in.
const NO_PARTIES: &[&str] = &[
    "담당",
    "배당",
    "할당",
    "해당",
    "상당",
    "타당",
    "부당",
    "정당",
    "여당",
    "야당",
    "집권당",
    "식당",
    "수당",
    "합당",
    "전당",
    "온당",
    "마당",
    "명당",
    "서당",
    "성당",
    "본당",
    "일당",
    "양당",
    "각당",
    "신당",
    "창당",
    "탈당",
    "입당",
    "동당",
    "감당",
    "건당",
    "명당",
    "인당",
    "회당",
    "대당",
];

/// The last syllables of all names that this rule finds.
static LAST_SYLLABLES: LazyLock<SyllableSet> = LazyLock::new(|| {
    let bodies = BODIES.iter().map(|(ending, _)| *ending);
    let last = bodies.chain(LEAGUES.iter().copied()).chain(["당", "원"]).filter_map(|e| e.chars().next_back());
    SyllableSet::of(&last.collect::<String>())
});

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for word in phrase.words.iter().filter(|w| w.dotted || LAST_SYLLABLES.closes(phrase.stem(w))) {
        for part in phrase.parts(word, &word.stem) {
            let name = phrase.slice(&part);
            if !LAST_SYLLABLES.closes(name) {
                continue;
            }
            let original = phrase.original(&part);
            let taken = out.iter().any(|c| {
                c.kind != EntityType::Technology && c.range.start < original.end && original.start < c.range.end
            });
            let syllables = name.chars().count();
            if taken || syllables < 3 || !name.chars().all(|c| is_syllable(c) || c.is_ascii_uppercase()) {
                continue;
            }
            let argument = word.particle.is_some_and(|p| p.case != Case::Auxiliary || p.form == "도") || word.closes;
            let party = name.ends_with('당')
                && syllables <= 7
                && argument
                && !NO_PARTIES.iter().any(|n| name.ends_with(n))
                && !shape::is_common(scene.registry, name);
            let body = BODIES.iter().find(|(e, _)| name.ends_with(e)).filter(|(ending, _)| {
                let own = name.strip_suffix(ending).unwrap_or(name);
                let national =
                    NATIONAL.iter().copied().find(|n| own.starts_with(n)).or_else(|| country_in_front(scene, own));
                // "가온연구원": nobody's word before the ending; a national body may be called by common nouns.
                let rest = national.map_or(own, |n| own.strip_prefix(n).unwrap_or(own));
                let lone = rest.chars().count() >= 2
                    && !shape::is_common(scene.registry, rest)
                    && !shape::is_common(scene.registry, name);
                let doubtful = matches!(*ending, "대" | "공사" | "연합");
                match national {
                    // "몽골국립대": the state's.
                    Some(_) if *ending == "대" && ["국립", "국가"].contains(&rest) => true,
                    Some(_) => rest.chars().count() >= 2 && !(doubtful && !lone && *ending == "대"),
                    None => {
                        lone && (!doubtful
                            || shape::is_foreign(rest)
                            || *ending == "연합" && rest.chars().count() >= 4
                            || *ending == "공사" && is_run_by_places(scene, rest))
                    }
                }
            });
            // "아시아해양협력기구(ACMO)": a body of many countries, where it has its abbreviation beside it.
            let abbreviated = phrase
                .bracket_at(part.end)
                .is_some_and(|b| scene.str()[b.inner.clone()].starts_with(|c: char| c.is_ascii_uppercase()));
            let league = WORLDWIDE.iter().any(|w| name.starts_with(w))
                && LEAGUES.iter().any(|l| name.ends_with(l))
                && (abbreviated || argument && syllables >= 7 && name.ends_with("기구"));
            if league {
                out.push(Candidate::new(original, name, EntityType::InternationalOrganization, ID, 4));
                continue;
            }
            // "국립외교원", "국립재활원", "국가기록정보원": an institute of the state, whatever for.
            let institute = name.ends_with('원')
                && (syllables >= 4 && name.starts_with("국립")
                    || syllables >= 6 && NATIONAL.iter().any(|n| name.starts_with(n)))
                && !NO_INSTITUTES.iter().any(|e| name.ends_with(e));
            // "몽골철도공사": what a foreign state owns does business.
            let abroad = name.ends_with("공사")
                && country_in_front(scene, name).is_some_and(|c| c != "한국")
                && ["철도", "전력", "석유", "가스", "항공", "통신", "우편", "광물", "조선"]
                    .iter()
                    .any(|f| name.contains(f));
            // "새암대 연구팀": a university by its short name.
            const OF_UNIVERSITIES: &[&str] =
                &["연구팀", "연구진", "교수팀", "총장", "산학협력단", "의대", "공대", "대학원", "교수", "연구소"];
            let behind = phrase.text[part.end..].trim_start();
            let university = name.ends_with('대')
                && syllables <= 6
                && OF_UNIVERSITIES.iter().any(|n| behind.starts_with(n))
                && !shape::is_common(scene.registry, name);
            let kind = match (party, body) {
                _ if university => EntityType::ResearchOrganization,
                _ if institute => EntityType::ResearchOrganization,
                _ if abroad => EntityType::Company,
                (true, _) => EntityType::Association,
                (false, Some(&(_, kind))) => kind,
                _ => continue,
            };
            let mut candidate = Candidate::new(original, name, kind, ID, 4);
            candidate.country = scene.country().map(str::to_owned);
            out.push(candidate);
        }
    }
}

/// Whether a word says what public corporations run, and whose it is: 새벽항만, but not 고속철도.
fn is_run_by_places(scene: &Scene<'_>, word: &str) -> bool {
    const RUN: &[&str] = &[
        "공항",
        "항만",
        "석유",
        "가스",
        "전력",
        "철도",
        "자원",
        "관광",
        "주택",
        "도시",
        "환경",
        "교통",
        "에너지",
        "개발",
    ];
    RUN.iter()
        .filter_map(|r| word.strip_suffix(r))
        .any(|whose| whose.chars().count() >= 2 && !shape::is_common(scene.registry, whose))
}

/// The country whose name a word starts with: 호주 in 호주수출금융공사.
pub(super) fn country_in_front<'w>(scene: &Scene<'_>, word: &'w str) -> Option<&'w str> {
    let cuts = word.char_indices().map(|(at, _)| at).skip(2).take(4);
    cuts.map(|at| &word[..at]).find(|w| scene.registry.country_named(w).is_some())
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn leagues_by_their_abbreviation() {
        check(None, "아시아항만협력기구(APCO)가 출범", &["InternationalOrganization:아시아항만협력기구=APCO"]);
    }
}
