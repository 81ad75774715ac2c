//! Parliaments, their chambers and their committees, and the councils and governments of places: "하원 해양위원회", "해밀시 의회",
//! "칠레 의회".
//!
//! Candidates of this rule have the id of [`super::organ`].

use super::Scene;
use super::organ::ID;
use crate::candidate::Candidate;
use policygraph_korean::particle::Case;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use policygraph_registry::HOME;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    chambers(scene, out);
    parliaments(scene, out);
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
        let of_place = matches!(name, "의회" | "정부" | "당국");
        if !of_place && !name.ends_with("위원회") {
            continue;
        }
        let at = phrase.original(&chamber.range);
        let committee = name.ends_with("위원회")
            && CHAMBERS.iter().any(|c| phrase.slice(&chamber.range).ends_with(c))
            && name.chars().count() >= 5;
        let council = of_place
            && out.iter().any(|c| {
                let province = c.name.ends_with(['주', '시', '현', '성', '도', '군', '구']);
                c.range.end == at.end
                    && c.kind == EntityType::Place
                    && (c.rule == super::place::ID || name == "의회" && province)
            });
        if !committee && !council {
            continue;
        }
        let end = phrase.original(&body.stem).end;
        let registered = |c: &Candidate| c.registry.is_some() && c.range.start <= at.start && c.range.end == end;
        if out.iter().any(registered) {
            continue;
        }
        let start = out
            .iter()
            .filter(|c| c.range.end == at.end && c.kind != EntityType::Technology)
            .map(|c| c.range.start)
            .min()
            .unwrap_or(at.start);
        // "미국 하원 법사위원회": whose chamber it is.
        let owner = out
            .iter()
            .find(|c| committee && c.kind == EntityType::Country && scene.str().get(c.range.end..start) == Some(" "));
        let owned = owner.is_some();
        let country = owner.or_else(|| out.iter().find(|c| c.range.end == at.end)).and_then(|c| c.country.clone());
        let range = owner.map_or(start, |c| c.range.start)..end;
        out.retain(|c| {
            matches!(c.kind, EntityType::Technology | EntityType::Country)
                || c.range.end <= range.start
                || range.end <= c.range.start
        });
        let mut candidate = Candidate::new(range.clone(), &scene.str()[range], EntityType::GovernmentAgency, ID, 7);
        candidate.country = country.or_else(|| scene.country().map(str::to_owned));
        if committee {
            candidate.aliases.push(name.to_owned());
            candidate.aliases.extend(owned.then(|| scene.str()[start..end].to_owned()));
        }
        out.push(candidate);
    }
}

/// "(브라질) 하원, …", "의회는 …" in a section on a country: the parliament or its chamber by its common noun; "칠레 의회" with the
/// country before it. In a section on the European Union 이사회 is its council.
fn parliaments(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    static NAMES: WordList = WordList::new(&[
        "하원",
        "상원",
        "국회",
        "의회",
        "주의회",
        "연방의회",
        "연방하원",
        "연방상원",
        "중의원",
        "참의원",
        "내각",
        "각의",
    ]);
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let name = phrase.stem(word);
        // "유럽의회와 이사회": the other chamber of the Union.
        let beside = |w: &crate::phrase::Word| phrase.stem(w) == "유럽의회" && !w.closes;
        let chamber = name == "이사회" && i.checked_sub(1).is_some_and(|b| beside(&phrase.words[b]));
        let acts = i == 0 || word.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject));
        let of_union = matches!(name, "이사회" | "집행위원회" | "집행위");
        let council = chamber || of_union && acts && is_on_the_union(scene);
        if !NAMES.has(name) && !council {
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
            Some(owner) if owner.kind == EntityType::Country || matches!(name, "의회" | "주의회") => {
                (owner.range.start..original.end, owner.country.clone())
            }
            Some(_) => continue,
            None if council => (original, None),
            None => match abroad.filter(|_| argument && lone) {
                Some(country) => (original, Some(country.to_owned())),
                None => continue,
            },
        };
        // "칠레 의회 상원".
        let house = phrase.words.get(i + 1).filter(|n| {
            let bare = !word.closes && !n.opens && word.particle.is_none();
            bare && name == "의회" && matches!(phrase.stem(n), "상원" | "하원")
        });
        let range = range.start..house.map_or(range.end, |n| phrase.original(&n.stem).end);
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

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn parliaments_of_the_country_in_sight() {
        check(Some("PL"), "상원, 법안 부결", &["GovernmentAgency:상원"]);
        check(Some("KZ"), "의회는 논의", &["GovernmentAgency:의회"]);
        check(None, "의회는 논의", &[]);
        check(None, "칠레 의회 상원은 논의", &["GovernmentAgency:칠레 의회 상원", "Country:칠레"]);
        check(None, "이사회는 배당을 의결", &[]);
        let committee = ["GovernmentAgency:칠레 하원 해양위원회=해양위원회=하원 해양위원회", "Country:칠레"];
        check(None, "칠레 하원 해양위원회는 논의", &committee);
    }
}
