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

# Active customers at the ends of eight quarters, and their growth a year by a line through the logarithms, exp(4 slope) - 1, in per cent
# with its t interval of 90 %. Computed apart.
GROWTH_OF_EIGHT_QUARTERS = (
    ((100, 112, 118, 131, 140, 155, 160, 178), (37.610, 34.606, 40.682), "improvement"),
    ((100, 102, 99, 101, 100, 98, 101, 100), (-0.426, -1.986, 1.159), "consolidation"),
    ((180, 170, 171, 160, 150, 149, 140, 131), (-16.045, -18.053, -13.989), "deterioration"),
    # From the sign alone it would be an improvement.
    ((100, 140, 90, 130, 95, 150, 100, 135), (8.108, -16.162, 39.404), "cannot tell"),
)

# Attitude against behaviour after Dick, A. S. & Basu, K. (1994), J. Acad. Marketing Science 22(2), 99-113; high behaviour is a run of three
# occasions or more, the last no older than two usual gaps, high attitude 4 or 5 of 5. By hand. (run, rho, answer or None): field.
DICK_AND_BASU = {
    (5, 0.8, 5): "true",
    (1, 0.5, 5): "latent",
    (6, 1.0, 2): "spurious",
    (1, 3.0, 2): "none",
    (6, 1.0, None): "steady_unknown",
    (1, 3.0, None): "other_unknown",
    # On the edges: a run of three, two usual gaps, the lowest high answer; and the next worse of each.
    (3, 2.0, 4): "true",
    (2, 2.0, 4): "latent",
    (3, 2.01, 4): "latent",
    (3, 2.0, 3): "spurious",
}

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

# Clerical employees of a large financial organisation, 30 departments, per cent favourable: Chatterjee, S. & Price, B. (1977), Regression
# Analysis by Example, 68 ff.; `attitude` of R. Columns: rating (the outcome), complaints, privileges, learning, raises, critical, advance.
# fmt: off
ATTITUDE = (
    (43, 51, 30, 39, 61, 92, 45),
    (63, 64, 51, 54, 63, 73, 47),
    (71, 70, 68, 69, 76, 86, 48),
    (61, 63, 45, 47, 54, 84, 35),
    (81, 78, 56, 66, 71, 83, 47),
    (43, 55, 49, 44, 54, 49, 34),
    (58, 67, 42, 56, 66, 68, 35),
    (71, 75, 50, 55, 70, 66, 41),
    (72, 82, 72, 67, 71, 83, 31),
    (67, 61, 45, 47, 62, 80, 41),
    (64, 53, 53, 58, 58, 67, 34),
    (67, 60, 47, 39, 59, 74, 41),
    (69, 62, 57, 42, 55, 63, 25),
    (68, 83, 83, 45, 59, 77, 35),
    (77, 77, 54, 72, 79, 77, 46),
    (81, 90, 50, 72, 60, 54, 36),
    (74, 85, 64, 69, 79, 79, 63),
    (65, 60, 65, 75, 55, 80, 60),
    (65, 70, 46, 57, 75, 85, 46),
    (50, 58, 68, 54, 64, 78, 52),
    (50, 40, 33, 34, 43, 64, 33),
    (64, 61, 52, 62, 66, 80, 41),
    (53, 66, 52, 50, 63, 80, 37),
    (40, 37, 42, 58, 50, 57, 49),
    (63, 54, 42, 48, 66, 75, 33),
    (66, 77, 66, 63, 88, 76, 72),
    (78, 75, 58, 74, 80, 78, 49),
    (48, 57, 44, 45, 51, 83, 38),
    (85, 85, 71, 71, 77, 74, 55),
    (82, 82, 39, 59, 64, 78, 39),
)
# fmt: on
# R² by R's lm. LMG by relaimpo 2.2-7 (Grömping, U. (2006), J. Stat. Softw. 17(1)) and pingouin; Johnson's weights as relaimpo prints
# them under Genizi, A. (1993), Statistica Sinica 3, 407-420; the coefficients by R's lm. Of the bootstrap interval of complaints at 95 %,
# a thousand resamples: the low end by two programs .20 to .22, the high .47 to .48; it is first in 96.9 % of them.
ATTITUDE_R_SQUARED = 0.7326019925
ATTITUDE_LMG = (0.37081619, 0.05090379, 0.15576599, 0.12034508, 0.00658872, 0.02818221)
ATTITUDE_JOHNSON = (0.36276020, 0.05600228, 0.16361091, 0.12178040, 0.00825547, 0.02019274)
ATTITUDE_COEFFICIENTS = (0.613188, -0.073050, 0.320332, 0.081732, 0.038381, -0.217057)
ATTITUDE_COMPLAINTS_INTERVAL = (0.21, 0.475)
ATTITUDE_COMPLAINTS_FIRST = 0.969
# What plausible mistakes give instead: each attribute's r² alone, what it adds last, Pratt's product of r and the standardised slope.
ATTITUDE_NOT_SHARES = {
    "first": (0.68131416, 0.18157559, 0.38897445, 0.34826403, 0.02447321, 0.02405175),
    "last": (0.16867721, 0.00336787, 0.04200749, 0.00158327, 0.00079262, 0.01724706),
    "pratt": (0.55362837, -0.03128867, 0.19263563, 0.04119862, 0.00488086, -0.02845281),
}

# Ten rows of two attributes that nearly say the same: one gets the wrong sign. Coefficients by R's lm, LMG by relaimpo.
WRONG_SIGN = {
    "x1": (4, 5, 4, 2, 4, 1, 4, 5, 5, 1),
    "x2": (4, 5, 4, 2, 4, 1, 4, 4, 5, 1),
    "y": (4, 5, 4, 2, 3, 1, 4, 5, 5, 1),
    "coefficients": (1.133333, -0.166667),
    "correlation": 0.980196,
    "with_outcome": 0.954314,
    "lmg": (0.505456, 0.455853),
    "r_squared": 0.961310,
}

# Correlations that pairs of answers gave, each pair of other people: no one group has them. Computed: its smallest eigenvalue, and
# the "R²" of the first by the two others.
IMPOSSIBLE_CORRELATIONS = (((1, 0.9, -0.3), (0.9, 1, 0.4), (-0.3, 0.4, 1)), -0.119360, 1.328571)

# Ratings and stated importance of ten customers by four attributes, A to D; Martilla, J. A. & James, J. C. (1977), J. Marketing 41(1),
# 77-79. Computed: means, the crosshair (the mean of the means), the quadrants, and the share of 4,000 resamples in which each holds.
IMPORTANCE_PERFORMANCE = {
    "performance": ("4343", "5234", "4343", "3444", "5333", "4245", "4353", "3344", "5234", "4443"),
    "importance": ("5534", "4543", "5434", "4534", "5543", "4435", "5533", "4444", "5534", "5434"),
    "means": ((4.1, 2.9, 3.8, 3.6), (4.6, 4.6, 3.3, 3.8)),
    "crosshair": (3.6, 4.075),
    "quadrants": ("keep_up", "concentrate", "overkill", "overkill"),
    "chances": (
        {"keep_up": 0.986},
        {"concentrate": 1.0},
        {"overkill": 0.895},
        {"overkill": 0.435, "low_priority": 0.468, "keep_up": 0.087, "concentrate": 0.011},
    ),
}

# Twelve rows of a rating and an overall answer; Brandt, D. R. (1987), in Surprenant (ed.), Add Value to Your Service, 61-65. Computed by
# least squares: the constant, the penalty of a rating of 1 or 2, the reward of 5, their classical standard errors; the trap: one slope.
PENALTY_REWARD = {
    "x": (1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5),
    "y": (3, 4, 5, 7, 6, 7, 8, 7, 7, 8, 7, 8),
    "constant": 7.0,
    "penalty": (-3.0, 0.544331),
    "reward": (0.5, 0.5),
    "slope": 1.055777,
}

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

# BG/NBD on the sample of 2,357, calibrated through 1997-09-30, in weeks. Fader, Hardie & Lee (2005): r .243, alpha 4.414, a .793, b 2.426,
# LL -9582.4, and a correlation of .626 over the following 39 weeks. Shipped with times rounded to a hundredth of a week, the fit is:
CDNOW_HISTORIES = {"customers": 2_357, "once": 1_411, "repeats": 2_457, "distinct": 1_016}
CDNOW_BGNBD = {"r": 0.242593, "alpha": 4.413531, "a": 0.792886, "b": 2.425754}
CDNOW_BGNBD_ERRORS = {"r": 0.012557, "alpha": 0.378221, "a": 0.185719, "b": 0.705346}  # computed, from the information matrix
CDNOW_BGNBD_LL, CDNOW_BGNBD_LL_OF_PRINTED = -9582.425561, -9582.426831
# ... and in whole days, unrounded: alpha, LL, and LL without the orders of 0.00 (2,349 customers). Computed.
CDNOW_BGNBD_WEEKS_UNROUNDED_LL = -9582.429207
CDNOW_BGNBD_DAYS = {"alpha": 30.895214, "log_likelihood": -14363.530443}
CDNOW_BGNBD_WITHOUT_FREE = {"customers": 2_349, "repeats": 2_457, "log_likelihood": -9578.196564}
# Computed: gradient of minus LL by the logarithms of r, alpha, a, b, at (.3, 5, .7, 2), on the shipped times.
CDNOW_BGNBD_GRADIENT = ((0.3, 5.0, 0.7, 2.0), (156.258061, -58.106894, 2.939299, -4.206415))
# (x, t_x, T): orders expected in the next 39 weeks, chance to be alive. The first is customer 0001 of the paper's spreadsheet, 1.226.
CDNOW_EXPECTED = {
    (2, 30.43, 38.86): (1.225910, 0.726609),
    (0, 0, 38.86): (0.194781, 1.0),
    (1, 5, 38.86): (0.301598, 0.314918),
    (10, 35, 38.86): (6.163801, 0.846961),
    (10, 5, 38.86): (0.0000171890, 0.00000236192),
    (4, 35.71, 38.86): (2.585942, 0.832379),
    (26, 30.86, 31.00): (20.750569, 0.968920),
}
# Weeks after the first order: orders expected of a newcomer.
CDNOW_NEWCOMER = {1: 0.053185, 13: 0.533640, 39: 1.195016, 52: 1.444021, 78: 1.857972}
# Computed to 50 digits by another program: (t, x, t_x, T): orders expected.
BGNBD_HARD_CASES = {
    (39, 1000, 38.8, 38.86): 685.499195915,
    (5200, 100, 38.8, 38.86): 826.6433474,
    (520, 2, 30, 38.86): 7.26342290424,
    (0.01, 2, 30.43, 38.86): 0.000376534097374,
    (39, 300, 5, 38.86): 9.85133984292e-195,
}
# Weeks 40 to 78 of the same customers: (total, RMSE, correlation) of the model, of the same count again, and what came. Computed, but .626.
CDNOW_HOLDOUT = {"observed": 1_882, "model": (1653.416, 1.607982, 0.625647), "naive": (2457, 1.971046, 0.577230)}
# 95 % of 500 drawn parameters with lives drawn for each customer; what came lies outside, for the model knows no Christmas. Computed.
CDNOW_HOLDOUT_INTERVAL = (1467, 1864)
# The same 39 weeks in dollars: E[orders] times E[worth], and what came. Computed; from values rounded to cents.
CDNOW_HOLDOUT_DOLLARS = {"observed": 70_976, "predicted": 59_932, "rmse": 72.30, "correlation": 0.565}
# Cumulative orders after the first of the whole cohort: through week, expected, observed. The paper's "about 4 % too few" at week 78.
CDNOW_TRACKING = {
    13: (708.970, 828),
    26: (1726.906, 1746),
    39: (2493.969, 2457),
    52: (3127.696, 3183),
    65: (3675.031, 3844),
    78: (4160.638, 4339),
}
# What fitting those alone who came back would say of a newcomer's 78 weeks: 2.2 times too much. Computed.
CDNOW_NEWCOMER_78_WRONG = 4.110011

# Gamma-Gamma on the 946 who came back: Fader & Hardie (2013), note 025: p 6.25, q 3.74, v 15.44, LL -4055.9177. Means unrounded, then
# rounded to cents as shipped; then with the first order taken in, which is wrong. Correlation .11 in the paper.
CDNOW_GAMMA_GAMMA = {"p": 6.249572, "q": 3.744225, "v": 15.443521, "log_likelihood": -4055.917695}
CDNOW_GAMMA_GAMMA_CENTS = {"p": 6.248802, "q": 3.744588, "v": 15.447749, "log_likelihood": -4055.923244}
CDNOW_GAMMA_GAMMA_WRONG = {"p": 14.335521, "q": 3.953345, "v": 7.286109}
CDNOW_WORTH = {
    (1, 22.35): 26.262693,
    (2, 22.35): 24.658616,
    (7, 73.74): 71.462850,
    (1, 50): 45.474510,
    (5, 50): 48.802554,
    (0, None): 35.171002,
}
CDNOW_WORTH_CORRELATION = (0.113884, 0.206394)  # Pearson, Spearman
# One customer: (x, t_x, T), mean value, orders in 52 weeks, their worth undiscounted. Computed.
CDNOW_ONE_CUSTOMER = ((2, 30.43, 38.86), 22.35, 1.558584, 38.432520)

# Fader & Hardie (2007), J. Interactive Marketing 21(1), 76-90, table 1: per cent of customers who are left after each year.
SBG_DATA = {
    "high end": (100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4),
    "regular": (100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3),
}
# Fitted on years 1 to 7; the paper prints .668, 3.806, LL -1.611 and .704, 1.182. LL a customer, and at (1, 1); then survival in per cent.
SBG_FITS = {
    "high end": {"alpha": 0.668088, "beta": 3.806096, "ll": -1.611158, "ll_at_ones": -2.115546, "mean_chance": 0.149321},
    "regular": {"alpha": 0.704077, "beta": 1.182043, "ll": -1.680265, "ll_at_ones": -1.741730, "mean_chance": 0.373294},
}
SBG_SURVIVAL = {
    "high end": {1: 85.0679, 7: 48.8906, 8: 46.0440, 12: 37.7999},
    "regular": {1: 62.6706, 7: 23.9024, 8: 22.0085, 12: 17.0037},
}
SBG_RETENTION = {"high end": {1: 0.850679, 8: 0.941775, 12: 0.956826}, "regular": {1: 0.626706, 8: 0.920767, 12: 0.945362}}
# Renewals to come at a discount of 10 %, the next undiscounted, by renewals behind: Fader & Hardie (2010), Marketing Science 29(1), 85-93.
SBG_RESIDUAL = {
    "high end": {0: 5.414479, 1: 5.901377, 3: 6.619920, 7: 7.529628},
    "regular": {0: 2.964399, 1: 4.103140, 3: 5.442058, 7: 6.842315},
}
# Of 1,000 customers: standard errors, and 95 % for survival at year 12 in per cent. Computed.
SBG_OF_1000 = {"high end": ((0.1037, 0.7855), (34.2, 41.8)), "regular": ((0.0656, 0.1525), (14.5, 19.7))}
# Fitted on the first 4 years and on 5: alpha, beta, survival at year 12. Computed.
SBG_SHORT = {4: (1.280976, 7.790383, 30.70), 5: (0.875382, 5.161670, 34.69)}

# Remission of children with leukemia under 6-MP and under placebo, in weeks: Freireich et al. (1963), Blood 21, 699-716; Kleinbaum & Klein,
# Survival Analysis, chapters 2 and 3, prints the survival to 3 decimals, the medians 23 and 8, and the log-rank statistic 16.79. Further
# decimals, and log-log intervals at 95 %, computed by lifelines 0.30.3. (weeks, whether it ended).
LEUKEMIA = {
    "6-MP": (
        (6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
        (True,) * 9 + (False,) * 12,
    ),
    "placebo": ((1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), (True,) * 21),
}
# {time: (share, low, high)}
LEUKEMIA_CURVES = {
    "6-MP": {
        6: (0.8571428571, 0.61971796, 0.95155175),
        10: (0.7529411765, 0.50319951, 0.88936184),
        16: (0.6274509804, 0.36751086, 0.80491219),
        22: (0.5378151261, 0.26777894, 0.74679072),
    },
    "placebo": {
        6: (0.5714285714, 0.33797695, 0.74924071),
        10: (0.3809523810, 0.18306655, 0.57778868),
        16: (0.1428571429, 0.03565736, 0.32116157),
        22: (0.0476190476, 0.00332446, 0.19704491),
    },
}
# Median, and its interval; None: not reached.
LEUKEMIA_MEDIANS = {"6-MP": (23, 13, None), "placebo": (8, 4, 11)}
LEUKEMIA_LOG_RANK = (16.7929409892, 4.16880911e-05)
# What the interval that is symmetric on the share's own scale gives for 6-MP at 10 weeks.
LEUKEMIA_NOT_LOG_LOG = (0.56409933, 0.94178303)

# Lives in days, of the data set "waltons" of the Python library lifelines: {days: (how many, of them still alive when watching ended)}.
# Counted in the file that lifelines 0.30.3 ships; the numbers below are what it computes of it.
WALTONS = {
    "control": {
        7: (2, 1), 17: (1, 0), 32: (1, 0), 33: (1, 0), 38: (2, 0), 41: (7, 0), 45: (10, 1), 48: (8, 0), 51: (3, 0), 53: (7, 0),
        54: (2, 0), 56: (18, 0), 58: (4, 0), 60: (16, 1), 61: (11, 2), 63: (9, 0), 66: (3, 0), 68: (10, 1), 69: (13, 1), 75: (1, 0),
    },
    "miR-137": {
        6: (1, 0), 9: (3, 0), 13: (3, 0), 15: (2, 0), 19: (3, 0), 22: (4, 0), 26: (5, 0), 29: (5, 0), 33: (2, 0), 36: (2, 0),
        43: (1, 0), 47: (1, 0), 62: (2, 0),
    },
}  # fmt: skip
WALTONS_CURVES = {
    "control": {
        10: (0.9922480620, 0.94625211, 0.99890439),
        33: (0.9688091314, 0.91903166, 0.98817831),
        54: (0.6704278244, 0.58145771, 0.74464504),
        60: (0.3785945361, 0.29469924, 0.46202229),
    },
    "miR-137": {
        10: (0.8823529412, 0.71626924, 0.95413900),
        33: (0.1764705882, 0.07162320, 0.31940471),
        54: (0.0588235294, 0.01052676, 0.17157893),
        60: (0.0588235294, 0.01052676, 0.17157893),
    },
}
WALTONS_MEDIANS = {"control": (58, 56, 60), "miR-137": (26, 19, 29)}
WALTONS_LOG_RANK = (122.2491255730, 2.03598322e-28)

# Answers from 1 to 5, worked by the formula of `analysis.means.bounded` (Rapport's own, after Wilson): mean, interval at 95 %, and the t
# interval that it is not: above the scale, or of no width.
BOUNDED_MEANS = {
    (5, 5, 5, 4, 5, 5, 5, 5): (4.875, 4.193383, 4.983589, (4.579422, 5.170578)),
    (5, 4, 4, 3, 5, 2, 5, 4, 1, 4): (3.7, 2.690885, 4.419514, (2.743215, 4.656785)),
    (5, 5, 5, 5, 5, 5): (5.0, 2.903570, 5.0, (5.0, 5.0)),
}
# The same ten answers: the share of the two best, Wilson. What is wrong: the mean as a share of the scale.
TWO_BEST = ((5, 4, 4, 3, 5, 2, 5, 4, 1, 4), 7, 0.700000, 0.396778, 0.892209, 0.675)

# Recommendation scores: promoters, passives, detractors, score, plain standard error, plain interval, adjusted interval. Reichheld, F. F.
# (2003), Harvard Business Review 81(12); interval by Rocks, B. (2016), The American Statistician 70, 365-372. Computed.
RECOMMENDATIONS = (
    (5, 3, 2, 30.0, 24.698178, (-18.407540, 78.407540), (-19.050615, 65.204462)),
    (50, 30, 20, 30.0, 7.810250, (14.692192, 45.307808), (14.051130, 44.201297)),
    (6, 0, 0, 100.0, 0.0, (100.0, 100.0), (25.924924, 100.0)),
)
# Of the first: the standard error of two independent shares, and the score with the others left out of n.
NOT_RECOMMENDATIONS = (20.248457, 42.857143)
RECOMMENDATION_COVERAGE = {5: 0.934, 10: 0.948, 30: 0.947, 100: 0.951}  # of 95 % intervals at 60, 30, 10 %; 20,000 draws

# Everybody of a known hundred, 80 asked, 64 satisfied: factor, interval with it and, wrongly, without.
WHOLE_POPULATION = (64, 80, 100, 0.202020, (0.757805, 0.836431), (0.699538, 0.872972))

# Welch, B. L. (1947), Biometrika 34, 28-35. By R's t.test and scipy. Student's p is another.
WELCH = ((5, 4, 4, 5, 3, 4, 5, 4), (3, 4, 2, 3, 4, 3, 5, 2), 1.0, 0.042891, 0.037496, 1.962504, 0.040569)

# Performance minus expectation of those who rated both (Parasuraman, Zeithaml & Berry 1988, J. of Retailing 64, 12-40); None: not rated.
# Difference, t interval, n, and what two means over different people give.
GAP = ((4, 3, 5, None, 2, 4), (5, 5, 4, 5, 3, None), -0.75, -2.752245, 1.252245, 4, -0.8)

# The additive index of four customers by weights 5, 3, 2 (None: not rated): index, coverage; the mean of those defined. Worked by hand.
# Wrong means: what is missing as 0, and with the third customer.
ADDITIVE_INDEX = {
    "weights": (5, 3, 2),
    "ratings": ((5, 4, 3), (4, None, 2), (None, None, 1), (3, 5, None)),
    "index": (82.5, 60.714286, None, 68.75),
    "coverage": (1.0, 0.7, 0.2, 0.8),
    "company": 70.654762,
    "wrong": (45.0, 52.991071),
}
# Fornell, C. et al. (1996), J. of Marketing 60(4), 7-18, equation of the American index: means of three questions from 1 to 10 with their
# weights; the index, and what dividing by 10 gives.
FIXED_WEIGHTS = ((7.9, 7.2, 7.0), (0.40, 0.32, 0.28), 71.377778, 74.24)

# Cronbach, L. J. (1951), Psychometrika 16, 297-334; Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103. Of
# `ATTITUDE`, by R's psych::alpha and pingouin: raw, standardised, interval at 95 %; without the rating; each question with the others.
ATTITUDE_ALPHA = {
    "raw": 0.8431427696,
    "standardised": 0.8390838030,
    "interval": (0.739376, 0.915773),
    "six": (0.8097602063, 0.681, 0.898),
    "with_others": (0.671262, 0.742110, 0.560711, 0.714445, 0.786276, 0.265034, 0.460811),
    "without": {"critical": 0.863872, "raises": 0.795387},
    "with_itself": 0.420701,  # critical's correlation with the sum that it is part of
}
# Six rows of three; with the spreads of different divisors, and with the third question the wrong way round. By pingouin.
SMALL_ALPHA = ((454, 332, 554, 233, 445, 121), 0.942308, 1.035256, -1.762500)

# Austin, P. C. (2009), Statistics in Medicine 28, 3083-3107. Orders of respondents and others: the standardised difference; by the pooled
# spread (Cohen) and corrected for few (Hedges), by pingouin; of two shares.
STANDARDISED_DIFFERENCE = ((6, 4, 8, 5, 7), (2, 3, 1, 4, 2, 3, 2, 3), 2.701457, (2.902047, 2.699578))
STANDARDISED_DIFFERENCE_OF_SHARES = (0.60, 0.45, 0.303822)

# A population of two kinds, of whom nobody changes: 500 customers stay with 50 % a period, 500 with 90 %. Survivors, and the share of
# them who stay on: it rises with tenure only because the others leave (Vaupel & Yashin 1985, The American Statistician 39, 176-185, give
# the argument). Computed by hand. Twice as many customers make all counts through period 3 whole.
MIXING_SURVIVORS = (1000, 700, 530, 427)
MIXING_RETENTION = (0.700000, 0.757143, 0.805660)

# Payback of a customer who cost 300 and brings 40 a month, the first at once. Computed by hand: without leaving 300 / 40 = 7.5 months,
# so the eighth; with 5 % leaving a month ln(1 - 300 x 0.05 / 40) / ln(0.95) = 9.163062, so the tenth, with 295.80 and 321.01 brought
# through the ninth and the tenth; with 15 % leaving never: all that is to come is 40 / 0.15 = 266.67.
# Monthly leaving: (months to payback, brought through the month before, through that month); None: never.
PAYBACK = {0.0: (8, 280.00, 320.00), 0.05: (10, 295.80, 321.01), 0.15: None}

# A leaking stock, N' = 0.95 N + 300 from 10,000, after 1 and 12 periods; and with one point less lost, N' = 0.96 N + 300, after 12.
# Computed by the closed form N(t) = c + (N(0) - c) r^t with c = 300 / (1 - r).
LEAKY_BUCKET = {
    "start": 10_000,
    "lost": 0.05,
    "new": 300,
    "after": {1: 9_800.0, 12: 8_161.440351, 24: 7_167.956097, 60: 6_184.279195},
    "one_point_after_12": 9_031.774393,
}

# Clayton, D. & Schifflers, E. (1987), Statistics in Medicine 6, 449-467, table VIII: deaths of lung cancer of Belgian women, and their
# rates in 100,000 person-years; ages 25-29 to 75-79 by row, 1955-59 to 1970-74 and 1975-78 by column.
BELGIAN_LUNG_CANCER_DEATHS = (
    (3, 2, 7, 3, 10),
    (11, 16, 11, 10, 7),
    (11, 22, 24, 25, 15),
    (36, 44, 42, 53, 48),
    (77, 74, 68, 99, 88),
    (106, 131, 99, 142, 134),
    (157, 184, 189, 180, 177),
    (193, 232, 262, 249, 239),
    (219, 267, 323, 325, 343),
    (223, 250, 308, 412, 358),
    (198, 214, 253, 338, 312),
)
BELGIAN_LUNG_CANCER_RATES = (
    (0.19, 0.13, 0.50, 0.19, 0.70),
    (0.66, 0.98, 0.72, 0.71, 0.57),
    (0.78, 1.32, 1.47, 1.64, 1.32),
    (2.67, 3.16, 2.53, 3.38, 3.93),
    (4.84, 5.60, 4.93, 6.05, 6.83),
    (6.60, 8.50, 7.65, 10.59, 10.42),
    (10.36, 12.00, 12.68, 14.34, 17.95),
    (14.76, 16.37, 18.00, 17.60, 23.91),
    (20.53, 22.60, 24.90, 24.33, 32.70),
    (26.24, 27.70, 30.47, 36.94, 38.47),
    (33.47, 33.61, 36.77, 43.69, 45.20),
)
# Of the first four columns, by model: A ages, P periods, C cohorts, d one drift. Computed by a Poisson regression of its own, from these
# figures alone.
BELGIAN_LUNG_CANCER_DEVIANCE = {"APC": 20.2250, "AP": 25.5579, "AC": 21.4537, "Ad": 26.5839, "A": 85.5773}

# A chain from a rating to money, in a world of its own: a mood f of N(0, 1); five ratings, round(3.6 + 0.6 f + 0.8 N(0, 1)) held within 1
# to 5; satisfaction 1 + ratings . (0.6, 0.4, 0.3, 0.2, 0.1) + N(0, 1); stays with the chance expit(-3 + 0.6 satisfaction); 5,000
# customers, of whom 40 % answer. A stayer brings 100 a period, discounted at 10 %; the first rating is moved by 0.5. Computed apart, in
# 2,000,000 draws: the true lift of m r / (1 + d - r), of the share that stays, and that share. And by a bootstrap of 200 through all steps
# in the world of seed 1000 (drawn in this order from one generator: moods, ratings, satisfaction, staying, answering, resamples): answers,
# the first coefficient, and the interval of 90 %.
CHAIN_TRUTH = (29.676194, 0.031268, 0.707)
CHAIN_SEED_1000 = {"answers": 2_037, "coefficient": 0.576890, "interval": (25.689926, 33.334258)}
# In 1,000 such worlds the interval of 90 % holds the truth in 89.1 %; with the logit held as it is, in 58.5 %. With the mean chance to stay
# in the formula in place of everybody's own, the lift is 24.20 on average.
CHAIN_TRAPS = {"held": 0.891, "only_the_first_step": 0.585, "mean_retention": 24.20}
# Half of the customers stay with 50 %, half with 90 %: m r / (1 + d - r) of m = 100 and d = 0.10, and the trap, at their mean of 70 %.
VALUE_OF_A_MIX = (266.666667, 175.0)
# Value to come of a customer, m = 100, r = 0.8, d = 0.10: without end; five periods only; with the first payment at once (not ours).
# Gupta, S. & Lehmann, D. R. (2003), J. Interactive Marketing 17(1), 9-24, print the multiples of m by r (rows) and d (8, 10, 12, 14, 16 %).
VALUE_TO_COME = (266.666667, 212.409734, 366.666667)
MARGIN_MULTIPLES = {
    0.60: (1.250, 1.200, 1.154, 1.111, 1.071),
    0.70: (1.842, 1.750, 1.667, 1.591, 1.522),
    0.80: (2.857, 2.667, 2.500, 2.353, 2.222),
    0.90: (5.000, 4.500, 4.091, 3.750, 3.462),
    0.95: (7.308, 6.333, 5.588, 5.000, 4.524),
}
# A logit's slope for a standard deviation that goes with a correlation, (pi / sqrt 3) r / sqrt(1 - r²); by hand.
SLOPE_OF_A_CORRELATION = {0.1: 0.182294, 0.3: 0.570414, 0.5: 1.047198}

# A row of a transition matrix with Jeffreys' prior, 1/2 a move: counts, means, and the ends of 95 % of the Beta posteriors. Computed by
# hand and by SciPy's `beta.ppf`.
TRANSITION_ROWS = (
    ((60, 25, 15), (0.596059, 0.251232, 0.152709), ((0.499487, 0.689045), (0.172179, 0.339566), (0.089906, 0.228447))),
    ((3, 0, 1), (0.636364, 0.090909, 0.272727), ((0.240629, 0.940757), (0.000103, 0.409567), (0.025143, 0.670074))),
)
# CDNOW's whole log: where those in loyalty at a quarter's end were at the next one's, of five steps from 1997-03-31 to 1998-06-30, in per
# cent; under one gap for all dates, that of the last. And from capture to at risk; the trap: with each date's own gap. Computed apart.
CDNOW_LOYALTY_MOVES = {"loyalty": 73.35, "maintenance": 0.01, "recovered": 0.11, "capture": 0.0, "at_risk": 25.75, "abandoned": 0.78}
CDNOW_CAPTURE_TO_AT_RISK, CDNOW_CAPTURE_TO_AT_RISK_BY_OWN_GAPS = 51.77, 83.95

# How many of how many reached loyalty, against a third: Wilson's interval and the exact two-sided binomial test, computed by R 4.2.2
# (`prop.test(correct = FALSE)`, `binom.test`) and SciPy 1.17: k, n, low, high, p, verdict.
AGAINST_A_THIRD = (
    (18, 90, 0.130424, 0.294137, 0.006989, "below"),
    (33, 100, 0.245631, 0.426947, 1.000000, "compatible"),
)
# Hanley, J. A. & McNeil, B. J. (1982), Radiology 143, 29-36, table I: 109 images rated 1 (surely normal) to 5 (surely not), 58 of them
# normal. The area under the curve is theirs (0.893); DeLong's interval of these counts is in the manual of Stata, roctab.
HANLEY_MCNEIL = {"normal": (33, 6, 6, 11, 2), "not": (3, 2, 2, 11, 33), "area": 0.893171, "low": 0.832952, "high": 0.953390}

# Six groups of one sign each, by hand: its 0 and its 100, a customer's values (the fifth is not known), the weights, and what comes out.
# And what comes out with the missing as 0, with nothing held within the ends, and without the weights.
LOYALTY_INDEX = {
    "ends": ((0, 3), (0, 12), (0, 20), (0, 10), (0, 6), (1, 5)),
    "values": (2, 6, 25, 9, None, 4),
    "weights": (20, 25, 15, 15, 10, 15),
    "points": (66.666667, 50.0, 100.0, 90.0, None, 75.0),
    "index": 72.870370,
    "coverage": 0.90,
    "traps": {"missing as 0": 65.583333, "not held": 77.037037, "not weighted": 76.333333},
}
# The middle of each rank in per cent, ties sharing theirs; by hand.
STANDING = ((1, 2, 2, 5, 9), (10, 40, 40, 70, 90))

# Pfeifer & Carraway (2000), Journal of Interactive Marketing 14(2) 43-55: moves by recency (1 to 4 and former), what a customer of each
# brings in a period (margin 40 of a purchase, 4 to write to those of recency 1 to 4), and what each is worth at 20 % a period.
PFEIFER_CARRAWAY = (
    ((0.3, 0.7, 0, 0, 0), (0.2, 0, 0.8, 0, 0), (0.15, 0, 0, 0.85, 0), (0.05, 0, 0, 0, 0.95), (0, 0, 0, 0, 1)),
    (36, -4, -4, -4, 0),
    (52.319609, 5.553784, 1.250773, -1.820016, 0),
)
# MBG/NBD, where customers may leave after the first order too: r, alpha (weeks), a, b of CDNOW's first 39 weeks, as the vignette of the R
# package BTYDplus prints them (recalled; and computed by the fitter of the package lifetimes). Batislam, E. P., Denizel, M. & Filiztekin,
# A. (2007), Int. J. Research in Marketing 24(3), 201-209.
CDNOW_MBGNBD = (0.525, 6.183, 0.891, 1.614)
