"""Linear machines, one for each class against all others."""

from typing import Hashable, Optional, Sequence, Tuple

import numpy
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC


def fit(
    features: csr_matrix,
    labels: Sequence[Hashable],
    classes: Sequence[Hashable],
    c: float,
    counts: Optional[Sequence[float]] = None,
) -> Tuple[numpy.ndarray, numpy.ndarray]:
    """Weights (a row for each feature, a column for each class) and biases, both in single precision.

    A row counts as often as `counts` says, once by default. As many machines learn at a time as there are processors;
    the result does not depend on how many.
    """
    given = numpy.array(labels, dtype=object)
    features = features.astype(numpy.float64)
    features.sum_duplicates()  # or every machine would, in the same memory at once

    def one(name: Hashable) -> Tuple[numpy.ndarray, numpy.ndarray]:
        machine = LinearSVC(C=c, dual=True, tol=1e-2, random_state=1)
        machine.fit(features, given == name, sample_weight=counts)
        return machine.coef_[0].astype(numpy.float32), machine.intercept_[0]

    fitted = Parallel(n_jobs=-1, prefer="threads")(delayed(one)(name) for name in classes)
    return numpy.stack([w for w, _ in fitted], axis=1), numpy.array([b for _, b in fitted], dtype=numpy.float32)
