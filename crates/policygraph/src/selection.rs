//! What analyses take from the command line: a part of the graph, and a network of it.

use crate::call::{Location, SourceArgs, Streams};
use crate::commands::names;
use crate::output::{FormatArgs, Rows};
use crate::projection;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use petgraph::graph::NodeIndex;
use policygraph_graph::{Filter, Node, OneMode, PolicyGraph, Weight};
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_network::{Kind, Network, SharedWeight, largest_component};
use policygraph_registry::{Entry, Registry};
use std::cell::OnceCell;

/// Which part of the graph.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Keep only entities of these types.
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub types: Vec<EntityType>,
    /// Keep only these relations.
    #[arg(long = "predicate", value_name = "PREDICATE", value_delimiter = ',')]
    pub predicates: Vec<Predicate>,
    /// Leave out these relations.
    #[arg(long = "without", value_name = "PREDICATE", value_delimiter = ',', conflicts_with = "predicates")]
    pub without: Vec<Predicate>,
    /// Keep only entities of these countries (name or ISO 3166 code).
    #[arg(long = "country", value_name = "COUNTRY", value_delimiter = ',')]
    pub countries: Vec<String>,
    /// Keep only these topics, entities about them, and entities that have relations with those.
    #[arg(long = "topic", value_name = "TOPIC", value_delimiter = ',')]
    pub topics: Vec<String>,
    /// Keep only relations with this status: stated, planned, possible.
    #[arg(long = "status", value_name = "STATUS", value_delimiter = ',')]
    pub statuses: Vec<Status>,
    /// Keep only relations stated for this year or later: the years of validity, else the year of the event, else the year in which
    /// the text was published.
    #[arg(long, value_name = "YEAR")]
    pub since: Option<i16>,
    /// Keep only relations stated for this year or earlier.
    #[arg(long, value_name = "YEAR")]
    pub until: Option<i16>,
    /// Keep only relations that this document states; can be repeated.
    #[arg(long = "document", value_name = "NAME", value_parser = crate::call::document_name)]
    pub documents: Vec<String>,
    /// Keep only relations with at least this confidence, 0 to 1.
    #[arg(long = "least-confidence", value_name = "P")]
    pub least_confidence: Option<f64>,
}

impl FilterArgs {
    /// Whether it looks at statements.
    pub(crate) fn needs_statements(&self) -> bool {
        !self.statuses.is_empty()
            || self.since.or(self.until).is_some()
            || !self.documents.is_empty()
            || self.least_confidence.is_some()
    }

    /// Whether it keeps all.
    pub(crate) fn is_empty(&self) -> bool {
        self.types.is_empty()
            && self.predicates.is_empty()
            && self.without.is_empty()
            && self.countries.is_empty()
            && self.topics.is_empty()
            && !self.needs_statements()
    }
}

/// Which network of it.
#[derive(Debug, Default, Args)]
pub(crate) struct NetworkArgs {
    /// Follow relations in their direction only, if the measure has a choice.
    #[arg(long)]
    pub directed: bool,
    /// Make a one-mode projection: tie entities of one kind by the neighbours that they share.
    #[arg(long, value_enum, value_name = "KIND")]
    pub project: Option<ProjectArg>,
    /// Weight of a tie: number of its relations or statements, or their confidence; with --project, a measure of the shared
    /// neighbours. Measures based on paths use the inverse as the length of a tie; without --weight, they ignore weights.
    #[arg(long, value_enum)]
    pub weight: Option<WeightArg>,
    /// Keep only the largest component.
    #[arg(long)]
    pub largest_component: bool,
}

/// What all analyses take: which part of which facts, as which network, and how the answer is printed.
#[derive(Debug, Args)]
pub(crate) struct AnalysisArgs {
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub network: NetworkArgs,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

impl AnalysisArgs {
    /// The part and the networks that were asked for; says so if there is nothing in it.
    pub(crate) fn select(&self, registry: &Registry, streams: &mut Streams<'_>) -> Result<Option<Selection>> {
        let selection = Selection::read(&self.source.location(), &self.filter, false, &self.network, registry)?;
        if selection.members.is_empty() {
            writeln!(streams.talk, "no entity passes the filter")?;
            return Ok(None);
        }
        Ok(Some(selection))
    }

    pub(crate) fn write(&self, rows: &Rows, streams: &mut Streams<'_>) -> Result<()> {
        rows.write(self.format.choose(streams.terminal)?, streams.out)
    }
}

/// Which nodes are tied by which others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProjectArg {
    /// Actors by the programmes and laws that they share.
    ActorsByPrograms,
    /// Programmes and laws by the actors that they share.
    ProgramsByActors,
    /// Programmes and laws by the topics that they share.
    ProgramsByTopics,
    /// Countries by the companies that they share.
    CountriesByCompanies,
}

/// What a tie weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WeightArg {
    /// Number of relations.
    Relations,
    /// Number of statements of the relations.
    Statements,
    /// Confidence of the relations.
    Confidence,
    /// With --project: number of shared entities.
    Count,
    /// With --project: shared entities, divided by all entities that either has.
    Jaccard,
    /// With --project: shared entities, divided by the root of the product of both numbers of entities.
    Cosine,
    /// With --project: each shared entity counts 1, divided by the number of others that share it.
    Newman,
}

/// A part of the graph as networks, whose nodes are the same; each is made when it is asked for.
pub(crate) struct Selection {
    pub graph: PolicyGraph,
    /// For each node of the networks that of the graph.
    pub members: Vec<NodeIndex>,
    weight: Option<WeightArg>,
    /// Of a projection: the network of all its members.
    projected: Option<Network>,
    kind: Kind,
    largest_component: bool,
    directed: OnceCell<Network>,
    strengths: OnceCell<Network>,
    lengths: OnceCell<Network>,
}

impl Selection {
    /// Reads the part of a graph that the arguments ask for.
    ///
    /// # Arguments
    /// `statements`: whether those are wanted even if nothing looks at them.
    pub(crate) fn read(
        location: &Location,
        filter: &FilterArgs,
        statements: bool,
        args: &NetworkArgs,
        registry: &Registry,
    ) -> Result<Self> {
        let shared =
            matches!(args.weight, Some(WeightArg::Count | WeightArg::Jaccard | WeightArg::Cosine | WeightArg::Newman));
        match (args.project, args.weight) {
            (Some(_), _) if args.directed => {
                bail!("what two entities share has no direction: leave out --directed or --project")
            }
            (Some(_), Some(_)) if !shared => {
                bail!("with --project a tie weighs what is shared: --weight count, jaccard, cosine or newman")
            }
            (None, Some(_)) if shared => bail!("--weight count, jaccard, cosine and newman are for --project"),
            _ => {}
        }
        let statements = statements || matches!(args.weight, Some(WeightArg::Statements | WeightArg::Confidence));
        let graph = filtered(location, filter, statements, registry)?;
        let (projected, members) = match args.project {
            None => (None, graph.graph().node_indices().collect()),
            Some(project) => {
                let projection = graph.one_mode(project.into(), shared_weight(args.weight));
                (Some(projection.network), projection.members)
            }
        };
        let mut selection = Self {
            graph,
            members,
            weight: args.weight,
            projected,
            kind: if args.directed { Kind::Directed } else { Kind::Undirected },
            largest_component: false,
            directed: OnceCell::new(),
            strengths: OnceCell::new(),
            lengths: OnceCell::new(),
        };
        if args.largest_component {
            let kept = largest_component(selection.strengths());
            selection.members = kept.iter().map(|&v| selection.members[v]).collect();
            selection.projected = selection.projected.map(|whole| whole.part(&kept));
            selection.strengths = OnceCell::new();
            selection.largest_component = true;
        }
        Ok(selection)
    }

    fn network(&self, kind: Kind) -> Network {
        if let Some(network) = &self.projected {
            return network.clone();
        }
        let weight = match self.weight {
            Some(WeightArg::Statements) => Weight::Statements,
            Some(WeightArg::Confidence) => Weight::Confidence,
            _ => Weight::Relations,
        };
        let network = self.graph.network(kind, weight);
        if self.largest_component {
            network.part(&self.members.iter().map(|m| m.index()).collect::<Vec<_>>())
        } else {
            network
        }
    }

    /// Directed unless it is a projection; weights tell how strong a tie is.
    pub(crate) fn directed(&self) -> &Network {
        self.directed.get_or_init(|| self.network(Kind::Directed))
    }

    /// Directed if that was asked for; weights tell how strong a tie is.
    pub(crate) fn strengths(&self) -> &Network {
        self.strengths.get_or_init(|| self.network(self.kind))
    }

    /// Lets the relations go once [`Selection::strengths`] is made, for who asks for no other network: they are half of a large graph.
    pub(crate) fn with_strengths_alone(mut self) -> Self {
        self.strengths();
        self.graph.forget_edges();
        self
    }

    /// Directed if that was asked for; weights are lengths, if any were asked for. Stronger ties are shorter (Newman, Scientific
    /// collaboration networks II, 2001).
    pub(crate) fn lengths(&self) -> &Network {
        self.lengths.get_or_init(|| match self.weight {
            Some(_) => self.strengths().map_weights(|w| 1.0 / w),
            None => self.strengths().unweighted(),
        })
    }

    /// The entity that a node of the networks stands for.
    pub(crate) fn entity(&self, node: usize) -> &Node {
        &self.graph.graph()[self.members[node]]
    }

    /// The node of the networks that stands for an entity.
    pub(crate) fn place(&self, entity: &Node) -> Option<usize> {
        let node = self.graph.node(&entity.id)?;
        self.members.iter().position(|&m| m == node)
    }
}

impl From<ProjectArg> for OneMode {
    fn from(project: ProjectArg) -> Self {
        match project {
            ProjectArg::ActorsByPrograms => Self::ActorsByPrograms,
            ProjectArg::ProgramsByActors => Self::ProgramsByActors,
            ProjectArg::ProgramsByTopics => Self::ProgramsByTopics,
            ProjectArg::CountriesByCompanies => Self::CountriesByCompanies,
        }
    }
}

fn shared_weight(weight: Option<WeightArg>) -> SharedWeight {
    match weight {
        Some(WeightArg::Jaccard) => SharedWeight::Jaccard,
        Some(WeightArg::Cosine) => SharedWeight::Cosine,
        Some(WeightArg::Newman) => SharedWeight::Newman,
        _ => SharedWeight::Count,
    }
}

/// The part of the graph that the arguments ask for.
///
/// # Arguments
/// `statements`: whether those are wanted even if no filter looks at them.
fn filtered(location: &Location, args: &FilterArgs, statements: bool, registry: &Registry) -> Result<PolicyGraph> {
    let graph = projection::read(location, statements || args.needs_statements())?;
    apply(args, graph, registry)
}

/// The part of a graph that the arguments ask for.
pub(crate) fn apply(args: &FilterArgs, graph: PolicyGraph, registry: &Registry) -> Result<PolicyGraph> {
    Ok(filter(args, &graph, registry)?.apply(graph))
}

/// The country that a name in any language or an ISO 3166-1 code means.
pub(crate) fn country<'r>(registry: &'r Registry, name: &str) -> Result<&'r Entry> {
    match registry.country(name).or_else(|| registry.country_named(name)) {
        Some(country) => Ok(country),
        None => bail!("`{name}` is no country: use a name (미국, Japan) or an ISO 3166-1 code (US, JP)"),
    }
}

/// What is said of a name that is no topic.
pub(crate) fn no_topic(name: &str) -> String {
    format!(
        "`{name}` given by --topic is no technology or field of the graph: `policygraph query --named topics-by-country` lists them"
    )
}

/// The filter that the arguments give.
fn filter(args: &FilterArgs, graph: &PolicyGraph, registry: &Registry) -> Result<Filter> {
    let mut countries = Vec::new();
    for name in &args.countries {
        countries.extend(country(registry, name)?.country.clone());
    }
    let mut topics = Vec::new();
    for name in &args.topics {
        let found = names::find(graph.graph().node_weights(), name);
        let known = topics.len();
        topics.extend(found.iter().filter(|n| n.kind == EntityType::Technology).map(|n| n.id.clone()));
        if topics.len() == known {
            bail!("{}", no_topic(name));
        }
    }
    for name in &args.documents {
        if !graph.documents().contains(name) {
            bail!("`{name}` given by --document states no relation: `policygraph stats` lists the documents");
        }
    }
    let predicates = if args.without.is_empty() {
        args.predicates.clone()
    } else {
        Predicate::ALL.iter().copied().filter(|p| !args.without.contains(p)).collect()
    };
    let years = match (args.since, args.until) {
        (None, None) => None,
        (since, until) => Some((since.unwrap_or(i16::MIN), until.unwrap_or(i16::MAX))),
    };
    if years.is_some_and(|(since, until)| since > until) {
        bail!("--since is after --until");
    }
    Ok(Filter {
        types: args.types.clone(),
        predicates,
        countries,
        topics,
        statuses: args.statuses.clone(),
        years,
        documents: args.documents.clone(),
        least_confidence: args.least_confidence,
    })
}
