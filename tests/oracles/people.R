# Random people and what VGAM and epitools say of them: tests/data/oracles/people.json.
# Made with R 4.2.2, VGAM and epitools (Debian 12: apt-get install r-cran-vgam r-cran-epitools):
#
#     Rscript tests/oracles/people.R > tests/data/oracles/people.json
#
# "spread": k of n per person; "mu" and "rho" of the beta-binomial by maximum likelihood (M = 1/rho - 1), "ll" its log-likelihood and
# "ll0" that of one rate for all, both without the binomial coefficients.
# "direct": hits "k" of "n" per stratum and the standard's sizes "std"; the crude and the directly standardised rate.
suppressMessages({library(VGAM); library(epitools)})
set.seed(20261129)
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")
log_likelihood <- function(k, n, mu, m) sum(lbeta(k + mu * m, n - k + (1 - mu) * m)) - length(k) * lbeta(mu * m, (1 - mu) * m)
spread <- c()
for (i in 1:150) {
  people <- c(4, 8, 15, 40)[1 + i %% 4]
  n <- sample(c(8, 30, 120)[1 + i %% 3]:(c(8, 30, 120)[1 + i %% 3] * 3), people, replace = TRUE)
  mu <- runif(1, 0.1, 0.8); m <- c(3, 10, 30)[1 + i %/% 3 %% 3]
  k <- rbinom(people, n, rbeta(people, mu * m, (1 - mu) * m))
  fit <- try(suppressWarnings(vglm(cbind(k, n - k) ~ 1, betabinomial, epsilon = 1e-12, maxit = 200)), silent = TRUE)
  if (inherits(fit, "try-error")) next
  est <- Coef(fit); weight <- 1 / est[2] - 1
  if (!is.finite(weight) || est[2] < 1e-3) next
  rate <- sum(k) / sum(n)
  spread <- c(spread, paste0('{"k":', list_of(k), ',"n":', list_of(n), ',"mu":', number(est[1]), ',"rho":', number(est[2]), ',"ll":',
                             number(log_likelihood(k, n, est[1], weight)), ',"ll0":',
                             number(sum(k * log(rate) + (n - k) * log(1 - rate))), "}"))
}
direct <- c()
for (i in 1:80) {
  strata <- c(1, 2, 5, 9)[1 + i %% 4]
  n <- sample(1:90, strata, replace = TRUE); k <- rbinom(strata, n, runif(strata)); std <- sample(1:500, strata, replace = TRUE)
  if (sum(k) == 0) next
  r <- ageadjust.direct(count = k, pop = n, stdpop = std)
  direct <- c(direct, paste0('{"k":', list_of(k), ',"n":', list_of(n), ',"std":', list_of(std), ',"crude":', number(r[1]), ',"adjusted":',
                             number(r[2]), "}"))
}
cat('{"spread":[', paste(spread, collapse = ",\n"), '],\n"direct":[', paste(direct, collapse = ",\n"), "]}\n", sep = "")
