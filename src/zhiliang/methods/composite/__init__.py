"""Composite indices: from units × indicators to scores, ranks and how sure the ranks are.

Steps and names follow OECD/JRC, Handbook on Constructing Composite Indicators (2008), and the
R package COINr where it fixes what the handbook leaves open. `Index` takes all steps and keeps
them; every step is a function of its own. Arrays are [units × indicators], for a panel
[units × indicators × years]; NaN is a missing value, never 0. Higher is better once normalised.
"""

from zhiliang.methods.composite.aggregate import AGGREGATIONS, aggregate, outranking
from zhiliang.methods.composite.alternatives import alternative_ranks, noisy_weights
from zhiliang.methods.composite.denominate import denominate
from zhiliang.methods.composite.impute import IMPUTATIONS, Imputed, impute
from zhiliang.methods.composite.index import Index
from zhiliang.methods.composite.influence import (
    Place,
    Profile,
    Removal,
    profile,
    remove_elements,
)
from zhiliang.methods.composite.moments import free_of_outliers, kurtosis, skewness
from zhiliang.methods.composite.normalise import NORMALISATIONS, normalise
from zhiliang.methods.composite.outliers import TRANSFORMS
from zhiliang.methods.composite.ranks import ascending_ranks, descending_ranks
from zhiliang.methods.composite.screen import Screened, screen
from zhiliang.methods.composite.sensitivity import (
    Sensitivity,
    Sobol,
    saltelli_sample,
    sensitivity,
    sobol_indices,
)
from zhiliang.methods.composite.stages import Stage
from zhiliang.methods.composite.structure import Node, Structure, effective_weights, load
from zhiliang.methods.composite.treat import ColumnTreatment, Treated, TreatmentRecord, treat
from zhiliang.methods.composite.uncertainty import RankIntervals, noisy_ranks
from zhiliang.methods.composite.weights import correlations, optimised_weights, pca_weights

__all__ = [
    "AGGREGATIONS",
    "IMPUTATIONS",
    "NORMALISATIONS",
    "TRANSFORMS",
    "ColumnTreatment",
    "Imputed",
    "Index",
    "Node",
    "Place",
    "Profile",
    "RankIntervals",
    "Removal",
    "Screened",
    "Sensitivity",
    "Sobol",
    "Stage",
    "Structure",
    "Treated",
    "TreatmentRecord",
    "aggregate",
    "alternative_ranks",
    "ascending_ranks",
    "correlations",
    "denominate",
    "descending_ranks",
    "effective_weights",
    "free_of_outliers",
    "impute",
    "kurtosis",
    "load",
    "noisy_ranks",
    "noisy_weights",
    "normalise",
    "optimised_weights",
    "outranking",
    "pca_weights",
    "profile",
    "remove_elements",
    "saltelli_sample",
    "screen",
    "sensitivity",
    "skewness",
    "sobol_indices",
    "treat",
]
