//! What predicates state: the frames of `seeds/frames.csv`, applied to every clause of the text.
//!
//! The grammar of the text and the frames are those of the crates `korean` and `frames`; here the names of the text become their
//! referents, and what a sentence leaves out is carried over: who acts from the sentence before, the text above in the outline or
//! the title; the programme that is spoken of likewise. "가온부는 누리 종합계획(NMP)을 발표" gives 가온부 announces 누리 종합계획.

use super::table::Row;
use crate::parts::Part;
use crate::roles::skip_closers;
use crate::view::{Proposal, View};
use policygraph_frames::{Context, Filler, Found, Referent, Scene, can_be_related};
use policygraph_korean::analysis::{Analysis, ClauseKind};
use policygraph_korean::hangul::is_letter;
use policygraph_korean::word_list::WordList;
use policygraph_korean::{date, field};
use policygraph_model::{
    BlockKind, Column, EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status,
};
use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) const ID: &str = "frame";
/// Id for what rests on a subject or programme that was carried over.
pub(crate) const CARRIED: &str = "frame-carried";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    // What each text leaves to those below it.
    let mut left: BTreeMap<usize, Context> = BTreeMap::new();
    left.insert(SectionText::DOCUMENT, Context { programme: document_programme(view), ..Context::default() });
    let texts =
        std::iter::once(SectionText::TITLE).chain((0..view.section.blocks.len()).map(|b| SectionText::BLOCKS + b));
    for text in texts {
        let kind = SectionText::block(view.section, text).map(|b| b.kind);
        if kind == Some(BlockKind::Cell) {
            remark(view, text, out);
        }
        if matches!(kind, Some(BlockKind::Source | BlockKind::Caption | BlockKind::Cell)) {
            continue;
        }
        let mut context = inherited(view, text, &left);
        // A bullet in which nobody acts is of who runs the plan that the document is.
        let mut runners = Vec::new();
        if context.subjects.is_empty() && view.is_item(text) {
            runners = view.runners(text, out);
            context.subjects.extend(runners.iter().map(|&id| spoken(id, view.found.mention(id))));
        }
        let known = out.len();
        let mut after = read(view, text, context, out);
        // "‘X 네트워크’에 도시 30곳 가입": nor does who runs the plan take part in what others do.
        let mut found = out.split_off(known);
        found.retain(|r| r.predicate != Predicate::ParticipatesIn || !runners.contains(&r.subject));
        out.append(&mut found);
        if let Some(heading) = heading_programme(view, text) {
            after.programme = Some(heading);
        }
        places_alone(view, text, &left, out);
        left.insert(text, after);
    }
    drop_general(view, out);
    // Who takes a company over holds more than a share of it.
    let bought: Vec<(MentionId, MentionId)> =
        out.iter().filter(|r| r.predicate == Predicate::Acquires).map(|r| (r.subject, r.object)).collect();
    out.retain(|r| r.predicate != Predicate::InvestsIn || !bought.contains(&(r.subject, r.object)));
}

/// Reads the cell of a table that says something of the programme of its row.
fn remark(view: &View<'_>, text: usize, out: &mut Vec<RelationFinding>) {
    let Some(row) = Row::remarked(view, text) else { return };
    let [(programme, mention)] = row.programs()[..] else { return };
    let programme = Some(spoken(programme, mention));
    let subjects = row.actors(Column::Leader).map(|(id, m)| spoken(id, m)).collect();
    read(view, text, Context { subjects, programme, near: true, ..Context::default() }, out);
}

/// Drops what a country or union is said to run or publish where the text names who of it does: the headline "미국, X 발표" over "상무부는 X를 발표".
fn drop_general(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let general = |r: &RelationFinding| {
        let kind = view.found.mention(r.subject).kind;
        matches!(r.predicate, Predicate::Leads | Predicate::Announces)
            && matches!(kind, EntityType::Country | EntityType::InternationalOrganization)
            && view.found.mention(r.subject).text == SectionText::TITLE
    };
    let specific: Vec<(Predicate, MentionId)> = out
        .iter()
        .filter(|r| view.found.mention(r.subject).text != SectionText::TITLE)
        .filter(|r| view.found.mention(r.subject).kind.is_organization())
        .map(|r| (r.predicate, r.object))
        .collect();
    let object = |id: MentionId| view.found.mention(id);
    out.retain(|r| {
        !general(r)
            || !specific.iter().any(|&(p, o)| p == r.predicate && crate::parts::same_thing(object(o), object(r.object)))
    });
}

/// A text under a programme that holds no more than places says where it runs: "- 전주(한지), 광주(공연), 경주".
fn places_alone(view: &View<'_>, text: usize, left: &BTreeMap<usize, Context>, out: &mut Vec<RelationFinding>) {
    let bullet = SectionText::block(view.section, text).is_some_and(|b| b.kind == BlockKind::Bullet);
    let programme = || {
        let above = view.ancestors(text).into_iter().filter(|&t| t != text);
        above.filter_map(|t| left.get(&t)).find_map(|c| c.programme.clone())
    };
    let places: Vec<(MentionId, &Mention)> =
        view.names(text).filter(|(_, m)| m.kind == EntityType::Place && !m.range.is_empty()).collect();
    let Some(grammar) = view.grammar(text).filter(|_| bullet && !places.is_empty()) else { return };
    let analysis = grammar.analysis();
    let string = view.str(text);
    // The words of the first sentence that are no place.
    let words = analysis.sentences.first().cloned().unwrap_or(0..0);
    let end = analysis.bytes(&words).end;
    let other = analysis.words[words].iter().any(|w| {
        let named = places.iter().any(|(_, m)| m.range.start <= w.stem.start && w.stem.end <= m.range.end);
        let stem = string[w.stem.clone()].trim_start_matches(|c: char| c.is_ascii_digit());
        !named && !SELECTED.has(stem)
    });
    let Some(programme) = programme().filter(|_| !other) else { return };
    for (place, mention) in places.into_iter().filter(|(_, m)| m.range.end <= end) {
        let proposal = Proposal {
            subject: MentionId(programme.id),
            predicate: Predicate::ImplementedIn,
            object: place,
            rule: CARRIED,
            confidence: 0.65,
        };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
}

/// The programme that the title of the document names; none where the section is about something else.
fn document_programme(view: &View<'_>) -> Option<Filler> {
    use EntityType::{Document, Legislation, Product, Program};
    if view.names(SectionText::TITLE).any(|(_, m)| matches!(m.kind, Program | Product | Legislation | Document)) {
        return None;
    }
    only(view, SectionText::DOCUMENT, |kind| kind == Program)
}

/// What a list of places is summed up in: "A, B 등 7개 지역 선정".
static SELECTED: WordList = WordList::new(&[
    "등",
    "및",
    "개",
    "곳",
    "지역",
    "도시",
    "지자체",
    "개소",
    "선정",
    "지정",
    "대상",
    "개시",
    "개주",
    "시도",
]);

/// The one thing of some types that a text names.
fn only(view: &View<'_>, text: usize, is: impl Fn(EntityType) -> bool) -> Option<Filler> {
    let mut named = view.names(text).filter(|(_, m)| is(m.kind));
    let (id, mention) = named.next()?;
    named.next().is_none().then(|| spoken(id, mention))
}

/// Whether what something else takes the place of, or rests on, may be of a type.
fn is_measure(kind: EntityType) -> bool {
    matches!(kind, EntityType::Program | EntityType::Legislation)
}

/// The programme that a text is the heading of.
fn heading_programme(view: &View<'_>, text: usize) -> Option<Filler> {
    let mut programmes = view.names(text).filter(|(_, m)| m.kind == EntityType::Program);
    // "① (거점) 권역별 ‘X 캠퍼스’ 6개소 조성": an item of a plan that is no sentence.
    let item = |m: &Mention| {
        let string = view.str(text);
        let bullet = SectionText::block(view.section, text).is_some_and(|b| b.kind == BlockKind::Bullet);
        bullet
            && m.rule == crate::mention_rules::QUOTED
            && string.chars().count() <= 60
            && !string.trim_end().ends_with(['.', '다', '음', '함', '임'])
    };
    let (id, programme) = programmes.next().filter(|(_, m)| view.is_headed_by(text, m) || item(m))?;
    let alone = programmes.next().is_none();
    alone.then_some(spoken(id, programme))
}

/// What a text has from those above it.
fn inherited(view: &View<'_>, text: usize, left: &BTreeMap<usize, Context>) -> Context {
    let opening = view.opening.get(&text).into_iter().flatten();
    // Who stands in the bracket that opens the text is named in it.
    let subject = |p: &Part<'_>| {
        let here = p.mention.text == text && view.str(text).starts_with('(');
        let named = Filler { range: 0..p.mention.range.end, carried: false, ..spoken(p.id, p.mention) };
        if here { named } else { spoken(p.id, p.mention) }
    };
    let mut subjects: Vec<Filler> = opening.map(subject).collect();
    if let Some(answering) = in_last_bracket(view, text) {
        subjects = answering;
    }
    let paragraph = SectionText::block(view.section, text).is_some_and(|b| b.kind == BlockKind::Paragraph);
    // A paragraph goes on with what the one before was about.
    let before = text.checked_sub(1).filter(|&b| paragraph && b >= SectionText::BLOCKS);
    if subjects.is_empty()
        && let Some(context) = before.and_then(|b| left.get(&b))
    {
        subjects.clone_from(&context.subjects);
    }
    let ancestors = view.ancestors(text);
    let above: Vec<usize> = before.into_iter().chain(ancestors.iter().copied()).filter(|&t| t != text).collect();
    let known = || above.iter().filter_map(|t| left.get(t));
    // "▸ (가온 바우처) …": the programme in the bracket that opens the text.
    let opened = view.bracketed_topic(text).filter(|p| p.mention.kind == EntityType::Program);
    let opened = opened.map(|p| spoken(p.id, p.mention));
    // "○ (사업명) X", "○ (참여기관) A": the fields of one programme.
    let entry = view.entered(text).map(|(id, m)| spoken(id, m));
    let here = |p: &Filler| !view.goes_elsewhere(text, view.found.mention(MentionId(p.id)));
    if opened.is_none() && entry.is_none() && has_task_label(view, text) {
        return Context { subjects, ..Context::default() };
    }
    let programme = opened.or(entry).or_else(|| known().find_map(|context| context.programme.clone()).filter(here));
    let near = ancestors
        .into_iter()
        .filter(|&t| t != text && t >= SectionText::BLOCKS)
        .filter_map(|t| left.get(&t))
        .any(|c| c.programme.is_some());
    let programme = programme.or_else(|| beside(view, text).filter(here));
    let main = || view.main_programme(text).map(|(id, main)| spoken(id, main)).filter(here);
    let measure =
        known().find_map(|context| context.measure.clone()).or_else(|| only(view, SectionText::DOCUMENT, is_measure));
    Context { subjects, programme: programme.or_else(main), measure, near, founded: None }
}

/// Whether a bullet opens with a label for a task that is no name: what follows is of that task, "- (홍수예보 고도화) A부와 B청이 추진".
fn has_task_label(view: &View<'_>, text: usize) -> bool {
    let label = Some(view.str(text)).filter(|s| s.starts_with('(')).and_then(field::split).map(|(label, _)| label);
    let Some((label, (_, deed))) = label.and_then(|l| Some((l, l.rsplit_once(' ')?))) else { return false };
    // "(총괄 운영) A부": a field of what stands above.
    static FIELDS: WordList =
        WordList::new(&["총괄", "주관", "운영", "시행", "집행", "관리", "참여", "협력", "지원", "평가"]);
    let task = view.registry.frames().is_verbal(deed) && !FIELDS.has(deed);
    task && view.is_item(text) && !view.names(text).any(|(_, m)| m.range.start <= label.len())
}

/// The organizations that the bracket at the end of a bullet holds, which answer for what it says: "○○ 백서 발간(진흥원)".
fn in_last_bracket(view: &View<'_>, text: usize) -> Option<Vec<Filler>> {
    let string = view.str(text).trim_end();
    let open = string.strip_suffix(')')?.rfind('(')?;
    let inner = open + 1..string.len() - 1;
    let names: Vec<(MentionId, &Mention)> = view.names_in(text, &inner).collect();
    let only =
        view.letters_beside(text, &inner, &names).is_empty() && names.iter().all(|(_, m)| m.kind.is_organization());
    // What a name is called besides stands in a bracket, too.
    let apart =
        !names.iter().any(|(_, m)| m.range.start <= open) && !view.names(text).any(|(_, m)| m.range.end == open);
    (view.is_item(text) && only && apart && !names.is_empty())
        .then(|| names.into_iter().map(|(id, m)| spoken(id, m)).collect())
}

/// The programme of the heading that a bullet stands below, nearest first.
pub(super) fn programme_over(view: &View<'_>, text: usize) -> Option<MentionId> {
    let above = || view.ancestors(text).into_iter().filter(|&t| t != text).find_map(|t| heading_programme(view, t));
    beside(view, text).or_else(above).map(|p| MentionId(p.id))
}

/// The programme that heads the bullet above at the same depth: "- ‘X 사업’: …", "- A사가 장비를 공급".
fn beside(view: &View<'_>, text: usize) -> Option<Filler> {
    let bullet = |t: usize| SectionText::block(view.section, t).filter(|b| b.kind == BlockKind::Bullet);
    let depth = bullet(text)?.depth;
    let above = (SectionText::BLOCKS..text).rev().map_while(|t| bullet(t).map(|b| (t, b.depth)));
    let siblings = above.take_while(|&(_, d)| d >= depth).filter(|&(_, d)| d == depth);
    siblings.map(|(t, _)| t).find_map(|t| heading_programme(view, t))
}

/// Reads a text sentence by sentence; returns what it leaves to the next.
fn read(view: &View<'_>, text: usize, mut context: Context, out: &mut Vec<RelationFinding>) -> Context {
    let string = view.str(text);
    let frames = view.registry.frames();
    let Some(grammar) = view.grammar(text) else { return context };
    let referents = &grammar.referents;
    // Such a text states nothing, and what it names is not spoken of below it.
    let stays = |kind: EntityType| kind.is_actor() || is_measure(kind);
    if !referents.iter().any(|r| r.kind.is_none_or(stays)) && !can_be_related(referents, &context) {
        return context;
    }
    let (analysis, fillers) = (grammar.analysis(), grammar.fillers());
    for sentence in 0..analysis.sentences.len() {
        let scene = Scene { text: string, analysis, referents, fillers, frames, context: &context };
        let relations = scene.relations(sentence);
        for found in &relations {
            add(view, text, found, out);
        }
        for (programme, country) in shared_by_countries(view, text, &relations) {
            let proposal = Proposal {
                subject: programme,
                predicate: Predicate::ImplementedIn,
                object: country,
                rule: ID,
                confidence: 0.7,
            };
            let bytes = analysis.bytes(&analysis.sentences[sentence]);
            view.propose(&proposal, view.span(text, bytes), Status::Stated, None, out);
        }
        let acting = scene.acting(sentence);
        let bytes = analysis.bytes(&analysis.sentences[sentence]);
        let programme = spoken_of(string, &acting, referents, &bytes);
        let actors: Vec<Filler> =
            acting.iter().filter(|f| f.kind.is_some_and(EntityType::is_actor)).map(carried).collect();
        if !actors.is_empty() {
            context.subjects = actors;
        }
        // A programme that is only mentioned does not change what is spoken of.
        let said = |p: &Filler| {
            use Predicate::{Announces, Funds, ImplementedIn, Leads, ParticipatesIn};
            // "A시에 ‘X’를 조성한다", whoever does it.
            let sited = |r: &Found| r.from == p.id && r.predicate == ImplementedIn && !r.carried;
            relations
                .iter()
                .any(|r| r.to == p.id && matches!(r.predicate, Leads | Announces | Funds | ParticipatesIn) || sited(r))
        };
        let founded = relations.iter().find(|r| r.predicate == Predicate::SubsidiaryOf && !r.carried);
        let founded = founded.map(|r| spoken(MentionId(r.from), view.found.mention(MentionId(r.from))));
        context.founded = founded.or(context.founded);
        context.measure = brought_up(&acting, &relations, view).or(context.measure);
        let over = |p: &Filler| is_over(string, analysis, sentence, referents, p);
        if let Some(programme) =
            programme.filter(|(p, _)| !over(p)).filter(|(p, topic)| *topic || context.programme.is_none() || said(p))
        {
            context.programme = Some(programme.0);
            context.near = true;
        }
    }
    context
}

/// The measure that a sentence brings up: what it is about, else what somebody in it runs, enacts or makes public.
fn brought_up(acting: &[Filler], relations: &[Found], view: &View<'_>) -> Option<Filler> {
    let topic = acting.iter().find(|f| f.kind.is_some_and(is_measure)).map(carried);
    topic.or_else(|| {
        let acts = |r: &&Found| matches!(r.predicate, Predicate::Leads | Predicate::Enacts | Predicate::Announces);
        let said = relations.iter().filter(acts).rfind(|r| r.status != Status::Denied)?;
        let mention = view.found.mention(MentionId(said.to));
        is_measure(mention.kind).then(|| spoken(MentionId(said.to), mention))
    })
}

/// Programmes whose cost several countries share, each with each of them: they run in all of them. What they only give to need not.
fn shared_by_countries(view: &View<'_>, text: usize, relations: &[Found]) -> Vec<(MentionId, MentionId)> {
    static SHARING: WordList = WordList::new(&["부담", "분담", "절반", "반반", "반씩", "공동", "함께", "나눠", "나누"]);
    let paid = |r: &&Found| {
        let kinds = (view.found.mention(MentionId(r.from)).kind, view.found.mention(MentionId(r.to)).kind);
        r.predicate == Predicate::Funds
            && r.status != Status::Denied
            && SHARING.is_in(&view.str(text)[r.range.clone()])
            && kinds == (EntityType::Country, EntityType::Program)
    };
    let pairs: Vec<(MentionId, MentionId)> =
        relations.iter().filter(paid).map(|r| (MentionId(r.to), MentionId(r.from))).collect();
    if pairs.len() > 1 { pairs } else { Vec::new() }
}

/// Whether a sentence says of a programme that it ends: what comes is not about it.
fn is_over(string: &str, analysis: &Analysis, sentence: usize, referents: &[Referent], programme: &Filler) -> bool {
    static ENDING: WordList =
        WordList::new(&["종료", "폐지", "중단", "흡수", "대체", "통합", "마치", "끝나", "철회", "취소", "제외"]);
    let bytes = analysis.bytes(&analysis.sentences[sentence]);
    let named =
        referents.iter().find(|r| r.id == programme.id && bytes.start <= r.range.start && r.range.end <= bytes.end);
    let Some(named) = named else { return false };
    let first = analysis.clauses.iter().filter(|c| c.sentence == sentence).find(|c| {
        let last = analysis.words.get(c.predicate.end.saturating_sub(1));
        last.is_some_and(|w| w.range.end > named.range.end) && c.kind != ClauseKind::Phrase
    });
    first.is_some_and(|c| ENDING.has(&c.lemma) && string.is_char_boundary(named.range.end))
}

/// The programme that a sentence was about, and whether it is what the sentence says something of; else the last that it names.
fn spoken_of(string: &str, acting: &[Filler], referents: &[Referent], bytes: &Range<usize>) -> Option<(Filler, bool)> {
    let programme = |kind: Option<EntityType>| kind == Some(EntityType::Program);
    // "○○ 마을 2,500곳에는".
    let is_counted = |behind: &str| {
        let word = behind.strip_prefix(' ').and_then(|b| b.split(' ').next()).unwrap_or_default();
        word.starts_with(|c: char| c.is_ascii_digit())
            && ["에는", "에서는", "에선", "엔"].iter().any(|p| word.ends_with(p))
    };
    let topic = acting.iter().find(|f| programme(f.kind));
    // "이번 사업에는 3억 원이 투입된다".
    let opening = || {
        let opens = |r: &&Referent| {
            let before = string.get(bytes.start..r.range.start).unwrap_or("…");
            let behind = &string[skip_closers(string, r.range.end)..];
            programme(r.kind)
                && before.chars().all(|c| !is_letter(c))
                && (["에는 ", "에서는 ", "에선 ", "엔 "].iter().any(|p| behind.starts_with(p)) || is_counted(behind))
        };
        referents.iter().find(opens).map(|r| Filler { id: r.id, kind: r.kind, range: 0..0, carried: true })
    };
    let named = || {
        // "○○ 기금에서 3억 원까지 빌려준다": where the money is from.
        let source = |r: &Referent| string[r.range.end..].starts_with("에서 ");
        let inside =
            |r: &&Referent| programme(r.kind) && bytes.start <= r.range.start && r.range.end <= bytes.end && !source(r);
        let last = referents.iter().rfind(inside)?;
        Some(Filler { id: last.id, kind: last.kind, range: 0..0, carried: true })
    };
    topic.map(carried).or_else(opening).map(|f| (f, true)).or_else(|| named().map(|f| (f, false)))
}

/// The same, carried over from an earlier sentence.
fn carried(filler: &Filler) -> Filler {
    Filler { carried: true, range: 0..0, ..filler.clone() }
}

/// What is spoken of without being named in the text.
fn spoken(id: MentionId, mention: &Mention) -> Filler {
    Filler { id: id.0, kind: Some(mention.kind), range: 0..0, carried: true }
}

fn add(view: &View<'_>, text: usize, found: &Found, out: &mut Vec<RelationFinding>) {
    let (subject, object) = (MentionId(found.from), MentionId(found.to));
    let (s, o) = (view.found.mention(subject), view.found.mention(object));
    // "상무부는 중국 내 신규 투자를 금지": no authority restricts its own country.
    let own = o.kind == EntityType::Country && s.country.is_some() && s.country == o.country;
    if found.predicate == Predicate::Restricts && own {
        return;
    }
    // "한국은 질병관리청과의 협력을 통해": no country works with its own authority.
    let [country, agency] = if s.kind == EntityType::Country { [s, o] } else { [o, s] };
    let its_own = country.kind == EntityType::Country
        && agency.kind == EntityType::GovernmentAgency
        && country.country.is_some()
        && country.country == agency.country;
    if found.predicate == Predicate::PartnersWith && its_own {
        return;
    }
    let span = view.span(text, found.range.clone());
    let years = period(&view.str(text)[found.range.clone()]);
    let rule = if found.carried { CARRIED } else { ID };
    let mut propose = |predicate: Predicate, confidence: f64| {
        let proposal = Proposal { subject, predicate, object, rule, confidence };
        view.propose(&proposal, span, found.status, years, out);
    };
    propose(found.predicate, found.confidence);
    if found.predicate == Predicate::Announces && found.status != Status::Denied {
        follows_from_publishing(s, o, found.confidence, &mut propose);
    }
    // What a country runs is carried out in it.
    if found.predicate == Predicate::Leads && s.kind == EntityType::Country && found.status != Status::Denied {
        let proposal = Proposal {
            subject: object,
            predicate: Predicate::ImplementedIn,
            object: subject,
            rule: ID,
            confidence: found.confidence - 0.05,
        };
        view.propose(&proposal, span, found.status, years, out);
    }
}

/// A government that makes a programme public is running it; who publishes a product of its own makes it.
fn follows_from_publishing(s: &Mention, o: &Mention, confidence: f64, propose: &mut impl FnMut(Predicate, f64)) {
    match (s.kind, o.kind) {
        (EntityType::GovernmentAgency | EntityType::Country | EntityType::Place, EntityType::Program) => {
            propose(Predicate::Leads, confidence - 0.1);
        }
        (EntityType::Company, EntityType::Product) => propose(Predicate::Develops, confidence - 0.1),
        _ => {}
    }
}

/// The years of a range that the clause gives.
fn period(clause: &str) -> Option<(i16, i16)> {
    date::years(clause).into_iter().find(|y| y.from < y.to).map(|y| (y.from, y.to))
}
