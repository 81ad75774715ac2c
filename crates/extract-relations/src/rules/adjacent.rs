//! Names that stand side by side.
//!
//! - "독일 ○○사": a country right before an organization says where it is based, or whose agency it is.
//! - "○○성 ○○협의회 ○○워킹그룹": an organization right before another contains it.
//! - "○○사의 ‘X’": the maker of a product; so is the company that its name starts with.
//! - "○○부 산하 ○○원", "○○의 자회사인 ○○", "○○의 모회사인 ○○": the noun between says how they belong together.

mod lists;

use crate::anaphora::Antecedent;
use crate::roles::{bracket_behind, gap, skip_closers};
use crate::view::{Proposal, View};
use policygraph_korean::hangul::is_word;
use policygraph_korean::particle;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};
use policygraph_registry::{HOME, Strength};
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) const ID: &str = "adjacent-names";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    use EntityType::{Company, Place};
    use Predicate::{BasedIn, OperatesIn};
    named_after_maker(view, out);
    named_after_country(view, out);
    described_as_local(view, out);
    organ_of_who_acts(view, out);
    seated_by_label(view, out);
    lists::sites_behind_colon(view, out);
    lists::between_two(view, out);
    for (text, _) in SectionText::all(view.section) {
        // What only stands in the words of other names has no place.
        let names: Vec<_> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
        for (i, pair) in names.windows(2).enumerate() {
            let [(a, left), (b, right)] = pair else { continue };
            let string = view.str(text);
            let between = gap(string, left.range.end, right.range.start);
            // "○○ : ○○부 산하 기관", "○○는 ○○부 산하의 연구기관": what an organ is.
            let below = string[skip_closers(string, right.range.end)..].trim_start();
            let organ = ["산하", "소속", "직속"].iter().any(|w| below.starts_with(w))
                && ["기관", "기구", "조직", "부서", "연구소", "위원회"]
                    .iter()
                    .any(|n| below.chars().take(25).collect::<String>().contains(n));
            let organizations = left.kind.is_organization() && right.kind.is_organization();
            let found = if organ && organizations && matches!(between.trim(), ":" | "：" | "은" | "는") {
                Some((*a, Predicate::PartOf, *b, 0.8))
            } else if right.kind == EntityType::Document
                && left.kind.is_organization()
                && (cites(&string[..left.range.start]) || is_reference(string, left))
                && between.trim_matches([' ', ',', '.', '‘', '’', '「', '『', '“', '\'']).is_empty()
            {
                // "참고: ○○기구, ‘○○’ 보고서": who published it.
                Some((*a, Predicate::Announces, *b, 0.75))
            } else if left.kind == EntityType::Document && closes_reference(string, pair) {
                Some((*b, Predicate::Announces, *a, 0.75))
            } else if left.kind == Place && opens_as_label(string, left) {
                // "(○○시) ○○사가 …를 짓는다", "(○○시) 독일 기업 ○○사가": where it is done says nothing of where it sits.
                let company = names[i + 1..].iter().find(|(_, m)| m.kind == Company);
                let acting = company.filter(|(_, m)| {
                    let before = string[left.range.end..m.range.start].trim_start_matches([')', ' ']);
                    before.split_whitespace().count() <= 3 && !before.contains([',', '.', '을', '를', '에'])
                });
                acting.map(|&(company, _)| (company, OperatesIn, *a, 0.7))
            } else if is_row_of_seat(string, pair) {
                Some((*a, BasedIn, *b, 0.8))
            } else if let Some((subject, predicate, object)) = place_in_bracket(string, &names[i..]) {
                Some((subject, predicate, object, 0.85))
            } else if right.kind == EntityType::GovernmentAgency && string[..left.range.start].ends_with(['-', '–']) {
                // "한-베트남 공동위원회": of two countries.
                None
            } else {
                // "○○사의 아이폰 게임": what is for a product of another.
                static MADE_FOR: WordList =
                    WordList::new(&["게임", "앱", "전용", "버전", "케이스", "이용자", "사용자"]);
                let behind = || string[skip_closers(string, right.range.end)..].trim_start();
                let made_for = right.kind == EntityType::Product && MADE_FOR.opens(behind());
                // "독일 로봇 업체 ‘○○’": quotation marks around whom a country describes change nothing.
                let whose = left.kind == EntityType::Country && right.kind.is_organization();
                let unquoted = between.trim_end_matches(['‘', '“', '\'', '"']);
                let between = if whose && unquoted.ends_with(' ') { unquoted } else { between };
                let beside = relation(between, (*a, left), (*b, right)).filter(|_| !made_for);
                let told = beside.or_else(|| described(view, between, (*a, left), (*b, right)));
                // "○○시의 ○○사 공장": the plant is there.
                let plant = left.kind == Place && right.kind == Company && has_plant_behind(string, right);
                told.map(|(s, p, o, c)| (s, if plant && p == BasedIn { OperatesIn } else { p }, o, c))
            };
            let found = found.or_else(|| part_in_bracket(string, pair)).or_else(|| site_before(view, text, pair));
            let Some((subject, predicate, object, confidence)) = found else { continue };
            let mut add = |subject: MentionId, last: &Mention| {
                let proposal = Proposal { subject, predicate, object, rule: ID, confidence };
                view.propose(&proposal, view.span(text, left.range.start..last.range.end), Status::Stated, None, out);
            };
            add(subject, right);
            // "‘X 계획’ 아래 ‘Y 사업’과 ‘Z 사업’", "중국 장비업체 A사와 B사": all of the list.
            let parts = predicate == Predicate::PartOf && right.kind == EntityType::Program;
            let seated = predicate == Predicate::BasedIn && right.kind == EntityType::Company && between.len() > 3;
            // "경기 포천시·양평군": all that dots join.
            let dotted = predicate == Predicate::LocatedIn && right.kind == EntityType::Place;
            if dotted && subject == *b {
                let listed = names[i + 1..].windows(2).take_while(|pair| {
                    let [(_, one), (_, next)] = pair else { return false };
                    let joined = gap(string, one.range.end, next.range.start) == "·";
                    joined && next.kind == right.kind && !is_region(next)
                });
                listed.filter(|pair| contains(left, pair[1].1)).for_each(|pair| add(pair[1].0, pair[1].1));
            }
            if (parts || seated) && subject == *b {
                let listed = names[i + 1..].windows(2).take_while(|pair| {
                    let [(_, one), (_, next)] = pair else { return false };
                    next.kind == right.kind && joins(gap(string, one.range.end, next.range.start))
                });
                listed.for_each(|pair| add(pair[1].0, pair[1].1));
            }
        }
    }
}

/// Whether what stands between two names joins them in a list.
fn joins(between: &str) -> bool {
    let mark = |c: char| matches!(c, ' ' | '‘' | '’' | '“' | '”' | '\'' | '"' | '「' | '」' | '『' | '』');
    matches!(between.trim_matches(mark), "와" | "과" | "," | "·" | "및")
}

/// "‘Y 사업’(‘X 계획’ 세부 과제)": the bracket says of what a programme is a part.
fn part_in_bracket(text: &str, pair: &[End<'_>]) -> Option<(MentionId, Predicate, MentionId, f64)> {
    static PARTS: WordList = WordList::new(&["과제", "사업", "일환", "프로그램", "일부"]);
    let [(a, left), (b, right)] = pair else { return None };
    let mark = |c: char| matches!(c, ' ' | '‘' | '’' | '“' | '”' | '\'' | '"' | '「' | '」');
    let opens = text.get(left.range.end..right.range.start)?.trim_matches(mark) == "(";
    let rest = text[right.range.end..].split_once(')').map(|(rest, _)| rest.trim())?;
    let part = rest.chars().count() <= 15 && PARTS.closes(rest) && !rest.contains([',', ';']);
    let programmes = left.kind == EntityType::Program && right.kind == EntityType::Program;
    (opens && part && programmes).then_some((*a, Predicate::PartOf, *b, 0.8))
}

/// "베트남 다낭에 ‘X 사업’(○○단, 3억 원)": where a bullet puts a programme with no more than a noun behind it.
fn site_before(view: &View<'_>, text: usize, pair: &[End<'_>]) -> Option<(MentionId, Predicate, MentionId, f64)> {
    static SET_UP: WordList = WordList::new(&[
        "추진", "조성", "구축", "착수", "시행", "운영", "설치", "개소", "건립", "신설", "실시", "지원",
    ]);
    let &[(place, at), (programme, named)] = pair else { return None };
    let string = view.str(text);
    let between = string.get(at.range.end..named.range.start)?.trim_end_matches(['‘', '「', '\'']).trim_end();
    let behind = string[skip_closers(string, named.range.end)..].trim_start();
    let noted = behind.is_empty() || behind.starts_with(['(', ',', '·', ';']) || SET_UP.opens(behind);
    let sited = matches!(at.kind, EntityType::Place | EntityType::Country)
        && named.kind == EntityType::Program
        && matches!(between, "에" | "에서");
    (sited && noted && view.is_item(text)).then_some((programme, Predicate::ImplementedIn, place, 0.75))
}

/// Whether a company is named for what it has somewhere: "○○사 공장".
fn has_plant_behind(text: &str, company: &Mention) -> bool {
    static PLANTS: WordList = WordList::new(&[
        "공장",
        "데이터센터",
        "사업장",
        "캠퍼스",
        "조선소",
        "제철소",
        "발전소",
        "매장",
        "물류센터",
        "지점",
    ]);
    let behind = text[skip_closers(text, company.range.end)..].trim_start();
    // "○○사 창원3사업장".
    let word = behind.split(|c| !is_word(c)).next().unwrap_or_default();
    PLANTS.opens(behind) || PLANTS.closes(particle::strip(word))
}

/// Whether a place stands alone in the bracket that opens a text.
fn opens_as_label(text: &str, place: &Mention) -> bool {
    text[..place.range.start].trim_start() == "(" && text[place.range.end..].starts_with(')')
}

/// "[프랑스] ○○사, …", "(프랑스) ○○사는 …": the company that acts first under the label of a country is of it.
fn seated_by_label(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    use EntityType::{Association, Company, Country, ResearchOrganization};
    // The label of a whole sentence is the title of a section of its own.
    let title = view.str(SectionText::TITLE).trim();
    let heading = view.names(SectionText::TITLE).find(|(_, m)| m.kind == Country && m.name == title);
    for (text, _) in SectionText::all(view.section) {
        let string = view.str(text);
        let mut names = view.names(text).filter(|(_, m)| !m.range.is_empty()).peekable();
        let label = names.peek().copied().filter(|(_, m)| {
            let closed = string[m.range.end..].starts_with([')', ']', '】']);
            m.kind == Country && closed && matches!(string[..m.range.start].trim(), "(" | "[" | "【")
        });
        let first = text == SectionText::BLOCKS;
        let Some((country, named)) = label.or(heading.filter(|_| first)) else { continue };
        let from = if label.is_some() { named.range.end + 1 } else { 0 };
        let Some((company, mention)) = names.find(|(_, m)| m.range.start >= from) else { continue };
        let right_behind = string.get(from..mention.range.start).is_some_and(|between| between.trim().is_empty());
        let behind = &string[skip_closers(string, mention.range.end)..];
        let acts = [",", "·", "은 ", "는 ", "이 ", "가 "].iter().any(|mark| behind.starts_with(mark));
        let foreign = mention.country.is_some() && mention.country != named.country;
        if right_behind && acts && !foreign && matches!(mention.kind, Company | ResearchOrganization | Association) {
            let proposal = Proposal {
                subject: company,
                predicate: Predicate::BasedIn,
                object: country,
                rule: ID,
                confidence: 0.8,
            };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// Whether who published something opens an entry of a list of references: "○○연구원(2025), 「…」", "○○연구원, 「…」, 2025.".
fn is_reference(text: &str, publisher: &Mention) -> bool {
    let opens = text[..publisher.range.start].chars().all(|c| !c.is_alphabetic());
    let behind = text[publisher.range.end..].trim_start();
    let year = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let rest = year.filter(|(year, _)| year.chars().all(|c| c.is_ascii_digit() || c == '.')).map_or(behind, |(_, r)| r);
    opens && rest.starts_with([',', '.']) && rest[1..].trim_start().starts_with(['「', '『', '《', '〈'])
}

/// Whether who published something closes an entry of a list of references: "홍길동(2025), 『…』, ○○연구원(NRI).".
fn closes_reference(text: &str, pair: &[End<'_>]) -> bool {
    let [(_, document), (_, publisher)] = pair else { return false };
    let dated =
        text[..document.range.start].trim_end_matches(['「', '『', '《', '〈', ' ']).trim_end_matches([',', '.']);
    let year = dated.strip_suffix(')').and_then(|d| d.rsplit_once('(')).map(|(_, year)| year);
    let behind = bracket_behind(text, publisher.range.end).map_or(publisher.range.end, |b| b.end + 1);
    year.is_some_and(|y| y.len() == 4 && y.chars().all(|c| c.is_ascii_digit()))
        && publisher.kind.is_organization()
        && gap(text, document.range.end, publisher.range.start).trim() == ","
        && text[behind..].trim_matches([' ', '.']).is_empty()
}

/// Whether what opens a text is a label for sources: "참고:", "자료 :".
fn cites(before: &str) -> bool {
    let label = before.trim_start_matches(|c: char| !is_word(c)).trim_end();
    label
        .strip_suffix([':', '：'])
        .is_some_and(|l| matches!(l.trim_end(), "참고" | "자료" | "출처" | "참고자료" | "원문"))
}

/// "가온사(대전)", "가온사(경북 안동)", "새솔시(경기)": a bracket that holds no more than a place or country, or the larger and the smaller
/// place, says where an organization sits or a city lies.
fn place_in_bracket(text: &str, names: &[End<'_>]) -> Option<(MentionId, Predicate, MentionId)> {
    use EntityType::{Association, Company, Country, Place, ResearchOrganization};
    let [(a, left), (b, right), rest @ ..] = names else { return None };
    let open = text.get(left.range.end..right.range.start)?;
    let closes = |m: &Mention| text[m.range.end..].starts_with([')', ',']);
    let smaller = rest.first().filter(|(_, m)| m.range.start == right.range.end + 1 && m.kind == Place && closes(m));
    if !matches!(open, "(" | " (" | "’(" | "」(" | "㈜(") || !matches!(right.kind, Country | Place) {
        return None;
    }
    match left.kind {
        Company | ResearchOrganization | Association => {
            let seat = smaller.map(|(id, _)| *id).or_else(|| closes(right).then_some(*b));
            seat.map(|seat| (*a, Predicate::BasedIn, seat))
        }
        Place if closes(right) && (right.kind == Country || contains(right, left) && is_region(right)) => {
            Some((*a, Predicate::LocatedIn, *b))
        }
        _ => None,
    }
}

/// Whether a line is the row of a table of companies: the rank, the company, its country, figures: "3 로슈 스위스 98 19.4".
fn is_row_of_seat(text: &str, pair: &[End<'_>]) -> bool {
    let [(_, company), (_, country)] = pair else { return false };
    let is_figure = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '-'));
    let mut before = text[..company.range.start].split_whitespace();
    let mut behind = text[country.range.end..].split_whitespace();
    company.kind == EntityType::Company
        && country.kind == EntityType::Country
        && text.get(company.range.end..country.range.start) == Some(" ")
        && text[country.range.end..].starts_with(' ')
        && before.next().is_none_or(is_figure)
        && before.next().is_none()
        && behind.next().is_some_and(is_figure)
}

/// What the provinces of Korea and the larger parts of the country are called for short.
static PROVINCES: WordList = WordList::new(&[
    "경기", "강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주", "충청", "전라", "경상", "호남", "영남",
]);

/// Whether a place is a state or province, by its name or by what it is called for short.
fn is_region(place: &Mention) -> bool {
    place.name.chars().count() >= 3 && place.name.ends_with(['도', '주', '성', '현']) || PROVINCES.has(&place.name)
}

/// Whether a place is a province of Korea: 경기, 경상북도.
fn is_province(place: &Mention) -> bool {
    PROVINCES.has(&place.name) || place.name.ends_with('도') && PROVINCES.opens(&place.name)
}

/// A product whose name starts with that of a company of the section is that company's.
fn named_after_maker(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let all = || SectionText::all(view.section).flat_map(|(text, _)| view.names(text));
    // The first mention of each company, with its place among them.
    let mut companies: FxHashMap<&str, (usize, MentionId)> = FxHashMap::default();
    for (place, (id, company)) in all().filter(|(_, m)| m.kind == EntityType::Company).enumerate() {
        companies.entry(&company.name).or_insert((place, id));
    }
    for (product, mention) in all().filter(|(_, m)| m.kind == EntityType::Product) {
        let starts = mention.name.match_indices(' ').filter_map(|(end, _)| companies.get(&mention.name[..end]));
        if let Some(&(_, maker)) = starts.min() {
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

/// An organ without the name of the agency that it is of, which acts in the sentence: "○○부는 …하며, 운영은 산하 ○○원이 맡는다".
fn organ_of_who_acts(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    use EntityType::{GovernmentAgency, ResearchOrganization};
    for (text, _) in SectionText::all(view.section) {
        let string = view.str(text);
        for (organ, mention) in view.names(text) {
            let before = string[..mention.range.start].trim_end_matches(['‘', '\'', '"', '“']);
            let lead =
                ["산하 ", "산하인 ", "산하 기관인 ", "산하기관인 "].iter().find_map(|noun| before.strip_suffix(noun));
            let Some(lead) = lead.filter(|_| matches!(mention.kind, GovernmentAgency | ResearchOrganization)) else {
                continue;
            };
            let lead = lead.trim_end().trim_end_matches('의');
            // "○○부(MINAGRI) 산하".
            let of = lead.strip_suffix(')').and_then(|l| l.rfind('(')).unwrap_or(lead.len());
            let named = view.names(text).any(|(_, m)| !m.range.is_empty() && m.range.end == of);
            let clauses = view.clauses_of(text).iter().rev().filter(|c| c.range.start < mention.range.start);
            let acting = clauses.flat_map(|c| &c.subjects).find(|s| {
                s.mention.kind == GovernmentAgency && s.mention.name != mention.name && s.start < mention.range.start
            });
            let Some(agency) = acting.filter(|_| !named) else { continue };
            let proposal = Proposal {
                subject: organ,
                predicate: Predicate::PartOf,
                object: agency.id,
                rule: ID,
                confidence: 0.75,
            };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// An agency whose own name says its country or place is of it: "미국 상무부", "해밀시 의회".
fn named_after_country(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    // Also those that only stand in the words of other names.
    let all = || (0u32..).map(MentionId).zip(&view.found.mentions).filter(|(_, m)| m.kind != EntityType::Technology);
    let mut done: FxHashSet<(&str, MentionId)> = FxHashSet::default();
    let mut by_name: FxHashMap<&str, Vec<(MentionId, &Mention)>> = FxHashMap::default();
    for (id, mention) in all() {
        let homes = matches!(mention.kind, EntityType::Country | EntityType::Place);
        let aliases = mention.aliases.iter().filter(|_| homes).map(String::as_str);
        for name in std::iter::once(mention.name.as_str()).chain(aliases) {
            by_name.entry(name).or_default().push((id, mention));
        }
    }
    let named = |name: &str| by_name.get(name).into_iter().flatten().copied();
    for (part, mention) in
        all().filter(|(_, m)| m.kind == EntityType::GovernmentAgency || m.kind == EntityType::Program)
    {
        // "정무위원회" is "국회 정무위원회" in full.
        let entry = mention.registry.as_deref().and_then(|id| view.registry.get(id)).map(|e| e.ko.as_str());
        let full = entry.filter(|ko| ko.ends_with(&format!(" {}", mention.name))).unwrap_or(&mention.name);
        let Some((word, _)) = full.split_once(' ') else { continue };
        let whole = named(word).find(|(_, m)| {
            let in_name = m.rule == crate::mention_rules::IN_NAME && m.kind != EntityType::Country;
            // "국회 ○○위원회": named elsewhere, too.
            let agency = m.kind == EntityType::GovernmentAgency && mention.kind == EntityType::GovernmentAgency;
            m.name == word && (in_name || agency)
        });
        let Some((whole, found)) = whole.filter(|&(w, _)| !done.contains(&(mention.name.as_str(), w))) else {
            continue;
        };
        let predicate = match (mention.kind, found.kind) {
            (EntityType::GovernmentAgency, EntityType::GovernmentAgency) => Predicate::PartOf,
            (EntityType::Program, EntityType::Place) => Predicate::ImplementedIn,
            _ => continue,
        };
        done.insert((&mention.name, whole));
        let proposal = Proposal { subject: part, predicate, object: whole, rule: ID, confidence: 0.85 };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
    // "베트남 도시철도 체계수립사업": carried out there, unless its name says what is done at home for it ("베트남 진출 지원사업").
    static AT_HOME: WordList = WordList::new(&[
        "진출",
        "수출",
        "시장",
        "유학생",
        "관광객",
        "투자",
        "공동",
        "협력",
        "기업",
        "방문",
        "수입",
        "제재",
        "대응",
        "견제",
        "관세",
        "수주",
        "교민",
        "동포",
        "이민",
        "여행",
    ]);
    /// Least characters of one word that tells what is done there: "피지 물결보전사업".
    const TOLD: usize = 5;
    for (programme, mention) in all().filter(|(_, m)| m.kind == EntityType::Program && m.registry.is_none()) {
        let Some((country, rest)) = mention.name.split_once(' ').filter(|(_, rest)| !AT_HOME.opens(rest)) else {
            continue;
        };
        let tells = rest.contains(' ') || rest.chars().count() >= TOLD;
        let abroad = |m: &Mention| m.kind == EntityType::Country && m.country.as_deref().is_some_and(|c| c != HOME);
        let Some((country, _)) = named(country).find(|(_, m)| abroad(m) && tells) else { continue };
        let proposal = Proposal {
            subject: programme,
            predicate: Predicate::ImplementedIn,
            object: country,
            rule: ID,
            confidence: 0.8,
        };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
    let called = |m: &Mention| matches!(m.kind, EntityType::GovernmentAgency | EntityType::ResearchOrganization);
    for (agency, mention) in all().filter(|(_, m)| called(m)) {
        let names = std::iter::once(&mention.name).chain(&mention.aliases);
        let words: Vec<&str> = names.filter_map(|n| n.split_once([' ', '·']).map(|(first, _)| first)).collect();
        let is_home = |(_, m): &(MentionId, &Mention)| {
            matches!(m.kind, EntityType::Country | EntityType::Place) && m.country == mention.country
        };
        let home = words.iter().filter_map(|w| named(w).find(is_home)).min_by_key(|&(id, _)| id);
        let Some((home, _)) = home.filter(|&(h, _)| !done.contains(&(mention.name.as_str(), h))) else { continue };
        done.insert((&mention.name, home));
        let proposal = Proposal {
            subject: agency,
            predicate: if mention.kind == EntityType::GovernmentAgency {
                Predicate::HasJurisdiction
            } else {
                Predicate::BasedIn
            },
            object: home,
            rule: ID,
            confidence: 0.9,
        };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
}

/// "현지 통신사 ○○", "자국 통신사 ○○": a company of the country that was named last.
fn described_as_local(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    static LOCAL: WordList = WordList::new(&["현지", "자국"]);
    for (text, _) in SectionText::all(view.section) {
        let string = view.str(text);
        let companies = || view.names(text).filter(|(_, m)| m.kind == EntityType::Company);
        if companies().next().is_none() || !LOCAL.is_in(string) {
            continue;
        }
        for (id, company) in companies() {
            let before = &string[..company.range.start];
            let Some((at, word)) = LOCAL.found_in(before).last() else { continue };
            let of_another = |m: &Mention| m.kind == EntityType::Company || m.kind == EntityType::Country;
            if view.names_in(text, &(at..company.range.start)).any(|(_, m)| of_another(m)) {
                continue;
            }
            // "A국은 B국 인력을 고용한 자국 업체를": of whom the sentence is about.
            let sentence = before[..at].rfind(". ").map_or(0, |end| end + 1);
            let own =
                view.names_in(text, &(sentence..at)).find(|(_, m)| word == "자국" && m.kind == EntityType::Country);
            // "독일 경제부는 자국 업체에": of whose the one is that acts.
            let code = view.names_in(text, &(sentence..at)).find_map(|(_, m)| m.country.as_deref());
            let home = code.filter(|_| word == "자국").and_then(|code| {
                let named = |m: &Mention| m.kind == EntityType::Country && m.country.as_deref() == Some(code);
                view.found.ids().find(|(_, m)| named(m))
            });
            let country = own.or(home).or_else(|| view.antecedents(&Antecedent::Abroad, (text, at)).pop());
            let between = gap(string, at + word.len(), company.range.start);
            let found = country.and_then(|country| described(view, between, country, (id, company)));
            if let Some((subject, predicate, object, confidence)) = found {
                let proposal = Proposal { subject, predicate, object, rule: ID, confidence: confidence - 0.1 };
                view.propose(&proposal, view.span(text, at..company.range.end), Status::Stated, None, out);
            }
        }
    }
}

/// "일본 통신사 ○○", "독일의 중견 에너지기업인 ○○": a country, a description that ends in a noun for what it is, and the name.
fn described(
    view: &View<'_>,
    gap: &str,
    (a, left): End<'_>,
    (b, right): End<'_>,
) -> Option<(MentionId, Predicate, MentionId, f64)> {
    use EntityType::{Association, Company, Country, MediaOrganization, Place, ResearchOrganization};
    // "미국계 유통체인 ○○".
    let gap = gap.strip_prefix('계').unwrap_or(gap);
    let words: Vec<&str> = gap.split_whitespace().filter(|w| *w != "의").collect();
    let lexicon = view.registry.lexicon();
    // "에너지기업인", but 체인.
    let last = words.last()?;
    let last = last.strip_suffix('인').filter(|_| lexicon.class_of(last).is_none()).unwrap_or(last);
    let class = lexicon.class_of(last).filter(|c| c.kind == right.kind);
    // "일본 통신그룹 가온홀딩스": what ends as names do, and stands before another, describes it.
    let trade = right.kind == Company && lexicon.company_name(last).is_some();
    // "인도 국영 ○○".
    let owned = right.kind == Company && matches!(last, "국영" | "국유" | "민영" | "토종" | "관영");
    let described = owned
        || class.is_some_and(|c| c.word == last || c.strength == Strength::Quoted || c.word == "그룹")
        || right.kind == Company && lexicon.describes_company(last)
        || trade && lexicon.is_common(last);
    let quiet = words.iter().all(|w| !w.ends_with(['을', '를', '은', '는', ',', '.']) && !w.ends_with("에서"));
    let seated = left.kind == Country || left.kind == Place;
    let foreign = right.registry.is_some() && right.country.is_some() && right.country != left.country;
    let fits = matches!(right.kind, Company | ResearchOrganization | Association | MediaOrganization);
    (described && quiet && seated && fits && !foreign && words.len() <= 5 && gap.starts_with([' ', '의'])).then_some((
        b,
        Predicate::BasedIn,
        a,
        0.85,
    ))
}

/// The Korean cities that are provinces by themselves.
static METROPOLISES: WordList = WordList::new(&["서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종"]);

/// Whether a place contains the one right behind it: a state or province anything, a city what has a syllable for a part of one.
fn contains(left: &Mention, right: &Mention) -> bool {
    let province = ["주", "성", "현", "도", "셔"].iter().any(|e| {
        left.name.ends_with(e) && left.name.chars().count() >= 3
            || left.name.ends_with("특별시")
            || left.name.ends_with("광역시")
    });
    let part =
        ["구", "군", "면", "읍", "동", "정", "리", "산단", "시티", "단지", "개발구", "신구", "밸리", "특구", "항"]
            .iter()
            .any(|e| right.name.ends_with(e));
    // "인천 송도": the largest cities have parts of any name.
    let metropolis = METROPOLISES.has(left.name.trim_end_matches('시')) && right.name != left.name;
    if metropolis && !METROPOLISES.has(&right.name) && !right.name.ends_with(['시', '군']) && !is_province(right) {
        return true;
    }
    if province {
        return !["주", "성"].iter().any(|e| right.name.ends_with(e));
    }
    let city = left.name.ends_with(['시', '군', '구']) || is_city(left);
    city && part && right.name != left.name || !is_city(left) && left.country.is_some() && left.registry.is_some()
}

/// Whether a place is a city, as the registry names them, or not known.
fn is_city(place: &Mention) -> bool {
    place.registry.as_deref().is_none_or(|id| id.starts_with("geonames-"))
}

type End<'m> = (MentionId, &'m Mention);

fn relation(gap: &str, (a, left): End<'_>, (b, right): End<'_>) -> Option<(MentionId, Predicate, MentionId, f64)> {
    use EntityType::{
        Association, Company, Country, GovernmentAgency, InternationalOrganization, Place, ResearchOrganization,
    };
    let words: Vec<&str> = gap.split_whitespace().collect();
    let quiet = gap.chars().all(|c| c == ' ');
    if quiet && matches!(left.kind, Country | Place) {
        let foreign = right.registry.is_some() && left.kind == Country && right.country != left.country;
        let predicate = match right.kind {
            // "세종시 ○○연구회": where an agency of the state sits.
            GovernmentAgency if left.kind == Place && right.registry.is_some() => return None,
            GovernmentAgency => Predicate::HasJurisdiction,
            Company | ResearchOrganization | Association => Predicate::BasedIn,
            // Cities stand side by side in lists that lost their dots; a state or province contains what follows it.
            // Regions of the world stand side by side in lists too.
            Place if left.kind == Country || contains(left, right) => Predicate::LocatedIn,
            _ => return None,
        };
        return (!foreign).then_some((b, predicate, a, 0.9));
    }
    // "○○주의 ○○시", "○○주 소재 ○○시", "○○시 내 ○○구".
    let inside =
        matches!(gap, "의 " | " 소재 " | " 소재의 " | " 내 " | " 내의 " | " 안의 " | " 관내 " | " 수도 " | " 수도인 ");
    let apart = right.registry.is_some() && left.country.is_some() && right.country != left.country;
    if inside && right.kind == Place && !apart && (left.kind == Country || left.kind == Place && contains(left, right))
    {
        return Some((b, Predicate::LocatedIn, a, 0.85));
    }
    // "독일에서는 ○○청이": whose it is.
    if left.kind == Country && right.kind == GovernmentAgency && matches!(gap, "에서는 " | "에선 ") {
        let foreign = right.country.is_some() && right.country != left.country;
        return (!foreign).then_some((b, Predicate::HasJurisdiction, a, 0.8));
    }
    // "○○시의 ○○ 대학": where it sits.
    if gap == "의 " && matches!(left.kind, Country | Place) {
        let organization = matches!(right.kind, Company | ResearchOrganization | Association);
        let foreign = right.country.is_some() && right.country != left.country;
        if right.kind == GovernmentAgency && !foreign {
            return Some((b, Predicate::HasJurisdiction, a, 0.8));
        }
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
    // "○○연구원의 『Y』".
    if left.kind.is_organization() && right.kind == EntityType::Document {
        let whose = gap.trim_end_matches(['『', '「', '《', '‘', '“', '\'']).trim() == "의";
        return whose.then_some((a, Predicate::Announces, b, 0.75));
    }
    // "‘X 계획’ 가운데 ‘Y 사업’".
    if left.kind == EntityType::Program && right.kind == EntityType::Program {
        let between = gap.trim_matches([' ', '‘', '’', '“', '”', '\'', '「', '」', '『', '』']);
        let within = matches!(between, "가운데" | "중" | "내" | "아래" | "속" | "산하" | "하위" | "의 하위");
        return within.then_some((b, Predicate::PartOf, a, 0.8));
    }
    if !(left.kind.is_organization() && right.kind.is_organization()) {
        return None;
    }
    // "○○부 산하 ○○원", "○○부의 산하 …", "○○부는 산하 기관인 ○○원".
    let below = gap.trim_start().trim_start_matches(['의', '은', '는']).trim_start();
    // "하늘그룹 계열사와 ○○사가": beside them.
    let beside = below.starts_with("계열사와 ") || below.starts_with("계열사 및 ");
    if !beside && ["산하", "소속", "직속", "계열", "소관"].iter().any(|w| below.starts_with(w)) {
        let companies = left.kind == Company && right.kind == Company;
        let predicate = if companies { Predicate::SubsidiaryOf } else { Predicate::PartOf };
        // "○○부 소관 업무에는 ○○회가": something else is the ministry's, as in another sentence.
        let other = gap.contains(". ") || words.last().is_some_and(|w| w.ends_with(['는', '은', '을', '를', '에']));
        return (words.len() <= 4 && !other).then_some((b, predicate, a, 0.85));
    }
    // "○○대의 ○○대학".
    let school =
        |m: &Mention, ends: &[&str]| m.kind == ResearchOrganization && ends.iter().any(|end| m.name.ends_with(end));
    if gap == "의 " && school(left, &["대", "대학교"]) && school(right, &["대학", "대학원", "연구소", "센터", "병원"])
    {
        return Some((b, Predicate::PartOf, a, 0.8));
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
    let bureau = left.name.ends_with(['부', '성', '실']) && right.name.ends_with(['국', '청', '원', '소'])
        || left.name.ends_with(['청', '처']) && right.name.starts_with("국립");
    // "○○대 ○○연구소".
    let of_university = left.kind == ResearchOrganization
        && left.name.ends_with(['대', '교'])
        && ["연구소", "연구원", "센터", "병원", "대학원"].iter().any(|e| right.name.ends_with(e));
    // "한국전력 전력연구원": the institute of a company.
    let institute = left.kind == Company
        && right.kind == ResearchOrganization
        && right.registry.is_none()
        && ["연구원", "연구소", "기술원"].iter().any(|e| right.name.ends_with(e));
    let contained = contained || institute;
    // "미국 항공우주국 제트추진연구소".
    let of_agency = left.kind == GovernmentAgency
        && right.kind == ResearchOrganization
        && left.registry.is_some()
        && left.country.as_deref().is_some_and(|c| c != HOME)
        && left.country == right.country;
    (gap == " " && contained && (right.registry.is_none() || bureau || of_university || of_agency)).then_some((
        b,
        Predicate::PartOf,
        a,
        0.75,
    ))
}
