"""Settings are read once, and a wrong one says what to write."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.errors import SettingsError
from bot.settings import ActionSettings, GatewaySettings


def test_what_has_a_default_may_be_left_out() -> None:
    settings = GatewaySettings.read({"FINGERPOST_ENGINE_PORT": "5005"})
    assert (settings.host, settings.port, settings.engine_port) == ("127.0.0.1", 8080, 5005)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "FINGERPOST_ENGINE_PORT is missing"),
        ({"FINGERPOST_ENGINE_PORT": "x"}, "FINGERPOST_ENGINE_PORT: write a whole number"),
        ({"FINGERPOST_ENGINE_PORT": "70000"}, "FINGERPOST_ENGINE_PORT: write a port"),
        ({"FINGERPOST_ENGINE_PORT": "5005", "FINGERPOST_PORT": "0"}, "FINGERPOST_PORT: write a port"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        GatewaySettings.read(environment)


def test_the_action_server_has_no_default_port() -> None:
    with pytest.raises(SettingsError, match="FINGERPOST_ACTIONS_PORT"):
        ActionSettings.read({})


def test_the_clock_can_stand_in_any_day() -> None:
    settings = ActionSettings.read({"FINGERPOST_ACTIONS_PORT": "5055", "FINGERPOST_AS_OF": "2027-01-31"})
    assert settings.as_of == datetime(2027, 1, 31, tzinfo=LONDON)
    with pytest.raises(SettingsError, match="FINGERPOST_AS_OF: write a day"):
        ActionSettings.read({"FINGERPOST_ACTIONS_PORT": "5055", "FINGERPOST_AS_OF": "tomorrow"})
