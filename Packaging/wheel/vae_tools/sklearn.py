"""An estimator of scikit-learn (1.6 or later)."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Union

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from . import decode, encode, fit, sample, score

__all__ = ["VAE"]


class VAE(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """A variational auto-encoder of the rows of a table.

    :param latent: latent dimensions J.
    :param hidden: widths of the encoder's hidden layers; the decoder has them reversed.
    :param likelihood: the distribution of the data, as ``vae-fit --likelihood``: ``gaussian`` for any numbers,
        ``bernoulli`` for numbers from 0 to 1, and so on.
    :param options: other options of ``vae-fit``, with underscores for dashes, such as ``{"epochs": 100}``.
    :param importance_samples: samples K for each row when rows are scored.
    :param random_state: of the training; None is the tools' own seed.

    ``transform`` gives the means of q(z|x), N × J, as float32, and ``inverse_transform`` the means of p(x|z).
    ``score_samples`` gives log p(x) of each row in nats, by importance sampling with the same noise for every row, so that
    a row's score does not depend on the others; ``score`` is their mean. ``sample`` draws new rows from the model.

    After ``fit``, ``model_`` is a :class:`vae_tools.Model`.
    """

    def __init__(
        self, latent: int = 2, *, hidden: Union[int, Sequence[int]] = (500,), likelihood: str = "gaussian",
        options: Optional[dict[str, Any]] = None, importance_samples: int = 100,
        random_state: Union[int, np.random.RandomState, None] = None,
    ) -> None:
        self.latent = latent
        self.hidden = hidden
        self.likelihood = likelihood
        self.options = options
        self.importance_samples = importance_samples
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: object = None) -> VAE:
        """Trains on the rows of ``X``, N × D; ``y`` is not used."""
        X = validate_data(self, X, dtype=[np.float64, np.float32], ensure_min_samples=2)
        self.model_ = fit(
            X, latent=self.latent, hidden=self.hidden, likelihood=self.likelihood, seed=_seed(self.random_state),
            **(self.options or {}))
        self._n_features_out = self.latent
        return self

    def transform(self, X: ArrayLike) -> np.ndarray:
        """The means of q(z|x), N × J."""
        return encode(self.model_, self._rows(X))

    def inverse_transform(self, X: ArrayLike) -> np.ndarray:
        """The means of p(x|z), N × D, of latent vectors, N × J."""
        check_is_fitted(self)
        return decode(self.model_, np.asarray(X, np.float32))

    def score_samples(self, X: ArrayLike) -> np.ndarray:
        """log p(x) of each row in nats."""
        return score(
            self.model_, self._rows(X), importance_samples=self.importance_samples, common_noise=True)

    def score(self, X: ArrayLike, y: object = None) -> float:
        """The mean of log p(x) over the rows, in nats."""
        return float(np.mean(self.score_samples(X)))

    def sample(
        self, n_samples: int = 1, random_state: Union[int, np.random.RandomState, None] = None
    ) -> np.ndarray:
        """New rows, ``n_samples`` × D, drawn from p(z) and p(x|z)."""
        check_is_fitted(self)
        return sample(self.model_, n_samples, sample=True, seed=_seed(random_state))

    def _rows(self, X: ArrayLike) -> np.ndarray:
        check_is_fitted(self)
        return validate_data(self, X, dtype=[np.float64, np.float32], reset=False)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags


def _seed(random_state: Union[int, np.random.RandomState, None]) -> int:
    """An integer is the tools' seed as it is; None is theirs."""
    if random_state is None:
        return 1
    if isinstance(random_state, (int, np.integer)):
        return int(random_state)
    return int(check_random_state(random_state).randint(2**31))
