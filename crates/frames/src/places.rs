//! Where organizations sit and do business, and where programmes are carried out.

use crate::fillers::Filler;
use crate::{Found, Scene, every_pair};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

/// Ends of nouns for what a company has where it does business.
static BRANCHES: WordList = WordList::new(&[
    "법인",
    "지사",
    "지점",
    "공장",
    "사무소",
    "매장",
    "기지",
    "지역본부",
    "대리점",
    "센터",
    "사업장",
    "점포",
    "영업소",
    "지점망",
    "점포망",
    "영업망",
    "판매망",
    "서비스망",
    "광구",
    "광산",
    "시설",
    "설비",
    "라인",
    "거점",
    "정비소",
    "창고",
    "캠퍼스",
    "발전소",
    "판매점",
    "쇼룸",
    "팹",
    "호텔",
    "농장",
    "양식장",
    "터미널",
    "제련소",
    "조선소",
    "연구소",
    "현장",
]);

/// The noun under which `seeds/frames.csv` has what is done with any place of business.
pub(crate) const PLACE_OF_BUSINESS: &str = "시설";

/// Whether a noun is one for where a company works: 영업소, 조립공장, 판매망.
pub(crate) fn is_place_of_business(noun: &str) -> bool {
    BRANCHES.closes(noun)
}

impl Scene<'_> {
    /// Where an organization has its seat: "A는 B에 본사를 두고".
    pub(crate) fn seat(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let told = matches!(
            clause.lemma.as_str(),
            "두" | "있" | "옮기" | "마련" | "자리하" | "설립" | "이전" | "세우" | "차리"
        );
        let is_place = clause.kind == ClauseKind::Copula;
        if clause.kind == ClauseKind::Phrase || !self.has_seat(clause) || !(told || is_place) {
            return;
        }
        let seats = self.seats(clause);
        self.put(Predicate::BasedIn, seats.iter().map(|(a, b)| (a, b)), (clause, status, 0.9), out);
    }

    /// Whether a clause tells of a seat: 본사를 두다.
    pub(crate) fn has_seat(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|&p| self.is_seat(p))
    }

    /// Whether a phrase is a word for a seat.
    fn is_seat(&self, phrase: usize) -> bool {
        matches!(self.head_noun(phrase), "본사" | "본부" | "본점") && !self.is_regional(phrase)
    }

    /// Whether a phrase says of what part of the world it is: "유럽 본사" is a branch, wherever it is.
    fn is_regional(&self, phrase: usize) -> bool {
        static REGIONS: WordList = WordList::new(&[
            "유럽",
            "아시아",
            "아시아태평양",
            "아태",
            "동남아",
            "동남아시아",
            "북미",
            "남미",
            "중남미",
            "미주",
            "중동",
            "아프리카",
            "유라시아",
            "오세아니아",
        ]);
        let nouns: Vec<&str> = self.nouns(phrase).collect();
        nouns.len().checked_sub(2).is_some_and(|before| REGIONS.has(nouns[before]))
    }

    /// Organizations that a clause gives a seat, with the place: "A는 B에 본사를 둔다", "A는 B에 본사가 있다".
    fn seats(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        let places = self.places(clause, &[Role::Dative, Role::Direction, Role::Complement]);
        // "본사는 대전이다": of what the sentence explains, or who was spoken of.
        if clause.kind == ClauseKind::Copula {
            let mut seated = self.explained(clause.sentence, clause.predicate.start);
            if seated.is_empty() {
                seated.clone_from(&self.context.subjects);
            }
            return every_pair(&seated, &places);
        }
        // "A는 B에 본사를 둔 C를 인수": C sits there.
        let modifies = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let mut seated: Vec<Filler> = if modifies { self.described(clause) } else { Vec::new() };
        seated.retain(|f| f.kind.is_some_and(EntityType::is_organization));
        // "A시에 본사를 둔 B와 그 자회사 C": what describes B.
        seated.sort_by_key(|f| f.range.start);
        seated.truncate(1);
        if seated.is_empty() {
            let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
            seated = topic.map(|p| self.fillers(p).to_vec()).unwrap_or_default();
        }
        let seated =
            if seated.is_empty() { self.modified(clause).map(|a| a.fillers).unwrap_or_default() } else { seated };
        let own = self.named(clause, &[Role::Subject]);
        // "A의 본사는 B에 있다", "A 본사가 있는 B".
        let own = match self.phrases(clause, &[Role::Topic, Role::Subject]).find(|&p| self.is_seat(p)) {
            Some(p) if own.is_empty() => self.owners(p),
            _ => own,
        };
        let described = self.modified(clause).map(|a| a.fillers).unwrap_or_default();
        if places.is_empty() && !own.is_empty() && !described.is_empty() && described.iter().all(Filler::is_place) {
            return every_pair(&own, &described);
        }
        let seated = if own.is_empty() { seated } else { own };
        let seated = if seated.is_empty() { self.context.founded.iter().cloned().collect() } else { seated };
        every_pair(&seated, &places)
    }

    /// An organization that is said to be somewhere has its seat there: "A는 B에 있다".
    pub(crate) fn stands(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if clause.kind != ClauseKind::Verb || !matches!(clause.lemma.as_str(), "있" | "자리하") {
            return;
        }
        let seated = self.standing(clause);
        self.put(Predicate::BasedIn, seated.iter().map(|(a, b)| (a, b)), (clause, status, 0.75), out);
    }

    /// Organizations that a clause says are somewhere, with the place; none where it says what is there.
    fn standing(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        use EntityType::{Association, Company, InternationalOrganization, MediaOrganization, ResearchOrganization};
        let has = |role: Role| self.phrases(clause, &[role]).next().is_some();
        if has(Role::Topic) && has(Role::Subject) {
            return Vec::new();
        }
        // "A가 B에 있는 공장을 산다": what the clause describes is there.
        let describes = matches!(clause.ending, Ending::Adnominal);
        let mut standing = if describes { self.described(clause) } else { self.own_subjects(clause) };
        standing.retain(|f| {
            matches!(
                f.kind,
                Some(Company | ResearchOrganization | Association | InternationalOrganization | MediaOrganization)
            )
        });
        every_pair(&standing, &self.places(clause, &[Role::Dative]))
    }

    /// Where the facilities of the programme that is spoken of stand, it is carried out: "실증 설비는 A시에 둔다".
    pub(crate) fn site(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static PLACING: WordList = WordList::new(&[
            "두",
            "들어서",
            "설치",
            "구축",
            "짓",
            "조성",
            "건설",
            "배치",
            "진행",
            "실시",
            "지원",
            "투입",
            "보급",
            "쏟아붓",
            "쏟",
            "들이",
            "운영",
            "시작",
            "착수",
            "깔",
            "심",
            "실증",
            "시험",
        ]);
        if !PLACING.has(&clause.lemma) || clause.kind == ClauseKind::Phrase || self.has_seat(clause) {
            return;
        }
        let Some(programme) = self.programme_at(clause) else { return };
        // "A시에 건설 중인 국제핵융합실험로(ITER)": what has an abbreviation is a thing of its own.
        let called = |h: usize| {
            let range = self.analysis.bytes(&self.analysis.phrases[h].words);
            self.analysis.asides.iter().any(|a| range.start < a.start && a.end <= range.end + ")".len())
        };
        if clause.head.is_some_and(called) {
            return;
        }
        for place in self.sites(clause) {
            let (predicate, confidence) = (Predicate::ImplementedIn, 0.6);
            let range = clause.range.clone();
            out.push(Found { from: programme.id, predicate, to: place.id, range, status, confidence, carried: true });
        }
    }

    /// The places of a clause whose subject and object are nobody and nothing that is named.
    fn sites(&self, clause: &Clause) -> Vec<Filler> {
        let named = self
            .named(clause, &[Role::Subject, Role::Topic, Role::Object])
            .into_iter()
            .chain(clause.topic.map(|t| self.fillers(t).to_vec()).unwrap_or_default())
            .any(|f| !matches!(f.kind, Some(EntityType::GovernmentAgency | EntityType::Country)) || f.range.is_empty());
        let places = self.places(clause, &[Role::Dative, Role::Locative]).into_iter();
        places.filter(|f| !named && f.kind == Some(EntityType::Place)).collect()
    }

    /// Where the office of a programme is, it is carried out: "X의 사무국은 A시에 둔다".
    pub(crate) fn office(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static PLACING: WordList =
            WordList::new(&["설치", "두", "마련", "들어서", "있", "위치", "자리하", "세우", "짓", "건설", "조성"]);
        if PLACING.has(&clause.lemma) && clause.kind == ClauseKind::Verb {
            let offices = self.offices(clause);
            self.put(Predicate::ImplementedIn, offices.iter().map(|(a, b)| (a, b)), (clause, status, 0.75), out);
        }
    }

    /// The programmes of which a clause says where their office or facility is, with the place.
    fn offices(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        static OFFICES: WordList = WordList::new(&[
            "사무국",
            "본부",
            "센터",
            "거점",
            "사무소",
            "시설",
            "단지",
            "실증단지",
            "연구소",
            "실증센터",
        ]);
        let office =
            self.phrases(clause, &[Role::Topic, Role::Subject, Role::Object]).find(|&p| OFFICES.has(self.head_noun(p)));
        let programmes = office.map(|p| self.owners(p)).unwrap_or_default();
        every_pair(&programmes, &self.places(clause, &[Role::Dative, Role::Locative]))
    }

    /// What somebody runs somewhere is carried out there: "환경부는 베트남에서 ‘X’를 벌인다".
    pub(crate) fn runs_in(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        // Where something is made public is not where it is carried out.
        let public = self.frames.of(&clause.lemma).iter().any(|f| f.predicate == Predicate::Announces);
        // Nor is where it is talked of: "부산에서 ‘X’ 공청회를 열었다".
        let talked_of = || matches!(clause.lemma.as_str(), "개최" | "열" | "갖") && self.holds_event(clause);
        if public || clause.kind == ClauseKind::Phrase || talked_of() {
            return;
        }
        let runs = |f: &&Found| f.predicate == Predicate::Leads && f.status != Status::Denied && !f.carried;
        let here = |f: &&Found| f.range.start >= clause.range.start && f.range.end <= clause.range.end;
        let programmes: Vec<u32> = out.iter().filter(runs).filter(here).map(|f| f.to).collect();
        if programmes.is_empty() {
            return;
        }
        let mut places = self.places(clause, &[Role::Locative]);
        // "A와 B의 학교에서 ‘X’를 벌인다".
        for p in self.phrases(clause, &[Role::Locative]).filter(|&p| self.fillers(p).is_empty()) {
            places.extend(self.owners(p).into_iter().filter(Filler::is_place));
        }
        for (&programme, place) in programmes.iter().flat_map(|p| places.iter().map(move |q| (p, q))) {
            let (predicate, confidence, range) = (Predicate::ImplementedIn, 0.75, clause.range.clone());
            out.push(Found { from: programme, predicate, to: place.id, range, status, confidence, carried: false });
        }
    }

    /// Where something is built or changed by a programme it is carried out: "‘X 사업’으로 A항을 넓힌다", "‘X’를 통해 A에 기지를 짓는다".
    pub(crate) fn works_in(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static WORKING: WordList = WordList::new(&[
            "넓히",
            "짓",
            "세우",
            "깔",
            "놓",
            "심",
            "고치",
            "잇",
            "설치",
            "배치",
            "구축",
            "조성",
            "건설",
            "보급",
            "정비",
            "확충",
            "늘리",
            "확장",
            "증설",
            "개선",
            "복원",
            "정화",
            "단장",
            "개발",
            "육성",
            "되살리",
            "바꾸",
            "지원",
            "공급",
            "파견",
            "운영",
        ]);
        if !WORKING.has(&clause.lemma) {
            return;
        }
        let mut programmes = self.named(clause, &[Role::Means, Role::Direction]);
        programmes.extend(self.paid_before(clause));
        programmes.retain(|f| f.kind == Some(EntityType::Program));
        let places = self.places(clause, &[Role::Dative, Role::Locative, Role::Object]);
        let pairs = programmes.iter().flat_map(|x| places.iter().map(move |p| (x, p)));
        self.put(Predicate::ImplementedIn, pairs, (clause, status, 0.75), out);
    }

    /// What the clause before puts money into for this one: "‘X 사업’에 3억 원을 투입하여 A에 센터를 세운다".
    fn paid_before(&self, clause: &Clause) -> Vec<Filler> {
        let Some(before) = self.analysis.clauses_in(clause.sentence).rfind(|c| c.range.start < clause.range.start)
        else {
            return Vec::new();
        };
        let words = &self.text[before.range.clone()];
        let so_that = before.ending == Ending::Connective && words.trim_end().ends_with(['여', '해', '서', '어']);
        let pays = matches!(before.lemma.as_str(), "투입" | "들이" | "투자" | "배정" | "지원" | "쓰");
        if so_that && pays { self.named(before, &[Role::Dative]) } else { Vec::new() }
    }

    /// Whether a clause tells of a meeting: "‘X’ 공청회를 열었다".
    fn holds_event(&self, clause: &Clause) -> bool {
        static MEETINGS: WordList = WordList::new(&[
            "설명회",
            "공청회",
            "간담회",
            "회의",
            "발표회",
            "보고회",
            "워크숍",
            "협약식",
            "토론회",
            "포럼",
        ]);
        self.phrases(clause, &[Role::Object, Role::Bare]).any(|p| MEETINGS.closes(self.head_noun(p)))
    }

    /// What opens a headline is carried out where something is done: "‘X’, A군에서 첫 실시".
    pub(crate) fn headline_site(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static DOING: WordList = WordList::new(&[
            "실시",
            "시행",
            "시작",
            "추진",
            "착수",
            "운영",
            "시범운영",
            "개시",
            "본격화",
            "진행",
            "출범",
            "도입",
        ]);
        if clause.kind != ClauseKind::Noun || !DOING.has(&clause.lemma) {
            return;
        }
        let Some(&first) = clause.arguments.first() else { return };
        let phrase = &self.analysis.phrases[first];
        let opens = phrase.role == Role::Bare && phrase.comma;
        let programme = self.head(phrase).filter(|f| opens && f.kind == Some(EntityType::Program));
        let places = self.places(clause, &[Role::Locative]);
        let pairs = programme.iter().flat_map(|x| places.iter().map(move |place| (x, place)));
        self.put(Predicate::ImplementedIn, pairs, (clause, status, 0.8), out);
    }

    /// Whether the last word of a phrase is `word`.
    pub(crate) fn ends_in(&self, phrase: usize, word: &str) -> bool {
        let last = self.analysis.phrases[phrase].words.end.checked_sub(1);
        last.is_some_and(|w| &self.text[self.analysis.words[w].range.clone()] == word)
    }

    /// A programme that begins somewhere or is for it is carried out there: "‘X’는 여수를 시작으로 확대된다", "여수를 거점으로 한 ‘X’",
    /// "‘X’는 여수를 대상으로 한다".
    pub(crate) fn begins_in(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static CENTRES: WordList = WordList::new(&["시작", "필두", "거점", "중심", "무대"]);
        // "여수를 대상으로": for whom something is, in one phrase.
        let meant = |&p: &usize| self.ends_in(p, "대상으로");
        let place = match self.phrases(clause, &[Role::Direction]).find(|&p| CENTRES.has(self.head_noun(p))) {
            Some(at) => {
                let start = self.analysis.phrases[at].words.start;
                self.phrases(clause, &[Role::Object]).find(|&p| self.analysis.phrases[p].words.end == start)
            }
            None => self.phrases(clause, &[Role::Other]).find(meant),
        };
        let places: Vec<Filler> = place.map(|p| self.fillers(p).to_vec()).unwrap_or_default();
        if places.is_empty() {
            return;
        }
        let mut programmes = self.described(clause);
        programmes.extend(self.own_subjects(clause));
        programmes.extend(clause.topic.into_iter().flat_map(|t| self.fillers(t)).cloned());
        programmes.retain(|f| f.kind == Some(EntityType::Program));
        programmes.truncate(1);
        let pairs = programmes.iter().flat_map(|x| places.iter().filter(|p| p.is_place()).map(move |p| (x, p)));
        self.put(Predicate::ImplementedIn, pairs, (clause, status, 0.8), out);
    }

    /// Where a company has a plant or shops it does business: "A사는 B에 사업장이 있다", "A사의 매장은 B에 있다".
    pub(crate) fn has_branch(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static STANDING: WordList =
            WordList::new(&["있", "남아있", "위치", "자리하", "돌아가", "들어서", "늘어서", "문열", "서", "몰려있"]);
        static BUILT: WordList = WordList::new(&[
            "가동", "운영", "완공", "준공", "착공", "건설", "건립", "신설", "개소", "개점", "세우", "짓", "설치",
        ]);
        // "A사의 영업망은 B로 뻗어 있다".
        let reaches = matches!(clause.lemma.as_str(), "뻗" | "퍼지");
        let built = || BUILT.has(&clause.lemma) && self.is_passive(clause);
        if !(reaches || STANDING.has(&clause.lemma) || built()) || clause.kind == ClauseKind::Phrase {
            return;
        }
        let branch = self.phrases(clause, &[Role::Subject, Role::Topic, Role::Also]).find(|&p| self.is_branch(p));
        let Some(branch) = branch else { return };
        let mut owners = self.owners(branch);
        if owners.is_empty() {
            owners = self.named(clause, &[Role::Topic]);
        }
        if owners.is_empty() {
            owners.extend(clause.topic.into_iter().flat_map(|t| self.fillers(t)).cloned());
        }
        owners.retain(|f| f.kind == Some(EntityType::Company));
        let roles: &[Role] = if reaches { &[Role::Direction, Role::Dative] } else { &[Role::Dative, Role::Locative] };
        let places = self.places(clause, roles);
        let pairs = owners.iter().flat_map(|a| places.iter().map(move |b| (a, b)));
        self.put(Predicate::OperatesIn, pairs, (clause, status, 0.8), out);
    }

    /// Whether a phrase is a word for where a company does business.
    fn is_branch(&self, phrase: usize) -> bool {
        let head = self.head_noun(phrase);
        is_place_of_business(head) || matches!(head, "본사" | "본부") && self.is_regional(phrase)
    }

    /// The last noun of a phrase, or the one before what is measured of it: 공장 in "방콕 공장 가동률".
    fn end_of_branch(&self, p: usize) -> Option<usize> {
        static MEASURED: WordList = WordList::new(&[
            "가동률",
            "생산량",
            "매출",
            "직원",
            "증설",
            "설비",
            "가동",
            "생산",
            "운영",
            "건설",
            "투자",
            "물량",
        ]);
        let nouns = &self.analysis.phrases[p].nouns;
        let last = nouns.end.checked_sub(1)?;
        let before = last.checked_sub(1).filter(|b| nouns.contains(b) && MEASURED.has(self.noun(last)));
        Some(before.filter(|&b| is_place_of_business(self.noun(b))).unwrap_or(last))
    }

    /// Where a company has a branch it does business: "A사의 인도 법인", "A사 인도 법인".
    pub(crate) fn branches(&self, sentence: usize, out: &mut Vec<Found>) {
        let words = &self.analysis.words;
        for p in self.analysis.phrases_in(sentence) {
            let phrase = &self.analysis.phrases[p];
            let Some(last) = self.end_of_branch(p).filter(|&l| l > phrase.nouns.start) else { continue };
            if !(is_place_of_business(self.noun(last)) || self.is_branch(p) || self.is_seat(p)) || self.is_regional(p) {
                continue;
            }
            let place = self.head_of(phrase, phrase.nouns.start..last);
            let Some(place) = place.filter(Filler::is_place) else { continue };
            let start = words[phrase.nouns.start].range.start;
            let before = |r: &&crate::Referent| start <= r.range.start && r.range.end < place.range.start;
            // "A사의 인도 첸나이 공장": the country is not whose it is.
            let here = self.referents.iter().filter(before).rfind(|r| !Filler::from(*r).is_place());
            let mut owners = here.map_or_else(|| self.owners(p), |r| vec![Filler::from(r)]);
            // "A는 B 공장에서 …를 만든다": of who acts.
            let acting = self.clause_with(p).filter(|_| {
                last + 1 == phrase.nouns.end
                    && matches!(phrase.role, Role::Locative | Role::Dative | Role::Object | Role::Comitative)
            });
            if let Some(clause) = acting.filter(|_| owners.is_empty()) {
                owners.extend(self.own_subjects(clause));
                // "A 광산을 가진 B".
                let has = matches!(clause.lemma.as_str(), "가지" | "보유" | "두" | "운영" | "갖" | "소유" | "돌리");
                if owners.is_empty() && has {
                    owners.extend(self.described(clause));
                }
            }
            // "A는 B 본사에 연구소를 신설".
            let predicate = if self.is_seat(p) { Predicate::BasedIn } else { Predicate::OperatesIn };
            for company in owners.iter().filter(|f| f.kind == Some(EntityType::Company)) {
                out.push(Found {
                    from: company.id,
                    predicate,
                    to: place.id,
                    range: company.range.start.min(place.range.start)..words[last].range.end,
                    status: Status::Stated,
                    confidence: 0.85,
                    carried: false,
                });
            }
        }
    }
}
