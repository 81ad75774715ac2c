//! Whose an amount is.
//!
//! The rules are asked in order, from what stands closest to the amount to what the text is about; the first that has an answer
//! decides.

use super::period;
use super::scene::{Scene, can_own};
use crate::mention_rules::LIST_MEMBER;
use crate::roles::{Role, gap, skip_closers};
use crate::view::Part;
use policygraph_korean::particle::{self, Case};
use policygraph_model::Role as BudgetRole;
use policygraph_model::{BlockKind, BudgetFinding, EntityType, Mention, MentionId, SectionText, Status};
use policygraph_registry::Seen;

/// Words that mark an amount as money for something. Without one, only what stands right beside it can own it.
const MONEY_WORDS: &[&str] = &[
    "예산",
    "투자",
    "투입",
    "지원",
    "기금",
    "배정",
    "조성",
    "규모",
    "자금",
    "연구개발",
    "R&D",
    "지출",
    "보조",
    "인수",
    "매각",
    "금액",
    "편성",
    "출연",
    "출자",
    "경비",
    "재정",
    "사업비",
    "펀드",
    "반영",
    "연구비",
    "국비",
    "도비",
    "시비",
    "재원",
    "차관",
    "대출",
    "융자",
    "쓴다",
    "쓰기로",
    "쓸 ",
    "들어가",
    "들어간",
    "들여",
    "들인",
    "든다",
    "보태",
    "얹",
    "내기로",
    "낸다",
    "내놓",
    "부담",
    "지급",
    "책정",
    "소요",
    "유치",
    "공사비",
    "사들",
    "계약",
    "교부",
    "할당",
    "지분",
    "보상",
    "공여",
    "무상",
    "받는다",
    "받게",
    "받았",
    "받을",
    "댄다",
    "대기로",
];

/// Words of giving and of having money to give.
const GIVEN: &[&str] = &[
    "투자",
    "투입",
    "지원",
    "배정",
    "편성",
    "지출",
    "조성",
    "반영",
    "출연",
    "추가",
    "예산",
    "금액",
    "인수",
    "매각",
    "기금",
    "지급",
    "책정",
    "확보",
    "대출",
    "연구비",
    "규모",
    "출자",
    "보조",
    "융자",
    "차관",
    "쓴다",
    "쓰기로",
    "들여",
    "내놓",
    "부담",
];

/// Verbs of giving that follow who receives.
const GRANTED: &[&str] = &[
    "배정",
    "지원",
    "지급",
    "배분",
    "할당",
    "투입",
    "출연",
    "교부",
    "보조",
    "제공",
    "대출",
    "융자",
    "쓴다",
    "쓰기로",
    "썼",
    "들어가",
    "들어간",
    "돌아가",
    "내주",
    "내놓",
    "건네",
    "빌려",
    "주기로",
    "준다",
    "편성",
    "책정",
    "기부",
    "후원",
    "출자",
];
/// Verbs of getting money: who acts has it.
const RECEIVED: &[&str] = &["받", "확보", "유치", "따내", "따냈", "조달", "챙기", "챙겼", "거머쥐", "끌어"];
/// Verbs of buying: who acts pays.
const BOUGHT: &[&str] = &["인수", "매입", "사들", "사기로", "샀", "품었", "품는", "품에", "매수", "구매", "구입"];
/// Verbs and nouns of investing: the money stays that of who acts.
const INVESTED: &[&str] = &["투자", "쏟아붓", "쏟아부", "베팅"];
/// Verbs that put money into something whose name may be left out.
const PUT: &[&str] = &["투입", "지원", "배정", "들여", "들이", "들어간", "들어가", "편성", "투자", "쓴다", "쓸 "];
/// Words by which somebody gives beside what others give.
const OWN: &[&str] = &["별도", "자체", "자기", "추가로", "따로"];
/// How many paragraphs back a programme is still what a sentence on money without names is about.
const PARAGRAPHS_BACK: usize = 3;

/// A subject with the rule that found it and the probability that it is right.
type Owner = (MentionId, &'static str, f64);

/// Binds an amount to its subject; `None` if nothing in sight can own it.
pub(super) fn bind(scene: &Scene<'_, '_>) -> Option<BudgetFinding> {
    let Scene { view, text, amount, .. } = *scene;
    let title = view.section.title.as_str();
    let about_money = MONEY_WORDS.iter().any(|w| scene.string.contains(w) || title.contains(w));
    let (subject, rule, confidence) = match bracket_owner(scene).or_else(|| beside(scene)) {
        Some(owner) => owner,
        None if !about_money && !scene.is_bracketed() => return None,
        None => {
            bracketed(scene).or_else(|| in_clause(scene)).or_else(|| carried(scene)).or_else(|| in_section(scene))?
        }
    };
    let mention = view.found.mention(subject);
    let role = if mention.kind == EntityType::Program { BudgetRole::Program } else { BudgetRole::Actor };
    Some(BudgetFinding {
        subject,
        role,
        money: amount.money.clone(),
        upper: amount.upper,
        converted: amount.converted.clone(),
        period: period::read(scene).or_else(|| period::edition(mention)),
        qualifier: amount.qualifier.map(str::to_owned),
        span: view.span(text, amount.range.clone())?,
        evidence: view.span(text, scene.clause.clone())?,
        rule,
        confidence: view.registry.confidence().of(&Seen {
            budget: true,
            rule,
            status: Status::Stated,
            figure: confidence,
        }),
    })
}

/// The name whose bracket the amount stands in: "‘○○ 사업’(’21~’25년, 300억 원)", also behind a verb ("… 추진(450억 원)").
fn bracket_owner(scene: &Scene<'_, '_>) -> Option<Owner> {
    let Scene { view, text, string, amount, .. } = *scene;
    let open = string[..amount.range.start].rfind('(')?;
    if string[open..amount.range.start].contains(')') {
        return None;
    }
    let close = string[open..].find(')').map_or(string.len(), |c| open + c);
    if string[open + 1..close].chars().count() > 40 {
        return None;
    }
    view.names(text)
        .filter(|(_, m)| can_own(m) && m.range.end <= open)
        .filter(|(_, m)| {
            let between = gap(string, m.range.end, open);
            let behind_verb = between.trim_end().ends_with("추진") && between.chars().count() <= 20;
            between.trim().is_empty() || (behind_verb && m.kind == EntityType::Program)
        })
        .last()
        .map(|(id, _)| (id, "bracket-owner", 0.9))
}

/// The name right beside the amount, with nothing between that is not said of the amount: "‘○○’ 120억 원", "‘○○’에 매년 3억 원",
/// "‘○○’ 예산은 3억 원".
fn beside(scene: &Scene<'_, '_>) -> Option<Owner> {
    let string = scene.string;
    let part = scene.parts.iter().rfind(|p| scene.in_chunk(p))?;
    let lead = string.get(skip_closers(string, part.end)..scene.amount.range.start)?;
    let said = lead.split_whitespace().all(|w| {
        let w = w.trim_matches([':', '：', ',', '|']);
        // "○○ 기금으로": by what, not how much.
        let stem = particle::split(w).filter(|(_, p)| p.case != Case::Instrumental).map_or(w, |(s, _)| s);
        w.is_empty()
            || LIGHT.contains(&stem)
            || LIGHT.contains(&w)
            || w.starts_with(|c: char| c.is_ascii_digit() || c == '’')
    });
    let marked = scene.is_destination(part);
    let words = lead.trim();
    // "A는 3억 원을 투자": a subject is no owner just by standing there.
    let subject =
        ["은", "는", "이", "가", "도", "의"].iter().any(|p| words == *p || words.starts_with(&format!("{p} ")));
    let amounts_after = [')', ','].iter().any(|c| lead.contains(*c));
    if !said || amounts_after {
        return None;
    }
    match part.mention.kind {
        EntityType::Program if part.mention.rule == LIST_MEMBER && scene.place.1 < 2 && has_siblings(scene, part) => {
            None
        }
        EntityType::Program => Some((part.id, "clause-programme", 0.85)),
        _ if marked && is_receiver(scene, part) => Some((part.id, "recipient", 0.75)),
        EntityType::Product | EntityType::Legislation if marked || words.starts_with("예산") => {
            Some((part.id, "clause-programme", 0.7))
        }
        EntityType::Product | EntityType::Legislation => None,
        _ if lead == " " || (!subject && !marked && !words.is_empty()) => Some((part.id, "adjacent-owner", 0.8)),
        _ => None,
    }
}

/// Words between a name and its sum that say only how much, when or of what kind.
const LIGHT: &[&str] = &[
    "에",
    "에는",
    "에도",
    "에게",
    "은",
    "는",
    "이",
    "가",
    "의",
    "도",
    "총",
    "약",
    "최대",
    "최소",
    "매년",
    "연간",
    "연",
    "향후",
    "각",
    "각각",
    "올해",
    "내년",
    "예산",
    "예산은",
    "예산이",
    "사업비",
    "사업비는",
    "총사업비",
    "총사업비는",
    "국비",
    "기금",
    "보조금",
    "차관",
    "대출",
    "융자",
    "지원금",
    "현금",
    "자금",
    "투자",
    "규모",
    "규모는",
    "재원",
    "출연금",
    "모두",
    "추가로",
    "무려",
    "내년도",
    "올해는",
    "내년에",
    "올해에는",
    "별도로",
    "우선",
];

/// Whether a member of a list of programmes stands beside others of it before the amount.
fn has_siblings(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    let members = scene.parts.iter().filter(|p| p.mention.kind == EntityType::Program && scene.in_chunk(p));
    members.filter(|p| p.id != part.id).count() > 0
}

/// Whether a name that money is said to go to keeps it. What is invested in a company or a place is the investor's.
fn is_receiver(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    let rest = scene.rest();
    let invested = INVESTED.iter().any(|v| rest.contains(v)) || rest.trim().is_empty();
    match part.mention.kind {
        EntityType::Company | EntityType::Country | EntityType::Association => {
            !invested && GRANTED.iter().any(|v| rest.contains(v))
        }
        kind => kind.is_organization(),
    }
}

/// A sum alone in its bracket behind what is done, in a bullet below a programme: "인공위성 4기를 개발(300억 원)".
fn bracketed(scene: &Scene<'_, '_>) -> Option<Owner> {
    let named = scene.parts.iter().any(|p| p.mention.kind == EntityType::Program);
    programme_of_parent(scene).filter(|_| scene.is_bracketed() && !named && is_bullet(scene))
}

/// What the clause and the sentence of the amount say.
fn in_clause(scene: &Scene<'_, '_>) -> Option<Owner> {
    whole_of_list(scene)
        .or_else(|| behind(scene))
        .or_else(|| price(scene))
        .or_else(|| budget_of(scene))
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

/// The name behind an amount that says its size: "3억 원 규모의 ‘○○’", "사업비 3억 원인 ‘○○’", "3억 원이 드는 ‘○○’".
fn behind(scene: &Scene<'_, '_>) -> Option<Owner> {
    let said = scene.string[scene.amount.end..].trim_start();
    let sized = [
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
    ]
    .iter()
    .find(|s| said.starts_with(**s))?;
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
    owner.filter(|_| *sized == "규모").map(|p| (p.id, "sized-owner", 0.6))
}

/// The price of a company or a thing is what the buyer pays: "A는 B를 3억 달러에 인수", "B 지분을 A가 3억 달러에 사들였다".
fn price(scene: &Scene<'_, '_>) -> Option<Owner> {
    let rest = &scene.string[scene.amount.end..scene.sentence.end.max(scene.amount.end)];
    let reach: String = rest.chars().take(30).collect();
    let priced =
        rest.trim_start().starts_with(['에', '로', '을', '를']) || rest.starts_with("으로") || rest.starts_with(' ');
    let bought = BOUGHT.iter().any(|v| reach.contains(v));
    let nominal = BOUGHT.iter().any(|v| scene.string[scene.chunk.clone()].contains(v))
        && ["금액", "가격", "대금", "인수가", "가액"].iter().any(|w| scene.string[scene.chunk.clone()].contains(w));
    if !(bought && priced) && !nominal {
        return None;
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
    let clause =
        || scene.view.clauses.iter().find(|c| c.text == scene.text && c.range.contains(&scene.amount.range.start));
    let carried = || clause().and_then(|c| c.subjects.iter().find(|s| s.mention.kind.is_actor()).map(|s| s.id));
    buyer.map(|p| p.id).or_else(carried).map(|id| (id, "buyer", 0.75))
}

/// Whose budget the amount is said to be: "○○부 예산은 … 3억 원", "○○부의 연구 예산 3억 원".
fn budget_of(scene: &Scene<'_, '_>) -> Option<Owner> {
    let program = scene.parts.iter().rfind(|p| p.mention.kind == EntityType::Program && scene.in_chunk(p));
    let owner = scene.parts.iter().rfind(|p| {
        let between = scene.lead(p);
        let head = between.strip_prefix('의').unwrap_or(between);
        let near: String = head.chars().take(14).collect();
        let said = ["예산", "재정", "사업비", "투자액", "연구개발비", "국방비", "R&D 투자"].iter().any(|noun| {
            near.split_once(noun)
                .is_some_and(|(lead, rest)| !lead.contains(',') && !rest.starts_with(['에', '안', '으']))
        });
        !matches!(p.mention.kind, EntityType::Program)
            && scene.clause.contains(&p.start)
            && p.end <= scene.amount.range.start
            && said
            && (head.starts_with(' ') || head.starts_with("예산"))
    });
    owner.filter(|o| program.is_none_or(|p| p.end <= o.start)).map(|p| (p.id, "budget-of", 0.8))
}

/// The programme nearest before the amount in its clause, then one right after it.
fn programme(scene: &Scene<'_, '_>) -> Option<Owner> {
    let in_clause = |p: &&Part<'_>| p.mention.kind == EntityType::Program && scene.clause.contains(&p.start);
    let whole = scene.parts.iter().filter(in_clause).any(|p| p.mention.rule != LIST_MEMBER);
    let fits = |p: &&Part<'_>| in_clause(p) && (!whole || p.mention.rule != LIST_MEMBER);
    let other = scene.has_other_destination();
    let before = scene.parts.iter().rfind(|p| {
        fits(p) && p.end <= scene.amount.range.start && !is_example(scene, p) && {
            // What the part of the list before went to, this one does not, if it says where it goes.
            let own = scene.in_chunk(p) || !other || p.role == Role::Subject;
            let passing =
                other && !scene.is_destination(p) && !matches!(p.role, Role::Subject | Role::Bare | Role::Genitive);
            own && !(passing && scene.actor().is_some() && p.role != Role::Object)
        }
    });
    let clear = |p: &&Part<'_>| !scene.string[scene.amount.end..p.start].contains([',', '，']);
    let after = || scene.parts.iter().find(|p| fits(p) && p.start >= scene.amount.end).filter(clear).filter(|_| !other);
    before.or_else(after).map(|p| (p.id, "clause-programme", 0.8))
}

/// Whether a name is only an example of what the amount is for: "‘○○’ 등 3억 원 규모의 대책".
fn is_example(scene: &Scene<'_, '_>, part: &Part<'_>) -> bool {
    let rest = scene.string[scene.amount.end..].trim_start();
    scene.lead(part).trim_start().starts_with("등 ") && rest.starts_with("규모")
}

/// Who is said to receive: "○○사는 보조금 3억 달러를 받는다".
fn receiver(scene: &Scene<'_, '_>) -> Option<Owner> {
    let rest = scene.rest();
    if !RECEIVED.iter().any(|v| rest.contains(v)) {
        return None;
    }
    let receives = |p: &&Part<'_>| {
        p.mention.kind.is_actor()
            && matches!(p.role, Role::Subject | Role::Also)
            && scene.clause.contains(&p.start)
            && !scene.is_source(p)
    };
    let before = scene.parts.iter().rfind(|p| receives(p) && p.end <= scene.amount.range.start);
    let receiver = before.or_else(|| scene.parts.iter().find(receives))?;
    let first = scene.parts.iter().find(|p| p.list_end == receiver.list_end)?;
    Some((first.id, "recipient", 0.75))
}

/// Who or what money is given to: "○○원에 3억 원을 배정", "3억 원이 ○○원에 배정", "○○사의 공장에 3억 원을 보조".
fn destination(scene: &Scene<'_, '_>) -> Option<Owner> {
    let goes = |p: &&Part<'_>| scene.in_chunk(p) && scene.is_destination(p);
    let thing = |p: &&Part<'_>| matches!(p.mention.kind, EntityType::Product | EntityType::Legislation);
    if let Some(thing) = scene.parts.iter().rfind(|p| goes(p) && thing(p)) {
        return Some((thing.id, "clause-programme", 0.7));
    }
    let given = |p: &&Part<'_>| {
        let after = scene.string[skip_closers(scene.string, p.end)..].trim_start_matches(['에', '게', ' ']);
        p.start >= scene.amount.end && p.role == Role::Place && GRANTED.iter().any(|v| after.starts_with(v))
    };
    let receives = |p: &&Part<'_>| {
        p.mention.kind.is_organization() && !scene.is_source(p) && (given(p) || (goes(p) && is_receiver(scene, p)))
    };
    scene.parts.iter().rfind(receives).map(|p| (p.id, "recipient", 0.7))
}

/// What the sentence named before, where this part of it does not say where the money goes: "A는 ‘○○’ 구축에 3억 원을 내고, B는
/// 2억 원을 보탠다"; and the programme of a clause before: "○○ 계획을 확정하고 총 3억 원을 투자".
fn earlier_destination(scene: &Scene<'_, '_>) -> Option<Owner> {
    if scene.has_other_destination() {
        return None;
    }
    let earlier = |p: &&Part<'_>| p.end <= scene.amount.range.start && !is_example(scene, p);
    let program = scene.parts.iter().rfind(|p| earlier(p) && p.mention.kind == EntityType::Program);
    if let Some(program) = program {
        return Some((program.id, "sentence-programme", 0.7));
    }
    let thing = |p: &&Part<'_>| matches!(p.mention.kind, EntityType::Product | EntityType::Legislation);
    let thing = scene.parts.iter().rfind(|p| earlier(p) && thing(p) && scene.is_destination_of_any(p));
    thing.map(|p| (p.id, "sentence-programme", 0.6))
}

/// What money is put into follows: "3억 원을 투입해 ○○ 사업을 추진".
fn next_programme(scene: &Scene<'_, '_>) -> Option<Owner> {
    let spends = ["투입해", "투입하여", "들여", "투자해", "투자하여", "출자해", "투입,"]
        .iter()
        .any(|v| scene.rest().contains(v));
    let follows =
        |p: &&Part<'_>| p.mention.kind == EntityType::Program && p.start >= scene.amount.end && p.role != Role::Subject;
    scene.parts.iter().find(follows).filter(|_| spends).map(|p| (p.id, "next-programme", 0.7))
}

/// Who acts in the clause: gives, invests, plans; or has it in the genitive: "X의 2017년 투자".
fn actor(scene: &Scene<'_, '_>) -> Option<Owner> {
    let acts = scene.each_actor().or_else(|| scene.actor());
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
    let left_out = !scene.has_other_destination() && PUT.iter().any(|v| scene.rest().contains(v));
    let own = OWN.iter().any(|w| scene.string[scene.clause.clone()].contains(w)) || actor.role == Role::Also;
    if left_out && !own && actor.mention.kind == EntityType::GovernmentAgency {
        if let Some(owner) = programme_before(scene).or_else(|| programme_of_parent(scene)) {
            return Some(owner);
        }
    } else if let Some(owner) = programme_of_parent(scene).filter(|_| !own && is_bullet(scene)) {
        return Some(owner);
    }
    Some((actor.id, "clause-actor", 0.7))
}

fn is_bullet(scene: &Scene<'_, '_>) -> bool {
    SectionText::block(scene.view.section, scene.text).is_some_and(|b| b.kind == BlockKind::Bullet)
}

/// The programme that the bullet right above names: what its own bullets spend goes into it.
fn programme_of_parent(scene: &Scene<'_, '_>) -> Option<Owner> {
    let parent = *scene.view.ancestors(scene.text).first()?;
    let measure = |kind: EntityType| move |names: &(MentionId, &Mention)| names.1.kind == kind;
    let of = |kind: EntityType| scene.view.names(parent).filter(measure(kind)).last();
    let program = of(EntityType::Program).or_else(|| of(EntityType::Legislation));
    program.filter(|_| parent != SectionText::TITLE).map(|(id, _)| (id, "programme-above", 0.6))
}

/// The programme of the sentences before in the same text, the nearest first.
fn programme_before(scene: &Scene<'_, '_>) -> Option<Owner> {
    let before = |p: &&Part<'_>| p.end <= scene.sentence.start && p.mention.kind == EntityType::Program;
    let clauses = scene.view.clauses.iter().filter(|c| c.text == scene.text).flat_map(|c| &c.parts);
    clauses.filter(before).last().map(|p| (p.id, "programme-before", 0.65))
}

/// What the sentences before are about, where this one names nobody: their programme, or who acted in them.
fn carried(scene: &Scene<'_, '_>) -> Option<Owner> {
    let own = &scene.string[scene.sentence.clone()];
    let told = MONEY_WORDS.iter().chain(RECEIVED).any(|w| own.contains(w)) || scene.follows_sum;
    if !told || scene.parts.iter().any(|p| scene.actor().is_some_and(|a| a.id == p.id)) {
        return None;
    }
    if let Some(owner) = programme_before(scene) {
        return Some(owner);
    }
    let actor_before = || {
        let clauses = scene.view.clauses.iter().filter(|c| c.text == scene.text && c.range.end <= scene.sentence.start);
        clauses
            .flat_map(|c| &c.parts)
            .rfind(|p| p.mention.kind.is_actor() && can_own(p.mention) && matches!(p.role, Role::Subject | Role::Also))
            .map(|p| (p.id, "actor-before", 0.6))
    };
    if let Some(owner) = actor_before() {
        return Some(owner);
    }
    let section = scene.view.section;
    let is_paragraph = |text: usize| SectionText::block(section, text).is_some_and(|b| b.kind == BlockKind::Paragraph);
    if !is_paragraph(scene.text) {
        return None;
    }
    let texts = (SectionText::BLOCKS..scene.text).rev().filter(|&t| is_paragraph(t)).take(PARAGRAPHS_BACK);
    let program = |text: usize| scene.view.names(text).filter(|(_, m)| m.kind == EntityType::Program).last();
    let program = texts.clone().chain([SectionText::TITLE]).find_map(program);
    let actor = |text: usize| {
        let parts = scene.view.clauses.iter().filter(|c| c.text == text).flat_map(|c| &c.parts);
        parts.filter(|p| p.mention.kind.is_organization() && matches!(p.role, Role::Subject | Role::Also)).last()
    };
    let found = program.map(|(id, _)| (id, "programme-before", 0.6));
    found.or_else(|| texts.clone().find_map(actor).map(|p| (p.id, "actor-before", 0.5)))
}

/// What the text is about: the programme above it in the outline, who acts, its publisher, its country.
fn in_section(scene: &Scene<'_, '_>) -> Option<Owner> {
    let Scene { view, text, .. } = *scene;
    let clause = view.clauses.iter().find(|c| c.text == text && c.range.contains(&scene.amount.range.start));
    // Who gives, named in the clause itself, gives for something else than what the section is about; but the bullets
    // right below a programme go into it.
    let giver = clause
        .and_then(|c| c.subjects.iter().find(|s| s.text == text && s.mention.kind == EntityType::GovernmentAgency));
    let parent = view.ancestors(text).first().copied().unwrap_or(text);
    let below = view.names(parent).any(|(_, m)| m.kind == EntityType::Program) && parent != SectionText::TITLE;
    if let Some((id, _)) = view.programme_above(text).filter(|_| giver.is_none() || below) {
        return Some((id, "programme-above", 0.6));
    }
    // Only what is given belongs to whoever the text is about; what merely amounts to something is a statistic.
    let string = clause.map_or("", |c| &view.str(text)[c.range.clone()]);
    if !GIVEN.iter().any(|g| string.contains(g)) {
        return None;
    }
    let owns = |p: &&Part<'_>| can_own(p.mention) && p.mention.kind.is_actor();
    let actor = clause.and_then(|c| c.subjects.iter().find(owns).map(|s| s.id));
    let title = || view.names(SectionText::TITLE).find(|(_, m)| can_own(m)).map(|(id, _)| id);
    actor.or_else(title).or_else(|| view.heading_country()).map(|id| (id, "section-actor", 0.5))
}
