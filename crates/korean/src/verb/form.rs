//! The types that describe a conjugated verb: its lemma, how a verbal noun is used, and its ending.

/// What an ending makes of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It ends the sentence: -다, -습니다, -함.
    Final,
    /// The next clause follows: -고, -며, -어서, -지만.
    Connective,
    /// It modifies a noun and tells of the past or present: -는, -(으)ㄴ, -던.
    Adnominal,
    /// It modifies a noun and tells of the future: -(으)ㄹ, -려는.
    Prospective,
    /// It makes a noun of the clause: -기, -(으)ㅁ.
    Nominal,
    /// -지, before 않다, 못하다, 말다.
    Negatable,
    /// What is meant to be reached: -려고, -도록, -고자, -기 위해.
    Purpose,
    /// What is said: -다고, -라고, -다며.
    Quotative,
    /// What is said, before a noun: -다는, -라는.
    QuotativeAdnominal,
}

/// How a verbal noun is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// 하다, or a native verb by itself.
    Active,
    /// 되다.
    Passive,
    /// 받다, 당하다: the subject undergoes what the noun says.
    Undergo,
    /// 시키다.
    Causative,
}

/// A conjugated verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb<'a> {
    /// The verbal noun (개발), or the stem of a native verb without 다 (사들이).
    pub lemma: &'a str,
    /// Whether the lemma is a verbal noun.
    pub nominal: bool,
    /// How it is used.
    pub light: Light,
    /// Its ending.
    pub ending: Ending,
    /// Whether the ending tells of the future or of will: -겠-.
    pub intended: bool,
}
