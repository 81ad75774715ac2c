//! Who is put on a list of those who are restricted.

use crate::fillers::Filler;
use crate::{Found, Scene, every_pair};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::word_list::WordList;
use policygraph_model::{Predicate, Status};

/// Nouns for what lists names.
static LISTS: WordList = WordList::new(&["명단", "리스트", "목록", "대상"]);

impl Scene<'_> {
    /// Who is put on somebody's list is restricted by them: "A가 B의 거래제한 명단에 올랐다", "B는 A를 명단에 올렸다".
    pub(super) fn listed(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let lemma = clause.lemma.as_str();
        if !matches!(lemma, "오르" | "올리" | "추가" | "등재" | "포함" | "지정" | "넣")
            || clause.kind == ClauseKind::Phrase
        {
            return;
        }
        let listed = self.put_on_list(clause);
        self.put(Predicate::Restricts, listed.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
    }

    /// Those whom a clause puts on a list, each with whose list it is.
    fn put_on_list(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        static GROUNDS: WordList = WordList::new(&["제재", "제한", "통제", "금지", "규제", "블랙", "우려"]);
        let list = self.phrases(clause, &[Role::Dative, Role::Direction]).find(|&p| {
            let nouns = self.analysis.phrases[p].nouns.clone();
            let Some(last) = nouns.clone().last() else { return false };
            let words = &self.analysis.words;
            let whole = &self.text[words[nouns.start].stem.start..words[last].stem.end];
            LISTS.closes(whole) && GROUNDS.is_in(whole)
        });
        let Some(list) = list else { return Vec::new() };
        let owner = self.owners(list);
        let objects = self.own_objects(clause);
        let acting = self.own_subjects(clause);
        let (by, whom) = match (owner.is_empty(), objects.is_empty()) {
            (false, false) => (owner, objects),
            // "A의 제재 대상에 오른 B".
            (false, true) if acting.is_empty() => (owner, self.described(clause)),
            (false, true) => (owner, acting),
            (true, false) => (acting, objects),
            (true, true) => return Vec::new(),
        };
        every_pair(&by, &whom)
    }

    /// Whether a clause puts somebody on a list.
    pub(crate) fn tells_of_list(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Dative, Role::Direction]).any(|p| LISTS.closes(self.head_noun(p)))
    }
}
