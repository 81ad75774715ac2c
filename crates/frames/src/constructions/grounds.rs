//! The laws and plans that a clause names as the ground of what is done.

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use std::ops::Range;

impl Scene<'_> {
    /// What is done according to a law or plan rests on it: "「X법」에 따라 ‘Y 사업’을 추진", "「X법」에 근거한 ‘Y 사업’".
    pub(super) fn basis(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        self.grounds(clause, status, out);
        let acted = !self.own_subjects(clause).is_empty();
        for (law, measures, range) in self.bases(clause) {
            // "A부는 ‘X 전략’에 따라 보조금을 준다": that is what rests on it, and not what was spoken of.
            let agreed = |law: &Filler| self.text.get(law.range.clone()).is_some_and(|name| name.ends_with("협약"));
            let of_act = acted && (law.kind == Some(EntityType::Program) || agreed(&law));
            for measure in measures.into_iter().filter(|m| !(of_act && m.carried)) {
                let allowed = measure.kind.zip(law.kind).is_some_and(|(a, b)| Predicate::BasedOn.allows(a, b));
                if allowed && measure.id != law.id {
                    let (predicate, confidence, carried) = (Predicate::BasedOn, 0.85, measure.carried || law.carried);
                    out.push(Found {
                        from: measure.id,
                        predicate,
                        to: law.id,
                        range: range.clone(),
                        status,
                        confidence,
                        carried,
                    });
                }
            }
        }
    }

    /// What a firm does according to a programme, it does in it; whom an authority restricts on the ground of a law, the law restricts:
    /// "‘X 사업’에 따라 A사가 공장을 짓는다", "「X법」을 근거로 A부가 B사를 규제".
    fn grounds(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let mut grounds = self.named(clause, &[Role::Basis]);
        // "「X법」으로 B국을 제재": the law restricts, too.
        let laws = self.named(clause, &[Role::Means, Role::Direction]).into_iter();
        grounds.extend(laws.filter(|f| f.kind == Some(EntityType::Legislation)));
        if grounds.is_empty() {
            return;
        }
        let of = |kind: EntityType| grounds.iter().filter(move |g| g.kind == Some(kind));
        let acting = self.own_subjects(clause);
        let pairs = acting.iter().filter(|f| f.is_firm()).flat_map(|a| of(EntityType::Program).map(move |p| (a, p)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.65), out);
        let here = |f: &&Found| f.range.start >= clause.range.start && f.range.end <= clause.range.end;
        let restricted: Vec<Found> =
            out.iter().filter(|f| f.predicate == Predicate::Restricts).filter(here).cloned().collect();
        for (found, law) in restricted.iter().flat_map(|f| of(EntityType::Legislation).map(move |l| (f, l))) {
            if found.from != law.id && found.to != law.id {
                out.push(Found { from: law.id, confidence: found.confidence * 0.9, ..found.clone() });
            }
        }
    }

    /// Laws and plans that a clause names as ground of what it is about, with that and the bytes that say so.
    fn bases(&self, clause: &Clause) -> Vec<(Filler, Vec<Filler>, Range<usize>)> {
        let mut out = self.bases_of_described(clause);
        let measure =
            |f: &Filler| matches!(f.kind, Some(EntityType::Program | EntityType::Legislation | EntityType::Document));
        for p in self.phrases(clause, &[Role::Basis]) {
            let phrase = &self.analysis.phrases[p];
            let (measures, range) = if phrase.modifies {
                let next = p + 1;
                let follows =
                    self.analysis.phrases.get(next).is_some_and(|n| !n.inner && n.words.start == phrase.words.end);
                let fillers = if !follows {
                    Vec::new()
                } else if self.is_thing(next) {
                    // "두 사업은 「X법」에 따른 것이다", "「X법」에 따른 것으로": of what was brought up before.
                    let mut about = self.named(clause, &[Role::Topic, Role::Subject]);
                    about.retain(measure);
                    if about.is_empty() { self.context.measure.iter().cloned().collect() } else { about }
                } else {
                    self.fillers(next).to_vec()
                };
                let start = self.analysis.words[phrase.words.start].range.start;
                let end = self.analysis.words[phrase.words.end - 1].range.end;
                let end = fillers.last().map_or(end, |f| f.range.end.max(end));
                (fillers, start..end)
            } else {
                let own = self
                    .phrases(clause, &[Role::Object, Role::Bare])
                    .flat_map(|p| self.fillers(p))
                    .cloned()
                    .collect::<Vec<_>>();
                let about = || {
                    self.phrases(clause, &[Role::Topic, Role::Subject])
                        .flat_map(|p| self.fillers(p))
                        .cloned()
                        .collect::<Vec<_>>()
                };
                let told = if own.iter().any(measure) { own } else { about() };
                // "「X법」에 따라 A시가 ‘Y 특구’ 지정을 신청": what the words for an act name.
                let within = || {
                    let objects = self.phrases(clause, &[Role::Object]);
                    let named = objects.flat_map(|p| self.named_within(&self.analysis.phrases[p]));
                    named.map(Filler::from).filter(measure).collect::<Vec<_>>()
                };
                let told = if told.iter().any(measure) { told } else { within() };
                let spoken = || self.programme_at(clause).into_iter().collect::<Vec<_>>();
                (if told.iter().any(measure) { told } else { spoken() }, clause.range.clone())
            };
            let mut laws = self.fillers(p).to_vec();
            if laws.is_empty() {
                laws.extend(self.pointed_at(p));
            }
            // "‘X’의 20개 권고안을 기반으로": what it says.
            static CONTENTS: WordList =
                WordList::new(&["권고안", "권고", "내용", "원칙", "취지", "조항", "규정", "제안", "틀", "성과"]);
            if laws.is_empty() && CONTENTS.has(self.head_noun(p)) {
                laws = self.owners(p);
            }
            out.extend(laws.into_iter().map(|law| (law, measures.clone(), range.clone())));
        }
        out
    }

    /// The ground before the subject of a clause that describes a measure: "「X법」에 따라 A부가 수립하는 ‘Y 계획’".
    fn bases_of_described(&self, clause: &Clause) -> Vec<(Filler, Vec<Filler>, Range<usize>)> {
        let phrases = &self.analysis.phrases;
        let first = clause.arguments.iter().copied().min().filter(|_| clause.ending == Ending::Adnominal);
        let before = first.and_then(|f| f.checked_sub(1)).filter(|&b| {
            let adjoins = first.is_some_and(|f| phrases[b].words.end == phrases[f].words.start);
            phrases[b].role == Role::Basis && !phrases[b].modifies && !phrases[b].comma && adjoins
        });
        let Some((before, head)) = before.zip(clause.head) else { return Vec::new() };
        let range = self.analysis.words[phrases[before].words.start].range.start..clause.range.end;
        let laws = self.fillers(before).iter().cloned();
        laws.map(|law| (law, self.fillers(head).to_vec(), range.clone())).collect()
    }

    /// The law or plan that a ground points back at: "이에 따라", "같은 법 제31조를 근거로". It is the last one named before.
    fn pointed_at(&self, phrase: usize) -> Option<Filler> {
        static PLANS: WordList = WordList::new(&["계획", "전략", "대책", "방안", "로드맵", "성명", "선언", "구상"]);
        let p = &self.analysis.phrases[phrase];
        let first = self.analysis.words.get(p.words.start)?;
        let points = matches!(&self.text[first.stem.clone()], "이" | "같은" | "동" | "동법" | "해당");
        let start = first.range.start;
        let named = self.referents.iter().rfind(|r| {
            let plan = r.kind == Some(EntityType::Program) && PLANS.closes(&self.text[r.range.clone()]);
            r.range.end <= start && (r.kind == Some(EntityType::Legislation) || plan)
        })?;
        let apart = self.analysis.sentence_of(p.words.start).saturating_sub(self.sentence_at(named.range.start));
        (points && apart <= 1).then(|| Filler { carried: true, ..Filler::from(named) })
    }

    /// The sentence that a byte of the text is in.
    fn sentence_at(&self, at: usize) -> usize {
        let of = |s: &Range<usize>| self.analysis.bytes(s).end > at;
        self.analysis.sentences.iter().position(of).unwrap_or_default()
    }
}
