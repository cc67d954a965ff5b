# Random cases of stays that end or stay open, and what survival::survfit says of them: tests/data/oracles/survival.json.
# Made with R 4.2.2, survival 3.5-3 (Debian 12: apt-get install r-cran-survival):
#
#     Rscript tests/oracles/survival.R > tests/data/oracles/survival.json
#
# A case: "t" ages, "c" causes (0 open, 1 advanced, 2 lost, 3 other), "e" ages at which they were first seen (absent: all at entry);
# "at" ages; per age "f" "se" "lo" "hi" of each cause, and "km" = [S, se, low, high]; "q" = [median, p90] of any exit.
# Intervals are "log-log". null: not defined.
suppressMessages(library(survival))
set.seed(20260901)

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")

say <- function(t, c, e, at) {
  late <- any(e > 0)
  state <- factor(c, 0:3)
  one <- function(y, ...) survfit(y ~ 1, conf.type = "log-log", ...)
  aj <- if (late) one(Surv(e, t, state), id = seq_along(t)) else one(Surv(t, state))
  km <- if (late) one(Surv(e, t, c > 0)) else one(Surv(t, c > 0))
  s <- summary(aj, times = at, extend = TRUE)
  k <- summary(km, times = at, extend = TRUE)
  of <- function(m) paste0("[", paste(sapply(2:4, function(j) list_of(matrix(m, nrow = length(at))[, j])), collapse = ","), "]")
  first <- function(p) { at_or_below <- km$time[km$surv <= 1 - p + 1e-9]; if (length(at_or_below)) min(at_or_below) else NA }
  kms <- cbind(k$surv, k$std.err, k$lower, k$upper)
  paste0('{"t":', list_of(t), ',"c":', list_of(c), if (late) paste0(',"e":', list_of(e)), ',"at":', list_of(at),
         ',"f":', of(s$pstate), ',"se":', of(s$std.err), ',"lo":', of(s$lower), ',"hi":', of(s$upper),
         ',"km":[', paste(apply(kms, 1, list_of), collapse = ","), '],"q":', list_of(c(first(0.5), first(0.9))), "}")
}

random <- function(i) {
  n <- c(1, 2, 3, 5, 8, 12, 20, 30, 40, 60)[1 + i %% 10]
  ages <- c(4, 15, 90, 1000)[1 + i %/% 10 %% 4]                 # few: many ties
  t <- 1 + pmin(floor(rexp(n, 2 / ages)), ages)
  open <- c(0, 0.2, 0.6)[1 + i %% 3]
  c <- ifelse(runif(n) < open, 0, sample(1:3, n, TRUE, c(5, 3, 1)))
  e <- if (i %% 2 == 1) ifelse(runif(n) < 0.5, 0, floor(runif(n) * t)) else rep(0, n)
  at <- sort(unique(c(max(1, floor(median(t) / 2)), median(floor(t)), max(t) - (i %% 2))))
  list(t = t, c = c, e = e, at = unique(pmax(1, floor(at))))
}

cases <- lapply(1:200, random)
cases[[201]] <- list(t = c(3, 5, 9), c = c(0, 0, 0), e = c(0, 0, 0), at = c(2, 5, 20))          # all open
cases[[202]] <- list(t = c(3, 5, 9), c = c(0, 0, 0), e = c(0, 2, 8), at = c(2, 5, 20))
cases[[203]] <- list(t = rep(7, 12), c = rep(1, 12), e = rep(0, 12), at = c(6, 7, 8))           # all at once
cases[[204]] <- list(t = c(2, 3, 9, 9, 12), c = c(1, 2, 1, 0, 3), e = c(0, 0, 5, 6, 8), at = c(2, 3, 9, 12))  # nobody at risk for a time
large <- function(n, ages, late) {
  t <- 1 + floor(rexp(n, 3 / ages))
  list(t = t, c = sample(0:3, n, TRUE, c(3, 4, 2, 1)), e = if (late) ifelse(runif(n) < 0.7, 0, floor(runif(n) * t)) else rep(0, n),
       at = floor(ages * c(0.05, 0.3, 0.9)))
}
cases[[205]] <- large(1500, 7776000, FALSE)
cases[[206]] <- large(1500, 400, TRUE)
cases[[207]] <- large(1000, 7776000, TRUE)
# The textbook data of the survival package, in months: progression (1) with death (2) competing.
cases[[208]] <- with(mgus2, list(t = ifelse(pstat == 0, futime, ptime), c = ifelse(pstat == 0, 2 * death, 1),
                                 e = rep(0, nrow(mgus2)), at = c(60, 120, 240, 360)))
cat("[", paste(sapply(cases, function(x) say(x$t, x$c, x$e, x$at)), collapse = ",\n"), "]\n", sep = "")
