# Random cases of stays that end or stay open, and what survival::survfit says of how long they last: tests/data/oracles/time.json.
# Made with R 4.2.2, survival 3.5-3 (Debian 12: apt-get install r-cran-survival):
#
#     Rscript tests/oracles/time.R > tests/data/oracles/time.json
#
# A case: "t" ages, "c" 1 ended, 0 open; "km" = [median, lower, upper, p90] of Kaplan–Meier with conf.type "log-log"; "q" = [median, p90]
# of the ages as counted (quantile type 1). null: not defined. Cases whose curve stands at a half or a tenth exactly are left out:
# there R gives the middle of the step, and we its beginning.
suppressMessages(library(survival))
set.seed(20260902)
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")
cases <- c()
for (i in 1:240) {
  n <- c(1, 2, 3, 5, 11, 30, 60, 90)[1 + i %% 8]
  scale <- c(4, 30, 5000)[1 + i %/% 8 %% 3]
  t <- floor(rexp(n, 1 / scale)) + 1
  c <- ifelse(runif(n) < c(0, 0.2, 0.6)[1 + i %% 3], 0, 1)
  km <- survfit(Surv(t, c) ~ 1, conf.type = "log-log")
  if (any(abs(km$surv - 0.5) < 1e-9) || any(abs(km$surv - 0.1) < 1e-9)) next
  q <- quantile(km, c(0.5, 0.9))
  k <- c(q$quantile[1], q$lower[1], q$upper[1], q$quantile[2])
  cases <- c(cases, paste0('{"t":', list_of(t), ',"c":', list_of(c), ',"km":', list_of(k),
                           ',"q":', list_of(quantile(t, c(0.5, 0.9), type = 1)), "}"))
}
cat("[", paste(cases, collapse = ",\n"), "]\n", sep = "")
