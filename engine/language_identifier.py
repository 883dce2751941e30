"""Which language a message is written in, and how sure that is.

Three witnesses, in this order: the script; one py3langid model, which also knows the languages we do not speak; and
a small model of our own sentences, which knows what no library knows: Arabic in Latin letters, Ukrainian without its
own keyboard, English as it is learnt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any, Dict, List, Mapping, Optional, Set, Text, Tuple

import joblib
import numpy
from py3langid.langid import MODEL_FILE
from py3langid.langid import LanguageIdentifier as Langid
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

from engine.importer import LANGUAGE, METADATA
from engine.languages import Language, read_languages

READ_AS = "read_as"  # the language the rest of the pipeline reads the message in
SHOWN = 4  # candidates
OFTEN = 20  # sentences in a script that is not a language's own, and people do write it so
IDENTIFIED = "language"  # what this component has to say, with its confidence, for the reply
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER = "Zzzz"  # ISO 15924 for a script that none of ours is written in
_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "ETHIOPIC": "Ethi", "BENGALI": "Beng", "CJK": "Hani"}
_WRITES: Dict[str, Set[str]] = {**{s: {s} for s in _SCRIPTS.values()}, "Hani": {"Hans", "Hant"}, _OTHER: set()}


def script_of(text: str) -> Optional[str]:
    """ISO 15924 code of the script that most letters belong to; None without letters."""
    counts: Dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            name = unicodedata.name(letter, "").split(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return None
    return _SCRIPTS.get(max(counts, key=lambda name: counts[name]), _OTHER)


class OwnWords:
    """A model of the languages as our own training sentences show them."""

    def __init__(self, seed: int = 1) -> None:
        self._vectorizer = HashingVectorizer(
            analyzer="char_wb", ngram_range=(1, 4), n_features=2**17, alternate_sign=False
        )
        self._model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=12, tol=1e-3, random_state=seed)

    def learn(self, sentences: List[str], tags: List[str]) -> None:
        seen = Counter((tag, script_of(sentence)) for sentence, tag in zip(sentences, tags))
        self.scripts = {script: {t for (t, s), n in seen.items() if s == script and n >= OFTEN} for _, script in seen}
        # Half of every long sentence again: people write short, and their first words decide the first reply.
        halves = [(s[: len(s) // 2], t) for s, t in zip(sentences, tags) if len(s) > 40]
        texts = [s.casefold() for s in sentences] + [s.casefold() for s, _ in halves]
        self._model.fit(self._vectorizer.transform(texts), tags + [t for _, t in halves])
        self._weights = numpy.ascontiguousarray(self._model.coef_.T.astype(numpy.float32))
        self._bias = self._model.intercept_.astype(numpy.float32)
        self.tags = list(self._model.classes_)
        del self._model

    def probabilities(self, text: str) -> Dict[str, float]:
        row = self._vectorizer.transform([text.casefold()])
        scores = row.data.astype(numpy.float32) @ self._weights[row.indices] + self._bias
        if len(self.tags) == 2 and scores.shape[0] == 1:
            scores = numpy.array([-scores[0], scores[0]])
        odds = numpy.exp(scores - scores.max())
        return dict(zip(self.tags, (odds / odds.sum()).tolist()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Sets `language` on each message: {"tag", "confidence", "candidates": [[tag, confidence], ...], "foreign"}."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            "foreign": 0.8,  # py3langid this sure of a language that is not ours: believe it
            "certain": 0.98,  # our own sentences this sure of a language in letters that are not its own
            "own_weight": 0.5,  # how much our own sentences count beside py3langid
        }

    def __init__(self, config: Mapping[Text, Any], storage: ModelStorage, resource: Resource, own: OwnWords) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._own = own
        self._languages = read_languages()
        self._langid = Langid.from_model_file(MODEL_FILE, norm_probs=True)
        self._by_langid = {lang.langid: tag for tag, lang in self._languages.items() if lang.langid}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(config, model_storage, resource, OwnWords())

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "own_words.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._own.learn([e.get(TEXT) for e in examples], [e.get(METADATA)[LANGUAGE] for e in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._own, folder / "own_words.joblib")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for example in training_data.training_examples:
            example.set(READ_AS, (example.get(METADATA) or {}).get(LANGUAGE, "en"))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            chosen = (message.get(METADATA) or {}).get(LANGUAGE)
            candidates, foreign = self.identify(message.get(TEXT) or "")
            tag, confidence = candidates[0] if candidates else (None, 0.0)
            said = {
                "tag": tag,
                "confidence": round(confidence, 4),
                "candidates": [[each, round(chance, 4)] for each, chance in candidates[:SHOWN]],
                "foreign": foreign,
            }
            message.set(IDENTIFIED, said, add_to_output=True)
            message.set(READ_AS, chosen if chosen in self._languages and confidence < 0.9 else tag or chosen or "en")
        return messages

    def identify(self, text: str) -> Tuple[List[Tuple[str, float]], bool]:
        """Our languages for this text, likeliest first, and whether it is rather in a language that is not ours.

        A confidence below 0.7 means: ask. Digits and signs alone are no language and not foreign.
        """
        script = script_of(text)
        native = {tag: lang for tag, lang in self._languages.items() if script and lang.script in _WRITES[script]}
        also = self._own.scripts.get(script, set())  # Arabic in Latin letters, say
        ours = {tag: lang for tag, lang in self._languages.items() if tag in native or tag in also}
        if not ours:
            return [], script is not None
        marked = self._marked(text, native)
        own = self._share(self._own.probabilities(text), ours)
        ranked = {code: float(p) for code, p in self._langid.rank(text)}
        known = {tag: ranked.get(lang.langid, 0.0) for tag, lang in native.items() if lang.langid}
        words = len(_LETTERS.findall(text))
        doubt = 1.0 if words >= 3 else 0.85 if words == 2 else 0.75  # a word or two prove little
        likely = max(own, key=lambda tag: own[tag])
        # Arabic in Latin letters is foreign to py3langid: there our own sentences decide, if they are sure.
        overruled = likely not in known and own[likely] >= self._config["certain"]
        if words >= 3 and not marked and not overruled:
            foreign = max(p for code, p in ranked.items() if code not in self._by_langid)
            if foreign >= self._config["foreign"]:
                return self._ordered({tag: p * (1 - foreign) for tag, p in own.items()}), True
        scores = self._blend(own, known, ours, marked) if len(ours) > 1 else dict.fromkeys(ours, 0.95)
        return self._ordered({tag: p * doubt for tag, p in scores.items()}), False

    def _blend(
        self, own: Dict[str, float], known: Dict[str, float], ours: Dict[str, Language], marked: List[str]
    ) -> Dict[str, float]:
        library = self._share(known, ours)
        sure = sum(known.values())  # how much of py3langid's belief lies with us at all
        weight = self._config["own_weight"] + (1 - self._config["own_weight"]) * (1 - sure)
        scores = {tag: weight * own.get(tag, 0.0) + (1 - weight) * library.get(tag, 0.0) for tag in ours}
        for tag in marked:
            scores[tag] += 0.5 / len(marked)
        return self._share(scores, ours)

    @staticmethod
    def _ordered(scores: Mapping[str, float]) -> List[Tuple[str, float]]:
        return sorted(scores.items(), key=lambda item: -item[1])

    @staticmethod
    def _marked(text: str, ours: Dict[str, Language]) -> List[str]:
        """Languages whose own letters stand in the text, if that singles them out."""
        lowered = text.casefold()
        marked = [tag for tag, lang in ours.items() if any(letter in lowered for letter in lang.letters)]
        return marked if len(marked) == 1 else []

    @staticmethod
    def _share(scores: Mapping[str, float], ours: Mapping[str, Language]) -> Dict[str, float]:
        total = sum(scores.get(tag, 0.0) for tag in ours)
        return {tag: scores.get(tag, 0.0) / total if total > 0 else 1 / len(ours) for tag in ours}
