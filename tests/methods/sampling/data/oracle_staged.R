# Double and multiple plans of MIL-STD-105E as AQLSchemes has them, and what they do:
# Rscript oracle_staged.R LIBRARY FOLDER
args <- commandArgs(TRUE)
.libPaths(c(args[1], .libPaths()))
suppressMessages(library(AQLSchemes))
save_rows <- function(rows, name) {
  file <- gzfile(file.path(args[2], name), "w")
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
  close(file)
}
# Its functions ask by menu: here the menu answers by itself.
answers <- NULL; at <- 0
silent <- function(f) {
  e <- new.env(parent = environment(f))
  assign("menu", function(...) { at <<- at + 1; answers[at] }, e)
  environment(f) <- e
  f
}
ask <- function(f, plan, level, lot, aql) {
  answers <<- c(level, lot, aql); at <<- 0
  tryCatch(suppressWarnings(suppressMessages(f(plan, 1, 1, 1))), error = function(e) NULL)
}
letters_of <- c("A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R")
# Where each letter stands in Table I: general levels I, II, III (5, 6, 7) and a band of lots.
level <- c(5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7)
band <- c(1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
severities <- c("normal", "tightened", "reduced")
aqls <- c("0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5",
          "4.0", "6.5", "10", "15", "25", "40", "65", "100", "150", "250", "400", "650", "1000")
for (kind in c("double", "multiple")) {
  tables <- silent(if (kind == "double") AAZ14Double else AAZ14Multiple)
  does <- if (kind == "double") OCASNZ4D else OCASNZ4M
  plans <- NULL; curves <- NULL
  for (p in 1:3) for (l in 1:16) for (a in 1:26) {
    plan <- ask(tables, p, level[l], band[l], a)
    if (!is.data.frame(plan)) next
    cell <- data.frame(severity = severities[p], letter = letters_of[l], aql = aqls[a])
    plans <- rbind(plans, data.frame(cell, stage = seq_len(nrow(plan)), n = plan$n, ac = plan$c, re = plan$r))
    r <- tryCatch(does(plan, c(0.005, 0.02, 0.1)), error = function(e) NULL)
    if (!is.null(r)) curves <- rbind(curves, data.frame(cell, p = r$pd, pa = signif(r$OC, 12), asn = signif(r$ASN, 12)))
  }
  save_rows(plans, paste0(kind, ".csv.gz"))
  save_rows(curves, paste0(kind, "_curves.csv.gz"))
}
