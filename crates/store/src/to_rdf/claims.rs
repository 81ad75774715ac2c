//! Relations, budgets and tags: what is said of the world, the claims that say it, and the words behind them.

use super::{LEAST_CONFIDENCE, Writer, date_literal, decimal, integer, korean, section_node, year};
use crate::vocabulary::{self as v, terms};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode};
use policygraph_model::{Budget, Evidence, Origin, Relation, Status, Tag};
use sha2::{Digest, Sha256};

impl Writer<'_> {
    pub(super) fn relation(&mut self, relation: &Relation, document: &NamedNode) {
        let (s, p, o) = (v::named(&relation.s), v::property(relation.p), v::named(&relation.o));
        // What the text denies is a claim, but no fact.
        if relation.status != Status::Denied && relation.confidence >= LEAST_CONFIDENCE {
            self.state(&s, p.clone(), o.clone());
        }
        let background = Evidence {
            section: String::new(),
            start: 0,
            end: 0,
            lines: Vec::new(),
            quote: String::new(),
            rule: relation.rule.clone(),
            confidence: relation.confidence,
            date: None,
            status: relation.status,
        };
        let all = if relation.evidence.is_empty() { std::slice::from_ref(&background) } else { &relation.evidence };
        for evidence in all {
            let key = format!(
                "{}|{}|{}|{}|{}|{}|{}",
                document.as_str(),
                relation.s,
                relation.p,
                relation.o,
                evidence.start,
                evidence.end,
                evidence.rule
            );
            let claim = self.claim(&key, s.clone(), p.clone(), o.clone());
            if let Some(valid) = &relation.valid {
                self.add(&claim, v::pg("validFrom"), Literal::new_typed_literal(&valid.from, xsd::G_YEAR));
                self.add(&claim, v::pg("validTo"), Literal::new_typed_literal(&valid.to, xsd::G_YEAR));
            }
            self.evidence(&claim, evidence, relation.origin, document);
        }
    }

    pub(super) fn tag(&mut self, tag: &Tag, document: &NamedNode) {
        let evidence = &tag.evidence;
        let (property, concept) = (v::pg("taggedWith"), v::named(&tag.concept));
        let subject = match &tag.subject {
            Some(subject) => v::named(subject),
            None => section_node(document, &evidence.section),
        };
        // What a section has is no knowledge about the world: its claim says it.
        if tag.subject.is_some() && evidence.confidence >= LEAST_CONFIDENCE {
            self.state(&subject, property.clone(), concept.clone());
        }
        let key = format!(
            "{}|{}|{}|{}|{}|{}",
            document.as_str(),
            subject.as_str(),
            tag.concept,
            evidence.start,
            evidence.end,
            evidence.rule
        );
        let claim = self.claim(&key, subject, property, concept);
        self.evidence(&claim, evidence, Origin::Text, document);
    }

    /// A claim, whose IRI is made of the key. That it is one follows from what it has.
    fn claim(&mut self, key: &str, s: NamedNode, p: NamedNode, o: NamedNode) -> NamedNode {
        let claim = v::named(&format!("{}{}", v::CLAIM, digest(key)));
        self.add(&claim, rdf::SUBJECT, s);
        self.add(&claim, rdf::PREDICATE, p);
        self.add(&claim, rdf::OBJECT, o);
        claim
    }

    fn evidence(&mut self, claim: &NamedNode, evidence: &Evidence, origin: Origin, document: &NamedNode) {
        let activity = self.activity(evidence, origin, document);
        self.add(claim, terms::WAS_GENERATED_BY, activity);
        if let Some(date) = &evidence.date {
            self.add(claim, v::pg("eventDate"), date_literal(date));
        }
        let source =
            if evidence.end > evidence.start { self.words(evidence, document) } else { v::named(v::REGISTRY_GRAPH) };
        self.add(claim, terms::WAS_DERIVED_FROM, source);
    }

    /// The application of a rule to a document by this version of the program. Claims that it made with the same confidence, status and origin share it.
    fn activity(&mut self, evidence: &Evidence, origin: Origin, document: &NamedNode) -> NamedNode {
        let (rule, confidence, status) = (&evidence.rule, evidence.confidence, evidence.status);
        let key = format!("{}|{rule}|{confidence}|{status}|{origin}|{}", document.as_str(), self.program_version);
        let node = v::named(&format!("{}activity-{}", v::ID, digest(&key)));
        if !self.shared.insert(node.clone()) {
            return node;
        }
        let agent = v::named(&format!("{}software-policygraph-{}", v::ID, v::encoded(self.program_version)));
        self.add(&node, v::pg("rule"), Literal::new_simple_literal(rule));
        self.add(&node, v::pg("confidence"), Literal::new_typed_literal(confidence.to_string(), xsd::DECIMAL));
        self.add(&node, v::pg("status"), Literal::new_simple_literal(status.as_str()));
        self.add(&node, v::pg("origin"), Literal::new_simple_literal(origin.as_str()));
        self.add(&node, terms::USED, document.clone());
        self.add(&node, terms::WAS_ASSOCIATED_WITH, agent.clone());
        self.add(&agent, rdf::TYPE, terms::SOFTWARE_AGENT);
        self.add(&agent, v::pg("programVersion"), Literal::new_simple_literal(self.program_version));
        node
    }

    /// The words of the document, whose IRI says where they stand. Claims that rest on the same words share them.
    fn words(&mut self, evidence: &Evidence, document: &NamedNode) -> NamedNode {
        let (start, end) = (evidence.start, evidence.end);
        let words = v::named(&format!("{}#{}", document.as_str(), v::fragment(start, end)));
        // Claims on the same words can name their lines apart.
        self.add(&words, terms::IS_PART_OF, section_node(document, &evidence.section));
        for line in &evidence.lines {
            self.add(&words, v::pg("line"), integer(*line));
        }
        if !self.shared.insert(words.clone()) {
            return words;
        }
        self.add(&words, v::pg("quote"), korean(&evidence.quote));
        self.locate(&words, start);
        words
    }

    pub(super) fn budget(&mut self, budget: &Budget, document: &NamedNode, amount_year: Option<i16>) {
        let node = v::named(&budget.id);
        self.state(&node, rdf::TYPE, v::pg("Budget"));
        self.state(&node, v::pg("budgetOf"), v::named(&budget.subject));
        self.state(&node, v::pg("budgetRole"), Literal::new_simple_literal(budget.role.as_str()));
        self.state(&node, v::pg("amountValue"), decimal(budget.amount));
        self.state(&node, v::pg("currency"), v::named(&format!("{}{}", v::CURRENCY, budget.currency)));
        self.state(&node, v::pg("currencyCode"), Literal::new_simple_literal(&budget.currency));
        self.state(&node, v::pg("surface"), korean(&budget.surface));
        if let Some(period) = &budget.period {
            self.state(&node, v::pg("period"), Literal::new_simple_literal(period));
        }
        if let Some(qualifier) = &budget.qualifier {
            self.state(&node, v::pg("qualifier"), korean(qualifier));
        }
        if let Some(upper) = &budget.upper {
            self.state(&node, v::pg("upperAmount"), decimal(upper.0));
        }
        if let Some(total) = &budget.total {
            self.state(&node, v::pg("partOfTotal"), v::named(&total.id));
            self.state(&node, v::pg("partsComplete"), Literal::from(total.complete));
        }
        if let Some(converted) = &budget.converted {
            self.state(&node, v::pg("convertedAmount"), decimal(converted.amount));
            self.state(&node, v::pg("convertedCurrency"), v::named(&format!("{}{}", v::CURRENCY, converted.currency)));
        }
        let evidence = &budget.evidence;
        let key = format!("{}|{}|{}|{}|{}", document.as_str(), budget.id, evidence.start, evidence.end, evidence.rule);
        let claim = self.claim(&key, node, v::pg("budgetOf"), v::named(&budget.subject));
        // Of the claim: the same sum can be stated in more than one year.
        if let Some(known) = amount_year {
            self.add(&claim, v::pg("amountYear"), year(known));
        }
        self.evidence(&claim, evidence, Origin::Text, document);
    }
}

fn digest(key: &str) -> String {
    Sha256::digest(key)[..10].iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
