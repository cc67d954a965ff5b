# Random 2 x 2 x K tables and what mantelhaen.test says of them (app/metrics/stratified.h): tests/data/oracles/stratified.json.
# Made with R 4.2.2 (Debian 12), nothing but its base:
#
#     Rscript tests/oracles/stratified.R > tests/data/oracles/stratified.json
#
# A case: "strata", of each [hits, of, other hits, other of]; "or", "low", "high" the common odds ratio with its 95 % interval; "chi", "p"
# without and "chi_c", "p_c" with the continuity correction. "or" is null where it is 0, infinite or not defined.
set.seed(20261129)
number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
cases <- c()
while (length(cases) < 200) {
  i <- length(cases)
  k <- c(2, 3, 5, 8, 20)[1 + i %% 5]; mean <- c(2, 8, 60)[1 + i %/% 5 %% 3]
  of <- matrix(1 + rpois(2 * k, mean), 2); rate <- matrix(plogis(rnorm(2 * k, -0.5, 1)), 2)
  hits <- matrix(rbinom(2 * k, of, rate), 2)
  table <- array(rbind(hits[1, ], hits[2, ], of[1, ] - hits[1, ], of[2, ] - hits[2, ]), c(2, 2, k))
  plain <- mantelhaen.test(table, correct = FALSE); corrected <- mantelhaen.test(table, correct = TRUE)
  or <- plain$estimate
  if (!is.finite(or) || or == 0) or <- NA
  strata <- paste0("[", hits[1, ], ",", of[1, ], ",", hits[2, ], ",", of[2, ], "]", collapse = ",")
  cases <- c(cases, paste0('{"strata":[', strata, '],"or":', number(or), ',"low":', number(plain$conf.int[1]), ',"high":',
                           number(plain$conf.int[2]), ',"chi":', number(plain$statistic), ',"p":', number(plain$p.value),
                           ',"chi_c":', number(corrected$statistic), ',"p_c":', number(corrected$p.value), "}"))
}
cat("[", paste(cases, collapse = ",\n"), "]\n", sep = "")
