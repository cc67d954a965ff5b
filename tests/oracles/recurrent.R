# Random cases of events that recur, and what survival::survfit says of their mean cumulative function:
# tests/data/oracles/recurrent.json. Made with R 4.2.2, survival 3.5-3 (Debian 12: apt-get install r-cran-survival):
#
#     Rscript tests/oracles/recurrent.R > tests/data/oracles/recurrent.json
#
# A case: "from" "until" the ages between which a customer is at risk, both included (from > until: never); "who" (from 0), "age",
# "size" of the events; "at" ages; at each "n" at risk, "m" "se" of the mean number, by survfit(Surv(t1, t2, event) ~ 1, id, cluster): cumhaz
# and std.chaz; "lo" "hi" on the log scale (null: not defined); "vm" "vse" of the mean sum of sizes, by the sums as Lawless and
# Nadeau (1995) write them, which survfit does not offer; without sizes they are held to survfit here.
suppressMessages(library(survival))
set.seed(20260902)
z <- qnorm(0.975)

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ","), "]")

# Rows of Surv: a customer's time cut at the own events; at risk from `from` on is (from - 0.5, …].
rows_of <- function(x) {
  rows <- lapply(which(x$from <= x$until), function(k) {
    ends <- sort(x$age[x$who == k - 1])
    stopifnot(!anyDuplicated(ends), all(ends >= x$from[k] & ends <= x$until[k]))
    cuts <- c(x$from[k] - 0.5, ends, if (!length(ends) || max(ends) < x$until[k]) x$until[k])
    data.frame(id = k, t1 = head(cuts, -1), t2 = cuts[-1], e = as.numeric(cuts[-1] %in% ends))
  })
  do.call(rbind, rows)
}

by_formula <- function(x, size, at) {
  t <- sort(unique(x$age))
  if (!length(t)) return(list(m = 0 * at, se = 0 * at))
  risk <- outer(x$from, t, "<=") & outer(x$until, t, ">=")
  own <- t(sapply(seq_along(x$from), function(k) sapply(t, function(s) sum(size[x$who == k - 1 & x$age == s]))))
  own <- matrix(own, nrow = length(x$from))
  n <- colSums(risk); d <- colSums(own)
  u <- t(apply(t((t(own) - t(risk) * d / n) / n), 1, cumsum))
  u <- matrix(u, nrow = length(x$from))
  m <- cumsum(d / n); se <- sqrt(colSums(u^2))
  i <- findInterval(at, t)
  list(m = c(0, m)[i + 1], se = c(0, se)[i + 1])
}

say <- function(x) {
  at <- x$at
  rows <- rows_of(x)
  m <- se <- 0 * at
  if (!is.null(rows)) {
    f <- survfit(Surv(t1, t2, e) ~ 1, data = rows, id = id, cluster = id)
    i <- findInterval(at, f$time)
    m <- c(0, f$cumhaz)[i + 1]; se <- c(0, f$std.chaz)[i + 1]
    own <- by_formula(x, rep(1, length(x$age)), at)
    stopifnot(all.equal(own$m, m), all.equal(own$se, se, tolerance = 1e-7))
  }
  n <- sapply(at, function(t) sum(x$from <= t & t <= x$until))
  told <- m > 0 & se > 1e-12
  value <- by_formula(x, x$size, at)
  paste0('{"from":', list_of(x$from), ',"until":', list_of(x$until), ',"who":', list_of(x$who), ',"age":', list_of(x$age),
         ',"size":', list_of(x$size), ',"at":', list_of(at), ',"n":', list_of(n), ',"m":', list_of(m), ',"se":', list_of(se),
         ',"lo":', list_of(ifelse(told, m * exp(-z * se / m), NA)), ',"hi":', list_of(ifelse(told, m * exp(z * se / m), NA)),
         ',"vm":', list_of(value$m), ',"vse":', list_of(value$se), "}")
}

case <- function(from, until, who, age, at, size = 1 + floor(rexp(length(age), 1 / 500)))
  list(from = from, until = until, who = who, age = age, size = size, at = at)

random <- function(i) {
  n <- c(1, 2, 3, 5, 8, 12, 20, 30, 40)[1 + i %% 9]
  ages <- c(6, 20, 90, 1000)[1 + i %/% 9 %% 4]                 # few: many ties
  until <- pmin(floor(rexp(n, 1.2 / ages)), ages)
  from <- if (i %% 2 == 1) ifelse(runif(n) < 0.5, 0, floor(runif(n) * (until + 2))) else rep(0, n)  # now and then never at risk
  rate <- rexp(n) * c(0, 0.5, 2, 5)[1 + i %% 4]                # customers differ; every fourth case has no events
  who <- age <- c()
  for (k in which(from <= until)) {
    own <- from[k]:until[k]
    own <- own[sample.int(length(own), min(length(own), rpois(1, rate[k])))]
    who <- c(who, rep(k - 1, length(own))); age <- c(age, own)
  }
  at <- sort(unique(c(0, floor(median(until) / 2), floor(median(until)), max(until), max(until) + 3)))
  case(from, until, as.numeric(who), as.numeric(age), at)
}

cases <- lapply(1:216, random)
cases[[217]] <- case(c(0, 0), c(9, 9), c(0, 0, 1, 1), c(0, 9, 0, 9), c(0, 4, 9, 10))       # all the same: no spread
cases[[218]] <- case(5, 9, 0, 7, c(0, 5, 7, 12))                                             # one customer, who comes late
cases[[219]] <- case(c(0, 8), c(3, 12), c(0, 1, 1), c(2, 8, 12), c(2, 5, 8, 12))            # nobody at risk for a time
cases[[220]] <- case(c(3, 4), c(1, 2), numeric(0), numeric(0), c(0, 5))                      # nobody ever
# The textbook data of the survival package: infections of 128 children, in days.
cases[[221]] <- with(cgd, {
  ids <- sort(unique(id))
  case(sapply(ids, function(k) min(tstart[id == k]) + 1), sapply(ids, function(k) max(tstop[id == k])),
       match(id[status == 1], ids) - 1, tstop[status == 1], c(30, 100, 200, 300, 400))
})
cat("[", paste(sapply(cases, say), collapse = ",\n"), "]\n", sep = "")
