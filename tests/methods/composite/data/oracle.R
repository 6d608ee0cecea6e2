# Writes the CSV files of this folder with COINr's own functions (see SOURCE.txt for the commit).
# usage: Rscript oracle.R COINR_CHECKOUT; base R only, the package need not be installed.
root <- commandArgs(TRUE)[1]
for (f in list.files(file.path(root, "data"), full.names = TRUE)) load(f)
for (f in setdiff(list.files(file.path(root, "R")), c("zzz.R", "defunct.R"))) {
  eval(parse(text = gsub("COINr:::?", "", readLines(file.path(root, "R", f)))))
}
full <- function(v) ifelse(is.na(v), "", formatC(v, digits = 17, format = "g", width = 1))
save <- function(df, name) {
  df <- as.data.frame(df)
  numeric <- sapply(df, is.numeric)
  df[numeric] <- lapply(df[numeric], full)
  con <- gzfile(paste0(name, ".csv.gz"), "w", compression = 9)
  write.csv(df, con, row.names = FALSE, quote = FALSE, na = "")
  close(con)
}

# The published ASEM index: every stage that the package carries.
ind <- ASEM_COIN$Parameters$IndCodes
for (stage in c("Raw", "Denominated", "Imputed", "Treated", "Normalised")) {
  save(as.data.frame(ASEM_COIN$Data[[stage]])[c("UnitCode", ind)], paste0("asem_", tolower(stage)))
}
agg <- as.data.frame(ASEM_COIN$Data$Aggregated)
aggs <- c(unlist(ASEM_COIN$Parameters$AggCodes), use.names = FALSE)
save(agg[c("UnitCode", aggs)], "asem_aggregated")
save(ASEM_COIN$Results$AggregatesRank[c("UnitCode", aggs)], "asem_ranks")
groups <- as.data.frame(ASEM_COIN$Data$Raw)[c("UnitCode", "Group_EurAsia")]
denominators <- as.data.frame(ASEM_COIN$Input$Denominators)
denominators <- denominators[sapply(denominators, is.numeric) | names(denominators) == "UnitCode"]
names(denominators) <- sub("Pop$", "Population", sub("Den_", "", names(denominators)))
save(merge(groups, denominators, sort = FALSE), "asem_units")
save(ASEM_iMeta[c("iCode", "Parent", "Level", "Type", "Direction", "Weight", "Denominator", "Target")],
     "asem_structure")

# The example of the panel: five years, pooled normalisation.
meta <- ASEM_iMeta$iCode[ASEM_iMeta$Type == "Indicator"]
save(ASEM_iData_p[c("uCode", "Time", meta)], "panel_raw")
purse <- build_example_purse(quietly = TRUE)
rows <- lapply(purse$coin, function(coin) {
  x <- coin$Data$Aggregated
  data.frame(uCode = x$uCode, Time = coin$Meta$Unit$Time[1], Conn = x$Conn, Sust = x$Sust,
             Index = x$Index, Rank = rank(-x$Index, ties.method = "min"))
})
save(do.call(rbind, rows), "panel_scores")

# Normalisation: every method over four indicators (gaps, ties, both directions), long.
raw <- as.data.frame(ASEM_COIN$Data$Raw)
four <- c("LPI", "Flights", "CO2", "Tariff")
sign <- c(1, 1, -1, -1)
target <- ASEM_iMeta$Target[match(four, ASEM_iMeta$iCode)]
low <- sapply(four, function(c) unname(quantile(raw[[c]], 0.1, na.rm = TRUE)))
high <- sapply(four, function(c) unname(quantile(raw[[c]], 0.9, na.rm = TRUE)))
methods <- list(
  min_max = function(x, k) n_minmax(x, c(5, 50)),
  z_score = function(x, k) n_zscore(x, c(10, 2)),
  rank = function(x, k) n_rank(x),
  percentile_rank = function(x, k) n_prank(x),
  borda = function(x, k) n_borda(x),
  distance_to_target = function(x, k) n_dist2targ(x, target[k] * sign[k], cap_max = TRUE),
  distance_to_best = function(x, k) n_dist2max(x),
  distance_to_reference = function(x, k) n_dist2ref(x, 3, cap_max = TRUE),
  fraction_of_max = function(x, k) n_fracmax(x),
  scaled = function(x, k) n_scaled(x, sort(c(low[k], high[k]) * sign[k]), 10),
  goalposts = function(x, k) n_goalposts(x, c(sort(c(low[k], high[k]) * sign[k]), 10))
)
long <- lapply(names(methods), function(m) {
  y <- sapply(seq_along(four), function(k) methods[[m]](raw[[four[k]]] * sign[k], k))
  colnames(y) <- four
  data.frame(method = m, UnitCode = raw$UnitCode, y)
})
save(do.call(rbind, long), "normalised")

# Treatment of the raw data: winsorised, logged, left alone; and each of the logs by itself.
lists <- list(default = list(), tight = list(f1_para = list(winmax = 2)),
              plus = list(f1_para = list(winmax = 1), f2 = "log_CT_plus"),
              orig = list(f1_para = list(winmax = 1), f2 = "log_CT_orig"),
              forced = list(f1_para = list(winmax = 3, force_win = TRUE)))
some <- c("Goods", "Services", "FDI", "ForPort", "CostImpEx", "Flights", "Bord", "Elec", "Gas", "Embs",
          "NGOs", "Forest", "GDPGrow", "Cov4G", "PrivDebt")
long <- lapply(names(lists), function(m) {
  t <- Treat(raw[some], global_specs = lists[[m]])
  points <- t$Treated_Points
  names(points) <- paste0(names(points), "_done")
  blank <- setdiff(paste0(some, "_done"), names(points))
  points[blank] <- ""
  data.frame(treatment = m, UnitCode = raw$UnitCode, t$x_treat, points[paste0(some, "_done")])
})
save(do.call(rbind, long), "treated")
save(data.frame(iCode = ind, skew = sapply(raw[ind], skew, na.rm = TRUE),
                kurtosis = sapply(raw[ind], kurt, na.rm = TRUE)), "moments")

# Aggregation of gappy data.
x <- as.matrix(raw[c("LPI", "Flights", "Ship", "Bord", "Elec", "ConSpeed", "Cov4G")])
x <- x + 1
w <- c(2, 1, 3, 0.5, 1, 1, 4)
whole <- x
whole[is.na(whole)] <- 7
each <- function(f, ...) apply(x, 1, f, w = w, ...)
save(data.frame(UnitCode = raw$UnitCode, x, arithmetic = each(a_amean), geometric = each(a_gmean),
                harmonic = each(a_hmean), generalised_mean = apply(whole, 1, a_genmean, w = w, p = -2),
                copeland = a_copeland(whole, w),
                thresholded = Aggregate(as.data.frame(x), f_ag = "a_amean", f_ag_para = list(w = w),
                                        dat_thresh = 0.9)), "aggregated")

# Weights.
coin <- build_example_coin(quietly = TRUE)
pca <- get_PCA(coin, dset = "Normalised", Level = 1, nowarnings = TRUE, out2 = "list")$Weights
effective <- get_eff_weights(coin)
removed <- remove_elements(coin, Level = 2, dset = "Aggregated", iCode = "Index", quietly = TRUE)
table <- merge(effective, setNames(pca[c("iCode", "Weight")], c("iCode", "Pca")), sort = FALSE)
table$MeanAbsDiff <- removed$MeanAbsDiff[match(table$iCode, names(removed$MeanAbsDiff))]
save(table, "weights")
swiss <- get_str_weak(coin, dset = "Raw", usel = "CHE", sig_figs = NULL)
save(rbind(swiss$Strengths[c("Code", "Rank", "Value")], swiss$Weaknesses[c("Code", "Rank", "Value")]),
     "profile_che")
