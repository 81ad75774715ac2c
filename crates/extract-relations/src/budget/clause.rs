//! Whose an amount is by its clause and sentence: the programme, who receives, buys, gives.

use super::amount::AFTER;
use super::context::{is_bullet, programme_before, programme_of_parent};
use super::near;
use super::scene::Scene;
use super::sums::Owner;
use super::words::{BOUGHT, CHOSEN, GRANTED, PLANTS, PUT, RECEIVED, SOLD};
use crate::mention_rules::LIST_MEMBER;
use crate::parts::Part;
use crate::roles::{Role, skip_closers};
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

/// What the clause and the sentence of the amount say.
pub(super) fn owner(scene: &Scene<'_, '_>) -> Option<Owner> {
    whole_of_list(scene)
        .or_else(|| behind(scene))
        .or_else(|| price(scene))
        .or_else(|| budget_of(scene))
        .or_else(|| receiver(scene).filter(|_| receives_for(scene)))
        .or_else(|| programme(scene))
        .or_else(|| receiver(scene))
        .or_else(|| destination(scene))
        .or_else(|| earlier_destination(scene))
        .or_else(|| next_programme(scene))
        .or_else(|| actor(scene))
}

/// A sum behind a list of programmes is that of what they belong to.
fn whole_of_list(scene: &Scene<'_, '_>) -> Option<Owner> {
    let in_clause = |p: &&Part<'_>| p.mention.kind == EntityType::Program && scene.clause.contains(&p.start);
    let members = scene.parts.iter().filter(in_clause);
    let whole = members.clone().any(|p| p.mention.rule != LIST_MEMBER);
    if whole || members.count() < 2 || scene.place.1 > 1 {
        return None;
    }
    scene.view.programme_above(scene.text).map(|(id, _)| (id, "programme-above", 0.7))
}

/// Whom of a list an amount goes to where each gets one: "A와 B에 각각 3억 원과 2억 원을 지원".
pub(super) fn distributed(scene: &Scene<'_, '_>) -> Option<Owner> {
    let into = |p: &&Part<'_>| {
        let program = p.mention.kind == EntityType::Program;
        p.role == Role::Place && scene.clause.contains(&p.start) && (program || scene.is_receiver(p))
    };
    let last = scene.parts.iter().rfind(|p| into(p) && p.end <= scene.amount.range.start)?;
    scene.each_of(last).map(|member| (member.id, "recipient", 0.75))
}

/// The name behind an amount that says its size: "3억 원 규모의 ‘○○’", "사업비 3억 원인 ‘○○’", "3억 원이 드는 ‘○○’".
fn behind(scene: &Scene<'_, '_>) -> Option<Owner> {
    static SIZED: WordList = WordList::new(&[
        "규모",
        "에 달하는",
        "에 이르는",
        "상당의",
        "짜리",
        "인 ",
        "이 드는",
        "이 들어가는",
        "이 투입되는",
        "을 투입하는",
        "을 들이는",
        "을 들인",
        "이 투입된",
        "이 들어간",
        "의 예산이",
        "을 투입한",
        "이 배정된",
        "가 투입되는",
        "가 드는",
        "를 들인",
        "를 투입하는",
        "가 투입된",
        "를 투입한",
        "가 배정된",
        "을 지원하는",
        "를 지원하는",
        "씩 지원하는",
    ]);
    let sized = SIZED.opening(scene.string[scene.amount.end..].trim_start())?;
    let near = |p: &&Part<'_>, most: usize| {
        p.start >= scene.amount.end && {
            let between = &scene.string[scene.amount.end..p.start];
            between.chars().count() <= most && !between.contains([',', '，']) && !between.contains("다 ")
        }
    };
    let program = scene.parts.iter().find(|p| p.mention.kind == EntityType::Program && near(p, 30));
    if let Some(program) = program {
        return Some((program.id, "clause-programme", 0.8));
    }
    let owner = scene.parts.iter().find(|p| near(p, 8) && !matches!(p.mention.kind, EntityType::Country));
    owner.filter(|_| sized == "규모").map(|p| (p.id, "sized-owner", 0.6))
}

/// The price of a company or a thing is what the buyer pays: "A는 B를 3억 달러에 인수", "B 지분을 A가 3억 달러에 사들였다".
fn price(scene: &Scene<'_, '_>) -> Option<Owner> {
    let rest = &scene.string[scene.amount.end..scene.sentence.end.max(scene.amount.end)];
    let reach = near::behind(rest, 30);
    let priced =
        rest.trim_start().starts_with(['에', '로', '을', '를']) || rest.starts_with("으로") || rest.starts_with(' ');
    let sold = SOLD.is_in(reach);
    let bought = sold || BOUGHT.is_in(reach);
    let chunk = &scene.string[scene.chunk.clone()];
    let nominal =
        BOUGHT.is_in(chunk) && const { WordList::new(&["금액", "가격", "대금", "인수가", "가액"]) }.is_in(chunk);
    if !(nominal || (bought && priced)) {
        return None;
    }
    if sold {
        let to =
            |p: &&Part<'_>| p.mention.kind.is_actor() && p.role == Role::Place && p.end <= scene.amount.range.start;
        return scene.parts.iter().rfind(to).map(|p| (p.id, "buyer", 0.75));
    }
    // In "X는 A가 지분을 …에 사들이기로 했다고 밝혔다" A buys.
    let buys = |p: &&Part<'_>| p.mention.kind.is_actor() && p.end <= scene.amount.range.start && !scene.is_source(p);
    let embedded = scene.parts.iter().rfind(|p| {
        let after = scene.string[skip_closers(scene.string, p.end)..].split_whitespace().next().unwrap_or_default();
        buys(p) && matches!(after, "이" | "가")
    });
    let topic = || scene.parts.iter().find(|p| buys(p) && matches!(p.role, Role::Subject | Role::Also));
    let headline =
        || scene.parts.iter().find(|p| buys(p) && scene.string[skip_closers(scene.string, p.end)..].starts_with(','));
    let genitive = || scene.parts.iter().find(|p| buys(p) && p.role == Role::Genitive && nominal);
    let buyer = embedded.or_else(topic).or_else(headline).or_else(genitive);
    let clause = || scene.view.clause_at(scene.text, scene.amount.range.start);
    let carried = || clause().and_then(|c| c.subjects.iter().find(|s| s.mention.kind.is_actor()).map(|s| s.id));
    buyer.map(|p| p.id).or_else(carried).map(|id| (id, "buyer", 0.75))
}

/// Nouns for the money that somebody has to spend.
static BUDGETS: WordList =
    WordList::new(&["예산", "재정", "사업비", "투자액", "연구개발비", "국방비", "R&D 투자", "총지출", "세출"]);

/// Whose budget the amount is said to be: "○○부 예산은 … 3억 원", "○○부의 연구 예산 3억 원".
fn budget_of(scene: &Scene<'_, '_>) -> Option<Owner> {
    let program = scene.parts.iter().rfind(|p| p.mention.kind == EntityType::Program && scene.in_chunk(p));
    let before = |p: &&Part<'_>| {
        !matches!(p.mention.kind, EntityType::Program)
            && scene.clause.contains(&p.start)
            && p.end <= scene.amount.range.start
    };
    let said = |p: &&Part<'_>| {
        let between = scene.lead(p);
        let head = between.strip_prefix('의').unwrap_or(between);
        // The genitive binds over more words: "○○부의 올해 로봇 관련 사업 총 예산은".
        let near = near::behind(head, if between.len() > head.len() { 24 } else { 14 });
        (head.starts_with(' ') || head.starts_with("예산"))
            && BUDGETS.is_in(near)
            && BUDGETS.words().iter().any(|noun| {
                near.split_once(noun)
                    .is_some_and(|(lead, rest)| !lead.contains(',') && !rest.starts_with(['에', '안', '으']))
            })
    };
    // "○○사의 3억 달러 이상의 투자를": whose investment it is.
    let invested = |p: &&Part<'_>| {
        let rest = scene.string[scene.amount.end..].trim_start();
        let rest = AFTER.iter().find_map(|q| rest.strip_prefix(q)).unwrap_or(rest);
        let rest = rest.strip_prefix(" 규모").unwrap_or(rest);
        scene.lead(p).trim() == "의"
            && const { WordList::new(&["투자", "출자", "기부"]) }.opens(rest.trim_start_matches(['의', ' ']))
    };
    let owner = scene.parts.iter().rfind(|p| before(p) && (said(p) || invested(p)));
    owner.filter(|o| program.is_none_or(|p| p.end <= o.start)).map(|p| (p.id, "budget-of", 0.8))
}

/// The programme nearest before the amount in its clause, then one right after it.
fn programme(scene: &Scene<'_, '_>) -> Option<Owner> {
    let in_clause = |p: &&Part<'_>| p.mention.kind == EntityType::Program && scene.clause.contains(&p.start);
    let whole = scene.parts.iter().filter(in_clause).any(|p| p.mention.rule != LIST_MEMBER);
    let fits = |p: &&Part<'_>| in_clause(p) && (!whole || p.mention.rule != LIST_MEMBER);
    let other = scene.has_other_destination();
    let item = scene.is_own_item();
    let before = scene.parts.iter().rfind(|p| {
        fits(p) && p.end <= scene.amount.range.start && !is_example(scene, p) && !is_superseded(scene, p) && {
            // What the part of the list before went to, this one does not, if it says where it goes.
            let own = scene.in_chunk(p) || !(other || item) || p.role == Role::Subject;
            let passing =
                other && !scene.is_destination(p) && !matches!(p.role, Role::Subject | Role::Bare | Role::Genitive);
            own && !(passing && scene.actor().is_some() && p.role != Role::Object)
        }
    });
    let clear = |p: &&Part<'_>| !scene.string[scene.amount.end..p.start].contains([',', '，', '△', '▲', '▷']);
    let after = || scene.parts.iter().find(|p| fits(p) && p.start >= scene.amount.end).filter(clear).filter(|_| !other);
    before.or_else(after).map(|p| (p.id, "clause-programme", 0.8))
}

/// Whether a name is only an example of what the amount is for: "‘○○’ 등 3억 원 규모의 대책", "‘○○’를 포함해 3억 원을".
fn is_example(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    let rest = scene.string[scene.amount.end..].trim_start();
    let lead = scene.lead(part);
    let included = ["을 포함", "를 포함", " 포함"].iter().any(|w| lead.starts_with(w));
    included || (lead.trim_start().starts_with("등 ") && rest.starts_with("규모"))
}

/// Whether a name is what something else takes the place of: "‘○○’를 대체하는 3억 원 규모의 사업".
fn is_superseded(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    static SUCCEEDING: WordList =
        WordList::new(&["대체하는", "대체할", "잇는", "이을", "이어받", "계승하", "갈음하는", "대신하는", "대신할"]);
    let lead = scene.lead(part);
    let rest = ["을 ", "를 "].iter().find_map(|p| lead.strip_prefix(p));
    rest.is_some_and(|r| SUCCEEDING.opens(r)) || lead.trim_start_matches('의').starts_with(" 후속")
}

/// Whether who receives is named first, and a programme only as what it receives for: "○○대는 ‘○○ 사업’에 선정돼 3억 원을 받는다".
fn receives_for(scene: &Scene<'_, '_>) -> bool {
    let Some(actor) = scene.actor() else { return false };
    let before = scene.parts.iter().rfind(|p| p.mention.kind == EntityType::Program && scene.in_chunk(p));
    let chosen = |words: &str| CHOSEN.is_in(words) || words.contains("참여") || words.contains("통해");
    before.is_none_or(|p| actor.end <= p.start && chosen(scene.lead(p)))
}

/// Who is said to receive: "○○사는 보조금 3억 달러를 받는다".
fn receiver(scene: &Scene<'_, '_>) -> Option<Owner> {
    let rest = scene.rest();
    if !RECEIVED.is_in(rest) {
        return None;
    }
    let receives = |p: &&Part<'_>| {
        p.mention.kind.is_actor()
            && matches!(p.role, Role::Subject | Role::Also)
            && scene.clause.contains(&p.start)
            && !scene.is_source(p)
    };
    let before = scene.parts.iter().rfind(|p| receives(p) && p.end <= scene.amount.range.start);
    // "A는 공모에 선정돼 3억 원을 확보했다".
    let chosen = |p: &&Part<'_>| {
        p.mention.kind.is_organization()
            && p.role == Role::Subject
            && p.end <= scene.clause.start
            && CHOSEN.is_in(&scene.string[p.end..scene.clause.start])
    };
    let receiver = before.or_else(|| scene.parts.iter().find(receives)).or_else(|| scene.parts.iter().rfind(chosen))?;
    let first = || scene.parts.iter().find(|p| p.list_end == receiver.list_end);
    let receiver = scene.each_of(receiver).or_else(first)?;
    Some((receiver.id, "recipient", 0.75))
}

/// Who or what money is given to: "○○원에 3억 원을 배정", "3억 원이 ○○원에 배정", "○○사의 공장에 3억 원을 보조".
fn destination(scene: &Scene<'_, '_>) -> Option<Owner> {
    let goes = |p: &&Part<'_>| scene.in_chunk(p) && scene.is_destination(p);
    let thing = |p: &&Part<'_>| matches!(p.mention.kind, EntityType::Product | EntityType::Legislation);
    if let Some(thing) = scene.parts.iter().rfind(|p| goes(p) && thing(p)) {
        return Some((thing.id, "clause-programme", 0.7));
    }
    let granted = |p: &&Part<'_>| {
        GRANTED.opens(scene.string[skip_closers(scene.string, p.end)..].trim_start_matches(['에', '게', ' ']))
    };
    // "3억 원의 보조금을 ○○사 부산 공장에 지급".
    let plant = |p: &&Part<'_>| {
        let words: Vec<&str> = scene.string[skip_closers(scene.string, p.end)..].split_whitespace().take(4).collect();
        let at = words.iter().position(|w| PLANTS.closes(w)).filter(|&at| at <= 2);
        at.is_some_and(|at| words.get(at + 1).is_some_and(|next| GRANTED.opens(next)))
    };
    let given = |p: &&Part<'_>| p.start >= scene.amount.end && (p.role == Role::Place && granted(p) || plant(p));
    let receives = |p: &&Part<'_>| {
        p.mention.kind.is_organization() && (given(p) || (goes(p) && scene.is_receiver(p))) && !scene.is_source(p)
    };
    scene.parts.iter().rfind(receives).map(|p| (p.id, "recipient", 0.7))
}

/// What the sentence named before, where this part of it does not say where the money goes: "A는 ‘○○’ 구축에 3억 원을 내고, B는
/// 2억 원을 보탠다"; and the programme of a clause before: "○○ 계획을 확정하고 총 3억 원을 투자".
fn earlier_destination(scene: &Scene<'_, '_>) -> Option<Owner> {
    if scene.has_other_destination() || scene.is_own_item() {
        return None;
    }
    let earlier =
        |p: &&Part<'_>| p.end <= scene.amount.range.start && !is_example(scene, p) && !is_superseded(scene, p);
    let program = |p: &&Part<'_>| earlier(p) && p.mention.kind == EntityType::Program;
    let into = scene.parts.iter().rfind(|p| program(p) && p.role == Role::Place);
    let program = into.or_else(|| scene.parts.iter().rfind(program));
    if let Some(program) = program {
        return Some((program.id, "sentence-programme", 0.7));
    }
    let thing = |p: &&Part<'_>| matches!(p.mention.kind, EntityType::Product | EntityType::Legislation);
    let thing = scene.parts.iter().rfind(|p| earlier(p) && thing(p) && scene.is_destination_of_any(p));
    thing.map(|p| (p.id, "sentence-programme", 0.6))
}

/// What money is put into follows: "3억 원을 투입해 ○○ 사업을 추진".
fn next_programme(scene: &Scene<'_, '_>) -> Option<Owner> {
    let spends = const {
        WordList::new(&["투입해", "투입하여", "들여", "투자해", "투자하여", "출자해", "투입,"])
    }
    .is_in(scene.rest());
    let follows =
        |p: &&Part<'_>| p.mention.kind == EntityType::Program && p.start >= scene.amount.end && p.role != Role::Subject;
    scene.parts.iter().find(follows).filter(|_| spends).map(|p| (p.id, "next-programme", 0.7))
}

/// Whether an amount is what a plant costs that somebody builds: "43억 달러 규모의 데이터센터를 건설".
fn is_for_plant(rest: &str) -> bool {
    static PLANTS: WordList =
        WordList::new(&["공장", "데이터센터", "발전소", "제련소", "조선소", "광산", "정유소", "호텔", "물류센터"]);
    static BUILDING: WordList = WordList::new(&["건설", "짓", "지어", "지은", "세우", "세워", "증설", "건립", "신설"]);
    let plant = PLANTS.found_in(rest).next().filter(|(at, _)| rest[..*at].chars().count() <= 20);
    plant.is_some_and(|(at, word)| {
        let behind: String = rest[at + word.len()..].chars().take(8).collect();
        BUILDING.is_in(&behind)
    })
}

/// Who acts in the clause: gives, invests, plans; or has it in the genitive: "X의 2017년 투자".
fn actor(scene: &Scene<'_, '_>) -> Option<Owner> {
    let acts = scene.actor().map(|actor| scene.each_of(actor).unwrap_or(actor));
    let Some(actor) = acts.filter(|a| !scene.is_source(a)) else {
        let genitive = scene.parts.iter().rfind(|p| {
            p.mention.kind.is_actor()
                && p.role == Role::Genitive
                && scene.clause.contains(&p.start)
                && p.end <= scene.amount.range.start
                && !scene.has_other_destination()
        });
        return genitive.map(|p| (p.id, "clause-actor", 0.6));
    };
    // "A부는 3년간 3억 원을 투입한다": into what the sentence before was about.
    let left_out = !scene.has_other_destination() && PUT.is_in(scene.rest());
    let own = || scene.gives_beside_others() || actor.mention.kind == EntityType::Company && is_for_plant(scene.rest());
    if left_out && actor.mention.kind == EntityType::GovernmentAgency && !own() {
        if let Some(owner) = programme_before(scene).or_else(|| programme_of_parent(scene)) {
            return Some(owner);
        }
    } else if let Some(owner) = programme_of_parent(scene).filter(|_| is_bullet(scene) && !own()) {
        return Some(owner);
    }
    // "B가 참여하며, 예산은 3억 원이다": of what B takes part in; "B는 참여하며, 예산은 …": of B.
    let topic = scene.string[skip_closers(scene.string, actor.end)..].starts_with(['은', '는']);
    if let Some(owner) = programme_before(scene).filter(|_| !topic && scene.follows_money_noun()) {
        return Some(owner);
    }
    // "B가 참여하며, 사업비 3억 원은 …": what B takes part in has it.
    let before = actor.end <= scene.clause.start && scene.is_topic();
    if let Some((id, _)) = scene.view.programme_above(scene.text).filter(|_| before) {
        return Some((id, "programme-above", 0.6));
    }
    Some((actor.id, "clause-actor", 0.7))
}
