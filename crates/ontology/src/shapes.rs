//! SHACL shapes from the closed lists: what `Predicate::allows` allows, and what budgets, claims and documents must have.

use policygraph_model::{EntityType, Origin, Predicate, Role, Status};
use std::fmt::Write;

const HEAD: &str = "\
# Generated from the closed lists of the model (crates/ontology): do not edit.

@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix pgsh: <https://w3id.org/policygraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .

### Relations: what each may join
";

const ENTITY: &str = "
### Entities, budgets, claims, documents

pgsh:Entity a sh:NodeShape ;
    {targets} ;
    sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:minLength 1 ;
        sh:message \"an entity has a name\"@en , \"개체에는 이름이 있다\"@ko ] ;
    sh:property [ sh:path pg:countryCode ; sh:pattern \"^[A-Z]{2}$\" ;
        sh:message \"a country code is an ISO 3166-1 alpha-2 code\"@en , \"국가 코드는 ISO 3166-1 alpha-2 코드이다\"@ko ] .

pgsh:Budget a sh:NodeShape ;
    sh:targetClass pg:Budget ;
    sh:property [ sh:path pg:budgetOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( {owners} ) ;
        sh:message \"a budget belongs to one programme or actor\"@en , \"예산은 한 프로그램이나 행위자에 속한다\"@ko ] ;
    sh:property [ sh:path pg:budgetRole ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {roles} ) ] ;
    sh:property [ sh:path pg:amountValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minExclusive 0.0 ;
        sh:message \"a budget has one positive decimal amount\"@en , \"예산에는 양수 금액이 하나 있다\"@ko ] ;
    sh:property [ sh:path pg:upperAmount ; sh:maxCount 1 ; sh:datatype xsd:decimal ] ;
    sh:property [ sh:path pg:amountValue ; sh:lessThanOrEquals pg:upperAmount ;
        sh:message \"the upper end of a range is not below the lower one\"@en , \"범위의 상한은 하한보다 작지 않다\"@ko ] ;
    sh:property [ sh:path pg:currency ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
    sh:property [ sh:path pg:currencyCode ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern \"^[A-Z]{3}$\" ;
        sh:message \"a currency code is an ISO 4217 code\"@en , \"통화 코드는 ISO 4217 코드이다\"@ko ] ;
    sh:property [ sh:path pg:partOfTotal ; sh:maxCount 1 ; sh:class pg:Budget ] ;
    sh:property [ sh:path pg:surface ; sh:minCount 1 ] .

pgsh:Claim a sh:NodeShape ;
    sh:targetSubjectsOf rdf:predicate ;
    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
    sh:property [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {predicates} pg:budgetOf pg:taggedWith ) ;
        sh:message \"a claim is about a relation of the closed list, or a budget\"@en , \"주장은 정해진 관계나 예산에 관한 것이다\"@ko ] ;
    sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
    sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
        sh:message \"a claim leads to its evidence\"@en , \"주장에는 근거가 있다\"@ko ] ;
    sh:property [ sh:path prov:wasGeneratedBy ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
        sh:message \"a claim names the activity that made it\"@en , \"주장에는 생성 활동이 있다\"@ko ] ;
    sh:property [ sh:path pg:amountYear ; sh:maxCount 1 ; sh:datatype xsd:gYear ] ;
    sh:property [ sh:path pg:validFrom ; sh:maxCount 1 ; sh:datatype xsd:gYear ] ;
    sh:property [ sh:path pg:validTo ; sh:maxCount 1 ; sh:datatype xsd:gYear ] .

pgsh:Activity a sh:NodeShape ;
    sh:targetObjectsOf prov:wasGeneratedBy ;
    sh:property [ sh:path pg:rule ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path pg:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ;
        sh:message \"a confidence lies between 0 and 1\"@en , \"신뢰도는 0과 1 사이이다\"@ko ] ;
    sh:property [ sh:path pg:status ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {statuses} ) ] ;
    sh:property [ sh:path pg:origin ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {origins} ) ] ;
    sh:property [ sh:path prov:wasAssociatedWith ; sh:minCount 1 ; sh:class prov:SoftwareAgent ] .

pgsh:Words a sh:NodeShape ;
    sh:targetSubjectsOf pg:quote ;
    sh:nodeKind sh:IRI ;
    sh:pattern \"#char=[0-9]+,[0-9]+$\" ;
    sh:property [ sh:path pg:quote ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] ;
    sh:property [ sh:path dct:isPartOf ; sh:minCount 1 ; sh:class pg:Section ] ;
    sh:property [ sh:path pg:line ; sh:minCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ] .

pgsh:Slice a sh:NodeShape ;
    sh:targetObjectsOf qb:slice ;
    sh:property [ sh:path qb:sliceStructure ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path qb:observation ; sh:minCount 1 ] ;
    sh:property [ sh:path pg:statisticsMeasure ; sh:minCount 1 ; sh:maxCount 1 ] .

pgsh:Observation a sh:NodeShape ;
    sh:targetObjectsOf qb:observation ;
    sh:property [ sh:path sdmx-measure:obsValue ; sh:minCount 1 ; sh:datatype xsd:decimal ] .

pgsh:SourceDocument a sh:NodeShape ;
    sh:targetClass pg:SourceDocument ;
    sh:property [ sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path dct:title ; sh:maxCount 1 ; sh:minLength 1 ] ;
    sh:property [ sh:path dct:publisher ; sh:maxCount 1 ; sh:minLength 1 ] ;
    sh:property [ sh:path dct:issued ; sh:maxCount 1 ; sh:or ( [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:date ] ) ] ;
    sh:property [ sh:path pg:sourceText ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path pg:digest ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern \"^[0-9a-f]{64}$\" ] .

pgsh:Section a sh:NodeShape ;
    sh:targetClass pg:Section ;
    sh:property [ sh:path dct:isPartOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class pg:SourceDocument ] ;
    sh:property [ sh:path pg:textSpan ; sh:maxCount 1 ; sh:pattern \"^char=[0-9]+,[0-9]+$\" ] ;
    sh:property [ sh:path pg:sectionPath ; sh:minCount 1 ; sh:maxCount 1 ] .

pgsh:ExchangeRate a sh:NodeShape ;
    sh:targetClass pg:ExchangeRate ;
    sh:property [ sh:path pg:currencyCode ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern \"^[A-Z]{3}$\" ] ;
    sh:property [ sh:path pg:rateYear ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:gYear ] ;
    sh:property [ sh:path pg:perEuro ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minExclusive 0.0 ] .
";

/// The shapes graph in Turtle.
#[must_use]
pub fn shapes() -> String {
    let mut out = HEAD.to_owned();
    for &predicate in Predicate::ALL {
        relation(predicate, &mut out);
    }
    let owners = EntityType::ALL.iter().copied().filter(|&t| t == EntityType::Program || owns(t));
    let text = ENTITY
        .replace("{targets}", &joined(EntityType::ALL, " ;\n    ", |t| format!("sh:targetClass pg:{t}")))
        .replace("{owners}", &classes(&owners.collect::<Vec<_>>()))
        .replace("{predicates}", &joined(Predicate::ALL, " ", |p| format!("pg:{p}")))
        .replace("{roles}", &joined(Role::ALL, " ", quoted))
        .replace("{statuses}", &joined(Status::ALL, " ", quoted))
        .replace("{origins}", &joined(Origin::ALL, " ", quoted));
    out.push_str(&text);
    out
}

/// Whether something of this type can have a budget as a whole.
fn owns(kind: EntityType) -> bool {
    kind.is_actor() && kind != EntityType::Person
}

/// The shapes of a predicate: its subjects, its objects, and which of them go together where not all do.
fn relation(predicate: Predicate, out: &mut String) {
    let objects_of = |s: EntityType| -> Vec<EntityType> {
        EntityType::ALL.iter().copied().filter(|&o| predicate.allows(s, o)).collect()
    };
    let subjects: Vec<EntityType> = EntityType::ALL.iter().copied().filter(|&s| !objects_of(s).is_empty()).collect();
    let objects: Vec<EntityType> =
        EntityType::ALL.iter().copied().filter(|&o| subjects.iter().any(|&s| predicate.allows(s, o))).collect();
    let mut groups: Vec<(Vec<EntityType>, Vec<EntityType>)> = Vec::new();
    for &subject in &subjects {
        let objects = objects_of(subject);
        match groups.iter_mut().find(|g| g.1 == objects) {
            Some(group) => group.0.push(subject),
            None => groups.push((vec![subject], objects)),
        }
    }
    let names = |kinds: &[EntityType]| joined(kinds, ", ", |k| k.to_string());
    let _ = write!(
        out,
        "\npgsh:{predicate} a sh:NodeShape ;\n    sh:targetSubjectsOf pg:{predicate} ;\n    sh:or ( {} ) ;\n    \
         sh:message \"the subject of {predicate} is one of {s}\"@en , \"{predicate}의 주어는 다음 중 하나이다: {s}\"@ko .\n\
         pgsh:{predicate}-object a sh:PropertyShape ;\n    sh:targetSubjectsOf pg:{predicate} ;\n    \
         sh:path pg:{predicate} ;\n    sh:or ( {} ) ;\n    \
         sh:message \"the object of {predicate} is one of {o}\"@en , \"{predicate}의 목적어는 다음 중 하나이다: {o}\"@ko .\n",
        classes(&subjects),
        classes(&objects),
        s = names(&subjects),
        o = names(&objects),
    );
    if groups.len() > 1 {
        let pairs = joined(&groups, "\n            ", |(s, o)| {
            format!("[ sh:or ( {} ) ; sh:property [ sh:path pg:{predicate} ; sh:or ( {} ) ] ]", classes(s), classes(o))
        });
        let _ = write!(
            out,
            "pgsh:{predicate}-pair a sh:NodeShape ;\n    sh:targetSubjectsOf pg:{predicate} ;\n    \
             sh:or ( {pairs} ) ;\n    \
             sh:message \"the types of the subject and of the object of {predicate} go together\"@en , \
             \"{predicate}의 주어와 목적어의 유형이 맞는다\"@ko .\n"
        );
    }
}

fn classes(kinds: &[EntityType]) -> String {
    joined(kinds, " ", |k| format!("[ sh:class pg:{k} ]"))
}

fn quoted(value: &impl std::fmt::Display) -> String {
    format!("\"{value}\"")
}

fn joined<T>(items: &[T], separator: &str, write: impl Fn(&T) -> String) -> String {
    items.iter().map(write).collect::<Vec<_>>().join(separator)
}
