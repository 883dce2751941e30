"""Training data with each sentence's language: `nlu_data/<tag>/` says it, so no sentence has to."""

import hashlib
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.utils import story_graph_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_model_configuration

from engine.languages import read_languages
from engine.phrases import entries

METADATA = "metadata"
LANGUAGE = "language"


class Sentence(Message):
    """A training example that is told apart from others by what makes it one.

    Rasa takes the fingerprint of every example many times and copies all of them twice; with its own way of doing so,
    that takes longer than the learning.
    """

    @classmethod
    def of(cls, text: Text, intent: Text, language: Text) -> "Sentence":
        return cls({TEXT: text, INTENT: intent, METADATA: {LANGUAGE: language}})

    def fingerprint(self) -> Text:
        named = (self.get(TEXT), self.get(INTENT), self.get(METADATA)[LANGUAGE])
        return hashlib.md5("\t".join(named).encode(), usedforsecurity=False).hexdigest()

    def __deepcopy__(self, memo: Dict[int, Any]) -> "Sentence":
        return Sentence(dict(self.data), set(self.output_properties))


class FolderImporter(TrainingDataImporter):
    """Reads `nlu_data/<tag>/<topic>.yml` for every language of `languages.yml`, and the dialogue files.

    Files whose name begins with an underscore (places, crisis phrases) are no intents: the components that need
    them read them themselves.
    """

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
        nlu: Text = "nlu_data",
        rules: Text = "dialogue/rules.yml",
    ) -> None:
        self._config_file = config_file
        self._domain_path = domain_path
        self._nlu = Path(nlu)
        self._rules = rules
        self._nlu_data: Optional[TrainingData] = None

    def get_domain(self) -> Domain:
        return Domain.load(self._domain_path) if self._domain_path else Domain.empty()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        return story_graph_from_paths([self._rules], self.get_domain(), exclusion_percentage)

    def get_config(self) -> Dict:
        return read_model_configuration(self._config_file) if self._config_file else {}

    def get_config_file_for_auto_config(self) -> Optional[Text]:
        return self._config_file

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        if self._nlu_data is None:
            self._nlu_data = self._read()
        return self._nlu_data

    def _read(self) -> TrainingData:
        languages = read_languages()
        rows = entries("intent", "[!_]*", self._nlu)
        examples = [Sentence.of(text, intent, tag) for tag, intent, texts in rows if tag in languages for text in texts]
        return TrainingData(training_examples=examples)
