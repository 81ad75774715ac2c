//! The ways in which programmes and countries hang together.

use crate::table::Bilingual;

/// A way of hanging together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The same organizations and persons lead, announce, enact, fund or take part.
    Actors,
    /// The same technologies and fields.
    Topics,
    /// The same places.
    Places,
    /// The same policy instruments.
    Instruments,
    /// The same words in the names, beside the words of topics.
    Purpose,
    /// Actors of the one have relations with actors of the other: partners, investments, acquisitions, funding.
    Direct,
    /// The one is based on the other, or replaces it.
    References,
    /// The same programme belongs to both countries.
    Joint,
    /// Restrictions and competition: a negative tie.
    Restrictions,
}

impl Layer {
    /// Layers in which two programmes are tied by what both have.
    pub const SHARED: [Self; 5] = [Self::Actors, Self::Topics, Self::Places, Self::Instruments, Self::Purpose];

    /// All layers.
    pub const ALL: [Self; 9] = [
        Self::Actors,
        Self::Topics,
        Self::Places,
        Self::Instruments,
        Self::Purpose,
        Self::Direct,
        Self::References,
        Self::Joint,
        Self::Restrictions,
    ];

    /// The layers that a pair of programmes of different countries can have.
    pub const OF_PAIRS: [Self; 7] =
        [Self::Actors, Self::Topics, Self::Places, Self::Instruments, Self::Purpose, Self::Direct, Self::References];

    /// Its name in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Topics => "topics",
            Self::Places => "places",
            Self::Instruments => "instruments",
            Self::Purpose => "purpose",
            Self::Direct => "direct",
            Self::References => "references",
            Self::Joint => "joint",
            Self::Restrictions => "restrictions",
        }
    }

    /// Its name for readers.
    #[must_use]
    pub fn name(self) -> Bilingual {
        let (ko, en) = match self {
            Self::Actors => ("공유 행위자", "shared actors"),
            Self::Topics => ("공유 주제", "shared topics"),
            Self::Places => ("공유 지역", "shared places"),
            Self::Instruments => ("공유 정책 수단", "shared instruments"),
            Self::Purpose => ("유사한 목적", "similar purpose"),
            Self::Direct => ("직접 관계", "direct ties"),
            Self::References => ("근거·대체", "references"),
            Self::Joint => ("공동 프로그램", "joint programmes"),
            Self::Restrictions => ("제한·경쟁", "restrictions"),
        };
        Bilingual::new(ko, en)
    }
}

/// How much each layer counts in the score of two programmes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights([f64; Layer::ALL.len()]);

impl Default for Weights {
    /// All alike, but an instrument half of an actor or a topic, for there are few kinds of them; a word in the names a quarter; and
    /// restrictions, which tie nobody together, nothing.
    fn default() -> Self {
        let mut weights = Self([1.0; Layer::ALL.len()]);
        weights.set(Layer::Instruments, 0.5);
        weights.set(Layer::Purpose, 0.25);
        weights.set(Layer::Restrictions, 0.0);
        weights
    }
}

impl Weights {
    /// Of a layer.
    #[must_use]
    pub fn of(&self, layer: Layer) -> f64 {
        self.0[layer as usize]
    }

    /// Sets that of a layer.
    pub fn set(&mut self, layer: Layer, weight: f64) {
        self.0[layer as usize] = weight;
    }
}
