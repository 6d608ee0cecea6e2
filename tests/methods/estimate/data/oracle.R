# Writes the CSV files of this folder with R's packages survey and sae (see SOURCE.txt).
# usage: Rscript oracle.R [LIBRARY]
if (length(commandArgs(TRUE))) .libPaths(c(commandArgs(TRUE)[1], .libPaths()))
suppressMessages({library(survey); library(sae)})
data(api); data(milk)
full <- function(v) ifelse(is.na(v), "", formatC(v, digits = 17, format = "g", width = 1))
save <- function(df, name) {
  numeric <- sapply(df, is.numeric)
  df[numeric] <- lapply(df[numeric], full)
  write.csv(df, paste0(name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
}
columns <- c("stype", "dnum", "snum", "pw", "api99", "api00", "sch.wide", "comp.imp")
apistrat$lonely <- ifelse(seq_len(200) == 7, "alone", as.character(apistrat$stype))
apistrat$uneven <- apistrat$pw * (1 + seq_len(200) %% 7)
samples <- list(srs = apisrs[c(columns, "fpc")], strat = apistrat[c(columns, "fpc", "lonely", "uneven")],
                clus1 = apiclus1[c(columns, "fpc")], clus2 = apiclus2[c(columns, "fpc1", "fpc2")])
for (name in names(samples)) save(samples[[name]], name)

designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, weights = ~pw, data = apisrs),
  strat = svydesign(id = ~1, strata = ~stype, fpc = ~fpc, weights = ~pw, data = apistrat),
  strat_uneven = svydesign(id = ~1, strata = ~stype, weights = ~uneven, data = apistrat),
  clus1 = svydesign(id = ~dnum, fpc = ~fpc, weights = ~pw, data = apiclus1),
  clus1_replaced = svydesign(id = ~dnum, weights = ~pw, data = apiclus1),
  clus2 = svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2),
  clus2_replaced = svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2)
)
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
designs$clus1_post <- postStratify(designs$clus1, ~stype, types)
designs$strat_post <- postStratify(designs$strat, ~sch.wide, wide)
designs$clus1_rake <- rake(designs$clus1, list(~stype, ~sch.wide), list(types, wide),
                           control = list(maxit = 60, epsilon = 1e-9))
designs$clus1_greg <- calibrate(designs$clus1, ~stype + api99, c(6194, 755, 1018, 3914069))

# One row: estimate, error, degrees of freedom, deff; intervals by every method for a share.
row <- function(design, of, name, domain, measure) {
  form <- if (measure == "passed") ~I(api00 >= 650) else as.formula(paste0("~", measure))
  number <- if (measure == "passed") ~as.numeric(api00 >= 650) else form
  m <- of(number, design, deff = !grepl("uneven", name))
  out <- data.frame(design = name, domain = domain, measure = measure, value = coef(m)[1], se = SE(m)[1],
                    df = degf(design), deff = if (grepl("uneven", name)) NA else deff(m)[1])
  for (method in c("mean", "logit", "xlogit", "asin", "beta", "wilson")) {
    ci <- c(NA, NA)
    if (measure == "passed") ci <- suppressWarnings(confint(svyciprop(form, design, method = method)))
    out[paste0(method, c("_low", "_high"))] <- ci
  }
  ci <- confint(m, df = degf(design))
  out[c("t_low", "t_high")] <- ci[1, ]
  out
}
rows <- list()
for (name in names(designs)) {
  design <- designs[[name]]
  for (measure in c("api00", "passed")) {
    rows <- c(rows, list(row(design, svymean, name, "all", measure)))
    for (domain in c("No", "Yes")) {
      # The interval of a domain of fitted weights counts rows outside it too: only its error is compared.
      here <- subset(design, comp.imp == domain)
      rows <- c(rows, list(row(here, svymean, name, domain, measure)))
    }
  }
  total <- row(design, svytotal, name, "all", "api00")
  rows <- c(rows, list(transform(total, measure = "total")))
}
save(do.call(rbind, rows), "designed")
fitted <- c("clus1_post", "strat_post", "clus1_rake", "clus1_greg")
save(data.frame(design = fitted, first = sapply(fitted, function(d) weights(designs[[d]])[1]),
                last = sapply(fitted, function(d) rev(weights(designs[[d]]))[1])), "weights")

# A stratum with one unit, by every rule.
alone <- svydesign(id = ~1, strata = ~lonely, weights = ~pw, data = apistrat)
save(do.call(rbind, lapply(c("certainty", "adjust", "average"), function(rule) {
  options(survey.lonely.psu = rule)
  data.frame(rule = rule, mean_se = SE(svymean(~api00, alone))[1], total_se = SE(svytotal(~api00, alone))[1],
             domain_se = SE(svymean(~api00, subset(alone, lonely != "H")))[1])
})), "lonely")

# Simple random samples: every x of some n.
grid <- do.call(rbind, lapply(c(1, 2, 10, 30, 137, 2476), function(n)
  data.frame(passed = unique(round(c(0, 1, n * c(0.1, 0.5, 0.9), n - 1, n))), tested = n)))
grid <- unique(grid[grid$passed <= grid$tested, ])
bounds <- function(f) t(mapply(function(x, n) f(x, n), grid$passed, grid$tested))
for (level in c(0.9, 0.95)) {
  grid[paste0(c("cp_low_", "cp_high_"), level * 100)] <- bounds(function(x, n) binom.test(x, n, conf.level = level)$conf.int)
  grid[paste0(c("wilson_low_", "wilson_high_"), level * 100)] <-
    bounds(function(x, n) suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int))
}
save(grid, "binomial")

# Fay-Herriot: the milk data of sae, and the same with so little spread that the variance is 0.
save(milk, "milk")
milk$flat <- 0.9 + (milk$yi - mean(milk$yi)) / 10
fits <- expand.grid(method = c("REML", "ML", "FH"), y = c("yi", "flat"), model = c("areas", "mean"), stringsAsFactors = FALSE)
found <- lapply(seq_len(nrow(fits)), function(k) {
  fit <- fits[k, ]
  form <- as.formula(paste(fit$y, if (fit$model == "areas") "~ as.factor(MajorArea)" else "~ 1"))
  # sae reads the variances by their name among the data.
  milk$vardir <- milk$SD^2
  got <- suppressWarnings(mseFH(form, vardir, method = fit$method, MAXITER = 500, data = milk))
  if (!got$est$fit$convergence) return(NULL)
  data.frame(fit, area = seq_len(nrow(milk)), eblup = got$est$eblup, mse = got$mse, sigma2_u = got$est$fit$refvar,
             iterations = got$est$fit$iterations, beta = got$est$fit$estcoef$beta[1], beta_se = got$est$fit$estcoef$std.error[1], row.names = NULL)
})
save(do.call(rbind, found), "fay_herriot")
