# A store in R, without a package: its Parquet tables by arrow, its endpoint by curl, and a network by igraph.
#
#   policygraph export --format parquet --output tables/ --store my.store
#   policygraph serve --store my.store &
#   Rscript network.R tables/ http://127.0.0.1:7878/ network.svg

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 3) stop("give the folder of the tables, the address of the server and the file of the picture")
nodes <- as.data.frame(arrow::read_parquet(file.path(arguments[1], "nodes.parquet")))
edges <- as.data.frame(arrow::read_parquet(file.path(arguments[1], "edges.parquet")))
cat(nrow(nodes), "entities,", nrow(edges), "relations\n")

query <- "SELECT ?name ?amount ?currency WHERE { ?b pg:budgetOf/skos:prefLabel ?name ; pg:amountValue ?amount ; pg:currencyCode ?currency }"
address <- paste0(arguments[2], "sparql?query=", utils::URLencode(query, reserved = TRUE))
connection <- curl::curl(address, handle = curl::new_handle(httpheader = "Accept: text/csv"))
budgets <- utils::read.csv(connection, encoding = "UTF-8")
cat(nrow(budgets), "budgets\n")

graph <- igraph::graph_from_data_frame(edges[, c("source", "target")], vertices = nodes, directed = TRUE)
parts <- igraph::components(graph)
largest <- igraph::induced_subgraph(graph, which(parts$membership == which.max(parts$csize)))
svg(arguments[3], width = 12, height = 12)
plot(largest, vertex.label = igraph::V(largest)$label, vertex.size = 4, vertex.label.cex = 0.6, edge.arrow.size = 0.3)
invisible(dev.off())
