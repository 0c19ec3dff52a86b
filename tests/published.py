"""Every reference number that the tests repeat, with where it comes from.

"Computed" marks a number that stands in no paper: it was worked out from the named data by a separate program, in R or
in another Python library, before this project's own code existed.
"""

# Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212. Computed by R's prop.test(correct=FALSE), statsmodels, scipy.
# (k, n): (low, high) at 95 %.
WILSON = {
    (4, 10): (0.168180, 0.687326),
    (0, 10): (0.000000, 0.277533),
    (10, 10): (0.722467, 1.000000),
    (3, 5): (0.230724, 0.882379),
    (7, 10): (0.396778, 0.892209),
    (1, 29): (0.006113, 0.171755),
    (18, 90): (0.130424, 0.294137),
    (33, 100): (0.245631, 0.426947),
}

# What two plausible mistakes give for 4 of 10: the textbook (Wald) interval, and Wilson's with a continuity correction.
NOT_WILSON_4_OF_10 = ((0.096364, 0.703636), (0.136931, 0.726330))

# Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890: 56/70 against 48/80 is the paper's own case, printed there
# as .0524 to .3339. The others computed by statsmodels. (k1, n1, k2, n2): (difference, low, high) at 95 %.
NEWCOMBE = {
    (56, 70, 48, 80): (0.200000, 0.052431, 0.333873),
    (9, 10, 3, 10): (0.600000, 0.170523, 0.809018),
    (10, 10, 0, 20): (1.000000, 0.679086, 1.000000),
    (30, 40, 22, 40): (0.200000, -0.008613, 0.386299),
}

# The stage rule worked by hand for a population whose usual gap is 30 days.
# (days with an order, day asked, day of contact, day of cancelling, stage, stage it came from, rho, usual gap)
STAGE_EXAMPLES = (
    ((0,), 40, None, None, "capture", "capture", 1.333333, 30),
    ((0,), 61, None, None, "at_risk", "capture", 2.033333, 30),
    ((0,), 121, None, None, "abandoned", "capture", 4.033333, 30),
    ((0,), 121, 110, None, "at_risk", "capture", 4.033333, 30),
    ((0, 30), 60, None, None, "maintenance", "maintenance", 1, 30),
    ((0, 30, 60, 90), 120, None, None, "loyalty", "loyalty", 1, 30),
    ((0, 30, 60, 90), 155, None, None, "at_risk", "loyalty", 2.166667, 30),
    ((0, 30, 60, 90), 211, None, None, "abandoned", "loyalty", 4.033333, 30),
    ((0, 30, 60, 90), 100, None, 95, "abandoned", "loyalty", 0.333333, 30),
    ((0, 30, 200), 210, None, None, "recovered", "recovered", 0.222222, 45),
    ((0, 30, 200, 220), 230, None, None, "maintenance", "maintenance", 0.241379, 41.428571),
    ((0, 10, 20, 30, 40), 95, None, None, "at_risk", "loyalty", 2.75, 20),
    ((), 50, 10, None, "prospect", None, None, 30),
)

# The same population: how far a customer's own gap is drawn towards it, and what rho would be by the own gap alone.
# (days with an order, day asked, usual gap, rho, the own gap's rho)
SHRINKAGE_EXAMPLES = (
    ((0, 20, 40), 70, 26.666667, 1.125, 1.5),
    ((0, 20, 40, 60, 80, 100), 130, 24.444444, 1.227273, 1.5),
)

# CDNOW: orders of a music shop's customers acquired in the first quarter of 1997, through 1998-06-30; Fader, Hardie &
# Lee (2005), Marketing Science 24(2), 275-284. Shipped by the Python library lifetimes 0.11.3. Counts of its files:
CDNOW_ORDERS, CDNOW_CUSTOMERS, CDNOW_OCCASIONS = 69_659, 23_570, 67_591
CDNOW_REVENUE = "2500315.63"
CDNOW_COHORTS = {"1997-01": 7_846, "1997-02": 8_476, "1997-03": 7_248}
CDNOW_SAMPLE_ORDERS, CDNOW_SAMPLE_CUSTOMERS, CDNOW_SAMPLE_OCCASIONS = 6_919, 2_357, 6_696
CDNOW_SAMPLE_REVENUE = "244091.94"
CDNOW_SAMPLE_COHORTS = {"1997-01": 781, "1997-02": 857, "1997-03": 719}

# Computed by the stage rule's scalar form. Usual gap in days at 1998-06-30, whole log.
CDNOW_USUAL_GAP_AT_END = 72.21
# Sample at 1997-09-30: the usual gap (112,949 days over 2,457 gaps), customers by stage, and who of them bought again by 1998-06-30.
CDNOW_SAMPLE_USUAL_GAP = 45.970289
CDNOW_SAMPLE_STAGES = {
    "loyalty": 167,
    "maintenance": 231,
    "recovered": 74,
    "capture": 0,
    "at_risk": 211,
    "abandoned": 1_674,
}
CDNOW_SAMPLE_REPURCHASE = {
    "loyalty": 0.8323,
    "maintenance": 0.5758,
    "recovered": 0.5135,
    "at_risk": 0.5071,
    "abandoned": 0.1595,
}
# Whole log at 1997-09-30 when a usual gap of 72 days is forced on it, which it has only nine months later:
# (customers, share who bought again). The order of the two stages is upside down then.
CDNOW_FORCED_GAP = {"at_risk": (17_473, 0.188), "abandoned": (539, 0.269)}

# Computed on the sample's monthly cohorts: retained of at risk when the log is cut on 10 September 1997 (age 6, the
# cohorts whose period was over), and the wrong 150 of 2,357 that takes ten days of September for a month.
CDNOW_CUT_AGE_6 = (126, 1_638)
CDNOW_CUT_AGE_6_WRONG = 0.0636
# ... and complete through 30 September: age 8 is January's alone. The wrong share fills the others with zeros.
CDNOW_AGE_8 = (52, 781)
CDNOW_AGE_8_WRONG = 0.0221
# Per cent of the sample retained by age: pooled, and the mean of the cohorts' rates that it is not.
CDNOW_POOLED = {1: (14.6373, 14.5377), 3: (9.4612, 9.5209), 6: (7.6793, 7.6967)}

# Plain arithmetic: (retained, at risk) by cohort, pooled rate, mean of the rates.
POOLED_EXAMPLES = (
    (((500, 1_000), (400, 500)), 0.6000, 0.6500),
    (((500, 1_000), (400, 500), (10, 10)), 0.6026, 0.7667),
)

# Benjamini, Y. & Hochberg, Y. (1995), J. R. Stat. Soc. B 57, 289-300. Ten p-values, adjusted by R's p.adjust, statsmodels and scipy;
# how many stay at 5 %. Unadjusted five would, by Bonferroni one.
BENJAMINI_HOCHBERG = (
    (0.001, 0.008, 0.039, 0.041, 0.042, 0.060, 0.074, 0.205, 0.212, 0.216),
    (0.010, 0.040, 0.084, 0.084, 0.084, 0.100, 0.105714, 0.216, 0.216, 0.216),
    2,
)

# A trial of a cream in eight centres: Beitler & Landis (1985), Biometrics 41, 991-1000; Agresti (2002), Categorical Data Analysis,
# 2nd ed., table 6.9, with its Cochran-Mantel-Haenszel statistic 6.38. The Mantel-Haenszel difference of 0.130 with standard error
# 0.050: Agresti & Hartzel (2000), Statistics in Medicine 19, 1115-1139. Successes and patients: drug, control.
EIGHT_CENTRES = {
    "k1": (11, 16, 14, 2, 6, 1, 1, 4),
    "n1": (36, 20, 19, 16, 17, 11, 5, 6),
    "k2": (10, 22, 7, 1, 0, 0, 1, 6),
    "n2": (37, 32, 19, 17, 12, 10, 9, 7),
    "chi_square": 6.38,
    "difference": 0.130,
    "standard_error": 0.050,
}
