# Models of the tied programmes, for R: install.packages(c("network", "ergm", "NetworkInference")).
# Run it in the folder that holds the tables: Rscript models.R

library(network)
library(ergm)

nodes <- read.csv("D14-programmes.csv", fileEncoding = "UTF-8")
dyads <- read.csv("D10-dyads.csv", fileEncoding = "UTF-8")

programmes <- network.initialize(nrow(nodes), directed = FALSE)
network.vertex.names(programmes) <- nodes$id
set.vertex.attribute(programmes, "country", nodes$country)
set.vertex.attribute(programmes, "field", ifelse(nodes$field == "", "none", nodes$field))
add.edges(programmes, dyads$programme_a, dyads$programme_b)
set.edge.attribute(programmes, "score", dyads$score)

# Do programmes of one country, or of one field, tie more than by chance?
print(summary(ergm(programmes ~ edges + nodematch("country") + nodematch("field"))))

# Shared topics as an attribute of pairs.
topics <- matrix(0, nrow(nodes), nrow(nodes))
topics[cbind(dyads$programme_a, dyads$programme_b)] <- dyads$topics
topics <- topics + t(topics)
actors <- network.initialize(nrow(nodes), directed = FALSE)
with_actors <- dyads[dyads$actors > 0, ]
if (nrow(with_actors) > 0) {
  add.edges(actors, with_actors$programme_a, with_actors$programme_b)
  print(summary(ergm(actors ~ edges + edgecov(topics))))
}

# Who follows whom: first years by field as cascades.
if (requireNamespace("NetworkInference", quietly = TRUE)) {
  cascades <- NetworkInference::as_cascade_long(read.csv("cascades.csv", fileEncoding = "UTF-8"))
  print(NetworkInference::netinf(cascades, trans_mod = "exponential", p_value_cutoff = 0.1))
}
