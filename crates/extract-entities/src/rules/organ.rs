//! A body by the one it belongs to: "국방부 산하 가온연구국(GARU)", "대통령 직속 누리위원회", "산림부 해양국", "하원 해양위원회".

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::shape;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;
use policygraph_registry::HOME;

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
    organs(scene, out);
    chambers(scene, out);
    parliaments(scene, out);
    departments(scene, out);
    by_themselves(scene, out);
}

/// "(브라질) 하원, …", "의회는 …" in a section on a country: the parliament or its chamber by its common noun; "칠레 의회" with the
/// country before it. In a section on the European Union 이사회 is its council.
fn parliaments(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const NAMES: &[&str] = &["하원", "상원", "국회", "의회", "연방의회", "연방하원", "연방상원", "중의원", "참의원"];
    let phrase = scene.phrase;
    let union = is_on_the_union(scene);
    for (i, word) in phrase.words.iter().enumerate() {
        let name = phrase.stem(word);
        // "유럽의회와 이사회": the other chamber of the Union.
        let beside = |w: &crate::phrase::Word| phrase.stem(w) == "유럽의회" && !w.closes;
        let chamber = name == "이사회" && i.checked_sub(1).is_some_and(|b| beside(&phrase.words[b]));
        let acts = i == 0 || word.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject));
        let council = chamber || union && acts && matches!(name, "이사회" | "집행위원회" | "집행위");
        if !NAMES.contains(&name) && !council {
            continue;
        }
        let argument = word.particle.is_some_and(|p| p.case != Case::Quotative)
            || word.closes
            || phrase.words.get(i + 1).is_some_and(|n| {
                ["심의", "표결", "본회의", "통과", "재의", "재심"].iter().any(|v| phrase.slice(&n.range).starts_with(v))
            });
        let original = phrase.original(&word.stem);
        if out.iter().any(|c| c.range.start < original.end && original.start < c.range.end) {
            continue;
        }
        let before = i.checked_sub(1).filter(|_| !word.opens && !phrase.words[i - 1].closes).and_then(|b| {
            let at = phrase.original(&phrase.words[b].range);
            out.iter().find(|c| c.range.end == at.end && matches!(c.kind, EntityType::Country | EntityType::Place))
        });
        let abroad = scene.country().filter(|&c| c != HOME);
        let lone = i == 0
            || word.particle.is_some()
            || word.opens
            || phrase.words[i - 1].closes
            || phrase.words[i - 1].particle.is_some()
            || phrase.text[..word.range.start].ends_with("… ");
        let (range, country) = match before {
            Some(owner) if owner.kind == EntityType::Country || name == "의회" => {
                (owner.range.start..original.end, owner.country.clone())
            }
            Some(_) => continue,
            None if council => (original, None),
            None => match abroad.filter(|_| argument && lone) {
                Some(country) => (original, Some(country.to_owned())),
                None => continue,
            },
        };
        let kind = if council { EntityType::InternationalOrganization } else { EntityType::GovernmentAgency };
        let name = scene.str()[range.clone()].to_owned();
        let place = before.is_some_and(|b| b.kind == EntityType::Place);
        out.retain(|c| {
            c.kind == EntityType::Technology
                || c.kind == EntityType::Country
                || !place
                || c.range.end <= range.start
                || range.end <= c.range.start
        });
        let mut candidate = Candidate::new(range, &name, kind, ID, 6);
        candidate.country = country;
        out.push(candidate);
    }
}

/// Whether a text or its section is headed by the European Union: "(EU) …".
fn is_on_the_union(scene: &Scene<'_>) -> bool {
    let heading = |text: &str| {
        let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
        ["EU", "유럽연합"]
            .iter()
            .any(|n| text.strip_prefix(n).is_some_and(|r| r.trim().is_empty() || r.starts_with([')', ']'])))
    };
    scene.line_heading().is_some_and(super::is_union)
        || heading(scene.section.title.as_str())
        || heading(scene.str())
        || scene.section.context.label.as_ref().is_some_and(|l| heading(l.as_str()))
}

/// Departments: "해양부 항만정책과", "담당: 항만정책과 (과장 …)", "항만정책과가 맡는다". The syllable 과 reads like a particle: what follows
/// must show that it is none.
fn departments(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const DESKS: &[&str] = &["과장", "사무관", "서기관", "주무관", "담당관", "팀장"];
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let whole = phrase.slice(&word.range);
        let stem = phrase.stem(word);
        let desk = |name: &str| {
            name.chars().count() >= 4
                && name.chars().all(is_syllable)
                && (name.ends_with('과') || name.ends_with("담당관"))
        };
        // "항만정책과는": read as 항만정책 with two particles.
        let read_in = whole[stem.len()..].strip_prefix('과').filter(|particle| !particle.is_empty());
        let of_stem = Some(stem).filter(|s| *s != whole && s.ends_with('과'));
        let before_particle = read_in.and_then(|particle| whole.strip_suffix(particle)).or(of_stem);
        let marked = before_particle.is_some();
        let name = before_particle.unwrap_or(whole);
        if !desk(name) || scene.registry.lexicon().is_common(name) {
            continue;
        }
        let range = word.range.start..word.range.start + name.len();
        let rest = phrase.text[range.end..].trim_start();
        let bracket = phrase
            .bracket_at(range.end)
            .is_some_and(|b| DESKS.iter().any(|d| scene.str()[b.inner.clone()].starts_with(d)));
        let ends = rest.is_empty() || rest.starts_with('/') || DESKS.iter().any(|d| rest.starts_with(d));
        let within = i.checked_sub(1).filter(|_| !word.opens && !phrase.words[i - 1].closes).is_some_and(|b| {
            let w = &phrase.words[b];
            let at = phrase.original(&w.range);
            out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::GovernmentAgency)
                || matches!(phrase.slice(&w.range), "소속" | "산하")
        });
        let contact = phrase.text.trim_start_matches(|c: char| !is_syllable(c)).starts_with("담당")
            || phrase.text.contains("문의");
        let original = phrase.original(&range);
        let free = !out
            .iter()
            .any(|c| c.kind != EntityType::Technology && c.range.start < original.end && original.start < c.range.end);
        if free && (marked && within || bracket || ends && (within || contact)) {
            let mut candidate = Candidate::new(original, name, EntityType::GovernmentAgency, ID, 5);
            candidate.country = scene.country().map(str::to_owned);
            out.push(candidate);
        }
    }
}

/// Chambers of a parliament, which their committees are called after.
const CHAMBERS: &[&str] = &["하원", "상원", "국회", "의회", "연방의회", "중의원", "참의원", "유럽의회"];

/// "하원 해양위원회": the committee with its chamber is the name; "해밀시 의회": the council of a place.
fn chambers(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for pair in phrase.words.windows(2) {
        let [chamber, body] = pair else { continue };
        let name = phrase.stem(body);
        if chamber.closes
            || body.opens
            || chamber.particle.is_some() && phrase.slice(&chamber.range) != phrase.stem(chamber)
        {
            continue;
        }
        let at = phrase.original(&chamber.range);
        let committee = CHAMBERS.iter().any(|c| phrase.slice(&chamber.range).ends_with(c))
            && name.ends_with("위원회")
            && name.chars().count() >= 5;
        let council = matches!(name, "의회" | "정부" | "당국")
            && out.iter().any(|c| {
                let province = c.name.ends_with(['주', '시', '현', '성', '도', '군', '구']);
                c.range.end == at.end
                    && c.kind == EntityType::Place
                    && (c.rule == super::place::ID || name == "의회" && province)
            });
        if !committee && !council {
            continue;
        }
        let start = out
            .iter()
            .filter(|c| c.range.end == at.end && c.kind != EntityType::Technology)
            .map(|c| c.range.start)
            .min()
            .unwrap_or(at.start);
        let range = start..phrase.original(&body.stem).end;
        let country = out.iter().find(|c| c.range.end == at.end).and_then(|c| c.country.clone());
        out.retain(|c| c.kind == EntityType::Technology || c.range.end <= range.start || range.end <= c.range.start);
        let mut candidate = Candidate::new(range.clone(), &scene.str()[range], EntityType::GovernmentAgency, ID, 7);
        candidate.country = country.or_else(|| scene.country().map(str::to_owned));
        if committee {
            candidate.aliases.push(name.to_owned());
        }
        out.push(candidate);
    }
}

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

/// Bodies by their own name: "국립새벽과학원", "새벽연구원은", "벨트로공사가", "하늘당과".
fn by_themselves(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for word in &phrase.words {
        for part in shape::parts(&phrase.text, &word.stem) {
            let name = phrase.slice(&part);
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
                        lone && (!doubtful || shape::is_foreign(rest) || *ending == "연합" && rest.chars().count() >= 4)
                    }
                }
            });
            // "아시아해양협력기구(ACMO)": a body of many countries, where it has its abbreviation beside it.
            let abbreviated = phrase
                .bracket_at(part.end)
                .is_some_and(|b| scene.str()[b.inner.clone()].starts_with(|c: char| c.is_ascii_uppercase()));
            let league = abbreviated
                && WORLDWIDE.iter().any(|w| name.starts_with(w))
                && LEAGUES.iter().any(|l| name.ends_with(l));
            if league {
                out.push(Candidate::new(original, name, EntityType::InternationalOrganization, ID, 4));
                continue;
            }
            // "국립외교원", "국립재활원": an institute of the state, whatever for.
            let institute = syllables >= 4
                && name.starts_with("국립")
                && name.ends_with('원')
                && !["공원", "병원", "정원", "위원", "회원"].iter().any(|e| name.ends_with(e));
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

/// The country whose name a word starts with: 호주 in 호주수출금융공사.
pub(super) fn country_in_front<'w>(scene: &Scene<'_>, word: &'w str) -> Option<&'w str> {
    let cuts = word.char_indices().map(|(at, _)| at).skip(2).take(4);
    cuts.map(|at| &word[..at]).find(|w| scene.registry.country_named(w).is_some())
}

/// Parts of bodies that other rules found.
fn organs(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate().skip(1) {
        let name = phrase.stem(word);
        let Some(&(ending, kind)) = ORGANS.iter().find(|(e, _)| name.ends_with(e)) else { continue };
        let below =
            i >= 2 && BELOW.contains(&phrase.stem(&phrase.words[i - 1])) && !phrase.words[i - 1].closes && !word.opens;
        let whole = if below { whole_at(scene, i - 2, out) } else { None };
        let within = if below { None } else { whole_at(scene, i - 1, out).filter(|_| !word.opens) };
        // The president, the prime minister: "대통령 직속 ○○위원회".
        let head = below && matches!(phrase.stem(&phrase.words[i - 2]), "대통령" | "총리" | "국무총리" | "총리실");
        let own = name.strip_suffix(ending).unwrap_or(name);
        let named = name.chars().count() >= 3
            && name.chars().all(is_syllable)
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
    fn parliaments_of_the_country_in_sight() {
        check(Some("PL"), "상원, 법안 부결", &["GovernmentAgency:상원"]);
        check(Some("KZ"), "의회는 논의", &["GovernmentAgency:의회"]);
        check(None, "의회는 논의", &[]);
        check(None, "이사회는 배당을 의결", &[]);
    }

    #[test]
    fn departments_end_like_a_particle() {
        check(
            Some("KR"),
            "해양수산부 연안안전과 / 담당자",
            &["GovernmentAgency:해양수산부", "GovernmentAgency:연안안전과"],
        );
        check(Some("KR"), "해양수산부 연안안전과 함께", &["GovernmentAgency:해양수산부"]);
    }

    #[test]
    fn leagues_by_their_abbreviation() {
        check(None, "아시아항만협력기구(APCO)가 출범", &["InternationalOrganization:아시아항만협력기구=APCO"]);
    }

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
