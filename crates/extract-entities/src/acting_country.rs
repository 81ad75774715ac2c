//! Ministries that are called without their country in a text on another country: "프랑스 정부는 전략을 내놨다. 교육부는 …".
//!
//! Readers take 교육부 for that of their own country, unless the text has spoken of another that acts, and not of theirs.

use policygraph_model::{EntityType, Findings, Mention, Section, SectionText};
use policygraph_registry::{Entry, HOME, Registry};

/// Words by which a text speaks of the readers' country without naming a body of it.
const HOME_WORDS: &[&str] = &["국내", "우리나라", "우리 정부", "한국", "정부세종청사", "정부서울청사"];

/// Gives such ministries the country that acts last before them.
pub(crate) fn link(section: &Section, registry: &Registry, found: &mut Findings) {
    let publishes = |m: &Mention| m.text == SectionText::PUBLISHER && is_home(m);
    if section.context.country.is_some() || found.mentions.iter().any(publishes) {
        return;
    }
    // "한국의 ○○전자와": a company of theirs, in a text on another country.
    let beside = |rest: &str| ["의 ", "과 ", "·", ", ", " 등"].iter().any(|p| rest.starts_with(p));
    let names = |text: &str, word: &&str| {
        text.match_indices(*word).any(|(at, w)| *w != *"한국" || !beside(&text[at + w.len()..]))
    };
    let spoken_of = |text: &str| HOME_WORDS.iter().any(|w| names(text, w));
    let abroad = !SectionText::all(section).any(|(_, text)| spoken_of(text.as_str()))
        && !found.mentions.iter().any(|m| is_home(m) && !is_shared(registry, m));
    let mut acting: Option<(usize, String)> = None;
    let mut last = None;
    for mention in found.mentions.iter_mut().filter(|m| is_state(m)) {
        let shared = is_shared(registry, mention);
        match (&acting, mention.country.as_deref()) {
            // Where other countries were named meanwhile, it may be of any.
            (Some((text, country)), Some(HOME))
                if shared && *text != mention.text && last.as_ref() != Some(country) =>
            {
                (mention.registry, mention.country) = (None, None);
            }
            (Some((_, country)), None | Some(HOME)) if shared && !crate::is_quoted(section, mention) => {
                let entry = registry.named(&mention.name).find(|e| is_agency_of(e, country));
                if entry.is_some() || abroad && mention.registry.is_some() {
                    mention.registry = entry.map(|e| e.id.clone());
                    mention.country = Some(country.clone());
                }
            }
            // "일본은 ○○회의에서 계획을 승인했다".
            (Some((text, country)), None)
                if mention.registry.is_none() && mention.text == *text && last.as_ref() == Some(country) =>
            {
                mention.country = Some(country.clone());
            }
            // From here on the text may speak of either.
            (_, Some(HOME)) => return,
            (_, Some(country)) => {
                if acts(section, mention) {
                    acting = Some((mention.text, country.to_owned()));
                }
                last = Some(country.to_owned());
            }
            _ => {}
        }
    }
}

/// The body of the second office of somebody abroad is of that country: "폴란드 부총리 겸 국방부 장관".
pub(crate) fn share_offices(section: &Section, registry: &Registry, found: &mut Findings) {
    const TITLES: &[&str] = &["총리", "부총리", "부통령", "대통령", "의장", "국무위원"];
    let mut country: Option<(usize, usize, String)> = None;
    for mention in found.mentions.iter_mut().filter(|m| is_state(m) && !m.range.is_empty()) {
        let text = SectionText::get(section, mention.text).map_or("", |t| t.as_str());
        let holder = country.as_ref().filter(|(number, end, code)| {
            let title = text.get(*end..mention.range.start).unwrap_or_default().trim().strip_suffix(" 겸");
            *number == mention.text && code != HOME && title.is_some_and(|t| TITLES.contains(&t))
        });
        if let Some((.., code)) = holder.filter(|_| is_shared(registry, mention)) {
            mention.registry = registry.named(&mention.name).find(|e| is_agency_of(e, code)).map(|e| e.id.clone());
            mention.country = Some(code.clone());
        }
        country = mention.country.clone().map(|code| (mention.text, mention.range.end, code));
    }
}

/// An agency that stands in a list behind one of another country is of that country too: "칠레 외교부(MRE), 해양혁신부와".
pub(crate) fn share_in_lists(section: &Section, found: &mut Findings) {
    let mut before: Option<(usize, usize, String)> = None;
    for mention in found.mentions.iter_mut().filter(|m| m.kind == EntityType::GovernmentAgency && !m.range.is_empty()) {
        let text = SectionText::get(section, mention.text).map_or("", |t| t.as_str());
        let listed = before.as_ref().filter(|(number, end, country)| {
            let gap = text.get(*end..mention.range.start).unwrap_or_default();
            let gap = gap.strip_prefix('(').and_then(|g| g.split_once(')')).map_or(gap, |(_, rest)| rest);
            *number == mention.text && country != HOME && matches!(gap, ", " | "·" | "와 " | "과 " | " 및 ")
        });
        if mention.registry.is_none()
            && mention.country.is_none()
            && let Some((_, _, country)) = listed
        {
            mention.country = Some(country.clone());
        }
        before = mention.country.clone().map(|country| (mention.text, mention.range.end, country));
    }
}

fn is_home(mention: &Mention) -> bool {
    is_state(mention) && mention.country.as_deref() == Some(HOME)
}

fn is_state(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Country | EntityType::GovernmentAgency)
}

fn is_agency_of(entry: &Entry, country: &str) -> bool {
    entry.kind == EntityType::GovernmentAgency && entry.country.as_deref() == Some(country)
}

/// Whether ministries of several countries are called so.
fn is_shared(registry: &Registry, mention: &Mention) -> bool {
    mention.kind == EntityType::GovernmentAgency
        && !mention.name.contains(' ')
        && registry
            .named(&mention.name)
            .any(|e| e.kind == EntityType::GovernmentAgency && e.country.as_deref() != Some(HOME))
}

/// Whether a name is who acts or what is spoken of: its particle says so, or the comma behind it in a headline.
fn acts(section: &Section, mention: &Mention) -> bool {
    const PARTICLES: &[&str] = &["은 ", "는 ", "이 ", "가 ", "도 ", "의 ", "에서는 ", ", "];
    let text = SectionText::get(section, mention.text).map_or("", |t| t.as_str());
    let after = text.get(mention.range.end..).unwrap_or_default();
    // "(DOE)는".
    let after = after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, rest)| rest);
    PARTICLES.iter().any(|p| after.starts_with(p))
}

#[cfg(test)]
mod tests {
    use crate::tests::{found, section};
    use policygraph_model::SectionKind;

    fn country_of(texts: &[&str], name: &str) -> (Option<String>, Option<String>) {
        let found = found(&section(None, SectionKind::Item, "", texts));
        let mention = found.mentions.iter().find(|m| m.name == name).unwrap_or_else(|| panic!("{name} in {texts:?}"));
        (mention.country.clone(), mention.registry.clone())
    }

    #[test]
    fn a_ministry_is_of_the_country_that_acts() {
        let (country, registry) = country_of(&["미국 상무부는 계획을 발표했다. 국방부도 참여한다."], "국방부");
        assert_eq!((country.as_deref(), registry.as_deref()), (Some("US"), Some("us-dod")));
        let (country, registry) = country_of(&["페루 정부는 계획을 발표했다.", "환경부가 맡는다."], "환경부");
        assert_eq!((country.as_deref(), registry), (Some("PE"), None));
    }

    #[test]
    fn it_stays_at_home_where_the_text_speaks_of_home() {
        for (name, text) in [
            ("국방부", "과학기술정보통신부는 미국 에너지부와 협약을 맺었다. 국방부도 참여한다."),
            ("국방부", "국방부는 미국은 빠진다고 밝혔다."),
            ("환경부", "페루 정부는 국내 기업과 협약을 맺었다. 환경부가 지원한다."),
        ] {
            assert_eq!(country_of(&[text], name).0.as_deref(), Some("KR"), "{text}");
        }
    }

    #[test]
    fn where_several_countries_act_it_is_of_none_for_sure() {
        let texts = ["페루 정부는 계획을 발표했다.", "칠레에서 낸 소송은 중국과 무관하다고 환경부가 밝혔다."];
        assert_eq!(country_of(&texts, "환경부"), (None, None));
    }
}
