//! The closed lists of the annotation guideline: entity types, predicates, budget roles.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A name that is in none of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not {what}; known are {known}")]
pub struct UnknownName {
    name: String,
    what: &'static str,
    known: String,
}

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$vdoc:meta])* $variant:ident = $wire:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $wire)] $variant,)+ }

        impl $name {
            /// All members, in the order of the guideline.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name on the wire and, for classes and properties, the local name in the ontology.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $wire,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownName;
            fn from_str(s: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|v| v.as_str().eq_ignore_ascii_case(s)).ok_or_else(|| UnknownName {
                    name: s.to_owned(),
                    what: $what,
                    known: Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

closed_list! {
    /// What kind of thing an entity is.
    EntityType, "an entity type", {
        /// A sovereign state (or another territory of ISO 3166).
        Country = "Country",
        /// A city, province, region or continent.
        Place = "Place",
        /// A ministry, agency, legislature or government, national or local.
        GovernmentAgency = "GovernmentAgency",
        /// An organization of states, or an organ of one.
        InternationalOrganization = "InternationalOrganization",
        /// A company, business group, carrier or bank.
        Company = "Company",
        /// A university, research institute or think tank.
        ResearchOrganization = "ResearchOrganization",
        /// A business association, alliance or consortium.
        Association = "Association",
        /// A newspaper, broadcaster or news site.
        MediaOrganization = "MediaOrganization",
        /// A named person.
        Person = "Person",
        /// A named strategy, plan, policy, project, fund or campaign.
        Program = "Program",
        /// A law, bill, treaty, rule or list with legal force.
        Legislation = "Legislation",
        /// A named report, survey, white paper or scoreboard.
        Document = "Document",
        /// A named product, platform, service or brand.
        Product = "Product",
        /// A technology or policy field that something is about.
        Technology = "Technology",
    }
}

impl EntityType {
    /// Whether the guideline counts this type as an actor: one that can lead, fund, announce or restrict.
    #[must_use]
    pub fn is_actor(self) -> bool {
        use EntityType::*;
        matches!(
            self,
            Country
                | GovernmentAgency
                | InternationalOrganization
                | Company
                | ResearchOrganization
                | Association
                | Person
        )
    }

    /// Whether this type is an organization: an actor that is neither a country nor a person, or a medium.
    #[must_use]
    pub fn is_organization(self) -> bool {
        use EntityType::*;
        matches!(
            self,
            GovernmentAgency
                | InternationalOrganization
                | Company
                | ResearchOrganization
                | Association
                | MediaOrganization
        )
    }
}

closed_list! {
    /// A relation from a subject to an object.
    Predicate, "a predicate", {
        /// An agency belongs to a country, city or international organization.
        HasJurisdiction = "hasJurisdiction",
        /// An organization has its seat in a country or place.
        BasedIn = "basedIn",
        /// A place lies in a larger place or country.
        LocatedIn = "locatedIn",
        /// An organ, member or sub-programme belongs to a whole.
        PartOf = "partOf",
        /// A company is owned by another (the subject is the child).
        SubsidiaryOf = "subsidiaryOf",
        /// A person holds an office of an organization or country.
        HoldsPosition = "holdsPosition",
        /// An actor runs, drives or plans a programme.
        Leads = "leads",
        /// An actor publishes a programme, law, document or product.
        Announces = "announces",
        /// An actor passes or adopts a law.
        Enacts = "enacts",
        /// An actor or place takes part in a programme.
        ParticipatesIn = "participatesIn",
        /// An actor gives money to a programme or actor.
        Funds = "funds",
        /// A programme is carried out in a country or place.
        ImplementedIn = "implementedIn",
        /// A programme, law or document is about a technology or field.
        HasTopic = "hasTopic",
        /// A programme, law or product supersedes another.
        Replaces = "replaces",
        /// A programme, law or document rests on another.
        BasedOn = "basedOn",
        /// An actor, law or programme sanctions, bans or regulates something.
        Restricts = "restricts",
        /// Two organizations cooperate (symmetric).
        PartnersWith = "partnersWith",
        /// Two companies merge (symmetric).
        MergesWith = "mergesWith",
        /// A company buys another.
        Acquires = "acquires",
        /// Two companies or products compete (symmetric).
        CompetesWith = "competesWith",
        /// An actor makes or offers a product or technology.
        Develops = "develops",
        /// An actor invests in an actor, programme, place or technology.
        InvestsIn = "investsIn",
        /// A company does business in a country or place.
        OperatesIn = "operatesIn",
    }
}

impl Predicate {
    /// Whether `a p b` and `b p a` say the same; such facts are written once.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::PartnersWith | Self::MergesWith | Self::CompetesWith)
    }

    /// Whether the guideline allows this predicate between these types.
    #[must_use]
    pub fn allows(self, subject: EntityType, object: EntityType) -> bool {
        use EntityType::*;
        use Predicate::*;
        let place = |t| matches!(t, Country | Place);
        let measure = |t| matches!(t, Program | Legislation | Document);
        match self {
            HasJurisdiction => subject == GovernmentAgency && (place(object) || object == InternationalOrganization),
            BasedIn => {
                matches!(subject, Company | ResearchOrganization | Association | MediaOrganization) && place(object)
            }
            LocatedIn => subject == Place && place(object),
            PartOf => {
                (subject.is_organization() && object.is_organization()) || (subject == Program && object == Program)
            }
            SubsidiaryOf | MergesWith | Acquires => subject == Company && object == Company,
            // A mayor or governor holds the office of the place.
            HoldsPosition => subject == Person && (object.is_organization() || place(object)),
            // A city or province acts as its government does.
            Leads => (subject.is_actor() || subject == Place) && object == Program,
            Announces => {
                (subject.is_actor() || matches!(subject, MediaOrganization | Place))
                    && matches!(object, Program | Legislation | Document | Product)
            }
            Enacts => subject.is_actor() && object == Legislation,
            ParticipatesIn => (subject.is_actor() || subject == Place) && object == Program,
            Funds => (subject.is_actor() || subject == Place) && (object == Program || object.is_actor()),
            ImplementedIn => subject == Program && place(object),
            HasTopic => measure(subject) && object == Technology,
            Replaces => subject == object && matches!(subject, Program | Legislation | Product),
            BasedOn => measure(subject) && measure(object),
            Restricts => {
                (subject.is_actor() || matches!(subject, Legislation | Program))
                    && (object.is_actor() || object == Product)
            }
            PartnersWith => {
                let partner = |t: EntityType| t.is_organization() || matches!(t, Country | Place);
                partner(subject) && partner(object)
            }
            CompetesWith => subject == object && matches!(subject, Company | Product),
            Develops => subject.is_actor() && matches!(object, Product | Technology),
            InvestsIn => subject.is_actor() && (object.is_actor() || matches!(object, Program | Place | Technology)),
            OperatesIn => subject == Company && place(object),
        }
    }
}

closed_list! {
    /// Whom a budget belongs to.
    Role, "a budget role", {
        /// The sum belongs to a programme.
        Program = "program",
        /// The sum belongs to an actor as a whole.
        Actor = "actor",
    }
}

closed_list! {
    /// Where a fact was read.
    Origin, "an origin", {
        /// Stated by the text, or following from its heading or table column.
        Text = "text",
        /// Background knowledge of the registry.
        Registry = "registry",
    }
}

closed_list! {
    /// Why a name was taken for that of an entity.
    NameReason, "a reason for a name", {
        /// The text introduces the entity by it.
        Introduced = "introduced",
        /// The registry lists it.
        Registry = "registry",
        /// It stands in brackets right behind another name.
        Bracket = "bracket",
        /// It is spelled as another name, but for blanks, case, quotation marks and middle dots.
        Spelling = "spelling",
        /// It shortens another name, or a footnote or the name of its head gives it.
        ShortForm = "short-form",
        /// It is a plan or law with or without the year of its edition, or before it became law.
        Edition = "edition",
        /// The user says so in the overrides file.
        Override = "override",
    }
}

closed_list! {
    /// How firmly the text states a fact.
    Status, "a status", {
        /// Stated as done or being done.
        Stated = "stated",
        /// Announced for the future.
        Planned = "planned",
        /// Expected or rumoured.
        Possible = "possible",
        /// Said not to be so.
        Denied = "denied",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for t in EntityType::ALL {
            assert_eq!(t.as_str().parse::<EntityType>().as_ref(), Ok(t));
        }
        for p in Predicate::ALL {
            assert_eq!(p.as_str().parse::<Predicate>().as_ref(), Ok(p));
        }
        assert_eq!((EntityType::ALL.len(), Predicate::ALL.len()), (14, 23));
    }

    #[test]
    fn unknown_names_list_the_known_ones() {
        let message = "Firm".parse::<EntityType>().unwrap_err().to_string();
        assert!(message.contains("`Firm`") && message.contains("Company"), "{message}");
    }

    #[test]
    fn signatures_follow_the_guideline() {
        assert!(Predicate::HasJurisdiction.allows(EntityType::GovernmentAgency, EntityType::Country));
        assert!(!Predicate::HasJurisdiction.allows(EntityType::Company, EntityType::Country));
        assert!(!Predicate::Acquires.allows(EntityType::Company, EntityType::Program));
    }
}
