//! Relations as sentences in Korean and English.

use clap::ValueEnum;
use policygraph_graph::Node;
use policygraph_korean::particle::attached;
use policygraph_model::Predicate;

/// The language of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
}

impl Language {
    /// What an entity is called in this language, as far as that is known.
    pub(crate) fn label(self, node: &Node) -> &str {
        match self {
            Self::Ko => &node.label,
            Self::En => node.label_en.as_deref().unwrap_or(&node.label),
        }
    }
}

/// A relation as a sentence without a full stop.
pub(crate) fn sentence(language: Language, subject: &Node, predicate: Predicate, object: &Node) -> String {
    let (ko, en) = templates(predicate);
    let (s, o) = (language.label(subject), language.label(object));
    match language {
        Language::En => en.replace("{s}", s).replace("{o}", o),
        Language::Ko => ko
            .replace("{s이}", &attached(s, "이", "가"))
            .replace("{o이}", &attached(o, "이", "가"))
            .replace("{s와}", &attached(s, "과", "와"))
            .replace("{o을}", &attached(o, "을", "를"))
            .replace("{o와}", &attached(o, "과", "와"))
            .replace("{s}", s)
            .replace("{o}", o),
    }
}

/// A Korean and an English sentence, with the places of subject and object, in Korean with the particle.
fn templates(predicate: Predicate) -> (&'static str, &'static str) {
    match predicate {
        Predicate::HasJurisdiction => ("{s이} {o}에 속한다", "{s} belongs to {o}"),
        Predicate::BasedIn => ("{s이} {o}에 본부를 둔다", "{s} is based in {o}"),
        Predicate::LocatedIn => ("{s이} {o}에 있다", "{s} lies in {o}"),
        Predicate::PartOf => ("{s이} {o}의 일부이다", "{s} is part of {o}"),
        Predicate::SubsidiaryOf => ("{s이} {o}의 자회사이다", "{s} is a subsidiary of {o}"),
        Predicate::HoldsPosition => ("{s이} {o}에서 직책을 맡고 있다", "{s} holds a position at {o}"),
        Predicate::Leads => ("{s이} {o을} 추진한다", "{s} leads {o}"),
        Predicate::Announces => ("{s이} {o을} 발표한다", "{s} announces {o}"),
        Predicate::Enacts => ("{s이} {o을} 제정한다", "{s} enacts {o}"),
        Predicate::ParticipatesIn => ("{s이} {o}에 참여한다", "{s} takes part in {o}"),
        Predicate::Funds => ("{s이} {o}에 자금을 지원한다", "{s} funds {o}"),
        Predicate::ImplementedIn => ("{s이} {o}에서 시행된다", "{s} is carried out in {o}"),
        Predicate::HasTopic => ("{s이} {o을} 다룬다", "{s} is about {o}"),
        Predicate::Replaces => ("{s이} {o을} 대체한다", "{s} replaces {o}"),
        Predicate::BasedOn => ("{s이} {o}에 근거한다", "{s} is based on {o}"),
        Predicate::Restricts => ("{s이} {o을} 제한한다", "{s} restricts {o}"),
        Predicate::PartnersWith => ("{s와} {o이} 협력한다", "{s} and {o} cooperate"),
        Predicate::MergesWith => ("{s와} {o이} 합병한다", "{s} and {o} merge"),
        Predicate::Acquires => ("{s이} {o을} 인수한다", "{s} acquires {o}"),
        Predicate::CompetesWith => ("{s와} {o이} 경쟁한다", "{s} and {o} compete"),
        Predicate::Develops => ("{s이} {o을} 개발한다", "{s} develops {o}"),
        Predicate::InvestsIn => ("{s이} {o}에 투자한다", "{s} invests in {o}"),
        Predicate::OperatesIn => ("{s이} {o}에서 사업을 한다", "{s} operates in {o}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::EntityType;

    #[test]
    fn particles_follow_the_sound() {
        let huawei =
            Node { label: "화웨이".into(), label_en: Some("Huawei".into()), ..Node::new("h", EntityType::Company) };
        let japan = Node { label: "일본".into(), ..Node::new("j", EntityType::Country) };
        assert_eq!(sentence(Language::Ko, &japan, Predicate::Restricts, &huawei), "일본이 화웨이를 제한한다");
        assert_eq!(sentence(Language::Ko, &huawei, Predicate::PartnersWith, &japan), "화웨이와 일본이 협력한다");
        assert_eq!(sentence(Language::En, &huawei, Predicate::OperatesIn, &japan), "Huawei operates in 일본");
        for &predicate in Predicate::ALL {
            for language in [Language::Ko, Language::En] {
                let text = sentence(language, &huawei, predicate, &japan);
                assert!(!text.contains('{') && text.contains("일본"), "{text}");
            }
        }
    }
}
