"""The systemd unit: sound to systemd's own eyes, and locked in."""

import shutil
import subprocess
from collections.abc import Callable
from configparser import RawConfigParser
from pathlib import Path

import pytest

from bot.process import CLOSE_SECONDS, FINISH_SECONDS

ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not on this machine")
# What docs/security.md states; systemd's scale ends at 10, "unsafe".
MOST_EXPOSED = 1.1


@pytest.fixture
def unit(root: Path) -> Path:
    return root / "deploy" / "campaign-bot.service"


def service(unit: Path) -> dict[str, str]:
    """Return the settings of the service; of one given several times, the last."""
    read = RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign] # names keep their capitals
    read.read(unit, encoding="utf-8")
    return dict(read["Service"])


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    assert ANALYZE is not None
    return subprocess.run([ANALYZE, *arguments], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - systemd's own program


@pytest.fixture
def installed(unit: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Write the unit under a name as if the bot were installed on this machine."""

    def install(name: str) -> Path:
        path = tmp_path / name
        program = "/opt/campaign-bot/.venv/bin/campaign-bot"
        text = unit.read_text(encoding="utf-8")
        assert program in text
        path.write_text(text.replace(program, "/bin/true").replace("Documentation=", "#"), encoding="utf-8")
        return path

    return install


@needs_systemd
@pytest.mark.parametrize("name", ["campaign-bot.service", "shop-bot.service"])
def test_systemd_finds_no_fault_in_it_under_any_name(installed: Callable[[str], Path], name: str) -> None:
    checked = analyze("verify", str(installed(name)))

    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


@needs_systemd
def test_it_is_as_locked_in_as_the_documents_say(unit: Path) -> None:
    checked = analyze("security", "--offline=true", f"--threshold={round(MOST_EXPOSED * 10)}", str(unit))

    assert checked.returncode == 0, checked.stdout


def test_a_bad_configuration_is_not_tried_again_and_an_accident_is(unit: Path) -> None:
    assert service(unit)["Restart"] == "on-failure"
    assert service(unit)["RestartPreventExitStatus"] == "2"


def test_the_bot_has_the_time_to_finish_what_it_has_in_hand(unit: Path) -> None:
    assert int(service(unit)["TimeoutStopSec"]) > FINISH_SECONDS + CLOSE_SECONDS


def test_the_bot_can_write_its_own_folder_only_and_its_settings_not_even_there(unit: Path) -> None:
    about = service(unit)

    assert about["ProtectSystem"] == "strict"
    assert about["StateDirectory"] == "%N"
    assert "ReadWritePaths" not in about
    assert about["ReadOnlyPaths"] == "-%S/%N/.env"


def test_no_setting_of_the_bots_stands_in_the_unit(unit: Path) -> None:
    """`systemctl show` would tell it to everybody on the machine."""
    assert service(unit)["Environment"] == "PYTHONDONTWRITEBYTECODE=1"
    assert "EnvironmentFile" not in service(unit)
