"""Every error of ours, as one tree. A name for each decision a caller can take.

BotError
├── SettingsError           missing or malformed; stops the process at start
├── DirectoryError          directory.yml breaks its own rules; stops the process at start
├── LanguagesError          languages.yml breaks its own rules; stops the process at start
├── MenuError               dialogue/menu.yml breaks its own rules; stops the process at start
├── PhrasebookError         dialogue/phrasebook.yml breaks its own rules; stops the process at start
├── ReviewsError            locales/reviews.yml breaks its own rules; stops the process at start
├── CatalogError
│   ├── UnknownReply        no such key in any language of the chain
│   └── MissingArgument     the words ask for what the reply does not carry
├── EngineError
│   ├── EngineUnavailable   refused, or out of time: outage notice and emergency contacts
│   └── BadEngineReply      not the wire format
├── StoreError              the database cannot be opened; stops the process at start
├── VaultError
│   ├── CannotOpen          another key, another context, or not whole
│   ├── BadCallback         not the five facts, each from its closed set
│   ├── WeakPassphrase      fewer than 15 or more than 128 characters
│   ├── WrongPassphrase     it does not open the key
│   ├── WrongCode           not the code of this half minute, or used before
│   ├── NotSignedIn         no session, or it has expired
│   ├── UnknownStaff        nobody of that number is enrolled
│   ├── NobodyToOpen        no advocate is enrolled, so nothing can be left for one
│   └── VaultFull           256 callbacks are waiting
├── DeskError
│   ├── NobodyThere         no advocate is signed in and free
│   ├── DeskUnavailable     the gateway does not answer the console
│   ├── AlreadyClaimed      another advocate was faster
│   └── UnknownCase         it is over, or not theirs
└── ConversationError
    ├── UnknownConversation no such token, or it has expired
    ├── UnknownChoice       a choice that was not offered in this conversation
    ├── TooLong             more characters than a message may have
    └── TooFast             more messages than a conversation may send

No message of an error holds a person's words.
"""


class BotError(Exception):
    """The root; catch it only at an edge."""


class SettingsError(BotError):
    """A setting is missing or malformed; the text says which and what to write."""


class DirectoryError(BotError):
    """directory.yml breaks its own rules; the text names line and remedy."""


class LanguagesError(BotError):
    """languages.yml breaks its own rules; the text names the language and the remedy."""


class MenuError(BotError):
    """dialogue/menu.yml breaks its own rules; the text says what to write."""


class PhrasebookError(BotError):
    """dialogue/phrasebook.yml breaks its own rules; the text says what to write."""


class ReviewsError(BotError):
    """locales/reviews.yml breaks its own rules; the text names language, key and remedy."""


class CatalogError(BotError):
    """The words of a reply cannot be made."""


class UnknownReply(CatalogError):
    """No language of the chain has this key."""


class MissingArgument(CatalogError):
    """The words ask for an argument that the reply does not carry."""


class EngineError(BotError):
    """The engine gave no usable answer."""


class EngineUnavailable(EngineError):
    """Refused, failed or out of time."""


class BadEngineReply(EngineError):
    """The answer is not in the wire format."""


class StoreError(BotError):
    """The database cannot be opened; the text says what to check."""


class VaultError(BotError):
    """Something about callbacks and their keys; none says what was in them."""


class CannotOpen(VaultError):
    """Another key, another context, or not whole."""


class BadCallback(VaultError):
    """Not the five facts, each from its closed set."""


class WeakPassphrase(VaultError):
    """Fewer than 15 or more than 128 characters."""


class WrongPassphrase(VaultError):
    """It does not open the key."""


class WrongCode(VaultError):
    """Not the authenticator's code of this half minute, or used before."""


class NotSignedIn(VaultError):
    """No session, or it has expired."""


class UnknownStaff(VaultError):
    """Nobody of that number is enrolled."""


class NobodyToOpen(VaultError):
    """No advocate is enrolled, so nothing can be left for one."""


class VaultFull(VaultError):
    """256 callbacks are waiting: the person is shown the numbers to call."""


class DeskError(BotError):
    """Something at the advocate's desk cannot be done now."""


class NobodyThere(DeskError):
    """No advocate is signed in and free."""


class DeskUnavailable(DeskError):
    """The gateway does not answer the console."""


class AlreadyClaimed(DeskError):
    """Another advocate was faster."""


class UnknownCase(DeskError):
    """It is over, or not theirs."""


class ConversationError(BotError):
    """What the person sent cannot be taken; the gateway answers 4xx."""


class UnknownConversation(ConversationError):
    """No such token, or it has expired."""


class UnknownChoice(ConversationError):
    """A choice that was not offered in this conversation."""


class TooLong(ConversationError):
    """More characters than a message may have."""


class TooFast(ConversationError):
    """More messages than a conversation may send."""
