"""A reply in words: text, buttons, cards and link, in one language. The only place where a reply becomes words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.catalog import Catalog, Said
from bot.clock import Clock
from bot.directory import Directory
from bot.errors import UnknownReply
from bot.gateway.cards import Cards
from bot.gateway.figures import written
from bot.languages import Language, Languages
from bot.menu import Menu
from bot.messages import Choice, Option, Reply, Words
from bot.phrasebook import Phrase

_PARAGRAPH = "\n\n"


class Wording:
    """Says replies."""

    def __init__(
        self,
        catalog: Catalog,
        directory: Directory,
        languages: Languages,
        menu: Menu,
        now: Clock,
    ) -> None:
        self._catalog = catalog
        self._directory = directory
        self._languages = languages
        self._menu = menu
        self._now = now
        self._cards = Cards(catalog, directory, languages, now)

    def say(self, reply: Reply, language: Language) -> Words:
        """The reply in this language; raises UnknownReply or MissingArgument."""
        said = self._catalog.say(language, reply.key, **self._arguments(reply))
        texts = [said, *self._facts(reply, language)]
        if self._is_notice(reply.key) and not said.reviewed:
            texts.append(self._catalog.say(self._languages.english, reply.key, **self._arguments(reply)))
        return Words(
            key=reply.key,
            text=_PARAGRAPH.join(each.text for each in texts),
            language=said.language,
            reviewed=all(each.reviewed for each in texts),
            options=tuple(option for choice in reply.choices for option in self._options(choice, language)),
            cards=self._cards.of(reply, language),
            link=self._link(reply),
        )

    def ask_language(self, candidates: Sequence[Language]) -> Words:
        """Which language? Asked in the likely ones and in English, with every language's own name on a button."""
        asked = dict.fromkeys([*candidates[:3], self._languages.english])
        lines = [self._catalog.text(language, "ask_language") for language in asked]
        offered = [*candidates, *(language for language in self._languages if language not in candidates)]
        return Words(
            key="ask_language",
            text="\n".join(dict.fromkeys(lines)),
            language=candidates[0] if candidates else self._languages.english,
            reviewed=True,
            options=tuple(Option(Choice("language", language.tag), language.own_name) for language in offered),
        )

    def offer_language(self, language: Language) -> Words:
        """ "Continue in this language?", in that language."""
        said = self._catalog.say(language, "offer_language")
        return Words("offer_language", said.text, said.language, said.reviewed, (self._language_option(language),))

    def with_english(self, words: Words, language: Language) -> Words:
        """Words that no person has checked, with the way to the English ones, one tap away."""
        shown = Option(Choice("word", "english"), self._catalog.text(language, "show_english"))
        return replace(words, options=(*words.options, shown))

    def phrase(self, phrase: Phrase, arguments: Mapping[str, str], language: Language) -> Words:
        """An advocate's ready sentence with the buttons to answer it; raises MissingArgument."""
        said = self._catalog.say(language, phrase.key, **self._arguments(Reply(phrase.key, arguments=arguments)))
        options = tuple(
            option for answer in phrase.answers for option in self._options(Choice("answer", answer), language)
        )
        return Words(phrase.key, said.text, said.language, said.reviewed, options)

    def phrase_in_english(self, phrase: Phrase, arguments: Mapping[str, str]) -> str:
        """The same, as the advocate reads it."""
        return self.phrase(phrase, arguments, self._languages.english).text

    def word(self, key: str, language: Language) -> str:
        """A word or two on their own."""
        return self._catalog.text(language, key)

    def typed(self, text: str) -> Words:
        """An advocate's own words, as they typed them."""
        return Words("advocate_words", text, self._languages.english, True)

    def answer(self, answer: str) -> str:
        """What a person pressed, in English."""
        return self._catalog.text(self._languages.english, f"answer.{answer}")

    def district_of(self, place: str) -> str:
        """The district a town's button stands for."""
        return self._directory.whereabouts(place)[0].id

    def _facts(self, reply: Reply, language: Language) -> Iterator[Said]:
        """The figures that belong to guidance on a topic; once they are overdue, that they may have changed."""
        if reply.topic is None or not reply.key.startswith("guidance."):
            return
        about = (fact for fact in self._directory.about(reply.topic) if fact.topics[0] == reply.topic)
        facts = [fact for fact in about if self._catalog.knows(f"fact.{fact.id}")]
        shown = [(fact, fact.shown_figures(self._now().date())) for fact in facts]
        for fact, figures in shown:
            if figures:
                yield self._catalog.say(language, f"fact.{fact.id}", **written(figures, language))
        if not all(figures for _, figures in shown):
            yield self._catalog.say(language, "figures_overdue")

    def _is_notice(self, key: str) -> bool:
        entry = self._catalog.entries("en").get(key)
        return entry is not None and entry.file == "notices"

    def _arguments(self, reply: Reply) -> dict[str, str]:
        """What the texts may ask for. A district's or place's id becomes its name."""
        arguments = {
            "council": self._directory.council.name,
            "name": self._directory.council.name,
            "emergency_number": self._emergency_number(),
        }
        for name, value in reply.arguments.items():
            known: Mapping[str, Any] = {"district": self._directory.districts, "place": self._directory.places}.get(
                name, {}
            )
            arguments[name] = known[value].name if value in known else value
        return arguments

    def _emergency_number(self) -> str:
        return self._directory.emergency_contacts("emergency")[0].shown_phones[0].display

    def _language_option(self, language: Language) -> Option:
        return Option(Choice("language", language.tag), language.own_name)

    def _options(self, choice: Choice, language: Language) -> list[Option]:
        """The buttons of a choice: a list of groups or languages is one choice with many buttons."""
        match choice:
            case Choice("word", "menu" | "something_else" | "other_topic" as word):
                groups = [option for group in self._menu for option in self._options(Choice("group", group), language)]
                return groups if word == "menu" else [Option(choice, self._catalog.text(language, f"choice.{word}"))]
            case Choice("answer", answer):
                return [Option(choice, self._catalog.text(language, f"answer.{answer}"))]
            case Choice("topics", group):
                topics = [
                    option
                    for topic in self._menu[group].topics
                    for option in self._options(Choice("topic", topic), language)
                ]
                return [*topics, *self._options(Choice("word", "other_topic"), language)]
            case Choice("word", "languages"):
                return [self._language_option(each) for each in self._languages]
            case Choice("word", word):
                return [Option(choice, self._catalog.text(language, f"choice.{word}"))]
            case Choice("topic", "speak_to_advocate"):
                return [Option(choice, self._catalog.text(language, "choice.person"))]
            case Choice("topic", topic):
                return [Option(choice, self._catalog.text(language, f"topic.{topic}"))]
            case Choice("place", place):
                return [Option(choice, self._directory.places[place].name)]
            case Choice("district", district):
                return [Option(choice, self._directory.districts[district].name)]
            case Choice("language", tag):
                return [self._language_option(self._languages[tag])]
            case Choice("group", group):
                return [Option(choice, self._catalog.text(language, f"menu.{group}"), self._menu[group].symbol)]
            case _:
                raise UnknownReply(choice.kind)

    def _link(self, reply: Reply) -> str | None:
        topic = self._directory.topics.get(reply.topic) if reply.topic else None
        return topic.link if topic else None
