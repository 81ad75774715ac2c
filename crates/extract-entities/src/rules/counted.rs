//! Names that a count sums up: "독일 가온수소와 스페인 누리가스 등 5개 사업자", "가온과 누리 등 3곳".
//!
//! The noun behind 등 types the members before it, also where there are but two, and a country stands before each.

use super::Scene;
use super::company_form::country_before;
use crate::candidate::Candidate;
use crate::phrase::{Word, is_adnominal};
use crate::shape;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::Case;
use policygraph_korean::verb;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "counted-list";

/// Most members that are read back from 등.
const LONGEST: usize = 12;

/// Nouns for bodies of any kind.
static KINDS: WordList = WordList::new(&["기업", "업체", "기관", "단체", "사업자", "협력사", "회원사"]);

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (etc, word) in phrase.words.iter().enumerate().skip(1) {
        if !phrase.slice(&word.range).starts_with('등') || !matches!(phrase.stem(word), "등") {
            continue;
        }
        let Some(kind) = noun_behind(scene, etc) else { continue };
        let members = members(scene, etc);
        let known = |w: &Word| {
            let at = phrase.original(&w.range).end;
            let stem = phrase.original(&w.stem).end;
            out.iter().find(|c| (c.range.end == at || c.range.end == stem) && c.kind != EntityType::Technology)
        };
        // One that another type fits says that the noun is not of all.
        if members.iter().any(|&m| known(&phrase.words[m]).is_some_and(|c| c.kind != kind)) {
            continue;
        }
        let mut found = Vec::new();
        for &m in &members {
            let member = &phrase.words[m];
            let joined = member.particle.is_some_and(|p| p.case == Case::Comitative);
            let range = if joined { &member.stem } else { &member.range };
            let least = if country_before(scene, m, out).is_some() || members.len() > 1 { 2 } else { 3 };
            let plain = |name: &str| {
                name.chars().count() >= least
                    && name.chars().any(|c| is_syllable(c) || c.is_ascii_uppercase())
                    && !name.starts_with(|c: char| c.is_ascii_digit())
                    && !shape::is_common(scene.registry, name)
                    // "입주기업 등 39개 기업": firms of a kind.
                    && !KINDS.closes(name)
                    && (name.chars().count() > 2 || shape::is_latin(name) || shape::is_foreign(name))
                    && scene.registry.lexicon().class_of(name).is_none_or(|c| c.word != name)
            };
            if known(member).is_some() {
                continue;
            }
            // "가온대·누리대": each by itself.
            for part in phrase.parts(member, range).filter(|part| plain(phrase.slice(part))) {
                let mut candidate = Candidate::new(phrase.original(&part), phrase.slice(&part), kind, ID, 4);
                candidate.country = country_before(scene, m, out).or_else(|| scene.country().map(str::to_owned));
                found.push(candidate);
            }
        }
        out.extend(found);
    }
}

/// The words that are members of the list before 등, from the last to the first.
fn members(scene: &Scene<'_>, etc: usize) -> Vec<usize> {
    let phrase = scene.phrase;
    let mut members = vec![etc - 1];
    let mut at = etc - 1;
    while members.len() < LONGEST {
        // The country before a member is none of the list.
        let Some(mut before) = at.checked_sub(1) else { break };
        let joins = |i: usize| {
            let word = &phrase.words[i];
            word.particle.is_some_and(|p| p.case == Case::Comitative)
                || phrase.text[word.range.end..].starts_with([',', '，', '、']) && !ends_clause(scene, i)
        };
        if !joins(before) {
            let lead = &phrase.words[before];
            let bare = if lead.particle.is_some_and(|p| p.form == "의") { &lead.stem } else { &lead.range };
            let country = scene.registry.country_named(phrase.slice(bare)).is_some();
            let Some(further) = before.checked_sub(1).filter(|_| country) else { break };
            if !joins(further) {
                break;
            }
            before = further;
        }
        members.push(before);
        at = before;
    }
    members
}

/// Whether a word before a comma ends a clause and is no member: "…할 예정이며, A와 B 등".
pub(super) fn ends_clause(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    // "기금이 절반을, A와 B 등 기업이 나머지를": what the verb behind acts on.
    if phrase.words[i].particle.is_some_and(|p| p.case == Case::Object) {
        return true;
    }
    let word = phrase.slice(&phrase.words[i].range);
    let described = i.checked_sub(1).is_some_and(|b| is_adnominal(phrase.slice(&phrase.words[b].range)));
    let copula = ["이며", "며", "이고", "인데", "이자"].iter().find_map(|e| word.strip_suffix(e));
    copula.is_some_and(|noun| described || shape::is_common(scene.registry, noun))
        || verb::read(word).is_some_and(|v| v.ending == verb::Ending::Connective)
}

/// The type of the noun that sums a list up: "등 5개 사업자", "등 글로벌 기업", "등 7개사".
fn noun_behind(scene: &Scene<'_>, etc: usize) -> Option<EntityType> {
    let phrase = scene.phrase;
    for word in phrase.words.iter().skip(etc + 1).take(4) {
        let stem = phrase.stem(word);
        let counted = stem.starts_with(|c: char| c.is_ascii_digit());
        if counted && ["개사", "개 사", "사"].iter().any(|u| stem.ends_with(u)) {
            return Some(EntityType::Company);
        }
        if ["기업", "업체", "회사", "사업자", "통신사", "제조사", "스타트업", "기업들", "업체들"]
            .iter()
            .any(|n| stem.ends_with(n))
        {
            return Some(EntityType::Company);
        }
        if ["도시", "지자체", "대도시"].iter().any(|n| stem.ends_with(n)) {
            return Some(EntityType::Place);
        }
        if ["대학", "연구기관", "연구소"].iter().any(|n| stem.ends_with(n)) {
            return Some(EntityType::ResearchOrganization);
        }
        // Only counts and what describes the noun may stand between.
        if word.particle.is_some() && !counted || word.closes {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn what_ends_a_clause_is_no_member() {
        check(
            None,
            "물길을 정비할 예정이며, 펠츠너와 올리바르 등 8개사가 참여",
            &["Company:펠츠너", "Company:올리바르"],
        );
    }

    #[test]
    fn dots_join_members() {
        check(
            None,
            "가온대·누리도립대, 펠츠대 등 5개 대학을 선정",
            &["ResearchOrganization:가온대", "ResearchOrganization:누리도립대", "ResearchOrganization:펠츠대"],
        );
    }

    #[test]
    fn the_noun_behind_types_the_members() {
        check(
            None,
            "독일 펠츠너와 스페인 올리바르 등 5개 사업자를 선정",
            &["Country:독일", "Company:펠츠너", "Country:스페인", "Company:올리바르"],
        );
    }
}
