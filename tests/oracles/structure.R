# Random tables person x stage and their specialisation (app/metrics/structure.h): tests/data/oracles/structure.json.
# Made with R 4.2.2 (Debian 12), nothing but its base:
#
#     Rscript tests/oracles/structure.R > tests/data/oracles/structure.json
#
# A case: "stages", "table" by rows; "i" mutual information and "h" entropy of the stages, nats, with the Miller-Madow correction; "e" the
# mean of "i" over permutations, by the hypergeometric probabilities of dhyper; "u" = (i - e) / h. null: not defined.
set.seed(20261128)
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")
entropy <- function(x) { n <- sum(x); p <- x[x > 0] / n; -sum(p * log(p)) + (sum(x > 0) - 1) / (2 * n) }
by_chance <- function(a, b) {
  n <- sum(a); terms <- 0; cells <- 0
  for (i in a[a > 0]) for (j in b[b > 0]) {
    k <- 0:min(i, j); p <- dhyper(k, i, n - i, j)
    terms <- terms + sum(p * ifelse(k > 0, k * log(k), 0)); cells <- cells + 1 - p[1]
  }
  entropy(a) + entropy(b) - (log(n) - terms / n + (cells - 1) / (2 * n))
}
cases <- c()
for (i in 1:220) {
  people <- c(1, 2, 3, 6, 12, 40)[1 + i %% 6]; stages <- c(1, 2, 4, 9)[1 + i %/% 6 %% 4]
  mean <- c(0.3, 3, 40)[1 + i %% 3]
  tilt <- matrix(rexp(people * stages)^c(0, 1, 6)[1 + i %/% 3 %% 3], people)
  table <- matrix(rpois(people * stages, mean * tilt), people)
  if (sum(table) == 0) next
  a <- rowSums(table); b <- colSums(table); h <- entropy(b)
  known <- sum(a > 0) > 1 && sum(b > 0) > 1
  mutual <- entropy(a) + h - entropy(table); e <- by_chance(a, b)
  u <- if (known) (mutual - e) / h else NA
  cases <- c(cases, paste0('{"stages":', stages, ',"table":', list_of(as.vector(t(table))), ',"h":', number(h), ',"i":',
                           number(if (known) mutual else NA), ',"e":', number(if (known) e else NA), ',"u":', number(u), "}"))
}
cat("[", paste(cases, collapse = ",\n"), "]\n", sep = "")
