//! The graph in the formats of other tools, one file a format.

mod attributed;
mod csv;
mod dot;
mod gexf;
mod graphml;
mod json;
mod lines;
mod pajek;
mod parquet;
mod xml;

pub use self::csv::{Columns, ReadBy, edges_csv, nodes_csv};
pub use self::parquet::{ParquetTable, edges_parquet, nodes_parquet};
pub use attributed::{Attributed, EachEdge, EachNode, EdgeRow, Kind, NodeRow, Rows, Style, Value};
pub use dot::dot;
pub use gexf::gexf;
pub use graphml::graphml;
pub use json::{cx2, cytoscape, json_graph, node_link};
pub use pajek::pajek;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::graph;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn text(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    /// The number of elements of a name in well-formed XML.
    fn elements(xml: &str, name: &str) -> usize {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut n = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(e) | Event::Empty(e) if e.name().as_ref() == name => n += 1,
                Event::Eof => return n,
                _ => {}
            }
        }
    }

    #[test]
    fn every_format_has_every_node_and_edge() {
        let g = graph(3, &[(0, 1), (0, 1), (2, 0)]);
        for xml in [text(|o| graphml(&g, o).unwrap()), text(|o| gexf(&g, o).unwrap())] {
            assert_eq!((elements(&xml, "node"), elements(&xml, "edge")), (3, 3), "{xml}");
            assert!(xml.contains("회사 &lt;0&gt; &amp; ") && !xml.contains('\u{1}'), "{xml}");
        }
        let json: serde_json::Value = serde_json::from_str(&text(|o| node_link(&g, o).unwrap())).unwrap();
        assert_eq!((json["nodes"].as_array().unwrap().len(), json["links"].as_array().unwrap().len()), (3, 3));
        assert_eq!(json["multigraph"], true);
        let read = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let elements = &read(text(|o| cytoscape(&g, o).unwrap()))["elements"];
        let count = |part: &serde_json::Value| part.as_array().unwrap().len();
        assert_eq!((count(&elements["nodes"]), count(&elements["edges"])), (3, 3));
        let aspects = read(text(|o| cx2(&g, o).unwrap()));
        let aspect =
            |name: &str| aspects.as_array().unwrap().iter().find(|a| a.get(name).is_some()).unwrap()[name].clone();
        assert_eq!((count(&aspect("nodes")), count(&aspect("edges")), count(&aspect("nodeBypasses"))), (3, 3, 3));
        let graph = &read(text(|o| json_graph(&g, o).unwrap()))["graph"];
        assert_eq!((graph["nodes"].as_object().unwrap().len(), count(&graph["edges"])), (3, 3));
        let net = text(|o| pajek(&g, o).unwrap());
        assert!(net.starts_with("*Vertices 3\n1 \"회사 <0> & 'co'\"\n") && net.lines().count() == 8, "{net}");
        let d = text(|o| dot(&g, o).unwrap());
        assert_eq!((d.matches(" -> ").count(), d.matches("label=\"회사").count()), (3, 3), "{d}");
        assert_eq!(text(|o| nodes_csv(&g, Columns::Plain, ReadBy::Program, o).unwrap()).lines().count(), 4);
        assert!(
            text(|o| edges_csv(&g, Columns::Plain, ReadBy::Program, o).unwrap())
                .starts_with("source,target,predicate,confidence,weight,first_year,last_year,quote,document\n")
        );
    }

    #[test]
    fn tables_for_other_programs() {
        let g = graph(2, &[(0, 1)]);
        let nodes = text(|o| nodes_csv(&g, Columns::Neo4j, ReadBy::Program, o).unwrap());
        assert!(
            nodes.starts_with("id:ID,label,label_en,type,country,:LABEL\n") && nodes.contains(",Company\n"),
            "{nodes}"
        );
        let edges = text(|o| edges_csv(&g, Columns::Neo4j, ReadBy::Program, o).unwrap());
        assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,confidence:double,weight:double,"), "{edges}");
        let edges = text(|o| edges_csv(&g, Columns::Gephi, ReadBy::Program, o).unwrap());
        assert!(edges.starts_with("Source,Target,Type,Kind,Label,confidence,Weight,"), "{edges}");
        assert!(edges.contains(",Directed,partnersWith,partnersWith,0.5,1,"), "{edges}");
    }

    #[test]
    fn attributes_are_numbers() {
        let mut g = graph(2, &[(0, 1)]);
        g.set_attribute("pagerank".to_owned(), vec![0.25, f64::NAN]);
        let xml = text(|o| graphml(&g, o).unwrap());
        assert!(xml.contains("attr.name=\"pagerank\" attr.type=\"double\""), "{xml}");
        assert_eq!(xml.matches("<data key=\"pagerank\">0.25</data>").count(), 1, "{xml}");
        let xml = text(|o| gexf(&g, o).unwrap());
        assert_eq!(xml.matches("<attvalue for=\"pagerank\" value=\"0.25\"/>").count(), 1, "{xml}");
        let json: serde_json::Value = serde_json::from_str(&text(|o| node_link(&g, o).unwrap())).unwrap();
        assert_eq!((json["nodes"][0]["pagerank"].as_f64(), json["nodes"][1].get("pagerank")), (Some(0.25), None));
        let csv = text(|o| nodes_csv(&g, Columns::Plain, ReadBy::Program, o).unwrap());
        assert!(csv.starts_with("id,label,label_en,type,country,pagerank\n") && csv.contains(",0.25\n"), "{csv}");
        assert!(text(|o| dot(&g, o).unwrap()).contains("pagerank=0.25"));
    }

    #[test]
    fn rows_are_an_undirected_network() {
        let rows = Rows {
            node_columns: vec![("country".to_owned(), Kind::Text)],
            nodes: vec![
                ("a".into(), "가 & 나".into(), vec![Value::text("KR")]),
                ("b".into(), "b".into(), vec![Value::text("")]),
            ],
            edge_columns: vec![("weight".to_owned(), Kind::Number), ("p".to_owned(), Kind::Number)],
            edges: vec![(0, 1, vec![Value::Number(0.5), Value::Number(f64::NAN)])],
        };
        let xml = text(|o| graphml(&rows, o).unwrap());
        assert!(xml.contains("edgedefault=\"undirected\"") && xml.contains("<data key=\"weight\">0.5</data>"), "{xml}");
        assert!(!xml.contains("NaN") && !xml.contains("predicate"), "{xml}");
        let xml = text(|o| gexf(&rows, o).unwrap());
        assert!(xml.contains("target=\"b\" weight=\"0.5\"") && elements(&xml, "attvalue") == 1, "{xml}");
        // Gephi would show a second weight.
        assert!(!xml.contains("title=\"weight\""), "{xml}");
    }

    #[test]
    fn years_are_whole_numbers_in_every_format() {
        let g = graph(0, &[]);
        let xml = text(|o| graphml(&g, o).unwrap());
        assert!(xml.contains("attr.name=\"first_year\" attr.type=\"long\""), "{xml}");
        let xml = text(|o| gexf(&g, o).unwrap());
        assert!(xml.contains("title=\"last_year\" type=\"long\""), "{xml}");
        let csv = text(|o| edges_csv(&g, Columns::Neo4j, ReadBy::Program, o).unwrap());
        assert!(csv.contains("confidence:double") && csv.contains("first_year:int,last_year:int"), "{csv}");
    }

    #[test]
    fn an_empty_graph_is_valid() {
        let g = graph(0, &[]);
        assert_eq!(elements(&text(|o| graphml(&g, o).unwrap()), "graph"), 1);
        assert_eq!(
            text(|o| nodes_csv(&g, Columns::Plain, ReadBy::Program, o).unwrap()),
            "id,label,label_en,type,country\n"
        );
    }
}
