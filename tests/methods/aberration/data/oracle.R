# Answers of R surveillance to the made-up series of series.csv (see SOURCE.txt): Rscript oracle.R
suppressMessages({ library(surveillance); library(MASS) })
set.seed(7)
weeks <- 330
t <- seq_len(weeks)
counted <- function(mean, phi, season, slope) {
  mu <- mean * exp(season * cos(2 * pi * t / 52) + slope * t)
  if (phi == 1) rpois(weeks, mu) else rnbinom(weeks, size = mu / (phi - 1), mu = mu)
}
x <- cbind(
  rare = counted(0.2, 1, 0, 0), few = counted(1, 1.5, 0.5, 0), rising = counted(2, 1, 0.5, 0.004),
  falling = counted(8, 2, 1, -0.004), usual = counted(10, 3, 0.5, 0), wild = counted(40, 12, 0.3, 0.001),
  many = counted(500, 5, 0.2, 0.001), none = 0, constant = 5, outlier = counted(3, 1, 0, 0),
  gaps = counted(6, 1.5, 0.3, 0), closed = ifelse(t %% 52 < 20, counted(8, 1, 0, 0), 0),
  begun = ifelse(t > 200, counted(6, 1, 0, 0), 0), people = counted(5, 1, 0, 0.003)
)
x[150, "outlier"] <- 5000
x[c(5, 40, 77, 120, 200, 299), "gaps"] <- NA
x[cbind(c(284, 296, 311), c(1, 5, 7))] <- x[cbind(c(284, 296, 311), c(1, 5, 7))] * 4 + 9
population <- 100000 * exp(0.003 * t)
write.csv(x, "series.csv", row.names = FALSE, na = "", quote = FALSE)

settings <- list(
  orig = list(noPeriods = 1, weightsThreshold = 1, pastWeeksNotIncluded = 3, pThresholdTrend = 0.05,
              thresholdMethod = "delta", alpha = 0.1),
  noufaily = list(noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26,
                  pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.1),
  muan = list(noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26,
              pThresholdTrend = 1, thresholdMethod = "muan", alpha = 0.1),
  strict = list(noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26,
                pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.005),
  root = list(b = 3, w = 2, noPeriods = 5, weightsThreshold = 2, pastWeeksNotIncluded = 0,
              pThresholdTrend = 0.1, thresholdMethod = "delta", alpha = 0.01, powertrans = "1/2"),
  plain = list(b = 2, w = 4, noPeriods = 4, weightsThreshold = 2.58, pastWeeksNotIncluded = 60,
               thresholdMethod = "delta", alpha = 0.025, powertrans = "none", limit54 = c(0, 1))
)
row <- function(...) data.frame(..., stringsAsFactors = FALSE)
flexible <- NULL
for (calendar in c("dates", "rows")) for (unit in colnames(x)) for (name in names(settings)) {
  if (calendar == "rows" && name %in% c("strict", "muan")) next
  s <- sts(x[, unit], frequency = 52, start = c(2013, 6), population = matrix(population))
  if (calendar == "dates") {
    s@epoch <- as.numeric(as.Date("2013-02-04") + 7 * (t - 1))
    s@epochAsDate <- TRUE
  }
  for (k in seq(270, 330, 4)) {
    control <- modifyList(list(range = k, b = 4, w = 3, populationOffset = unit == "people",
                               glmWarnings = FALSE), settings[[name]])
    r <- suppressWarnings(farringtonFlexible(s, control))
    flexible <- rbind(flexible, row(calendar, unit, setting = name, week = k - 1,
      expected = r@control$expected[1], upper_bound = r@upperbound[1],
      alarm = as.integer(r@alarm[1]), p_value = r@control$pvalue[1], trend = r@control$trend[1],
      phi = r@control$phiVector[1], score = r@control$score[1]))
  }
}
write.csv(format(flexible, digits = 12), gzfile("flexible.csv.gz"), row.names = FALSE, quote = FALSE)

range <- 280:330
simple <- NULL
kept <- function(method, unit, upper, alarm, score = NA, at = range) {
  simple <<- rbind(simple, row(method, unit, week = at - 1, upper_bound = as.numeric(upper),
                               alarm = as.integer(alarm), score = as.numeric(score)))
}
for (unit in setdiff(colnames(x), "gaps")) {
  s <- sts(x[, unit], frequency = 52, start = c(2013, 6))
  d <- suppressWarnings(sts2disProg(s))
  for (method in c("C1", "C2", "C3")) {
    r <- earsC(s, list(range = range, method = method))
    kept(method, unit, r@upperbound, r@alarm)
  }
  r <- earsC(s, list(range = range, method = "C2", baseline = 10, minSigma = 1, alpha = 0.01))
  kept("C2 wide", unit, r@upperbound, r@alarm)
  if (unit != "none") for (trans in c("standard", "rossi", "anscombe", "pearsonNegBin", "anscombe2nd")) {
    r <- algo.cusum(d, list(range = range, trans = trans))
    bound <- if (trans == "anscombe2nd") NA else r$upperbound
    kept(trans, unit, bound, r$alarm, r$cusum)
  }
  for (name in c("bayes1", "bayes2", "bayes3", "rki1", "rki2", "rki3")) {
    r <- get(paste0("algo.", name))(d, list(range = range))
    kept(name, unit, r$upperbound, r$alarm)
  }
  r <- suppressWarnings(algo.farrington(d, list(range = range, b = 5)))
  kept("farrington", unit, r$upperbound, r$alarm, r$control$pd[, 1])
  r <- algo.farrington(d, list(range = range, b = 3, w = 2, alpha = 0.01, powertrans = "none"))
  kept("farrington plain", unit, r$upperbound, r$alarm, r$control$pd[, 1])
  if (unit == "none") next
  mean <- mean(x[1:279, unit])
  chart <- function(method, ...) {
    value <- algo.glrnb(d, list(range = range, mu0 = rep(mean, length(range)), ret = "value", ...))
    cases <- suppressMessages(
      algo.glrnb(d, list(range = range, mu0 = rep(mean, length(range)), ret = "cases", ...)))
    kept(method, unit, cases$upperbound, value$alarm, value$upperbound)
  }
  chart("poisson", alpha = 0)
  chart("poisson known", alpha = 0, theta = 0.5)
  chart("negative binomial known", alpha = 0.2, theta = 0.5)
  value <- algo.glrnb(d, list(range = range, mu0 = rep(mean, length(range)), ret = "value",
                              alpha = 0.2, M = 10, Mtilde = 2))
  kept("negative binomial", unit, NA, value$alarm, value$upperbound)
}
write.csv(format(simple, digits = 12), gzfile("simple.csv.gz"), row.names = FALSE, quote = FALSE)

season <- NULL
train <- data.frame(t = 1:279)
for (unit in c("few", "falling", "usual", "wild", "many")) for (harmonics in 1:2) {
  train$y <- x[1:279, unit]
  f <- y ~ cos(2 * pi / 52 * t) + sin(2 * pi / 52 * t)
  if (harmonics == 2) f <- update(f, ~ . + cos(4 * pi / 52 * t) + sin(4 * pi / 52 * t))
  m <- glm.nb(f, data = train, control = glm.control(epsilon = 1e-12, maxit = 100))
  p <- glm(f, data = train, family = poisson, control = glm.control(epsilon = 1e-12, maxit = 100))
  at <- data.frame(t = c(280, 300, 330))
  season <- rbind(season, row(unit, harmonics, week = at$t - 1, dispersion = 1 / m$theta,
    mean = predict(m, at, type = "response"), poisson = predict(p, at, type = "response")))
}
write.csv(format(season, digits = 12), "season.csv", row.names = FALSE, quote = FALSE)
