# What AcceptanceSampling and AQLSchemes answer: Rscript oracle.R LIBRARY FOLDER
args <- commandArgs(TRUE)
.libPaths(c(args[1], .libPaths()))
suppressMessages({library(AcceptanceSampling); library(AQLSchemes)})
save_rows <- function(rows, name) {
  file <- gzfile(file.path(args[2], name), "w")
  write.csv(format(rows, digits = 15, trim = TRUE), file, row.names = FALSE, quote = FALSE)
  close(file)
}

# Probability of acceptance: single, double and multiple plans, three distributions.
plans <- list(
  list(n = 125, c = 3, r = 4), list(n = 13, c = 0, r = 1), list(n = 2000, c = 21, r = 22),
  list(n = c(80, 80), c = c(1, 4), r = c(4, 5)), list(n = c(13, 13), c = c(0, 1), r = c(2, 2)),
  list(n = c(32, 32, 32, 32, 32), c = c(0, 1, 3, 5, 6), r = c(3, 5, 6, 7, 7))
)
quality <- c(0, 0.001, 0.0025, 0.004, 0.0065, 0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.5, 1)
curves <- do.call(rbind, lapply(seq_along(plans), function(i) {
  plan <- plans[[i]]
  text <- function(x) paste(x, collapse = " ")
  row <- function(type, lot, pd, pa) data.frame(
    distribution = type, lot = lot, n = text(plan$n), ac = text(plan$c), re = text(plan$r), p = pd, pa = pa)
  binomial <- OC2c(plan$n, plan$c, plan$r, type = "binomial", pd = quality)@paccept
  rate <- c(quality, 2, 5)
  poisson <- OC2c(plan$n, plan$c, plan$r, type = "poisson", pd = rate)@paccept
  lot <- max(500, 2 * sum(plan$n))
  bad <- unique(round(quality * lot))
  hyper <- suppressWarnings(OC2c(plan$n, plan$c, plan$r, type = "hypergeom", N = lot, pd = bad / lot)@paccept)
  rbind(row("binomial", "", quality, binomial), row("poisson", "", rate, poisson), row("hypergeom", lot, bad / lot, hyper))
}))
save_rows(curves, "curves.csv.gz")

# Smallest plans for two risk points.
points <- expand.grid(p1 = c(0.001, 0.01, 0.02), ratio = c(3, 5, 10), alpha = c(0.05, 0.1), beta = c(0.1, 0.05))
found <- do.call(rbind, lapply(seq_len(nrow(points)), function(i) with(points[i, ], {
  prp <- c(p1, 1 - alpha); crp <- c(p1 * ratio, beta)
  row <- function(type, lot, s) {
    plan <- suppressWarnings(if (type == "hypergeom") find.plan(prp, crp, type, N = lot) else
      if (type == "normal") find.plan(prp, crp, type, s.type = s) else find.plan(prp, crp, type))
    data.frame(distribution = type, sigma = s, lot = lot, p1 = p1, pa1 = prp[2], p2 = crp[1], pa2 = beta,
               n = plan$n, c = if (is.null(plan$c)) "" else plan$c, k = if (is.null(plan$k)) "" else format(plan$k, digits = 12))
  }
  rbind(row("binomial", "", ""), row("poisson", "", ""), row("hypergeom", 2000, ""),
        row("normal", "", "known"), if (ratio >= 5) row("normal", "", "unknown"))
})))
save_rows(found, "find_plan.csv.gz")

# Variables plans: standard deviation known and unknown.
variables <- do.call(rbind, lapply(list(c(3, 0.958), c(10, 1.58), c(35, 1.98), c(150, 2.51), c(200, 1.2)), function(x)
  do.call(rbind, lapply(c("known", "unknown"), function(s) {
    pd <- quality[quality > 0 & quality < 1]
    data.frame(n = x[1], k = x[2], sigma = s, p = pd,
               pa = suppressWarnings(OCvar(x[1], x[2], pd = pd, s.type = s)@paccept))
  }))))
save_rows(variables, "variables.csv.gz")
